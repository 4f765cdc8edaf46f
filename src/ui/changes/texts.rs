//! Texts of the changes page and the hand-off.

use crate::i18n::texts;

texts! {
    LEAD = "What is staged here and has not happened in the tenant. The hand-off turns it into a script.",
        "Ce qui est préparé ici et n’a pas eu lieu dans le locataire. La transmission en fait un script.";
    STAGED_OBJECTS = ["{0} object with staged changes", "{0} objects with staged changes"],
        ["{0} objet avec des modifications préparées", "{0} objets avec des modifications préparées"];
    VIEWS = "Views of the changes", "Vues des modifications";
    BY_OBJECT = "By object ({0})", "Par objet ({0})";
    BY_OPERATION = "By operation ({0})", "Par opération ({0})";
    CONFLICTS = "Conflicts ({0})", "Conflits ({0})";
    TO_HAND_OFF = "Hand-off", "Transmission";
    UNDO = "Undo", "Annuler";
    REDO = "Redo", "Rétablir";
    UNDONE = "Undone: {0}", "Annulé\u{a0}: {0}";
    REDONE = "Redone: {0}", "Rétabli\u{a0}: {0}";
    VERBS = "Undo and redo", "Annuler et rétablir";
    NOTHING = "Nothing is staged", "Rien n’est préparé";
    NOTHING_WHY = "Edit a user, create one, or change many at once from the list. Every change lands here first and can be taken back.",
        "Modifiez un utilisateur, créez-en un, ou changez-en plusieurs à la fois dans la liste. Chaque modification arrive d’abord ici et peut être reprise.";
    TO_USERS = "Go to users", "Aller aux utilisateurs";
    NO_OPERATIONS = "Nothing has been done yet", "Rien n’a encore été fait";
    NO_OPERATIONS_WHY = "Every change to this workspace will be listed here, newest first, and stays listed when it is undone.",
        "Chaque modification de cet espace de travail figurera ici, la plus récente en premier, et y restera même annulée.";
    NO_CONFLICTS = "No conflicts", "Aucun conflit";
    NO_CONFLICTS_WHY = "When a newer import says something else than what a staged change started from, it is shown here with all three values.",
        "Quand une importation plus récente dit autre chose que ce dont une modification préparée partait, elle apparaît ici avec les trois valeurs.";
    FILTER = "Filter by name or any text of the users and groups", "Filtrer par nom ou tout texte des utilisateurs et des groupes";
    NO_MATCH = "No user or group with staged changes matches.", "Aucun utilisateur ni groupe avec des modifications préparées ne correspond.";
    SPAN = "{0}–{1} of {2}", "{0}–{1} sur {2}";
    PREVIOUS = "Previous page", "Page précédente";
    NEXT = "Next page", "Page suivante";
    PAGER_OBJECTS = "Pages of users and groups", "Pages d’utilisateurs et de groupes";
    MEMBER_CAME = "member added: {0}", "membre ajouté\u{a0}: {0}";
    MEMBER_WENT = "member removed: {0}", "membre retiré\u{a0}: {0}";
    OWNER_CAME = "owner added: {0}", "propriétaire ajouté\u{a0}: {0}";
    OWNER_WENT = "owner removed: {0}", "propriétaire retiré\u{a0}: {0}";
    OBJECT = "Object", "Objet";
    TENANT = "The tenant", "Le locataire";
    MEMBER = "Member", "Membre";
    OWNER = "Owner", "Propriétaire";
    MORE_RELATIONS = ["and {0} more member or owner", "and {0} more members or owners"], ["et {0} autre membre ou propriétaire", "et {0} autres membres ou propriétaires"];
    PAGER_OPERATIONS = "Pages of operations", "Pages d’opérations";
    PAGER_CONFLICTS = "Pages of conflicts", "Pages de conflits";
    CREATED = "Created", "Création";
    DELETED = "Deleted", "Suppression";
    RESTORED = "Restored", "Restauration";
    TAKE_BACK_CREATED = "Do not create {0}", "Ne pas créer {0}";
    TAKE_BACK_DELETED = "Do not delete {0}", "Ne pas supprimer {0}";
    TAKE_BACK_RESTORED = "Do not restore {0}", "Ne pas restaurer {0}";
    TAKEN_BACK = "Taken back", "Retiré";
    ATTRIBUTE = "Attribute", "Attribut";
    PROPERTY = "Property", "Propriété";
    STAGED_FOR_GROUP = "Staged for this group", "Préparé pour ce groupe";
    BEFORE = "Imported", "Importé";
    AFTER = "Staged", "Préparé";
    ACTION = "Action", "Action";
    BESIDES = "The script will", "Le script va";
    REVERT_OF = "Revert {0} of {1}", "Rétablir {0} ({1})";
    REVERT_ALL = "Revert all attributes", "Rétablir tous les attributs";
    WHO_WHEN = "No. {0} · {1} · {2}", "Nº\u{a0}{0} · {1} · {2}";
    IN_FORCE = "In force", "En vigueur";
    UNDONE_BADGE = "Undone", "Annulée";
    DROPPED_BADGE = "Dropped with no. {0}", "Abandonnée avec la nº\u{a0}{0}";
    TAKE_BACK = "Take back no. {0}", "Retirer la nº\u{a0}{0}";
    TAKE_BACK_SHORT = "Take back", "Retirer";
    BRING_BACK = "Bring back no. {0}", "Rétablir la nº\u{a0}{0}";
    BRING_BACK_SHORT = "Bring back", "Rétablir";
    DONE_BACK = "Taken back: {0}", "Retiré\u{a0}: {0}";
    DROP_ASK = ["Take back no. {1} and {0} that stands on it?", "Take back no. {1} and {0} that stand on it?"],
        ["Retirer la nº\u{a0}{1} et {0} opération qui en dépend\u{202f}?", "Retirer la nº\u{a0}{1} et {0} opérations qui en dépendent\u{202f}?"];
    DROP_WHY = "Later operations start from what this one made. They go with it:",
        "Des opérations ultérieures partent de ce que celle-ci a fait. Elles partent avec elle\u{a0}:";
    DROP_WHOLE_ASK = "Take back no. {0} as a whole?", "Retirer la nº\u{a0}{0} en entier\u{202f}?";
    DROP_WHOLE_WHY = "No edit can bring this value back. The operation that changed it goes, with everything else it did:",
        "Aucune modification ne peut rétablir cette valeur. L’opération qui l’a changée part, avec tout ce qu’elle a fait d’autre\u{a0}:";
    DROP_CONFIRM = "Take back all of them", "Tout retirer";
    DROP_UNDO = "The whole can be undone in one step.", "Le tout peut être annulé en une seule étape.";
    EVENTS = ["{0} change", "{0} changes"], ["{0} modification", "{0} modifications"];
    SETTINGS = "Settings of the tenant", "Paramètres du locataire";
    FIRST_OF = "The first {0} of {1}", "Les {0} premières sur {1}";
    FROM_TO = "{0}: {1} → {2}", "{0}\u{a0}: {1} → {2}";
    STAGED_INTENT = "{0}: staged", "{0}\u{a0}: préparé";
    UNSTAGED_INTENT = "{0}: taken back", "{0}\u{a0}: retiré";
    EXISTENCE = "Account", "Compte";
    CONFLICTS_LEAD = "The newest import says something else than what these changes started from. What is staged stays until you choose otherwise.",
        "L’importation la plus récente dit autre chose que ce dont ces modifications partaient. Ce qui est préparé reste, sauf si vous en décidez autrement.";
    WAS = "Before", "Avant";
    ARRIVED = "In the tenant now", "Dans le locataire";
    STAGED = "Staged here", "Préparé ici";
    STANDS = "Stands", "Retenu";
    MINE = "Yours", "Le vôtre";
    ANOTHER = "Another value", "Une autre valeur";
    KEEP_MINE = "Keep yours", "Garder le vôtre";
    TAKE_THEIRS = "Take the tenant’s", "Prendre celui du locataire";
    KEEP_MINE_OF = "Keep yours: {0} of {1}", "Garder le vôtre\u{a0}: {0} ({1})";
    TAKE_THEIRS_OF = "Take the tenant’s: {0} of {1}", "Prendre celui du locataire\u{a0}: {0} ({1})";
    RESOLVED = "{0} of {1}: {2}", "{0} ({1})\u{a0}: {2}";
    SEEN = "Seen", "Vu";
    SEEN_OF = "Seen: {0} is gone", "Vu\u{a0}: {0} n’est plus là";
    OTHER_CONFLICTS = "Other conflicts", "Autres conflits";
    CONFLICT_TABLE = "Attributes and settings that contradict the newest import", "Attributs et paramètres en contradiction avec la dernière importation";
    TABLE_OF = "Staged attributes of {0}", "Attributs préparés\u{a0}: {0}";
}
