//! Texts of the user page.

use crate::i18n::texts;

texts! {
    NOBODY = "No such user", "Utilisateur introuvable";
    NOBODY_WHY = "The open workspace has nobody with this object id. The link may come from another workspace, or the user was only staged and the creation was undone.",
        "L’espace de travail ouvert ne contient personne avec cet ID d’objet. Le lien vient peut-être d’un autre espace de travail, ou l’utilisateur n’était que préparé et sa création a été annulée.";
    ALL_USERS = "All users", "Tous les utilisateurs";
    ENABLED = "Enabled", "Activé";
    DISABLED = "Disabled", "Désactivé";
    GUEST = "Guest", "Invité";
    SYNCED = "Synchronised from Active Directory", "Synchronisé depuis Active Directory";
    SYNC_UNKNOWN = "Synchronisation not imported", "Synchronisation non importée";
    CREATED_HERE = "Created here", "Créé ici";
    DELETED = "Deleted", "Supprimé";
    RESTORED = "Restored here", "Restauré ici";
    NO_ID = "No object id yet", "Pas encore d’ID d’objet";
    NO_ID_WHY = "The directory has not given this user an object id, or the imported file had none. The script finds the user by name.",
        "L’annuaire n’a pas encore donné d’ID d’objet à cet utilisateur, ou le fichier importé n’en avait pas. Le script retrouve l’utilisateur par son nom.";
    IN_EXCHANGE = "Managed in Exchange: change it there", "Géré dans Exchange\u{a0}: à modifier là-bas";
    STAGED = ["{0} staged change", "{0} staged changes"], ["{0} modification préparée", "{0} modifications préparées"];
    VERBS = "Actions on this user", "Actions sur cet utilisateur";
    ENABLE = "Enable sign-in", "Activer la connexion";
    DISABLE = "Disable sign-in", "Désactiver la connexion";
    SIGN_IN = "Password and sessions", "Mot de passe et sessions";
    DELETE = "Delete", "Supprimer";
    RESTORE = "Restore…", "Restaurer…";
    ENABLED_DONE = "Staged: sign-in enabled", "Préparé\u{a0}: connexion activée";
    DISABLED_DONE = "Staged: sign-in disabled", "Préparé\u{a0}: connexion désactivée";
    DELETED_DONE = "Staged: {0} is deleted", "Préparé\u{a0}: supprimer {0}";
    NEVER_CREATED_DONE = "{0} will not be created", "{0} ne sera pas créé";
    INTENT_DONE = "Staged: {0}", "Préparé\u{a0}: {0}";
    UNSTAGED_DONE = "No longer staged: {0}", "N’est plus préparé\u{a0}: {0}";
    DELETE_ASK = "Delete {0}?", "Supprimer {0}\u{202f}?";
    DELETE_WHY = "The user moves to the deleted users, keeps every attribute there, and can be restored for 30 days. Sign-in stops at once; licences become free.",
        "L’utilisateur passe dans les utilisateurs supprimés, y conserve tous ses attributs et peut être restauré pendant 30 jours. La connexion est coupée aussitôt\u{202f}; les licences se libèrent.";
    DELETE_REPORTS = ["{0} person reports to this user and would have no manager.", "{0} people report to this user and would have no manager."],
        ["{0} personne dépend de cet utilisateur et n’aurait plus de responsable.", "{0} personnes dépendent de cet utilisateur et n’auraient plus de responsable."];
    DELETE_CREATED_WHY = "This user exists here only: the staged creation is taken back, and nothing happens in the tenant.",
        "Cet utilisateur n’existe qu’ici\u{a0}: la création préparée est retirée, et rien ne se passe dans le locataire.";
    STAGE = "Stage", "Préparer";
    STAGED_ONLY = "Nothing happens in the tenant now: the change is staged, and the script that you take away carries it out.",
        "Rien ne se passe maintenant dans le locataire\u{a0}: la modification est préparée, et le script que vous emportez l’exécutera.";
    RESET_WHY = "The script makes up a temporary password where it runs, sets it, and shows it there once or writes it to a file of your choice. Tenantry neither knows nor keeps it. The user changes it at the next sign-in.",
        "Le script génère un mot de passe temporaire là où il s’exécute, le définit, puis l’affiche une seule fois ou l’écrit dans un fichier de votre choix. Tenantry ne le connaît pas et ne le conserve pas. L’utilisateur le change à la prochaine connexion.";
    FORCE_WHY = "At the next sign-in the user must choose a new password. The present one stays valid until then.",
        "À la prochaine connexion, l’utilisateur doit choisir un nouveau mot de passe. L’actuel reste valable jusque-là.";
    FORCE_MFA_WHY = "At the next sign-in the user must pass multifactor authentication, then choose a new password.",
        "À la prochaine connexion, l’utilisateur doit passer l’authentification multifacteur, puis choisir un nouveau mot de passe.";
    REPROCESS_WHY = "The service goes through the user’s groups again, and gives what it could not give before if nothing stands against it any more. Seats that became free are not given without that.",
        "Le service reprend les groupes de l’utilisateur et donne ce qu’il n’avait pas pu donner, si plus rien ne s’y oppose. Sans cela, les licences redevenues libres ne sont pas données.";
    REVOKE_WHY = "All refresh tokens and session cookies of the user become invalid: every app asks for a sign-in again. Access tokens that apps already hold can stay valid for about an hour.",
        "Tous les jetons d’actualisation et les cookies de session de l’utilisateur deviennent invalides\u{a0}: chaque application redemande une connexion. Les jetons d’accès déjà remis aux applications peuvent rester valables environ une heure.";
    NO_WAY_BACK = "The rollback script cannot take this back.", "Le script d’annulation ne peut pas revenir là-dessus.";
    SYNCED_LEAD = "This user is synchronised. Attributes with a lock are changed in Active Directory; the next synchronisation brings them here.",
        "Cet utilisateur est synchronisé. Les attributs marqués d’un cadenas se modifient dans Active Directory\u{202f}; la prochaine synchronisation les apporte ici.";
    SYNC_UNKNOWN_LEAD = "Whether this user is synchronised was not imported. Changes can be staged; the script checks first and leaves synchronised users alone.",
        "On ignore si cet utilisateur est synchronisé\u{a0}: cela n’a pas été importé. Des modifications peuvent être préparées\u{202f}; le script vérifie d’abord et laisse de côté les utilisateurs synchronisés.";
    READ_ONLY_TAB = "Another tab edits this workspace; this one only follows.",
        "Un autre onglet modifie cet espace de travail\u{202f}; celui-ci ne fait que suivre.";
    EDIT_VALUE = "{0}: {1}. Edit", "{0}\u{a0}: {1}. Modifier";
    WAS = "was {0}", "valeur précédente\u{a0}: {0}";
    REVERT = "Revert {0}", "Rétablir {0}";
    REVERT_SHORT = "Revert", "Rétablir";
    REVERTED = "{0} is as imported again", "{0} est de nouveau comme importé";
    MORE_EMPTY = ["{0} more without a value", "{0} more without a value"], ["{0} autre sans valeur", "{0} autres sans valeur"];
    BY_UTC = "In UTC", "En UTC";
    BY_THIS_CLOCK = "By this computer’s clock", "À l’heure de cet ordinateur";
    ONE_PER_LINE = "One per line", "Une par ligne";
    NO_VALUE = "No value", "Aucune valeur";
    FIND_PERSON = "Name or user principal name", "Nom ou nom d’utilisateur principal";
    PEOPLE = "People", "Personnes";
    CHOSEN = "Chosen: {0}", "Choix\u{a0}: {0}";
    NOT_CHOSEN = "Choose a person from the list", "Choisissez une personne dans la liste";
    STAGED_HERE = "Staged for this user", "Préparé pour cet utilisateur";
    REPORTS = ["{0} direct report", "{0} direct reports"], ["{0} subordonné direct", "{0} subordonnés directs"];
    NO_REPORTS = "Nobody has this user as manager, as far as imported.", "Personne n’a cet utilisateur pour responsable, d’après ce qui a été importé.";
    REPORTS_UNKNOWN = "No file with managers was imported, so nobody can say who reports to this user. The collector gathers them.",
        "Aucun fichier avec les responsables n’a été importé\u{a0}: on ne peut donc pas dire qui dépend de cet utilisateur. Le collecteur les rassemble.";
    AND_MORE = ["and {0} more", "and {0} more"], ["et {0} autre", "et {0} autres"];
    HISTORY = "History", "Historique";
    NO_HISTORY = "Nothing has been done to this user in this workspace.", "Rien n’a été fait à cet utilisateur dans cet espace de travail.";
    PREDICTED = "Predicted", "Prévision";
    PREDICTED_WHY = "What the Entra audit log would say once the script has run. A prediction, no evidence: only the log in the portal tells what happened.",
        "Ce que dirait le journal d’audit Entra une fois le script exécuté. Une prévision, pas une preuve\u{a0}: seul le journal du portail dit ce qui s’est passé.";
    AUDIT = "Predicted audit records", "Enregistrements d’audit prévus";
    PROPERTY = "Property", "Propriété";
    OLD = "Old value", "Ancienne valeur";
    NEW = "New value", "Nouvelle valeur";
    EMPTY_VALUE = "(empty)", "(vide)";
    FAILED = "Not staged: {0}", "Non préparé\u{a0}: {0}";
    AND_OTHERS = ["{1} (and {0} more reason)", "{1} (and {0} more reasons)"], ["{1} (et {0} autre raison)", "{1} (et {0} autres raisons)"];
}
