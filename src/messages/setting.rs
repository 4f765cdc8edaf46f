//! Names of the settings, and what is wrong with a value of one.

use crate::{
    domain::{Datum, NamingProblem, Setting, SettingProblem, Value, setting::Home},
    i18n::{Locale, Text, texts},
    messages::object_name,
    store::Directory,
};

texts! {
    OWNERS_MANAGE = "Owners can manage group membership requests in My Groups", "Les propriétaires peuvent gérer les demandes d’appartenance dans Mes groupes";
    MY_GROUPS_RESTRICTED = "Restrict user ability to access groups features in My Groups", "Restreindre l’accès des utilisateurs aux fonctionnalités de groupe dans Mes groupes";
    OWNERS_ASSIGN = "Owners who can assign members as group owners", "Propriétaires pouvant nommer des membres propriétaires";
    CREATE_SECURITY = "Users can create security groups", "Les utilisateurs peuvent créer des groupes de sécurité";
    CREATE_UNIFIED = "Users can create Microsoft 365 groups", "Les utilisateurs peuvent créer des groupes Microsoft 365";
    ALLOWED_GROUP = "Group whose members may create Microsoft 365 groups all the same", "Groupe dont les membres peuvent malgré tout créer des groupes Microsoft 365";
    GUESTS_OWN = "Guests can own groups", "Les invités peuvent être propriétaires de groupes";
    GUESTS_ACCESS = "Guests can access groups", "Les invités peuvent accéder aux groupes";
    GUESTS_ADDED = "Guests can be added to groups", "Des invités peuvent être ajoutés aux groupes";
    GUIDELINES = "Usage guidelines (address)", "Directives d’utilisation (adresse)";
    GUEST_GUIDELINES = "Usage guidelines for guests (address)", "Directives d’utilisation pour les invités (adresse)";
    CLASSIFICATIONS = "Classifications", "Classifications";
    DEFAULT_CLASSIFICATION = "Default classification", "Classification par défaut";
    DESCRIPTIONS = "Descriptions of the classifications", "Descriptions des classifications";
    SENSITIVITY = "Sensitivity labels can be given to groups", "Des étiquettes de confidentialité peuvent être attribuées aux groupes";
    WRITEBACK = "New Microsoft 365 groups are written back to Active Directory", "Les nouveaux groupes Microsoft 365 sont réécrits dans Active Directory";
    NAMING = "Prefix and suffix of group names", "Préfixe et suffixe des noms de groupe";
    BLOCKED = "Blocked words", "Mots bloqués";
    LIFETIME = "Group lifetime (in days)", "Durée de vie des groupes (en jours)";
    MANAGED = "Groups that expire", "Groupes qui expirent";
    ALTERNATE = "Who is told of groups without owners", "Qui est prévenu pour les groupes sans propriétaire";
    LAPSE = "Requests lapse after (days)", "Les demandes expirent après (jours)";
    EXPIRED_SEATS = "Licences: seats of an expired subscription can be given", "Licences\u{a0}: celles d’un abonnement expiré peuvent être attribuées";
    GENERAL_KNOWLEDGE = "Licences: relations of general knowledge count", "Licences\u{a0}: les relations de notoriété générale comptent";
    FORMER_RELATIONS = "Licences: outdated relations count", "Licences\u{a0}: les relations qui n’ont plus cours comptent";
    TURN_DIRECT = "Licences: what is needed turns direct when a group no longer gives it", "Licences\u{a0}: ce qui est nécessaire devient direct quand un groupe ne l’attribue plus";
    RESTORED_NEED_SEATS = "Licences: restoring somebody takes free seats", "Licences\u{a0}: restaurer quelqu’un en demande de libres";
    HOME_PORTAL = "Entra admin center > Groups > General; no public interface has it", "Centre d’administration Entra > Groupes > Général\u{202f}; aucune interface publique ne l’expose";
    HOME_AUTHORIZATION = "Graph: authorizationPolicy", "Graph\u{a0}: authorizationPolicy";
    HOME_SETTINGS = "Graph: group settings, template Group.Unified", "Graph\u{a0}: paramètres de groupe, modèle Group.Unified";
    HOME_LIFECYCLE = "Graph: groupLifecyclePolicies", "Graph\u{a0}: groupLifecyclePolicies";
    HOME_HERE = "An assumption of this workspace: nothing is published about it", "Une hypothèse de cet espace de travail\u{a0}: rien n’est publié à ce sujet";
    YES = "Yes", "Oui";
    NO = "No", "Non";
    ALL_GROUPS = "All", "Tous";
    SELECTED = "Selected", "Sélection";
    NONE = "None", "Aucun";
    UNKNOWN = "Not imported", "Non importé";
    UNSET = "Not set", "Non défini";
    WRONG_KIND = "{0} cannot have this value", "{0} ne peut pas avoir cette valeur";
    TOO_LONG = "{0} has {1} characters; {2} is the limit", "{0} compte {1} caractères\u{202f}; la limite est {2}";
    TOO_MANY = "{0} has {1} entries; {2} is the limit", "{0} compte {1} entrées\u{202f}; la limite est {2}";
    NOT_A_CHOICE = "{0}: choose one of the list", "{0}\u{a0}: choisissez dans la liste";
    DAYS = "{0}: a whole number of days, {1} or more", "{0}\u{a0}: un nombre entier de jours, au moins {1}";
    NO_GROUP = "{0}: no active group of this workspace", "{0}\u{a0}: aucun groupe actif de cet espace de travail";
    NO_GROUP_NAME = "{0}: [GroupName] must stand in it", "{0}\u{a0}: [GroupName] doit y figurer";
    SECOND_GROUP_NAME = "{0}: [GroupName] can stand in it only once", "{0}\u{a0}: [GroupName] ne peut y figurer qu’une fois";
}

