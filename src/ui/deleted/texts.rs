//! Texts of the page of deleted users and of restoring.

use crate::i18n::texts;

texts! {
    LEAD = ["{0} soft-deleted user. The directory keeps such users for 30 days with every attribute, then purges them.",
        "{0} soft-deleted users. The directory keeps them for 30 days with every attribute, then purges them."],
        ["{0} utilisateur supprimé de façon réversible. L’annuaire le conserve 30 jours avec tous ses attributs, puis le purge.",
        "{0} utilisateurs supprimés de façon réversible. L’annuaire les conserve 30 jours avec tous leurs attributs, puis les purge."];
    NONE = "No deleted users", "Aucun utilisateur supprimé";
    NONE_WHY = "Users that you delete here appear in this list. Those that the tenant has deleted come with the collector; portal exports leave them out.",
        "Les utilisateurs que vous supprimez ici apparaissent dans cette liste. Ceux que le locataire a supprimés viennent avec le collecteur\u{202f}; les exportations des portails les omettent.";
    TO_COLLECTOR = "About the collector", "À propos du collecteur";
    LIST = "Deleted users", "Utilisateurs supprimés";
    SELECT_ALL = "Select all deleted users", "Sélectionner tous les utilisateurs supprimés";
    SEARCH = "Search in deleted users", "Rechercher dans les utilisateurs supprimés";
    NO_MATCH = "No deleted user matches.", "Aucun utilisateur supprimé ne correspond.";
    NAME = "Name", "Nom";
    UPN = "User principal name", "Nom d’utilisateur principal";
    WHEN = "Deleted", "Supprimé le";
    LEFT = "Days left", "Jours restants";
    DEPARTMENT = "Department", "Service";
    DAYS_LEFT = ["{0} day left", "{0} days left"], ["{0} jour restant", "{0} jours restants"];
    EXPIRED = "purged by now", "déjà purgé";
    STAGED_HERE = "staged here", "préparé ici";
    RESTORE = "Restore", "Restaurer";
    RESTORE_COUNT = ["Restore {0} user…", "Restore {0} users…"], ["Restaurer {0} utilisateur…", "Restaurer {0} utilisateurs…"];
    CHOOSE_FIRST = "Select users in the list to restore them.", "Sélectionnez des utilisateurs dans la liste pour les restaurer.";
    ASK = ["Restore {0} user", "Restore {0} users"], ["Restaurer {0} utilisateur", "Restaurer {0} utilisateurs"];
    ASK_WHY = "The user comes back with object id, groups and licences as the directory kept them, as long as there are licences left.",
        "L’utilisateur revient avec son ID d’objet, ses groupes et ses licences tels que l’annuaire les a conservés, dans la mesure où il reste des licences.";
    NEW_NAMES = "Names that others have by now", "Noms que d’autres ont désormais";
    NEW_NAMES_WHY = "Two users cannot have one user principal name. Give the restored user another one.",
        "Deux utilisateurs ne peuvent pas avoir le même nom d’utilisateur principal. Donnez-en un autre à l’utilisateur restauré.";
    NEW_NAME_OF = "New user principal name of {0}", "Nouveau nom d’utilisateur principal\u{a0}: {0}";
    DROP_PROXIES = "Leave out proxy addresses that active users have by now", "Laisser de côté les adresses proxy que des utilisateurs actifs ont désormais";
    DROP_PROXIES_WHY = "Otherwise the restore is refused as long as somebody has one of them.",
        "Sinon, la restauration est refusée tant que quelqu’un possède l’une d’elles.";
    CANNOT = "Not possible for all", "Pas possible pour tous";
    ONLY_PART = ["Restore the {0} that can be", "Restore the {0} that can be"], ["Restaurer celui qui peut l’être ({0})", "Restaurer les {0} qui peuvent l’être"];
    DONE = ["Staged: {0} user is restored", "Staged: {0} users are restored"], ["Préparé\u{a0}: restauration de {0} utilisateur", "Préparé\u{a0}: restauration de {0} utilisateurs"];
}
