//! Names of the attributes of groups.

use super::t;
use crate::{domain::Attribute, i18n::Text};

/// One row per row of the table of groups, in its order.
pub(super) static LABELS: [(Attribute, Text); 44] = [
    (Attribute::GROUP_OBJECT_ID, t("Object ID", "ID d’objet")),
    (Attribute::GROUP_DISPLAY_NAME, t("Group name", "Nom du groupe")),
    (Attribute::GROUP_DESCRIPTION, t("Description", "Description")),
    (Attribute::GROUP_MAIL, t("Email", "Adresse de messagerie")),
    (Attribute::GROUP_MAIL_NICKNAME, t("Mail nickname", "Pseudonyme de messagerie")),
    (Attribute::GROUP_MAIL_ENABLED, t("Mail enabled", "Messagerie activée")),
    (Attribute::GROUP_SECURITY_ENABLED, t("Security enabled", "Sécurité activée")),
    (Attribute::GROUP_TYPES, t("Group types", "Types de groupe")),
    (Attribute::GROUP_MEMBERSHIP_RULE, t("Membership rule", "Règle d’appartenance")),
    (
        Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE,
        t("Rule processing", "Traitement de la règle"),
    ),
    (Attribute::GROUP_VISIBILITY, t("Visibility", "Visibilité")),
    (Attribute::GROUP_IS_ASSIGNABLE_TO_ROLE, t("Role-assignable", "Attribuable à un rôle")),
    (Attribute::GROUP_CLASSIFICATION, t("Classification", "Classification")),
    (Attribute::GROUP_CREATED_DATE_TIME, t("Created", "Date de création")),
    (Attribute::GROUP_DELETED_DATE_TIME, t("Deleted", "Date de suppression")),
    (Attribute::GROUP_RENEWED_DATE_TIME, t("Renewed", "Date de renouvellement")),
    (Attribute::GROUP_EXPIRATION_DATE_TIME, t("Expires", "Date d’expiration")),
    (
        Attribute::GROUP_PREFERRED_DATA_LOCATION,
        t("Preferred data location", "Emplacement de données préféré"),
    ),
    (Attribute::GROUP_PREFERRED_LANGUAGE, t("Preferred language", "Langue préférée")),
    (Attribute::GROUP_PROXY_ADDRESSES, t("Proxy addresses", "Adresses proxy")),
    (Attribute::GROUP_THEME, t("Theme", "Thème")),
    (
        Attribute::GROUP_RESOURCE_PROVISIONING_OPTIONS,
        t("Provisioned resources", "Ressources approvisionnées"),
    ),
    (
        Attribute::GROUP_RESOURCE_BEHAVIOR_OPTIONS,
        t("Resource behavior", "Comportement des ressources"),
    ),
    (Attribute::GROUP_CREATION_OPTIONS, t("Creation options", "Options de création")),
    (Attribute::GROUP_SECURITY_IDENTIFIER, t("Security identifier", "Identificateur de sécurité")),
    (Attribute::GROUP_IS_MANAGEMENT_RESTRICTED, t("Restricted management", "Gestion restreinte")),
    (Attribute::GROUP_IS_ARCHIVED, t("Archived", "Archivé")),
    (Attribute::GROUP_UNIQUE_NAME, t("Unique name", "Nom unique")),
    (Attribute::GROUP_ACCESS_TYPE, t("Who may join", "Qui peut rejoindre")),
    (Attribute::GROUP_CREATED_BY_APP_ID, t("Created by app (ID)", "Créé par l’application (ID)")),
    (
        Attribute::GROUP_HAS_MEMBERS_WITH_LICENSE_ERRORS,
        t("Members with licence errors", "Membres avec erreurs de licence"),
    ),
    (Attribute::GROUP_ASSIGNED_LICENSES, t("Assigned licences", "Licences attribuées")),
    (Attribute::GROUP_LICENSE_PROCESSING_STATE, t("Licence processing", "Traitement des licences")),
    (
        Attribute::GROUP_ALLOW_EXTERNAL_SENDERS,
        t("External senders allowed", "Expéditeurs externes autorisés"),
    ),
    (
        Attribute::GROUP_AUTO_SUBSCRIBE_NEW_MEMBERS,
        t("New members subscribed", "Nouveaux membres abonnés"),
    ),
    (
        Attribute::GROUP_HIDE_FROM_ADDRESS_LISTS,
        t("Hidden from address lists", "Masqué dans les listes d’adresses"),
    ),
    (Attribute::GROUP_HIDE_FROM_OUTLOOK_CLIENTS, t("Hidden from Outlook", "Masqué dans Outlook")),
    (Attribute::GROUP_IS_SUBSCRIBED_BY_MAIL, t("Subscribed by email", "Abonné par messagerie")),
    (
        Attribute::GROUP_ON_PREMISES_SYNC_ENABLED,
        t("On-premises sync enabled", "Synchronisation locale activée"),
    ),
    (
        Attribute::GROUP_ON_PREMISES_LAST_SYNC_DATE_TIME,
        t("On-premises last sync", "Dernière synchronisation locale"),
    ),
    (
        Attribute::GROUP_ON_PREMISES_DOMAIN_NAME,
        t("On-premises domain name", "Nom de domaine local"),
    ),
    (
        Attribute::GROUP_ON_PREMISES_NET_BIOS_NAME,
        t("On-premises NetBIOS name", "Nom NetBIOS local"),
    ),
    (
        Attribute::GROUP_ON_PREMISES_SAM_ACCOUNT_NAME,
        t("On-premises SAM account name", "Nom de compte SAM local"),
    ),
    (
        Attribute::GROUP_ON_PREMISES_SECURITY_IDENTIFIER,
        t("On-premises security identifier (SID)", "Identificateur de sécurité (SID) local"),
    ),
];