/// What a setting is called in the portal; in our words where it has no label there.
#[must_use]
pub const fn setting(setting: Setting) -> Text {
    match setting {
        Setting::OwnersManageRequests => OWNERS_MANAGE,
        Setting::MyGroupsRestricted => MY_GROUPS_RESTRICTED,
        Setting::OwnersWhoAssignOwners => OWNERS_ASSIGN,
        Setting::UsersCreateSecurityGroups => CREATE_SECURITY,
        Setting::UsersCreateMicrosoft365Groups => CREATE_UNIFIED,
        Setting::GroupCreationAllowedGroup => ALLOWED_GROUP,
        Setting::GuestsMayOwn => GUESTS_OWN,
        Setting::GuestsMayAccess => GUESTS_ACCESS,
        Setting::GuestsMayBeAdded => GUESTS_ADDED,
        Setting::UsageGuidelinesUrl => GUIDELINES,
        Setting::GuestUsageGuidelinesUrl => GUEST_GUIDELINES,
        Setting::Classifications => CLASSIFICATIONS,
        Setting::DefaultClassification => DEFAULT_CLASSIFICATION,
        Setting::ClassificationDescriptions => DESCRIPTIONS,
        Setting::SensitivityLabels => SENSITIVITY,
        Setting::WritebackOfNewGroups => WRITEBACK,
        Setting::NamingRequirement => NAMING,
        Setting::BlockedWords => BLOCKED,
        Setting::GroupLifetimeInDays => LIFETIME,
        Setting::ManagedGroupTypes => MANAGED,
        Setting::AlternateNotificationEmails => ALTERNATE,
        Setting::RequestsLapseAfterDays => LAPSE,
        Setting::ExpiredSeatsAreGiven => EXPIRED_SEATS,
        Setting::GeneralKnowledgeCounts => GENERAL_KNOWLEDGE,
        Setting::FormerRelationsCount => FORMER_RELATIONS,
        Setting::NeededLicencesTurnDirect => TURN_DIRECT,
        Setting::RestoredNeedSeats => RESTORED_NEED_SEATS,
    }
}

/// Where a setting is kept.
#[must_use]
pub const fn home(home: Home) -> Text {
    match home {
        Home::Portal => HOME_PORTAL,
        Home::AuthorizationPolicy => HOME_AUTHORIZATION,
        Home::GroupSettings => HOME_SETTINGS,
        Home::LifecyclePolicy => HOME_LIFECYCLE,
        Home::Here => HOME_HERE,
    }
}

/// A choice of a setting in words.
#[must_use]
pub fn choice(value: &'static str) -> Text {
    match value {
        "All" => ALL_GROUPS,
        "Selected" => SELECTED,
        "None" => NONE,
        other => Text::new(other, other),
    }
}

/// The value of a setting in words; a group by its name, where the directory is given.
#[must_use]
pub fn value(
    directory: Option<&Directory>,
    setting: Setting,
    datum: &Datum,
    locale: Locale,
) -> String {
    use crate::domain::setting::Shape;
    match datum {
        Datum::Unknown => UNKNOWN.get(locale).to_owned(),
        Datum::Null => UNSET.get(locale).to_owned(),
        Datum::Value(Value::Boolean(true)) => YES.get(locale).to_owned(),
        Datum::Value(Value::Boolean(false)) => NO.get(locale).to_owned(),
        Datum::Value(Value::Text(text)) => match setting.shape() {
            Shape::Choice(choices) => choices
                .iter()
                .find(|one| *one == text)
                .map_or_else(|| text.clone(), |one| choice(one).get(locale).to_owned()),
            _ => text.clone(),
        },
        Datum::Value(Value::Texts(texts)) => texts.join(", "),
        Datum::Value(Value::Reference(id)) => directory
            .and_then(|directory| {
                let groups = &directory.groups;
                groups.find(*id).map(|group| object_name(groups, group))
            })
            .unwrap_or_else(|| id.to_string()),
        Datum::Value(Value::Time(time)) => crate::text::date::write_iso(time.0),
    }
}

/// Why a setting cannot have a value.
#[must_use]
pub fn problem(setting: Setting, problem: SettingProblem, locale: Locale) -> String {
    let name = self::setting(setting).get(locale);
    let number = |number: usize| locale.number(u64::try_from(number).unwrap_or(u64::MAX));
    match problem {
        SettingProblem::WrongKind => WRONG_KIND.with(locale, &[name]),
        SettingProblem::TooLong { length, max } => {
            TOO_LONG.with(locale, &[name, &number(length), &number(max)])
        }
        SettingProblem::TooMany { count, max } => {
            TOO_MANY.with(locale, &[name, &number(count), &number(max)])
        }
        SettingProblem::NotAChoice => NOT_A_CHOICE.with(locale, &[name]),
        SettingProblem::Days { least } => {
            DAYS.with(locale, &[name, &locale.number(u64::from(least))])
        }
        SettingProblem::NoGroup => NO_GROUP.with(locale, &[name]),
        SettingProblem::Naming(NamingProblem::NoGroupName) => NO_GROUP_NAME.with(locale, &[name]),
        SettingProblem::Naming(NamingProblem::SecondGroupName) => {
            SECOND_GROUP_NAME.with(locale, &[name])
        }
    }
}
