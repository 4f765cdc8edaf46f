//! Texts of the list of people with their products.

use crate::i18n::texts;

texts! {
    LEAD = "Every user and every product: given directly, by a group, both, or refused. Select people to give, take or swap products.", "Chaque utilisateur et chaque produit\u{a0}: attribution directe, par un groupe, les deux, ou refusée. Sélectionnez des personnes pour attribuer, retirer ou remplacer des produits.";
    GRID = "Users and their products", "Utilisateurs et leurs produits";
    EXPORTED = ["{0} user with products exported", "{0} users with products exported"], ["{0} utilisateur exporté avec ses produits", "{0} utilisateurs exportés avec leurs produits"];
    FILE = "people-and-products", "personnes-et-produits";
    TO_PRODUCTS = "All products", "Tous les produits";
    HAS = "Has", "Possède";
    NOTHING = "Nothing assigned yet", "Rien d’attribué pour l’instant";
    NOT_TOLD = "Not told", "Non indiqué";
    PRODUCTS = ["{0} product", "{0} products"], ["{0} produit", "{0} produits"];
    WITH_ERRORS = ["{0} with an error", "{0} with an error"], ["{0} en erreur", "{0} en erreur"];
    UNCLEAR = ["{0} unclear", "{0} unclear"], ["{0} incertain", "{0} incertains"];
    DIRECT = "Direct", "Directe";
    INHERITED = "Inherited: {0}", "Héritée\u{a0}: {0}";
    BOTH = "Both: {0}", "Les deux\u{a0}: {0}";
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
    REMOVE_FILTER = "Remove filter: {0}", "Retirer le filtre\u{a0}: {0}";
    QUICK = "Quick filters", "Filtres rapides";
    QUICK_COUNT = "{0} ({1})", "{0} ({1})";
    NO_LOCATION = "No usage location", "Sans emplacement d’utilisation";
    LICENCES_NOT_TOLD = "Licences not told", "Licences non indiquées";
}
