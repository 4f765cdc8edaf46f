//! What people may do with groups by themselves, and what stands against it.

use crate::{
    domain::{Barrier, Deed, GroupId, GroupKind, Ineligible, JoinPolicy},
    i18n::{Locale, Text, texts},
    messages::{group::kind, refusal::group::called, setting::setting},
    store::Directory,
    tenant::self_service::Where,
};

texts! {
    OPEN = "This group is open to join for all users", "Ce groupe est ouvert à tous les utilisateurs";
    APPROVAL = "This group requires owner approval", "Ce groupe requiert l’approbation d’un propriétaire";
    OWNERS_ONLY = "Only the owner of this group can add members", "Seul le propriétaire de ce groupe peut ajouter des membres";
    POLICY_UNKNOWN = "Not imported", "Non importé";
    MAIL_ENABLED = "mail-enabled security group: Exchange manages it", "groupe de sécurité à extension messagerie\u{a0}: Exchange le gère";
    DISTRIBUTION = "distribution group: Exchange manages it", "groupe de distribution\u{a0}: Exchange le gère";
    SYNCED = "synchronised from on-premises: Active Directory is its master", "synchronisé depuis l’annuaire local\u{a0}: Active Directory fait autorité";
    DYNAMIC = "its rule decides who is a member", "sa règle décide qui est membre";
    ROLE_ASSIGNABLE = "directory roles can be given to it", "des rôles d’annuaire peuvent lui être donnés";
    NO_OWNER = "nobody owns it", "il n’a pas de propriétaire";
    KIND_UNKNOWN = "what kind of group it is, or who manages it, was not imported", "le type du groupe, ou qui le gère, n’a pas été importé";
    OWNERS_UNKNOWN = "its owners were not imported", "ses propriétaires n’ont pas été importés";
    NO_PERSONA = "Choose a person of the directory to look as", "Choisissez une personne de l’annuaire dont prendre le point de vue";
    PERSONA_INACTIVE = "The account is disabled or deleted", "Le compte est désactivé ou supprimé";
    OFF = "The tenant’s setting does not allow it: {0}", "Le paramètre du locataire ne le permet pas\u{a0}: {0}";
    SETTING_UNKNOWN = "Whether the tenant allows it was not imported: {0}", "Rien d’importé ne dit si le locataire le permet\u{a0}: {0}";
    INELIGIBLE = "{0} is not open to self-service: {1}", "{0} n’est pas accessible en libre-service\u{a0}: {1}";
    POLICY = "{0}: {1}", "{0}\u{a0}: {1}";
    POLICY_NOT_IMPORTED = "Who may join {0} was not imported; a security group that was made in a portal or by a script is for its owners only, unless somebody chose otherwise", "Rien d’importé ne dit qui peut rejoindre {0}\u{202f}; un groupe de sécurité créé dans un portail ou par un script est réservé à ses propriétaires, sauf choix contraire";
    ALREADY_IN = "Already a member of {0}", "Déjà membre de {0}";
    NOT_IN = "Not known to be a direct member of {0}", "Rien n’indique une appartenance directe à {0}";
    ALREADY_ASKED = "A request to join {0} is already waiting", "Une demande pour rejoindre {0} est déjà en attente";
    NO_REQUEST = "No request to join {0} is waiting", "Aucune demande pour rejoindre {0} n’est en attente";
    LAPSED = "The request to join {0} has lapsed", "La demande pour rejoindre {0} a expiré";
    NOT_OWNER = "Only an owner of {0} answers requests; whether an administrator may is not documented", "Seul un propriétaire de {0} répond aux demandes\u{202f}; qu’un administrateur le puisse n’est pas documenté";
    JUSTIFICATION = "Say why you want to join {0}", "Dites pourquoi vous voulez rejoindre {0}";
    REASON = "Say why the request is denied ({0})", "Dites pourquoi la demande est refusée ({0})";
    GUEST = "Guests cannot do that", "Les invités ne peuvent pas faire cela";
    CREATION = "It takes an administrator’s role to create such a group ({0})", "Il faut un rôle d’administrateur pour créer un tel groupe ({0})";
    NOT_OWN = "Operation {0} is somebody else’s: only an administrator takes it back", "L’opération {0} est celle d’une autre personne\u{a0}: seul un administrateur l’annule";
    NO_VIEW = "This person was given no such view", "Cette personne n’a pas reçu cette vue";
    JOIN = "{1} joins {0}", "{1} rejoint {0}";
    LEAVE = "{1} leaves {0}", "{1} quitte {0}";
    ASK = "{1} asks to join {0}", "{1} demande à rejoindre {0}";
    WITHDRAW = "{1} takes back the request to join {0}", "{1} retire sa demande de rejoindre {0}";
    APPROVE = "Approve the request of {1} to join {0}", "Approuver la demande de {1} de rejoindre {0}";
    DENY = "Deny the request of {1} to join {0}", "Refuser la demande de {1} de rejoindre {0}";
    MY_GROUPS = "My Groups", "Mes groupes";
    OUTLOOK = "Outlook and Teams", "Outlook et Teams";
    ADMIN_CENTRE = "Entra admin center", "Centre d’administration Entra";
    GRAPH = "Graph", "Graph";
}

