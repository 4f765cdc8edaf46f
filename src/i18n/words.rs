//! Words and short texts that several places of the page share.

use crate::i18n::texts;

texts! {
    YES = "Yes", "Oui";
    NO = "No", "Non";
    UNKNOWN = "Not imported", "Non importé";
    NOT_SET = "Not set", "Non défini";
    CANCEL = "Cancel", "Annuler";
    CLOSE = "Close", "Fermer";
    SAVE = "Save", "Enregistrer";
    EDIT = "Edit", "Modifier";
    ADD = "Add", "Ajouter";
    REMOVE = "Remove", "Retirer";
    DELETE = "Delete", "Supprimer";
    RESTORE = "Restore", "Restaurer";
    CREATE = "Create", "Créer";
    APPLY = "Apply", "Appliquer";
    CLEAR = "Clear", "Effacer";
    SEARCH = "Search", "Rechercher";
    DOWNLOAD = "Download", "Télécharger";
    LEARN_MORE = "Learn more", "En savoir plus";
    LOADING = "Loading…", "Chargement…";
    ALL = "All", "Tout";
    NONE = "None", "Aucun";
    OTHER = "Other", "Autres";
    BACK = "Back", "Retour";
    TRY_AGAIN = "Try again", "Réessayer";
    OF = "{0} of {1}", "{0} sur {1}";
    USERS = ["{0} user", "{0} users"], ["{0} utilisateur", "{0} utilisateurs"];
    ROWS = ["{0} row", "{0} rows"], ["{0} ligne", "{0} lignes"];
    FILES = ["{0} file", "{0} files"], ["{0} fichier", "{0} fichiers"];
    CHANGES = ["{0} change", "{0} changes"], ["{0} modification", "{0} modifications"];
    SELECTED = ["{0} selected", "{0} selected"], ["{0} sélectionné", "{0} sélectionnés"];
}
