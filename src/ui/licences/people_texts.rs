//! Texts of the list of people with their products.

use crate::i18n::texts;

texts! {
    LEAD = "Every user and every product: given directly, by a group, both, or refused. Select people to give, take or swap products.", "Chaque utilisateur et chaque produit\u{a0}: attribution directe, par un groupe, les deux, ou refusée. Sélectionnez des personnes pour attribuer, retirer ou remplacer des produits.";
    GRID = "Users and their products", "Utilisateurs et leurs produits";
    EXPORTED = ["{0} user with products exported", "{0} users with products exported"], ["{0} utilisateur exporté avec ses produits", "{0} utilisateurs exportés avec leurs produits"];
    FILE = "people-and-products", "personnes-et-produits";
    TO_PRODUCTS = "All products", "Tous les produits";
    HAS = "Products", "Produits";
    NOTHING = "Nothing assigned yet", "Rien d’attribué pour l’instant";
    NOT_TOLD = "Not told", "Non indiqué";
    PRODUCTS = ["{0} product", "{0} products"], ["{0} produit", "{0} produits"];
    WITH_ERRORS = ["{0} with an error", "{0} with an error"], ["{0} en erreur", "{0} en erreur"];
    UNCLEAR = ["{0} unclear", "{0} unclear"], ["{0} incertain", "{0} incertains"];
    DIRECT = "Direct", "Directe";
    INHERITED = "Inherited: {0}", "Héritée\u{a0}: {0}";
    BOTH = "Both: {0}", "Directe et héritée\u{a0}: {0}";
    UNSAID = "Held, origin not told", "Détenue, origine non indiquée";
    AND_TROUBLE = "{0}; {1}", "{0}\u{202f}; {1}";
    ADD_FILTER = "Filter by product", "Filtrer par produit";
    PRODUCT = "Product", "Produit";
    WAY = "How", "Comment";
    IS_HELD = "Has it, by any way", "Le possède, par n’importe quelle voie";
    IS_DIRECT = "Directly only", "Directement seulement";
    IS_INHERITED = "By groups only", "Par des groupes seulement";
    IS_BOTH = "Directly and by a group", "Directement et par un groupe";
    IS_UNSAID = "Has it, origin not told", "Le possède, origine non indiquée";
    IS_WRONG = "With an error", "Avec une erreur";
    IS_WITHOUT = "Does not have it", "Ne le possède pas";
    PILL = "{0}: {1}", "{0}\u{a0}: {1}";
    UNCLEAR_PILL = "{0} (not told)", "{0} (non indiqué)";
    REMOVE_FILTER = "Remove filter: {0}", "Retirer le filtre\u{a0}: {0}";
    QUICK = "Quick filters", "Filtres rapides";
    QUICK_COUNT = "{0} ({1})", "{0} ({1})";
    NO_LOCATION = "No usage location", "Sans emplacement d’utilisation";
    OF_TENANT = "Belongs to the tenant as a whole, not to people.", "Appartient au locataire entier, non aux personnes.";
    KEPT = "Stays on whatever is chosen here: inherited from {0}.", "Reste activé quel que soit le choix fait ici\u{a0}: hérité de {0}.";
    KEPT_BY_SOME = ["Stays on for {0} user: inherited from {1}.", "Stays on for {0} users: inherited from {1}."], ["Reste activé pour {0} utilisateur\u{a0}: hérité de {1}.", "Reste activé pour {0} utilisateurs\u{a0}: hérité de {1}."];
    NEEDED_BY = "Cannot be switched off: needed by {0}.", "Ne peut être désactivé\u{a0}: requis par {0}.";
    NEEDS = "Cannot be switched on before {0} is on.", "Ne peut être activé avant {0}.";
    EXCLUDES = "Cannot be switched on: the service refuses it beside {0}.", "Ne peut être activé\u{a0}: le service le refuse à côté de {0}.";
    NOT_TAKEN = "Cannot be taken here, since it comes by groups:", "Ne peut être retiré ici, car il vient de groupes\u{a0}:";
    COMES_BY = "{0}, inherited from {1}", "{0}, hérité de {1}";
    IS_OF_TENANT = "{0} – belongs to the tenant as a whole", "{0} – appartient au locataire entier";
    IS_SUSPENDED = "{0} – suspended, cannot be given", "{0} – suspendu, ne peut être attribué";
    PLACE_OF = ["{0} user has no usage location. Country (two letters):", "{0} users have no usage location. Country (two letters):"], ["{0} utilisateur n’a pas d’emplacement d’utilisation. Pays (deux lettres)\u{a0}:", "{0} utilisateurs n’ont pas d’emplacement d’utilisation. Pays (deux lettres)\u{a0}:"];
    SET_PLACE = "Set usage location", "Définir l’emplacement";
    PLACE_WHY = "A step of its own, which can be undone by itself; the service refuses licences without it.", "Une étape distincte, annulable séparément\u{202f}; sans elle, le service refuse les licences.";
    IN_LIST = "Choose among them", "Choisir parmi eux";
    PRINTABLE = "Printable list", "Liste imprimable";
    LICENCES_NOT_TOLD = "Licences not told", "Licences non indiquées";
}
