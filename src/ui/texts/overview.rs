//! Texts of the overview.

use crate::i18n::texts;

texts! {
    USERS = "Users", "Utilisateurs";
    ENABLED = "Enabled", "Activés";
    DISABLED = "Disabled", "Désactivés";
    GUESTS = "Guests", "Invités";
    SYNCED = "Synchronised", "Synchronisés";
    DELETED = "Deleted", "Supprimés";
    STAGED = "With staged changes", "Avec modifications préparées";
    FIGURES = "In numbers", "En chiffres";
    BY_DEPARTMENT = "By department", "Par service";
    BY_COUNTRY = "By country or region", "Par pays ou région";
    BY_LOCATION = "By usage location", "Par emplacement d’utilisation";
    ACCOUNTS = "Accounts", "Comptes";
    TYPES = "Members and guests", "Membres et invités";
    SOURCE = "Mastered", "Source";
    CLOUD = "In the cloud", "Dans le cloud";
    ON_PREMISES = "On-premises", "En local";
    OTHERS = ["{0} other value", "{0} other values"], ["{0} autre valeur", "{0} autres valeurs"];
    NOT_SET = "Not set", "Non défini";
    LOOK = "Worth a look", "À regarder de près";
    LOOK_NONE = "Nothing stands out in what was imported.", "Rien ne ressort de ce qui a été importé.";
    NO_MANAGER = "Members without a manager", "Membres sans responsable";
    NO_LOCATION = "Without a usage location (no licence can be assigned)", "Sans emplacement d’utilisation (aucune licence ne peut être attribuée)";
    NO_DEPARTMENT = "Members without a department", "Membres sans service";
    NO_JOB = "Members without a job title", "Membres sans titre";
    PENDING = "Guests who have not accepted the invitation", "Invités n’ayant pas accepté l’invitation";
    QUIET = "Enabled, but no interactive sign-in for 90 days", "Activés, mais sans connexion interactive depuis 90 jours";
    NEVER = "Enabled, but never signed in interactively", "Activés, mais jamais connectés de manière interactive";
    CONFLICTS = "Staged changes that the newest import contradicts", "Modifications préparées contredites par la dernière importation";
    UNKNOWN = "Not imported", "Non importé";
    UNKNOWN_NONE = "Every attribute that this page uses was imported.", "Tous les attributs utilisés par cette page ont été importés.";
    UNKNOWN_TEXT = "What no file told is shown as “not imported”, never as empty.", "Ce qu’aucun fichier n’a dit est affiché «\u{a0}Non importé\u{a0}», jamais comme vide.";
    TOLD_BY_CSV = "In Entra’s “Download users” file:", "Dans le fichier «\u{a0}Télécharger les utilisateurs\u{a0}» d’Entra\u{a0}:";
    TOLD_BY_COLLECTOR = "In Graph JSON or the collector’s folder:", "Dans le JSON de Graph ou le dossier du collecteur\u{a0}:";
    ROLES_UNKNOWN = "role assignments", "attributions de rôles";
    FILES = "From these files", "D’après ces fichiers";
    FILE = "File", "Fichier";
    FORMAT = "Format", "Format";
    ROWS = "Rows", "Lignes";
    IMPORTED = "Imported", "Importé le";
    NO_FILES = "Nothing was imported yet.", "Rien n’a encore été importé.";
    SAMPLE_FILES = "Made up for this page.", "Inventé pour cette page.";
    COMPLETE = "declared complete", "déclaré complet";
    IMPORT_MORE = "Import files…", "Importer des fichiers…";
}
