//! Names of attributes as the Entra admin center writes them.

mod device;
mod group;

use crate::{
    domain::{
        Attribute,
        attribute::{Of, Schema, Section, TABLE},
    },
    i18n::{Locale, Text},
};

const fn t(en: &'static str, fr: &'static str) -> Text {
    Text::new(en, fr)
}

/// One row per row of the attribute table, in its order: a missing one does not compile.
static LABELS: [(Attribute, Text); TABLE.len()] = [
    (Attribute::ID, t("Object ID", "ID d’objet")),
    (Attribute::USER_PRINCIPAL_NAME, t("User principal name", "Nom d’utilisateur principal")),
    (Attribute::DISPLAY_NAME, t("Display name", "Nom d’affichage")),
    (Attribute::GIVEN_NAME, t("First name", "Prénom")),
    (Attribute::SURNAME, t("Last name", "Nom")),
    (Attribute::USER_TYPE, t("User type", "Type d’utilisateur")),
    (Attribute::MAIL, t("Email", "Adresse de messagerie")),
    (Attribute::MAIL_NICKNAME, t("Mail nickname", "Pseudonyme de messagerie")),
    (Attribute::ACCOUNT_ENABLED, t("Account enabled", "Compte activé")),
    (Attribute::USAGE_LOCATION, t("Usage location", "Emplacement d’utilisation")),
    (Attribute::JOB_TITLE, t("Job title", "Titre")),
    (Attribute::DEPARTMENT, t("Department", "Service")),
    (Attribute::COMPANY_NAME, t("Company name", "Nom de la société")),
    (Attribute::MANAGER, t("Manager", "Responsable")),
    (Attribute::OFFICE_LOCATION, t("Office location", "Emplacement du bureau")),
    (Attribute::EMPLOYEE_ID, t("Employee ID", "ID d’employé")),
    (Attribute::EMPLOYEE_TYPE, t("Employee type", "Type d’employé")),
    (Attribute::EMPLOYEE_HIRE_DATE, t("Employee hire date", "Date d’embauche")),
    (Attribute::EMPLOYEE_LEAVE_DATE_TIME, t("Employee leave date", "Date de départ")),
    (Attribute::DIVISION, t("Division", "Division")),
    (Attribute::COST_CENTER, t("Cost center", "Centre de coûts")),
    (Attribute::BUSINESS_PHONES, t("Business phone", "Téléphone professionnel")),
    (Attribute::MOBILE_PHONE, t("Mobile phone", "Téléphone mobile")),
    (Attribute::FAX_NUMBER, t("Fax number", "Numéro de télécopie")),
    (Attribute::OTHER_MAILS, t("Other emails", "Autres adresses de messagerie")),
    (Attribute::PROXY_ADDRESSES, t("Proxy addresses", "Adresses proxy")),
    (Attribute::IM_ADDRESSES, t("IM addresses", "Adresses de messagerie instantanée")),
    (Attribute::STREET_ADDRESS, t("Street address", "Adresse postale")),
    (Attribute::CITY, t("City", "Ville")),
    (Attribute::STATE, t("State or province", "État ou province")),
    (Attribute::POSTAL_CODE, t("ZIP or postal code", "Code postal")),
    (Attribute::COUNTRY, t("Country or region", "Pays ou région")),
    (Attribute::PREFERRED_LANGUAGE, t("Preferred language", "Langue préférée")),
    (
        Attribute::PREFERRED_DATA_LOCATION,
        t("Preferred data location", "Emplacement de données préféré"),
    ),
    (Attribute::AGE_GROUP, t("Age group", "Groupe d’âge")),
    (
        Attribute::CONSENT_PROVIDED_FOR_MINOR,
        t("Consent provided for minor", "Consentement fourni pour un mineur"),
    ),
    (
        Attribute::LEGAL_AGE_GROUP_CLASSIFICATION,
        t("Legal age group classification", "Classification légale par groupe d’âge"),
    ),
    (Attribute::PASSWORD_POLICIES, t("Password policies", "Stratégies de mot de passe")),
    (
        Attribute::LAST_PASSWORD_CHANGE_DATE_TIME,
        t("Last password change", "Dernier changement de mot de passe"),
    ),
    (
        Attribute::SIGN_IN_SESSIONS_VALID_FROM_DATE_TIME,
        t("Sign-in sessions valid from", "Sessions de connexion valides depuis"),
    ),
    (
        Attribute::LAST_SIGN_IN_DATE_TIME,
        t("Last interactive sign-in", "Dernière connexion interactive"),
    ),
    (
        Attribute::LAST_NON_INTERACTIVE_SIGN_IN_DATE_TIME,
        t("Last non-interactive sign-in", "Dernière connexion non interactive"),
    ),
    (Attribute::CREATED_DATE_TIME, t("Created", "Date de création")),
    (Attribute::DELETED_DATE_TIME, t("Deleted", "Date de suppression")),
    (Attribute::CREATION_TYPE, t("Creation type", "Type de création")),
    (Attribute::EXTERNAL_USER_STATE, t("Invitation state", "État de l’invitation")),
    (
        Attribute::EXTERNAL_USER_STATE_CHANGE_DATE_TIME,
        t("Invitation state changed", "Changement d’état de l’invitation"),
    ),
    (Attribute::IS_RESOURCE_ACCOUNT, t("Resource account", "Compte de ressources")),
    (
        Attribute::SHOW_IN_ADDRESS_LIST,
        t("Show in address list", "Afficher dans la liste d’adresses"),
    ),
    (Attribute::SECURITY_IDENTIFIER, t("Security identifier", "Identificateur de sécurité")),
    (Attribute::ASSIGNED_PLANS, t("Assigned plans", "Plans de service attribués")),
    (Attribute::ASSIGNED_LICENSES, t("Assigned licences", "Licences attribuées")),
    (Attribute::DIRECT_LICENSES, t("Direct licences", "Licences directes")),
    (Attribute::LICENSE_ASSIGNMENT_STATES, t("Inherited licences", "Licences héritées")),
    (
        Attribute::ON_PREMISES_SYNC_ENABLED,
        t("On-premises sync enabled", "Synchronisation locale activée"),
    ),
    (
        Attribute::ON_PREMISES_SAM_ACCOUNT_NAME,
        t("On-premises SAM account name", "Nom de compte SAM local"),
    ),
    (
        Attribute::ON_PREMISES_USER_PRINCIPAL_NAME,
        t("On-premises user principal name", "Nom d’utilisateur principal local"),
    ),
    (Attribute::ON_PREMISES_DOMAIN_NAME, t("On-premises domain name", "Nom de domaine local")),
    (
        Attribute::ON_PREMISES_DISTINGUISHED_NAME,
        t("On-premises distinguished name", "Nom unique local"),
    ),
    (
        Attribute::ON_PREMISES_SECURITY_IDENTIFIER,
        t("On-premises security identifier (SID)", "Identificateur de sécurité (SID) local"),
    ),
    (Attribute::ON_PREMISES_IMMUTABLE_ID, t("On-premises immutable ID", "ID immuable local")),
    (
        Attribute::ON_PREMISES_LAST_SYNC_DATE_TIME,
        t("On-premises last sync", "Dernière synchronisation locale"),
    ),
    (Attribute::EXTENSION_ATTRIBUTE_1, t("Extension attribute 1", "Attribut d’extension 1")),
    (Attribute::EXTENSION_ATTRIBUTE_2, t("Extension attribute 2", "Attribut d’extension 2")),
    (Attribute::EXTENSION_ATTRIBUTE_3, t("Extension attribute 3", "Attribut d’extension 3")),
    (Attribute::EXTENSION_ATTRIBUTE_4, t("Extension attribute 4", "Attribut d’extension 4")),
    (Attribute::EXTENSION_ATTRIBUTE_5, t("Extension attribute 5", "Attribut d’extension 5")),
    (Attribute::EXTENSION_ATTRIBUTE_6, t("Extension attribute 6", "Attribut d’extension 6")),
    (Attribute::EXTENSION_ATTRIBUTE_7, t("Extension attribute 7", "Attribut d’extension 7")),
    (Attribute::EXTENSION_ATTRIBUTE_8, t("Extension attribute 8", "Attribut d’extension 8")),
    (Attribute::EXTENSION_ATTRIBUTE_9, t("Extension attribute 9", "Attribut d’extension 9")),
    (Attribute::EXTENSION_ATTRIBUTE_10, t("Extension attribute 10", "Attribut d’extension 10")),
    (Attribute::EXTENSION_ATTRIBUTE_11, t("Extension attribute 11", "Attribut d’extension 11")),
    (Attribute::EXTENSION_ATTRIBUTE_12, t("Extension attribute 12", "Attribut d’extension 12")),
    (Attribute::EXTENSION_ATTRIBUTE_13, t("Extension attribute 13", "Attribut d’extension 13")),
    (Attribute::EXTENSION_ATTRIBUTE_14, t("Extension attribute 14", "Attribut d’extension 14")),
    (Attribute::EXTENSION_ATTRIBUTE_15, t("Extension attribute 15", "Attribut d’extension 15")),
];