/// A policy in the words of My Groups.
#[must_use]
pub const fn policy(policy: Option<JoinPolicy>) -> Text {
    match policy {
        Some(JoinPolicy::Open) => OPEN,
        Some(JoinPolicy::Approval) => APPROVAL,
        Some(JoinPolicy::OwnersOnly) => OWNERS_ONLY,
        None => POLICY_UNKNOWN,
    }
}

/// Why a group is none of self-service, as the end of a sentence.
#[must_use]
pub const fn ineligible(why: Ineligible) -> Text {
    match why {
        Ineligible::MailEnabled => MAIL_ENABLED,
        Ineligible::Distribution => DISTRIBUTION,
        Ineligible::Synced => SYNCED,
        Ineligible::Dynamic => DYNAMIC,
        Ineligible::RoleAssignable => ROLE_ASSIGNABLE,
        Ineligible::NoOwner => NO_OWNER,
        Ineligible::KindUnknown => KIND_UNKNOWN,
        Ineligible::OwnersUnknown => OWNERS_UNKNOWN,
    }
}

/// A road by which something can be done.
#[must_use]
pub const fn road(road: Where) -> Text {
    match road {
        Where::MyGroups => MY_GROUPS,
        Where::OutlookAndTeams => OUTLOOK,
        Where::AdminCentre => ADMIN_CENTRE,
        Where::Graph => GRAPH,
    }
}

/// What stands against a deed, as a sentence without a full stop.
#[must_use]
pub fn barrier(
    directory: &Directory,
    group: Option<GroupId>,
    barrier: &Barrier,
    locale: Locale,
) -> String {
    let group = group.map(|group| called(directory, group, locale)).unwrap_or_default();
    let with = |text: Text| text.with(locale, &[&group]);
    match barrier {
        Barrier::NoPersona => with(NO_PERSONA),
        Barrier::PersonaInactive => with(PERSONA_INACTIVE),
        Barrier::Off { setting: which } => OFF.with(locale, &[setting(*which).get(locale)]),
        Barrier::SettingUnknown { setting: which } => {
            SETTING_UNKNOWN.with(locale, &[setting(*which).get(locale)])
        }
        Barrier::Ineligible { why } => {
            let why: Vec<&str> = why.iter().map(|why| ineligible(*why).get(locale)).collect();
            INELIGIBLE.with(locale, &[&group, &locale.list_and(&why)])
        }
        Barrier::Policy { policy: governs } => {
            POLICY.with(locale, &[&group, policy(Some(*governs)).get(locale)])
        }
        Barrier::PolicyUnknown => with(POLICY_NOT_IMPORTED),
        Barrier::AlreadyIn => with(ALREADY_IN),
        Barrier::NotIn => with(NOT_IN),
        Barrier::AlreadyAsked => with(ALREADY_ASKED),
        Barrier::NoRequest => with(NO_REQUEST),
        Barrier::Lapsed => with(LAPSED),
        Barrier::NotOwner => with(NOT_OWNER),
        Barrier::JustificationMissing => with(JUSTIFICATION),
        Barrier::ReasonMissing => with(REASON),
        Barrier::Guest => with(GUEST),
        Barrier::Creation { kind: which } => CREATION.with(locale, &[creation(*which, locale)]),
        Barrier::NotOwnOperation { operation } => {
            NOT_OWN.with(locale, &[&locale.number(u64::from(operation.0))])
        }
        Barrier::NoView => with(NO_VIEW),
    }
}

fn creation(which: GroupKind, locale: Locale) -> &'static str {
    kind(which).get(locale)
}

/// A deed as a heading.
#[must_use]
pub const fn deed(deed: Deed) -> Text {
    match deed {
        Deed::Join => JOIN,
        Deed::Leave => LEAVE,
        Deed::Ask => ASK,
        Deed::Withdraw => WITHDRAW,
        Deed::Approve => APPROVE,
        Deed::Deny => DENY,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn typography() {
        crate::i18n::typography::check(&super::all());
        crate::i18n::typography::check(&crate::messages::setting::all());
    }
}
