//! Texts of the import page.

use crate::i18n::texts;

texts! {
    READING = "Reading {0} ({1})", "Lecture de {0} ({1})";
    NOTHING_TITLE = "Nothing is being imported", "Aucune importation en cours";
    NOTHING_TEXT = "Drop exports anywhere, or choose them.", "Déposez des exportations n’importe où, ou choisissez-les.";
    CHOOSE = "Choose files…", "Choisir des fichiers…";
    INTERRUPTED = "Meanwhile the workspace was closed, or another tab has changed it. Nothing was taken in; choose the files again.", "Entre-temps, l’espace de travail a été fermé ou modifié dans un autre onglet. Rien n’a été importé\u{202f}; choisissez de nouveau les fichiers.";
    NOT_READABLE = "{0} cannot be read: it was moved or changed meanwhile, or it is a folder. Nothing was taken in.", "{0} est illisible\u{a0}: le fichier a été déplacé ou modifié entre-temps, ou c’est un dossier. Rien n’a été importé.";
    DONE = ["One user was read and taken in", "{0} users were read and taken in"], ["Un utilisateur a été lu et importé", "{0} utilisateurs ont été lus et importés"];
    DONE_AUDIT = ["One new entry of the audit log was taken in", "{0} new entries of the audit log were taken in"], ["Une nouvelle entrée du journal d’audit a été importée", "{0} nouvelles entrées du journal d’audit ont été importées"];
    ARRIVED = ["One staged change has arrived in the tenant", "{0} staged changes have arrived in the tenant"], ["Une modification préparée est arrivée dans le locataire", "{0} modifications préparées sont arrivées dans le locataire"];
    CONFLICTS = ["One staged change contradicts what was imported", "{0} staged changes contradict what was imported"], ["Une modification préparée contredit l’importation", "{0} modifications préparées contredisent l’importation"];
    SEE_USERS = "See the users", "Voir les utilisateurs";
    SEE_CHANGES = "See the changes", "Voir les modifications";
    NEW = "New", "Nouveaux";
    CHANGED = "Changed", "Modifiés";
    UNCHANGED = "Already so", "Déjà identiques";
    CONTRADICTORY = "Contradictory, left out", "Contradictoires, laissés de côté";
    GROUPS = "Groups: {0} new, {1} changed", "Groupes\u{a0}: {0} nouveaux, {1} modifiés";
    DEVICES = "Devices: {0} new, {1} changed", "Appareils\u{a0}: {0} nouveaux, {1} modifiés";
    MEMBERSHIPS = "Memberships: {0} new, {1} ended", "Appartenances\u{a0}: {0} nouvelles, {1} terminées";
    AUDIT = "Audit log: {0} new, {1} already here", "Journal d’audit\u{a0}: {0} nouvelles entrées, {1} déjà présentes";
    WHOSE = "Whose members are these?", "De qui sont-ce les membres\u{202f}?";
    WHOSE_WHY = ["{1} names {0} member and no group. Without an answer it is not taken in.", "{1} names {0} members and no group. Without an answer it is not taken in."], ["{1} nomme {0} membre et aucun groupe. Sans réponse, rien n’en est importé.", "{1} nomme {0} membres et aucun groupe. Sans réponse, rien n’en est importé."];
    WHOSE_GROUP = "Group", "Groupe";
    WHOSE_TAKE = "These are its members", "Ce sont ses membres";
    WHOSE_NONE = "No group is known that they could belong to. Choose a file with the groups along with this one.", "Aucun groupe connu auquel ils pourraient appartenir. Choisissez avec ce fichier un fichier contenant les groupes.";
    GONE = "In no file", "Dans aucun fichier";
    FILE = "File", "Fichier";
    FILES = "Files", "Fichiers";
    RECOGNISED = "Recognized as", "Reconnu comme";
    ROWS = "Rows", "Lignes";
    ROW = "Row", "Ligne";
    COLUMN = "Column", "Colonne";
    CODE = "Code", "Code";
    PROBLEM = "Problem", "Problème";
    PROBLEMS = "Problems", "Problèmes";
    SAVE_PROBLEMS = "Save the list of problems (CSV)", "Enregistrer la liste des problèmes (CSV)";
    PROBLEMS_FILE = "problems", "problemes";
    ASIDE = "No place yet", "Pas encore de place";
    KEPT = "kept beside the workspace", "conservé à côté de l’espace de travail";
    ATTRIBUTES = "What changes", "Ce qui change";
    NO_PROBLEMS = "No problems were found.", "Aucun problème n’a été trouvé.";
    MORE = ["and one more", "and {0} more"], ["et un autre", "et {0} autres"];
    PLACE = "{0}, {1}", "{0}, {1}";
    COMPLETE = "These files hold everybody", "Ces fichiers contiennent tout le monde";
    COMPLETE_HELP = "Portal exports carry the filter that was set, and say so nowhere. Tick this only if nothing was filtered.", "Les exportations des portails tiennent compte du filtre actif sans l’indiquer. Ne cochez que si rien n’était filtré.";
    COMPLETE_COUNT = ["One user who is in no file would be treated as deleted in the tenant", "{0} users who are in no file would be treated as deleted in the tenant"], ["Un utilisateur absent des fichiers serait considéré comme supprimé dans le locataire", "{0} utilisateurs absents des fichiers seraient considérés comme supprimés dans le locataire"];
    COMPLETE_NONE = "Everybody here is in the files: nobody would be treated as deleted.", "Tout le monde ici est dans les fichiers\u{a0}: personne ne serait considéré comme supprimé.";
    WORKSPACE_NAME = "Name of the new workspace", "Nom du nouvel espace de travail";
    DEFAULT_NAME = "My tenant", "Mon locataire";
    ACCEPT = "Take in", "Importer";
    NOTHING_USABLE = "None of these files tells anything that can be taken in.", "Aucun de ces fichiers n’apporte quelque chose à importer.";
    VOID = "Everything in these files is so already.", "Tout ce que contiennent ces fichiers est déjà en place.";
}
