//! Texts of the settings.

use crate::i18n::texts;

texts! {
    LOOK = "Language and look", "Langue et apparence";
    LETTERS = "Single letters are shortcuts (J, K, X, G, /, ?)", "Les lettres seules sont des raccourcis (J, K, X, G, / et\u{202f}?)";
    ROLE = "Role to rehearse with", "Rôle pour la répétition";
    ROLE_HINT = "Every change is judged with the rights of this role, as the tenant would. It is a rehearsal of rights, not access control: whoever holds the data can read it.", "Chaque modification est jugée avec les droits de ce rôle, comme le ferait le locataire. C’est une répétition des droits, pas un contrôle d’accès\u{a0}: qui détient les données peut les lire.";
    PRODUCTS = "Names of products", "Noms des produits";
    PRODUCTS_TAKEN = "Microsoft’s table", "Tableau de Microsoft";
    PRODUCTS_FROM = "{0} and {1}, from “{2}” (taken in: {3})", "{0} et {1}, de «\u{a0}{2}\u{a0}» (importé\u{a0}: {3})";
    PRODUCTS_NONE = "Not taken in: Tenantry’s own table names the products that people mostly meet. Microsoft publishes the whole one as “Product names and service plan identifiers for licensing”; drop its CSV file anywhere.", "Non importé\u{a0}: le tableau de Tenantry nomme les produits les plus courants. Microsoft publie le tableau complet sous «\u{a0}Product names and service plan identifiers for licensing\u{a0}»\u{202f}; déposez son fichier CSV n’importe où.";
    PRODUCTS_UNREADABLE = "The table that was taken in cannot be read: {0}.", "Le tableau importé est illisible\u{a0}: {0}.";
    PRODUCTS_ORDER = "It is used first, in every workspace in this browser; what it does not name comes from Tenantry’s own. A newer file replaces it.", "Il est utilisé en premier, dans tous les espaces de travail de ce navigateur\u{202f}; ce qu’il ne nomme pas vient du tableau de Tenantry. Un fichier plus récent le remplace.";
    PRODUCTS_NOT_REMOVED = "The browser could not remove the table: {0}.", "Le navigateur n’a pas pu retirer le tableau\u{a0}: {0}.";
    PRODUCTS_REMOVE = "Remove Microsoft’s table", "Retirer le tableau de Microsoft";
    STORAGE = "Storage", "Stockage";
    WHERE = "Where", "Où";
    IN_BROWSER = "In this browser, on this device", "Dans ce navigateur, sur cet appareil";
    MEMORY = "In memory only", "En mémoire seulement";
    USED = "Used", "Utilisé";
    USED_OF = "{0} of {1} that the browser grants", "{0} sur {1} accordés par le navigateur";
    PERSISTENCE = "Kept by the browser", "Conservation par le navigateur";
    PERSISTED = "The browser has promised not to clear it on its own", "Le navigateur a promis de ne pas l’effacer de lui-même";
    NOT_PERSISTED = "The browser may clear it when it needs room", "Le navigateur peut l’effacer quand il manque de place";
    PERSISTENCE_UNKNOWN = "The browser does not say", "Le navigateur ne le dit pas";
    ASK_TO_PERSIST = "Ask the browser to keep it", "Demander au navigateur de le conserver";
    SAVED = "Open workspace", "Espace de travail ouvert";
    ASIDE = "Files kept beside the workspace", "Fichiers conservés à côté de l’espace de travail";
    ASIDE_TEXT = "Tenantry has no place for these yet; they are kept as they came and leave with the workspace file.", "Tenantry n’a pas encore de place pour ces fichiers\u{202f}; ils sont conservés tels quels et partent avec le fichier d’espace de travail.";
    FORGET_FILE = "Remove {0}", "Retirer {0}";
    WIPE = "Delete everything", "Tout supprimer";
    WIPE_TEXT = "Removes every workspace, the table of products and every choice of this site from this browser. Files you saved elsewhere stay.", "Retire de ce navigateur tous les espaces de travail, le tableau des produits et tous les choix de ce site. Les fichiers enregistrés ailleurs restent.";
    WIPE_BUTTON = "Delete everything…", "Tout supprimer…";
    WIPE_TITLE = "Delete everything that this browser keeps?", "Supprimer tout ce que ce navigateur conserve\u{202f}?";
    WIPE_CONFIRM = ["{0} workspace goes, with its staged changes and history. This cannot be undone.", "{0} workspaces go, with their staged changes and history. This cannot be undone."], ["{0} espace de travail disparaît, avec ses modifications préparées et son historique. Cette action est irréversible.", "{0} espaces de travail disparaissent, avec leurs modifications préparées et leur historique. Cette action est irréversible."];
    ABOUT = "About Tenantry", "À propos de Tenantry";
    LIMIT_LOCAL = "Everything happens in this browser: no server, no sign-in, no network after the page has loaded.", "Tout se passe dans ce navigateur\u{a0}: pas de serveur, pas de connexion, pas de réseau une fois la page chargée.";
    LIMIT_STAGED = "Nothing is changed in the tenant. Changes are staged here and leave as a script that you review and run.", "Rien n’est modifié dans le locataire. Les modifications sont préparées ici et partent sous forme de script que vous relisez et exécutez.";
    LIMIT_SNAPSHOT = "It knows what the imported files say, as of their date: no live sign-in state, no mail.", "Il sait ce que disent les fichiers importés, à leur date\u{a0}: pas d’état de connexion en direct, pas de courrier.";
    LIMIT_PASSWORDS = "No password is ever shown, made or stored here: the script makes temporary ones where it runs.", "Aucun mot de passe n’est jamais affiché, créé ni stocké ici\u{a0}: le script en crée de temporaires là où il s’exécute.";
    LIMIT_UNKNOWN = "What was not imported is shown as such, never as empty or zero.", "Ce qui n’a pas été importé est affiché comme tel, jamais comme vide ou nul.";
    VERSION = "Version {0}", "Version {0}";
}
