//! Texts of the list of who has a product.

use crate::i18n::texts;

texts! {
    TITLE = "Users licensed for {0}", "Utilisateurs sous licence pour {0}";
    PART_NUMBER = "Part number {0}", "Référence {0}";
    DATED = "{0}, {1}", "{0}, {1}";
    NUMBER = "No.", "Nº";
    NAME = "Name", "Nom";
    PRINCIPAL = "User principal name", "Nom d’utilisateur principal";
    DEPARTMENT = "Department", "Service";
    PLACE = "Usage location", "Emplacement d’utilisation";
    WAY = "By which way", "Par quelle voie";
    OFF = "Plans switched off", "Plans désactivés";
    STATE = "State", "État";
    PEOPLE = ["{0} user", "{0} users"], ["{0} utilisateur", "{0} utilisateurs"];
    UNTOLD = ["Of {0} user no file tells whether they have it.", "Of {0} users no file tells whether they have it."], ["Pour {0} utilisateur, aucun fichier n’indique s’il le possède.", "Pour {0} utilisateurs, aucun fichier n’indique s’ils le possèdent."];
    NOBODY = "Nobody.", "Personne.";
}
