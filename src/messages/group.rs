//! Groups in words: kinds, how members come in, how far a list is known, why members and rule differ.

use crate::{
    domain::group::{GroupKind, Membership},
    i18n::{Text, texts},
    rules::drift::Cause,
    store::{Extent, Sort},
};

texts! {
    SECURITY = "Security", "Sécurité";
    MICROSOFT_365 = "Microsoft 365", "Microsoft 365";
    MAIL_ENABLED_SECURITY = "Mail-enabled security", "Sécurité à extension messagerie";
    DISTRIBUTION = "Distribution", "Distribution";
    ASSIGNED = "Assigned", "Attribué";
    DYNAMIC_USER = "Dynamic user", "Utilisateur dynamique";
    DYNAMIC_DEVICE = "Dynamic device", "Appareil dynamique";
    PAUSED = "The processing of the rule is paused: the group keeps the members that it has.", "Le traitement de la règle est suspendu\u{a0}: le groupe garde les membres qu’il a.";
    FROZEN = "Rules of this form are no longer processed: the group keeps the members that it has.", "Les règles de cette forme ne sont plus traitées\u{a0}: le groupe garde les membres qu’il a.";
    UNKNOWN = "What the rule reads was not imported of everybody.", "Ce que lit la règle n’a pas été importé pour tout le monde.";
    CHAINED = "A group that the rule names takes members from groups itself. The documentation rules that out, and does not say what becomes of its members: they are unknown.", "Un groupe que nomme la règle prend lui-même ses membres dans des groupes. La documentation l’exclut sans dire ce que deviennent ces membres\u{a0}: ils sont inconnus.";
    SOURCE_DELETED = "A group that the rule names is deleted. The service keeps those who came from it until the rule is changed.", "Un groupe que nomme la règle est supprimé. Le service garde ceux qui en viennent jusqu’à ce que la règle soit modifiée.";
    SOURCE_MISSING = "The rule names a group that no file told of, so anybody may be taken.", "La règle nomme un groupe dont aucun fichier ne parle\u{a0}: n’importe qui peut être retenu.";
    SOURCE_UNKNOWN = "Not all members of the groups that the rule names are known.", "Les membres des groupes que nomme la règle ne sont pas tous connus.";
    KEPT = "For rules of this form the service does not take out who has left a named group, until the rule is changed.", "Pour les règles de cette forme, le service ne retire pas ceux qui ont quitté un groupe nommé, jusqu’à ce que la règle soit modifiée.";
    TRUNCATED = "Not all members were imported, so nobody is said to be missing.", "Tous les membres n’ont pas été importés\u{a0}: impossible de dire qui manque.";
    NO_MEMBERS = "The members of this group were not imported.", "Les membres de ce groupe n’ont pas été importés.";
    SORT_USER = "User", "Utilisateur";
    SORT_GROUP = "Group", "Groupe";
    SORT_DEVICE = "Device", "Appareil";
    SORT_PRINCIPAL = "Service principal", "Principal de service";
    SORT_CONTACT = "Contact", "Contact";
    SORT_UNSAID = "Not imported", "Non importé";
    EXTENT_UNKNOWN = "not imported", "non importé";
    AT_LEAST = "at least {0}", "au moins {0}";
}

/// What kind of group it is.
#[must_use]
pub const fn kind(kind: GroupKind) -> Text {
    match kind {
        GroupKind::Security => SECURITY,
        GroupKind::Microsoft365 => MICROSOFT_365,
        GroupKind::MailEnabledSecurity => MAIL_ENABLED_SECURITY,
        GroupKind::Distribution => DISTRIBUTION,
    }
}

/// How members come in.
#[must_use]
pub const fn membership(membership: Membership) -> Text {
    match membership {
        Membership::Assigned => ASSIGNED,
        Membership::DynamicUser => DYNAMIC_USER,
        Membership::DynamicDevice => DYNAMIC_DEVICE,
    }
}

/// Why members and rule differ, or why that cannot be said.
#[must_use]
pub const fn cause(cause: &Cause) -> Text {
    match cause {
        Cause::Paused => PAUSED,
        Cause::Frozen => FROZEN,
        Cause::Unknown(_) => UNKNOWN,
        Cause::Chained(_) => CHAINED,
        Cause::Deleted(_) => SOURCE_DELETED,
        Cause::Missing(_) => SOURCE_MISSING,
        Cause::SourcesUnknown => SOURCE_UNKNOWN,
        Cause::Kept => KEPT,
        Cause::Truncated => TRUNCATED,
        Cause::NoMembers => NO_MEMBERS,
    }
}

/// What an object is that is only known by its id.
#[must_use]
pub const fn sort(sort: Sort) -> Text {
    match sort {
        Sort::User => SORT_USER,
        Sort::Group => SORT_GROUP,
        Sort::Device => SORT_DEVICE,
        Sort::ServicePrincipal => SORT_PRINCIPAL,
        Sort::Contact => SORT_CONTACT,
        Sort::Unsaid => SORT_UNSAID,
    }
}

/// A number of members of which there may be more.
#[must_use]
pub fn count(count: u32, extent: Extent, locale: crate::i18n::Locale) -> String {
    let number = locale.number(u64::from(count));
    match extent {
        Extent::Complete => number,
        Extent::Unknown if count == 0 => EXTENT_UNKNOWN.get(locale).to_owned(),
        Extent::AtLeast | Extent::Unknown => AT_LEAST.with(locale, &[&number]),
    }
}