/// The name of an attribute. A custom one is called by what its maker called it: the part after
/// `extension_<appId>_`.
#[must_use]
pub fn label(schema: &Schema, attribute: Attribute, locale: Locale) -> String {
    let known = match attribute.of() {
        Of::User => LABELS.get(attribute.row()),
        Of::Device => device::LABELS.get(attribute.row()),
        Of::Group => group::LABELS.get(attribute.row()),
    };
    if let Some((_, label)) = known {
        return label.get(locale).to_owned();
    }
    let name = schema.name(attribute);
    let short = name.splitn(3, '_').nth(2).filter(|short| !short.is_empty());
    short.unwrap_or(name).to_owned()
}

/// The name of a part of the user page.
#[must_use]
pub const fn section(section: Section) -> Text {
    match section {
        Section::Identity => t("Identity", "Identité"),
        Section::Job => t("Job information", "Informations professionnelles"),
        Section::Contact => t("Contact information", "Coordonnées"),
        Section::Account => t("Account", "Compte"),
        Section::OnPremises => t("On-premises", "Local"),
        Section::Extension => t("Extension attributes", "Attributs d’extension"),
    }
}

/// A value of a closed list in words; any other value stands for itself.
#[must_use]
pub fn choice(attribute: Attribute, value: &str) -> Option<Text> {
    Some(match (attribute, value) {
        (Attribute::USER_TYPE, "Member") => t("Member", "Membre"),
        (Attribute::USER_TYPE, "Guest") => t("Guest", "Invité"),
        (Attribute::AGE_GROUP, "Minor") => t("Minor", "Mineur"),
        (Attribute::AGE_GROUP, "NotAdult") => t("Not adult", "Non adulte"),
        (Attribute::AGE_GROUP, "Adult") => t("Adult", "Adulte"),
        (Attribute::CONSENT_PROVIDED_FOR_MINOR, "Granted") => t("Granted", "Accordé"),
        (Attribute::CONSENT_PROVIDED_FOR_MINOR, "Denied") => t("Denied", "Refusé"),
        (Attribute::CONSENT_PROVIDED_FOR_MINOR, "NotRequired") => t("Not required", "Non requis"),
        (Attribute::PASSWORD_POLICIES, "None") => t("None", "Aucune"),
        (Attribute::PASSWORD_POLICIES, "DisablePasswordExpiration") => {
            t("Password never expires", "Le mot de passe n’expire jamais")
        }
        (Attribute::PASSWORD_POLICIES, "DisableStrongPassword") => {
            t("Weak password allowed", "Mot de passe faible autorisé")
        }
        (Attribute::PASSWORD_POLICIES, "DisablePasswordExpiration, DisableStrongPassword") => t(
            "Password never expires, weak password allowed",
            "Le mot de passe n’expire jamais, mot de passe faible autorisé",
        ),
        (Attribute::EXTERNAL_USER_STATE, "PendingAcceptance") => {
            t("Pending acceptance", "En attente d’acceptation")
        }
        (Attribute::EXTERNAL_USER_STATE, "Accepted") => t("Accepted", "Acceptée"),
        (Attribute::CREATION_TYPE, "Invitation") => t("Invitation", "Invitation"),
        (Attribute::CREATION_TYPE, "LocalAccount") => t("Local account", "Compte local"),
        (Attribute::CREATION_TYPE, "EmailVerified") => {
            t("Self-service, email verified", "Libre-service, adresse vérifiée")
        }
        (Attribute::CREATION_TYPE, "SelfServiceSignUp") => {
            t("Self-service sign-up", "Inscription en libre-service")
        }
        _ => return group::choice(attribute, value),
    })
}

