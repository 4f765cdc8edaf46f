//! What the lists of users, groups and devices say alike.

use crate::i18n::texts;

texts! {
    SEARCH_HINT = "Any part of any text", "N’importe quelle partie d’un texte";
    ADD_FILTER = "Add filter", "Ajouter un filtre";
    EDIT_FILTER = "Change filter: {0}", "Modifier le filtre\u{a0}: {0}";
    REMOVE_FILTER = "Remove filter: {0}", "Retirer le filtre\u{a0}: {0}";
    CLEAR_FILTERS = "Clear filters", "Effacer les filtres";
    ATTRIBUTE = "Attribute", "Attribut";
    OPERATOR = "Comparison", "Comparaison";
    VALUES = "Values", "Valeurs";
    VALUE = "Value", "Valeur";
    FIND_VALUE = "Find a value", "Trouver une valeur";
    MORE_VALUES = ["{0} more value: type to find it", "{0} more values: type to find them"], ["{0} autre valeur\u{a0}: saisissez pour la trouver", "{0} autres valeurs\u{a0}: saisissez pour les trouver"];
    NO_VALUES = "No value fits", "Aucune valeur ne correspond";
    AND_MORE = "{0} and {1} more", "{0} et {1} autres";
    SELECTED = ["{0} selected", "{0} selected"], ["{0} sélectionné", "{0} sélectionnés"];
    SELECTED_HIDDEN = ["{0} of them is not in this list", "{0} of them are not in this list"], ["dont {0} absent de cette liste", "dont {0} absents de cette liste"];
    CLEAR_SELECTION = "Clear selection", "Effacer la sélection";
    SHOW_UNDECIDED = "Show them", "Les afficher";
    EXPORT = "Export", "Exporter";
    EXPORT_SPREADSHEET = "CSV for spreadsheets", "CSV pour tableur";
    EXPORT_SPREADSHEET_TEXT = "Cells that would run as formulas are marked, and unmarked again on import.", "Les cellules qui s’exécuteraient comme formules sont marquées, puis démarquées à l’importation.";
    EXPORT_RAW = "CSV as it is", "CSV tel quel";
    EXPORT_RAW_TEXT = "Exactly the data, for portals and scripts.", "Exactement les données, pour les portails et les scripts.";
    LICENCES = "what licences they have", "ce qu’ils ont comme licences";
    COLUMNS = "Columns", "Colonnes";
    COLUMNS_TITLE = "Columns of the list", "Colonnes de la liste";
    FIND_COLUMN = "Find an attribute", "Trouver un attribut";
    MOVE_UP = "Move {0} up", "Monter {0}";
    MOVE_DOWN = "Move {0} down", "Descendre {0}";
    SHOWN = "Shown", "Affichées";
    HIDDEN = "Available", "Disponibles";
    RESET_COLUMNS = "Default columns", "Colonnes par défaut";
    TOOLS_OF_DEVICES = "What to do with the list of devices", "Que faire de la liste des appareils";
}
