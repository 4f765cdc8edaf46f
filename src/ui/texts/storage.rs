//! Texts about where things are kept, and what went wrong there.

use crate::i18n::texts;

texts! {
    SAVED_AT = "saved in this browser, {0}", "enregistré dans ce navigateur, {0}";
    SAVED = "saved in this browser", "enregistré dans ce navigateur";
    SAVING = ["saving {0} change…", "saving {0} changes…"], ["enregistrement de {0} modification…", "enregistrement de {0} modifications…"];
    READ_ONLY = "another tab saves this workspace", "un autre onglet enregistre cet espace de travail";
    IN_MEMORY = "kept in memory only", "conservé en mémoire seulement";
    NOT_SAVED = ["{0} change not saved", "{0} changes not saved"], ["{0} modification non enregistrée", "{0} modifications non enregistrées"];
    COPY_NEVER = "file copy: never", "copie dans un fichier\u{a0}: jamais";
    COPY_AT = "file copy: {0}", "copie dans un fichier\u{a0}: {0}";
    INSECURE = "This page was not loaded over HTTPS, so the browser offers no lasting storage. Everything works, but only until the page is closed.", "Cette page n’a pas été chargée en HTTPS, le navigateur n’offre donc aucun stockage durable. Tout fonctionne, mais seulement jusqu’à la fermeture de la page.";
    NO_DATABASE = "The browser allows no storage here (a private window, or blocked for this site). Everything works, but only until the page is closed.", "Le navigateur n’autorise aucun stockage ici (fenêtre privée, ou site bloqué). Tout fonctionne, mais seulement jusqu’à la fermeture de la page.";
    FAILED = "The browser could not save: {0}. What you see is in memory only; it is tried again with every change.", "Le navigateur n’a pas pu enregistrer\u{a0}: {0}. Ce que vous voyez n’est qu’en mémoire\u{202f}; une nouvelle tentative a lieu à chaque modification.";
    SAVE_A_FILE = "Save a workspace file", "Enregistrer un fichier d’espace de travail";
    UNAVAILABLE = "it offers no database here", "il n’offre pas de base de données ici";
    QUOTA = "the room for this site is used up", "l’espace réservé à ce site est épuisé";
    BLOCKED = "another tab is in the way; close it", "un autre onglet fait obstacle\u{202f}; fermez-le";
    GONE = "the browser has removed the data", "le navigateur a supprimé les données";
    OVERTAKEN = "another tab has written meanwhile", "un autre onglet a écrit entre-temps";
    VERIFY = "what was written did not come back the same", "ce qui a été écrit n’a pas pu être relu à l’identique";
    OTHER = "{0} failed ({1})", "{0} a échoué ({1})";
    TOO_NEW = "it was written by a newer version of this page (format {0}; this one reads up to {1})", "l’écriture vient d’une version plus récente de cette page (format {0}\u{202f}; celle-ci lit jusqu’à {1})";
    CORRUPT = "{0}, damaged at byte {1} ({2})", "{0}, données endommagées à l’octet {1} ({2})";
    PART_OPERATION = "an operation", "une opération";
    PART_JOURNAL = "the journal", "le journal";
    PART_HEADER = "the description of the workspace", "la description de l’espace de travail";
    PART_ENTRY = "the entry in the list", "l’entrée dans la liste";
    PART_IMAGE = "the directory", "l’annuaire";
    PART_FILE = "the file", "le fichier";
    PART_ASIDE = "a file kept beside the workspace", "un fichier conservé à côté de l’espace de travail";
    PART_PICTURE = "the picture of a page", "l’image d’une page";
    PART_PRODUCTS = "the table of products", "le tableau des produits";
    FOREIGN = "it is not a workspace file", "ce n’est pas un fichier d’espace de travail";
    CONTRADICTION = "operation {0} in it does not lead to the state that follows: it was changed outside this page", "l’opération {0} qu’il contient ne mène pas à l’état suivant\u{a0}: il a été modifié hors de cette page";
    REFUSED = "operation {0} in it would not have been accepted: it was changed outside this page", "l’opération {0} qu’il contient n’aurait pas été acceptée\u{a0}: il a été modifié hors de cette page";
    BROKEN_TITLE = "This workspace could not be opened", "Cet espace de travail n’a pas pu être ouvert";
    BROKEN_STORED = "Nothing of it was changed or deleted. You can save what is stored as a file, or go back to the other workspaces.", "Rien n’en a été modifié ni supprimé. Vous pouvez enregistrer les données stockées dans un fichier, ou revenir aux autres espaces de travail.";
    BROKEN_FILE = "The file “{0}” could not be opened", "Le fichier «\u{a0}{0}\u{a0}» n’a pas pu être ouvert";
    EXPORT_RAW = "Save what is stored", "Enregistrer les données stockées";
    NOT_READABLE = "the browser could not read it: it was moved or changed meanwhile, or is a folder", "le navigateur n’a pas pu le lire\u{a0}: il a été déplacé ou modifié entre-temps, ou c’est un dossier";
}
