//! Texts of the start page.

use crate::i18n::texts;

texts! {
    PROMISE = "Drop in what you have, see what is true, rehearse on everyone, undo anything, leave with a script you can read. Nothing leaves this browser.", "Déposez ce que vous avez, voyez ce qui est vrai, répétez sur tout le monde, annulez tout, repartez avec un script lisible. Rien ne quitte ce navigateur.";
    SAMPLE_TITLE = "Look around first", "Découvrir d’abord";
    SAMPLE_TEXT = "A made-up organisation of about 1,200 people, to try everything on.", "Une organisation fictive d’environ 1\u{202f}200 personnes, pour tout essayer.";
    OPEN_SAMPLE = "Open the sample", "Ouvrir l’exemple";
    DROP_TITLE = "Drop your exports anywhere", "Déposez vos exportations n’importe où";
    DROP_TEXT = "Entra “Download users”, Microsoft 365 “Active users”, Graph JSON, a collector folder, or a workspace file. Several at once, with English or French headers.", "«\u{a0}Télécharger les utilisateurs\u{a0}» d’Entra, «\u{a0}Utilisateurs actifs\u{a0}» de Microsoft 365, JSON de Graph, un dossier du collecteur ou un fichier d’espace de travail. Plusieurs à la fois, avec des en-têtes anglais ou français.";
    CHOOSE_FILES = "Choose files…", "Choisir des fichiers…";
    CHOOSE_FOLDER = "Choose a folder…", "Choisir un dossier…";
    DROP_HERE = "Drop the files to import them", "Déposez les fichiers pour les importer";
    COLLECTOR_TITLE = "Gather everything with one script", "Tout rassembler avec un script";
    COLLECTOR_TEXT = "A read-only PowerShell script that collects what Tenantry can use into one folder.", "Un script PowerShell en lecture seule qui rassemble dans un dossier ce que Tenantry sait utiliser.";
    SEE_COLLECTOR = "See the collector", "Voir le collecteur";
    RECENT = "In this browser", "Dans ce navigateur";
    NAME = "Name", "Nom";
    PEOPLE = "Users", "Utilisateurs";
    SIZE = "Size", "Taille";
    LAST_SAVED = "Last saved", "Dernier enregistrement";
    FILE_COPY = "File copy", "Copie dans un fichier";
    NEVER = "never", "jamais";
    ACTIONS = "Actions", "Actions";
    ACTIONS_FOR = "Actions for {0}", "Actions pour {0}";
    OPEN = "Open", "Ouvrir";
    RENAME = "Rename…", "Renommer…";
    RENAME_TITLE = "Rename the workspace", "Renommer l’espace de travail";
    DELETE = "Delete…", "Supprimer…";
    DELETE_TITLE = "Delete “{0}”?", "Supprimer «\u{a0}{0}\u{a0}»\u{202f}?";
    DELETE_TEXT = "Its users, staged changes and history are removed from this browser. This cannot be undone here; a workspace file would keep them.", "Ses utilisateurs, ses modifications préparées et son historique sont retirés de ce navigateur. Cette action est irréversible\u{202f}; un fichier d’espace de travail les conserverait.";
    NONE_YET = "No workspace has been saved in this browser yet.", "Aucun espace de travail n’est encore enregistré dans ce navigateur.";
    NOT_A_BACKUP = "Saved in this browser only. Not a backup: browsers clear storage when they choose to.", "Enregistré dans ce navigateur seulement. Ce n’est pas une sauvegarde\u{a0}: les navigateurs effacent leur stockage quand ils le décident.";
    BACK_TO = "Back to {0}", "Retour à {0}";
}