/// What a reader calls a value of a closed list; none for a value of another list.
pub(super) fn choice(attribute: Attribute, value: &str) -> Option<Text> {
    Some(match (attribute, value) {
        (Attribute::GROUP_VISIBILITY, "Private") => t("Private", "Privé"),
        (Attribute::GROUP_VISIBILITY, "Public") => t("Public", "Public"),
        (Attribute::GROUP_VISIBILITY, "HiddenMembership") => {
            t("Hidden membership", "Appartenance masquée")
        }
        (Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE, "On") => t("On", "Activé"),
        (Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE, "Paused") => t("Paused", "Suspendu"),
        (Attribute::GROUP_ACCESS_TYPE, "none") => {
            t("Only whom owners add", "Seulement ceux que les propriétaires ajoutent")
        }
        (Attribute::GROUP_ACCESS_TYPE, "private") => {
            t("Private: owners approve", "Privé\u{a0}: les propriétaires approuvent")
        }
        (Attribute::GROUP_ACCESS_TYPE, "secret") => t("Secret", "Secret"),
        (Attribute::GROUP_ACCESS_TYPE, "public") => {
            t("Public: anybody may join", "Public\u{a0}: chacun peut rejoindre")
        }
        // In the words of the Microsoft 365 admin center, which has one for the first two.
        (Attribute::GROUP_LICENSE_PROCESSING_STATE, "QueuedForProcessing") => {
            t("In progress (queued)", "En cours (en file d’attente)")
        }
        (Attribute::GROUP_LICENSE_PROCESSING_STATE, "ProcessingInProgress") => {
            t("In progress", "En cours")
        }
        (Attribute::GROUP_LICENSE_PROCESSING_STATE, "ProcessingComplete") => {
            t("All licenses assigned", "Toutes les licences sont attribuées")
        }
        (Attribute::GROUP_LICENSE_PROCESSING_STATE, "ProcessingFailed") => {
            t("Errors and issues", "Erreurs et problèmes")
        }
        _ => return None,
    })
}
