//! Texts of the pages and dialogs that change groups.

use crate::i18n::texts;

texts! {
    GROUPS = "Groups", "Groupes";
    FIND_SOMEBODY = "Name, address or user principal name", "Nom, adresse ou nom d’utilisateur principal";
    FIND_GROUP = "Name of a group", "Nom d’un groupe";
    CHOSEN = "Chosen", "Choix";
    CHOSEN_GROUPS = "Chosen groups", "Groupes choisis";
    LEAVE_OUT = "Leave out {0}", "Laisser de côté {0}";
    MORE = ["and {0} more", "and {0} more"], ["et {0} autre", "et {0} autres"];
    LIST_OR_FILE = "Paste a list or take a file", "Coller une liste ou prendre un fichier";
    PASTED = "List", "Liste";
    PASTED_HINT = "User principal names, mail addresses, object IDs or names: one a line, or separated by commas, semicolons or tabs. A table with a header works too.",
        "Noms d’utilisateur principaux, adresses, ID d’objet ou noms\u{a0}: un par ligne, ou séparés par des virgules, des points-virgules ou des tabulations. Un tableau avec en-tête convient aussi.";
    TAKE_FILE = "Take a CSV or text file…", "Prendre un fichier CSV ou texte…";
    FILE_HOLDS = ["{1}: {0} entry", "{1}: {0} entries"], ["{1}\u{a0}: {0} entrée", "{1}\u{a0}: {0} entrées"];
    FILE_UNREADABLE = "{0} could not be read", "{0} n’a pas pu être lu";
    FOUND = ["{0} entry of the list was found.", "{0} entries of the list were found."],
        ["{0} entrée de la liste a été trouvée.", "{0} entrées de la liste ont été trouvées."];
    REPEATED = ["{0} entry names somebody a second time.", "{0} entries name somebody a second time."],
        ["{0} entrée nomme quelqu’un une seconde fois.", "{0} entrées nomment quelqu’un une seconde fois."];
    MISSING = ["{0} entry fits nobody here and is left out:", "{0} entries fit nobody here and are left out:"],
        ["{0} entrée ne correspond à personne ici et est laissée de côté\u{a0}:", "{0} entrées ne correspondent à personne ici et sont laissées de côté\u{a0}:"];
    STRANGERS = ["{0} object ID is of nothing in this workspace:", "{0} object IDs are of nothing in this workspace:"],
        ["{0} ID d’objet n’est celui de rien dans cet espace de travail\u{a0}:", "{0} ID d’objet ne sont ceux de rien dans cet espace de travail\u{a0}:"];
    TAKE_STRANGERS = "Take these IDs as they are: service principals and contacts are never imported",
        "Prendre ces ID tels quels\u{a0}: les principaux de service et les contacts ne sont jamais importés";
    AMBIGUOUS = ["{0} name fits several; say who is meant:", "{0} names fit several; say who is meant:"],
        ["{0} nom correspond à plusieurs\u{202f}; indiquez qui est visé\u{a0}:", "{0} noms correspondent à plusieurs\u{202f}; indiquez qui est visé\u{a0}:"];
    WHO_IS_MEANT = "Meant by “{0}”", "Visé par «\u{a0}{0}\u{a0}»";
    NOBODY_MEANT = "Nobody: leave out", "Personne\u{a0}: laisser de côté";
    PUT_ONE_INTO = "Add {0} to groups", "Ajouter {0} à des groupes";
    TAKE_ONE_OUT = "Remove {0} from groups", "Retirer {0} de groupes";
    PUT_INTO_GROUPS = ["Add {0} user to groups", "Add {0} users to groups"], ["Ajouter {0} utilisateur à des groupes", "Ajouter {0} utilisateurs à des groupes"];
    TAKE_OUT_OF_GROUPS = ["Remove {0} user from groups", "Remove {0} users from groups"], ["Retirer {0} utilisateur de groupes", "Retirer {0} utilisateurs de groupes"];
    ADD_MEMBERS_TO = "Add members to {0}", "Ajouter des membres à {0}";
    REMOVE_MEMBERS_FROM = "Remove members from {0}", "Retirer des membres de {0}";
    ADD_OWNERS_TO = "Add owners to {0}", "Ajouter des propriétaires à {0}";
    REMOVE_OWNERS_FROM = "Remove owners from {0}", "Retirer des propriétaires de {0}";
    ADD_TO_GROUPS = ["Add members to {0} group", "Add members to {0} groups"], ["Ajouter des membres à {0} groupe", "Ajouter des membres à {0} groupes"];
    REMOVE_FROM_GROUPS = ["Remove members from {0} group", "Remove members from {0} groups"], ["Retirer des membres de {0} groupe", "Retirer des membres de {0} groupes"];
    MEMBERS_COME = ["{0} member is added", "{0} members are added"], ["{0} membre est ajouté", "{0} membres sont ajoutés"];
    MEMBERS_GO = ["{0} member is removed", "{0} members are removed"], ["{0} membre est retiré", "{0} membres sont retirés"];
    OWNERS_COME = ["{0} owner is added", "{0} owners are added"], ["{0} propriétaire est ajouté", "{0} propriétaires sont ajoutés"];
    OWNERS_GO = ["{0} owner is removed", "{0} owners are removed"], ["{0} propriétaire est retiré", "{0} propriétaires sont retirés"];
    NO_GROUP_YET = "Choose a group to see what it changes.", "Choisissez un groupe pour voir ce que cela change.";
    NOBODY_YET = "Name somebody to see what it changes.", "Indiquez quelqu’un pour voir ce que cela change.";
    NOTHING_LEFT = "Nothing would change.", "Rien ne changerait.";
    LEFT_OUT = ["{0} is left out:", "{0} are left out:"], ["{0} est laissé de côté\u{a0}:", "{0} sont laissés de côté\u{a0}:"];
    SAME_OF_OTHERS = ["The same holds for {0} other.", "The same holds for {0} others."],
        ["Il en est de même pour {0} autre.", "Il en est de même pour {0} autres."];
    NOT_POSSIBLE = "This is not possible:", "Ce n’est pas possible\u{a0}:";
    ALREADY = ["{0} is so already and is left out.", "{0} are so already and are left out."], ["{0} l’est déjà et est laissé de côté.", "{0} le sont déjà et sont laissés de côté."];
    WHOM_TO_ADD = "Add", "Ajouter";
    WHOM_TO_REMOVE = "Remove", "Retirer";
    AS = "Members or owners", "Membres ou propriétaires";
    AS_MEMBERS = "As members", "Comme membres";
    AS_OWNERS = "As owners", "Comme propriétaires";
    ONLY_HOLDING = "Only groups that hold one of them directly are found", "Seuls les groupes qui contiennent directement l’un d’eux sont trouvés";
    STAGE = "Stage", "Préparer";
    STAGED = "Staged: {0}", "Préparé\u{a0}: {0}";
    STAGED_COLUMN = "Staged", "Préparé";
    ADDED = "added, staged", "ajout préparé";
    REMOVED = "removed, staged", "retrait préparé";
    ADD_MEMBERS = "Add members…", "Ajouter des membres…";
    REMOVE_MEMBERS = "Remove members…", "Retirer des membres…";
    REMOVE_SELECTED = ["Remove {0} selected…", "Remove {0} selected…"], ["Retirer {0} sélectionné…", "Retirer {0} sélectionnés…"];
    ADD_OWNERS = "Add owners…", "Ajouter des propriétaires…";
    TAKE_OUT = "Take out {0}", "Retirer {0}";
    TAKE_BACK = "Take back what is staged for {0}", "Annuler ce qui est préparé pour {0}";
    OWNER_REMOVED_DONE = "Staged: {0} is no owner any more", "Préparé\u{a0}: {0} n’est plus propriétaire";
    TAKEN_BACK_DONE = "No longer staged: {0}", "N’est plus préparé\u{a0}: {0}";
    VERBS = "Actions on this group", "Actions sur ce groupe";
    VERBS_OF_LIST = "Actions on groups", "Actions sur les groupes";
    SELECT_FIRST = "Select groups first", "Sélectionnez d’abord des groupes";
    CHANGE_MEMBERSHIP = "Membership and rule…", "Appartenance et règle…";
    EDIT_RULE = "Edit rule…", "Modifier la règle…";
    GIVE_RULE = "Make it dynamic…", "Rendre dynamique…";
    PROCESSING = "Rule processing", "Traitement des règles";
    PAUSE = "Pause the rule", "Suspendre la règle";
    RESUME = "Follow the rule again", "Suivre de nouveau la règle";
    PAUSE_MANY = "Pause…", "Suspendre…";
    RESUME_MANY = "Follow again…", "Suivre de nouveau…";
    PAUSED_DONE = "Staged: the rule is paused", "Préparé\u{a0}: la règle est suspendue";
    RESUMED_DONE = "Staged: the rule is followed again", "Préparé\u{a0}: la règle est de nouveau suivie";
    PAUSE_WHY = "While its rule is paused, a group keeps the members that it has. Groups without a rule are left out.", "Tant que sa règle est suspendue, un groupe garde les membres qu’il a. Les groupes sans règle sont laissés de côté.";
    RESUME_WHY = "The service follows the rule again: members come and go as it says. Groups without a rule are left out.", "Le service suit de nouveau la règle\u{a0}: les membres entrent et sortent comme elle le dit. Les groupes sans règle sont laissés de côté.";
    DELETE = "Delete…", "Supprimer…";
    RESTORE_SELECTED = "Restore…", "Restaurer…";
    DELETE_ASK = "Delete {0}?", "Supprimer {0}\u{202f}?";
    DELETE_WHY = "The group moves to the deleted groups and keeps members and owners there for 30 days; until then it can be restored. Whatever its members have through it stops at once; of a Microsoft 365 group, mailbox, site and team go with it.",
        "Le groupe passe dans les groupes supprimés et y conserve membres et propriétaires pendant 30 jours\u{202f}; d’ici là, il peut être restauré. Ce que ses membres en tirent cesse aussitôt\u{202f}; avec un groupe Microsoft 365 disparaissent la boîte aux lettres, le site et l’équipe.";
    DELETE_MANY_WHY = "They move to the deleted groups, keep members and owners there, and can be restored for 30 days. Whatever their members have through them stops at once.",
        "Ils passent dans les groupes supprimés, y conservent membres et propriétaires, et peuvent être restaurés pendant 30 jours. Ce que leurs membres en tirent cesse aussitôt.";
    DELETE_CREATED_WHY = "This group exists here only: the staged creation is taken back, and nothing happens in the tenant.",
        "Ce groupe n’existe qu’ici\u{a0}: la création préparée est retirée, et rien ne se passe dans le locataire.";
    RESTORE_ASK = "Restore {0}?", "Restaurer {0}\u{202f}?";
    RESTORE_WHY = "A group comes back with its object ID, members and owners as the directory kept them. The members of a dynamic group are worked out anew, which can take 24 hours.",
        "Un groupe revient avec son ID d’objet, ses membres et ses propriétaires tels que l’annuaire les a conservés. Les membres d’un groupe dynamique sont recalculés, ce qui peut prendre 24 heures.";
    RESTORED_DONE = "Staged: {0} is restored", "Préparé\u{a0}: restaurer {0}";
    BULK_DELETE = ["Delete {0} group", "Delete {0} groups"], ["Supprimer {0} groupe", "Supprimer {0} groupes"];
    BULK_RESTORE = ["Restore {0} group", "Restore {0} groups"], ["Restaurer {0} groupe", "Restaurer {0} groupes"];
    BULK_PAUSE = ["Pause the rule of {0} group", "Pause the rules of {0} groups"], ["Suspendre la règle de {0} groupe", "Suspendre les règles de {0} groupes"];
    BULK_RESUME = ["Follow the rule of {0} group again", "Follow the rules of {0} groups again"], ["Suivre de nouveau la règle de {0} groupe", "Suivre de nouveau les règles de {0} groupes"];
    BULK_RENEW = ["Renew {0} group", "Renew {0} groups"], ["Renouveler {0} groupe", "Renouveler {0} groupes"];
    GROUPS_RENEWED = ["{0} group is renewed", "{0} groups are renewed"], ["{0} groupe est renouvelé", "{0} groupes sont renouvelés"];
    RENEW = "Renew", "Renouveler";
    RENEW_MANY = "Renew…", "Renouveler…";
    RENEW_OF = "Renew {0}", "Renouveler {0}";
    RENEW_WHY = "The lifetime that the expiration policy gives a Microsoft 365 group begins anew. Groups that never expire are left out. A renewal cannot be taken back in the tenant.", "La durée de vie que la stratégie d’expiration donne à un groupe Microsoft\u{a0}365 recommence. Les groupes qui n’expirent jamais sont laissés de côté. Un renouvellement ne peut pas être retiré dans le locataire.";
    RENEWED_DONE = "Staged: {0} is renewed", "Préparé\u{a0}: renouveler {0}";
    RENEWAL_STAGED = "Renewal staged", "Renouvellement préparé";
    GROUPS_GO = ["{0} group is deleted", "{0} groups are deleted"], ["{0} groupe est supprimé", "{0} groupes sont supprimés"];
    GROUPS_COME = ["{0} group is restored", "{0} groups are restored"], ["{0} groupe est restauré", "{0} groupes sont restaurés"];
    GROUPS_CHANGE = ["{0} group changes", "{0} groups change"], ["{0} groupe change", "{0} groupes changent"];
    DELETED_GROUPS = "Deleted groups", "Groupes supprimés";
    MEMBERSHIP = "Membership", "Appartenance";
    MEMBERSHIP_OF = "Membership of {0}", "Appartenance à {0}";
    AS_NOW = "(now)", "(actuellement)";
    IS_SO_ALREADY = "Members are assigned already. Choose a dynamic membership to give the group a rule.", "Les membres sont déjà attribués. Choisissez une appartenance dynamique pour donner une règle au groupe.";
    HAS_IT_ALREADY = "The group has this membership and this rule already.", "Le groupe a déjà cette appartenance et cette règle.";
    KEPT = ["The {0} member that is known stays, and from then on somebody puts members in and takes them out. The group keeps its rule, which nobody follows.", "The {0} members that are known stay, and from then on somebody puts members in and takes them out. The group keeps its rule, which nobody follows."],
        ["Le membre connu ({0}) reste, et dès lors quelqu’un ajoute et retire les membres. Le groupe conserve sa règle, que personne ne suit.", "Les {0} membres connus restent, et dès lors quelqu’un ajoute et retire les membres. Le groupe conserve sa règle, que personne ne suit."];
    RULE = "Membership rule", "Règle d’appartenance";
    RULE_HINT = "Who it takes is shown below once the text rests. The rule lab helps to write it.", "Les membres qu’elle retient s’affichent ci-dessous quand le texte est au repos. L’atelier de règles aide à l’écrire.";
    TAKES_USERS = ["The rule takes {0} user now.", "The rule takes {0} users now."], ["La règle retient {0} utilisateur maintenant.", "La règle retient {0} utilisateurs maintenant."];
    TAKES_DEVICES = ["The rule takes {0} device now.", "The rule takes {0} devices now."], ["La règle retient {0} appareil maintenant.", "La règle retient {0} appareils maintenant."];
    CANNOT_TELL = ["Of {0} it cannot tell.", "Of {0} it cannot tell."], ["Pour {0}, elle ne peut trancher.", "Pour {0}, elle ne peut trancher."];
    OPEN_LAB = "Try it in the rule lab", "L’essayer dans l’atelier de règles";
    SEE_IN_LAB = "See all in the rule lab", "Tout voir dans l’atelier de règles";
    LOST = ["{0} member would be lost", "{0} members would be lost"], ["{0} membre serait perdu", "{0} membres seraient perdus"];
    GAINED = ["{0} would become a member", "{0} would become members"], ["{0} deviendrait membre", "{0} deviendraient membres"];
    UNDECIDED = ["Of {0} the rule cannot tell", "Of {0} the rule cannot tell"], ["Pour {0}, la règle ne peut trancher", "Pour {0}, la règle ne peut trancher"];
    NOBODY_MOVES = "Nobody comes and nobody goes.", "Personne n’entre et personne ne sort.";
    MEMBERS_IN_PART = "Not all members were imported: more may be lost, and some who would come in may be in already.", "Tous les membres n’ont pas été importés\u{a0}: d’autres peuvent être perdus, et certains de ceux qui entreraient y sont peut-être déjà.";
    MEMBERS_NOT_KNOWN = "The members were not imported, so who would be lost cannot be said.", "Les membres n’ont pas été importés\u{a0}: impossible de dire qui serait perdu.";
    USE_RULE = "Use this rule", "Utiliser cette règle";
    USE_NOT_YET = "Once the text is a rule, it can be given to a group.", "Dès que le texte est une règle, elle peut être donnée à un groupe.";
    USE_FOR = "Use this rule for {0}…", "Utiliser cette règle pour {0}…";
    USE_FOR_GROUP = "Give it to a group", "La donner à un groupe";
    NEW_WITH_RULE = "New group with this rule", "Nouveau groupe avec cette règle";
}