#[cfg(test)]
mod tests {
    use super::{LABELS, device, group, label};
    use crate::{
        domain::{
            Attribute,
            attribute::{Of, Schema},
        },
        i18n::Locale,
    };

    #[test]
    fn labels_stand_in_the_order_of_the_table() {
        for (attribute, (labelled, _)) in Attribute::all().zip(&LABELS) {
            assert_eq!(attribute, *labelled);
        }
        let devices: Vec<Attribute> = Attribute::all_of(Of::Device).collect();
        assert_eq!(devices, device::LABELS.map(|(attribute, _)| attribute));
        let groups: Vec<Attribute> = Attribute::all_of(Of::Group).collect();
        assert_eq!(groups, group::LABELS.map(|(attribute, _)| attribute));
        for locale in Locale::ALL {
            let mut names: Vec<&str> = LABELS.iter().map(|(_, text)| text.get(locale)).collect();
            names.sort_unstable();
            assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "two attributes, one name");
            let mut names = group::LABELS.map(|(_, text)| text.get(locale));
            names.sort_unstable();
            assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "two attributes, one name");
        }
    }

    #[test]
    fn custom_attributes_keep_their_makers_name() {
        let mut schema = Schema::default();
        let name = "extension_0123456789abcdef0123456789abcdef_cost_unit";
        let attribute = schema.custom_attribute(name).unwrap();
        assert_eq!(label(&schema, attribute, Locale::Fr), "cost_unit");
        let plain = schema.custom_attribute("extension_x").unwrap();
        assert_eq!(label(&schema, plain, Locale::En), "extension_x");
    }
}
