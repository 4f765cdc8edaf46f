//! Names of the attributes of devices.

use super::t;
use crate::{domain::Attribute, i18n::Text};

/// One row per row of the table of devices, in its order.
pub(super) static LABELS: [(Attribute, Text); 42] = [
    (Attribute::DEVICE_OBJECT_ID, t("Object ID", "ID d’objet")),
    (Attribute::DEVICE_ID, t("Device ID", "ID d’appareil")),
    (Attribute::DEVICE_DISPLAY_NAME, t("Device name", "Nom de l’appareil")),
    (Attribute::DEVICE_ACCOUNT_ENABLED, t("Device enabled", "Appareil activé")),
    (Attribute::DEVICE_CATEGORY, t("Device category", "Catégorie d’appareil")),
    (Attribute::DEVICE_OWNERSHIP, t("Ownership", "Propriété")),
    (Attribute::DEVICE_MANAGEMENT_APP_ID, t("Management app ID", "ID de l’application de gestion")),
    (Attribute::DEVICE_MANAGEMENT_TYPE, t("Management type", "Type de gestion")),
    (Attribute::DEVICE_MANUFACTURER, t("Manufacturer", "Fabricant")),
    (Attribute::DEVICE_MODEL, t("Model", "Modèle")),
    (Attribute::DEVICE_OS_TYPE, t("Operating system", "Système d’exploitation")),
    (
        Attribute::DEVICE_OS_VERSION,
        t("Operating system version", "Version du système d’exploitation"),
    ),
    (Attribute::DEVICE_PHYSICAL_IDS, t("Physical IDs", "ID physiques")),
    (Attribute::DEVICE_TRUST_TYPE, t("Join type", "Type de jonction")),
    (Attribute::DEVICE_ENROLLMENT_PROFILE_NAME, t("Enrollment profile", "Profil d’inscription")),
    (Attribute::DEVICE_IS_ROOTED, t("Rooted or jailbroken", "Rooté ou jailbreaké")),
    (Attribute::DEVICE_IS_COMPLIANT, t("Compliant", "Conforme")),
    (Attribute::DEVICE_IS_MANAGED, t("Managed", "Géré")),
    (Attribute::DEVICE_PROFILE_TYPE, t("Profile type", "Type de profil")),
    (Attribute::DEVICE_SYSTEM_LABELS, t("System labels", "Étiquettes système")),
    (Attribute::DEVICE_APPROXIMATE_LAST_SIGN_IN_DATE_TIME, t("Last activity", "Dernière activité")),
    (Attribute::DEVICE_REGISTRATION_DATE_TIME, t("Registered", "Inscrit le")),
    (Attribute::DEVICE_REGISTERED_OWNERS, t("Registered owners", "Propriétaires inscrits")),
    (Attribute::DEVICE_REGISTERED_USERS, t("Registered users", "Utilisateurs inscrits")),
    (
        Attribute::DEVICE_PRIMARY_USER_UPN,
        t("Primary user (Intune)", "Utilisateur principal (Intune)"),
    ),
    (Attribute::DEVICE_ON_PREMISES_SYNC_ENABLED, t("Synced from on-premises", "Synchronisé")),
    (
        Attribute::DEVICE_ON_PREMISES_LAST_SYNC_DATE_TIME,
        t("On-premises last sync", "Dernière synchronisation locale"),
    ),
    (Attribute::DEVICE_EXTENSION_ATTRIBUTE_1, t("Extension attribute 1", "Attribut d’extension 1")),
    (Attribute::DEVICE_EXTENSION_ATTRIBUTE_2, t("Extension attribute 2", "Attribut d’extension 2")),
    (Attribute::DEVICE_EXTENSION_ATTRIBUTE_3, t("Extension attribute 3", "Attribut d’extension 3")),
    (Attribute::DEVICE_EXTENSION_ATTRIBUTE_4, t("Extension attribute 4", "Attribut d’extension 4")),
    (Attribute::DEVICE_EXTENSION_ATTRIBUTE_5, t("Extension attribute 5", "Attribut d’extension 5")),
    (Attribute::DEVICE_EXTENSION_ATTRIBUTE_6, t("Extension attribute 6", "Attribut d’extension 6")),
    (Attribute::DEVICE_EXTENSION_ATTRIBUTE_7, t("Extension attribute 7", "Attribut d’extension 7")),
    (Attribute::DEVICE_EXTENSION_ATTRIBUTE_8, t("Extension attribute 8", "Attribut d’extension 8")),
    (Attribute::DEVICE_EXTENSION_ATTRIBUTE_9, t("Extension attribute 9", "Attribut d’extension 9")),
    (
        Attribute::DEVICE_EXTENSION_ATTRIBUTE_10,
        t("Extension attribute 10", "Attribut d’extension 10"),
    ),
    (
        Attribute::DEVICE_EXTENSION_ATTRIBUTE_11,
        t("Extension attribute 11", "Attribut d’extension 11"),
    ),
    (
        Attribute::DEVICE_EXTENSION_ATTRIBUTE_12,
        t("Extension attribute 12", "Attribut d’extension 12"),
    ),
    (
        Attribute::DEVICE_EXTENSION_ATTRIBUTE_13,
        t("Extension attribute 13", "Attribut d’extension 13"),
    ),
    (
        Attribute::DEVICE_EXTENSION_ATTRIBUTE_14,
        t("Extension attribute 14", "Attribut d’extension 14"),
    ),
    (
        Attribute::DEVICE_EXTENSION_ATTRIBUTE_15,
        t("Extension attribute 15", "Attribut d’extension 15"),
    ),
];
