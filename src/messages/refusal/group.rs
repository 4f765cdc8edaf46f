//! Why a change of a group was not accepted.

use crate::{
    domain::{
        GroupId, GroupKind, GroupProblem, Party, PartyProblem, Subject, Timestamp, attribute::Of,
    },
    i18n::{Locale, Text, texts},
    messages::{attribute::label, group, object_name},
    rules::{Class, Conditions, Target, check, parse},
    store::Directory,
};

texts! {
    GIVES_LICENSES = "{0} gives licences: the service does not delete it before they are taken from it", "{0} attribue des licences\u{a0}: le service ne le supprime pas avant qu’elles lui soient retirées";
    NEW_GROUP = "the new group", "le nouveau groupe";
    NOT_ACTIVE = "{0} is not an active group", "{0} n’est pas un groupe actif";
    NOT_DELETED = "{0} is not deleted", "{0} n’est pas supprimé";
    KIND_UNKNOWN = "What kind of group {0} is was not imported: import the list of groups first", "Le type du groupe {0} n’a pas été importé\u{a0}: importez d’abord la liste des groupes";
    ON_PREMISES = "{0} is synchronised from on-premises: change it in Active Directory", "{0} est synchronisé depuis l’annuaire local\u{a0}: modifiez-le dans Active Directory";
    IN_EXCHANGE = "{0} is managed in Exchange: Graph only reads such groups", "{0} est géré dans Exchange\u{a0}: Graph ne fait que lire ces groupes";
    MADE_IN_EXCHANGE = "Mail-enabled security groups and distribution groups are made in Exchange, not through Graph", "Les groupes de sécurité à extension messagerie et les groupes de distribution se créent dans Exchange, pas par Graph";
    BY_RULE = "The rule of {0} decides who is a member: change the rule, or convert the group to assigned", "La règle de {0} décide qui est membre\u{a0}: modifiez la règle, ou convertissez le groupe en groupe attribué";
    NOT_BY_RULE = "Members of {0} are assigned: convert it to a dynamic group to give it a rule", "Les membres de {0} sont attribués\u{a0}: convertissez-le en groupe dynamique pour lui donner une règle";
    RULE_MISSING = "A dynamic group needs a rule ({0})", "Un groupe dynamique a besoin d’une règle ({0})";
    RULE_REFUSED = "The service would not save the rule of {0}: {1}", "Le service n’enregistrerait pas la règle de {0}\u{a0}: {1}";
    RULE_OF_OTHERS = "The rule of {0} reads the other kind of object: a rule reads users or devices, never both", "La règle de {0} lit l’autre type d’objet\u{a0}: une règle lit des utilisateurs ou des appareils, jamais les deux";
    UNIFIED_USERS_ONLY = "{0} is a Microsoft 365 group: its members are users, never devices", "{0} est un groupe Microsoft 365\u{a0}: ses membres sont des utilisateurs, jamais des appareils";
    ROLES_NEED_ASSIGNED = "Directory roles can be given to {0}: its members must be assigned", "Des rôles d’annuaire peuvent être donnés à {0}\u{a0}: ses membres doivent être attribués";
    ROLES_NEED_PRIVATE = "Directory roles can be given to {0}: it must stay private", "Des rôles d’annuaire peuvent être donnés à {0}\u{a0}: il doit rester privé";
    ROLES_NEED_SECURITY = "Directory roles can be given to {0}: it must stay enabled for security", "Des rôles d’annuaire peuvent être donnés à {0}\u{a0}: il doit rester activé pour la sécurité";
    FIXED = "{1} of {0} is fixed when the group is created: make a new group instead", "{1} de {0} est fixé à la création du groupe\u{a0}: créez plutôt un nouveau groupe";
    ONLY_MICROSOFT_365 = "Only Microsoft 365 groups can have this value of {1} ({0})", "Seuls les groupes Microsoft 365 peuvent avoir cette valeur de {1} ({0})";
    NICKNAME_TAKEN = "{1} already has the mail nickname “{2}”, and Microsoft 365 groups share none ({0})", "{1} a déjà l’alias de messagerie «\u{a0}{2}\u{a0}», et les groupes Microsoft 365 n’en partagent aucun ({0})";
    PARTY_NOT_ACTIVE = "{1} is deleted and cannot be put into {0}", "{1} est supprimé et ne peut pas être ajouté à {0}";
    NO_OWNER = "{1} cannot own {0}: owners are users and service principals", "{1} ne peut pas être propriétaire de {0}\u{a0}: les propriétaires sont des utilisateurs et des principaux de service";
    USERS_ONLY = "{1} cannot be a member of {0}: a Microsoft 365 group holds users only", "{1} ne peut pas être membre de {0}\u{a0}: un groupe Microsoft 365 ne contient que des utilisateurs";
    IN_ROLE_ASSIGNABLE = "{1} cannot be a member of {0}: directory roles can be given to it, so it holds users and service principals only", "{1} ne peut pas être membre de {0}\u{a0}: des rôles d’annuaire peuvent lui être donnés, il ne contient donc que des utilisateurs et des principaux de service";
    NOT_NESTABLE = "{1} cannot be put into {0}: only security groups can be members of a group ({2})", "{1} ne peut pas être placé dans {0}\u{a0}: seuls les groupes de sécurité peuvent être membres d’un groupe ({2})";
    INNER_UNKNOWN = "What kind of group {1} is was not imported, so it cannot be put into {0}", "Le type du groupe {1} n’a pas été importé, il ne peut donc pas être placé dans {0}";
    TOO_MANY_OWNERS = "{0} would have {1} owners; {2} is the limit", "{0} aurait {1} propriétaires\u{202f}; la limite est {2}";
    LAST_OWNER = "The last user who owns {0} cannot be taken out: add another owner first", "Le dernier utilisateur propriétaire de {0} ne peut pas être retiré\u{a0}: ajoutez d’abord un autre propriétaire";
    TOO_MANY_DYNAMIC = "A tenant can have {0} dynamic groups", "Un locataire peut avoir {0} groupes dynamiques";
    TOO_MANY_ROLE_ASSIGNABLE = "A tenant can have {0} groups that directory roles can be given to", "Un locataire peut avoir {0} groupes auxquels des rôles d’annuaire peuvent être donnés";
    RESTORE_TOO_LATE = "{0} was deleted more than 30 days ago; the service has purged the group", "{0} a été supprimé il y a plus de 30 jours\u{202f}; le service a purgé le groupe";
    NAMING_POLICY = "The tenant’s naming policy asks for another “{2}” of {0}: {1}", "La stratégie de nommage du locataire demande une autre valeur pour «\u{a0}{2}\u{a0}» ({0})\u{a0}: {1}";
    NAME_TOO_LONG = "Under the naming policy the name of {0} has {1} characters; {2} is the limit", "Avec la stratégie de nommage, le nom de {0} compte {1} caractères\u{202f}; la limite est {2}";
    NAME_BLOCKED = "The tenant blocks “{1}” as a name ({0})", "Le locataire bloque «\u{a0}{1}\u{a0}» comme nom ({0})";
    NEVER_EXPIRES = "{0} never expires, so there is nothing to renew", "{0} n’expire jamais\u{202f}; il n’y a rien à renouveler";
    GONE_AT_ONCE = "Groups like {0} are gone at once when they are deleted", "Les groupes comme {0} disparaissent aussitôt qu’ils sont supprimés";
}

/// How a group is called; one that is only being created has no row yet.
pub(in crate::messages) fn called(directory: &Directory, group: GroupId, locale: Locale) -> String {
    if group.0 < directory.groups.rows() {
        object_name(&directory.groups, group)
    } else {
        NEW_GROUP.get(locale).to_owned()
    }
}

/// How a member or owner is called: by the name, else by the id.
#[must_use]
pub fn party_name(directory: &Directory, party: Party) -> String {
    match party {
        Party::Here(Subject { of, row }) => object_name(directory.of(of), row),
        Party::Elsewhere(other) => other.id.to_string(),
    }
}

/// What stands against a change of a group, as a sentence without a full stop.
#[must_use]
pub fn problem(
    directory: &Directory,
    group: GroupId,
    problem: &GroupProblem,
    locale: Locale,
) -> String {
    let name = called(directory, group, locale);
    let number = |number: usize| locale.number(u64::try_from(number).unwrap_or(u64::MAX));
    let say = |text: Text| text.with(locale, &[&name]);
    let schema = directory.groups.schema();
    match problem {
        GroupProblem::GivesLicenses => say(GIVES_LICENSES),
        GroupProblem::NotActive => say(NOT_ACTIVE),
        GroupProblem::NotDeleted => say(NOT_DELETED),
        GroupProblem::KindUnknown => say(KIND_UNKNOWN),
        GroupProblem::OnPremises => say(ON_PREMISES),
        GroupProblem::InExchange => say(IN_EXCHANGE),
        GroupProblem::MadeInExchange => MADE_IN_EXCHANGE.get(locale).to_owned(),
        GroupProblem::ByRule => say(BY_RULE),
        GroupProblem::NotByRule => say(NOT_BY_RULE),
        GroupProblem::RuleMissing => say(RULE_MISSING),
        GroupProblem::RuleRefused { rule } => {
            // Sentences about rules mark code, which a line of text cannot show.
            let error = first_error(rule, locale).replace('`', "");
            RULE_REFUSED.with(locale, &[&name, &error])
        }
        GroupProblem::RuleOfOthers { .. } => say(RULE_OF_OTHERS),
        GroupProblem::UsersOnly => say(UNIFIED_USERS_ONLY),
        GroupProblem::RolesNeedAssigned => say(ROLES_NEED_ASSIGNED),
        GroupProblem::RolesNeedPrivate => say(ROLES_NEED_PRIVATE),
        GroupProblem::RolesNeedSecurity => say(ROLES_NEED_SECURITY),
        GroupProblem::Fixed { attribute } => {
            FIXED.with(locale, &[&name, &label(schema, *attribute, locale)])
        }
        GroupProblem::OnlyMicrosoft365 { attribute } => {
            ONLY_MICROSOFT_365.with(locale, &[&name, &label(schema, *attribute, locale)])
        }
        GroupProblem::NicknameTaken { value, by } => {
            NICKNAME_TAKEN.with(locale, &[&name, &called(directory, *by, locale), value])
        }
        GroupProblem::Party { party, problem } => {
            party_problem(directory, (&name, *party), *problem, locale)
        }
        GroupProblem::TooManyOwners { count, max } => {
            TOO_MANY_OWNERS.with(locale, &[&name, &number(*count), &number(*max)])
        }
        GroupProblem::LastOwner => say(LAST_OWNER),
        GroupProblem::TooManyDynamic { max } => TOO_MANY_DYNAMIC.with(locale, &[&number(*max)]),
        GroupProblem::TooManyRoleAssignable { max } => {
            TOO_MANY_ROLE_ASSIGNABLE.with(locale, &[&number(*max)])
        }
        GroupProblem::RestoreTooLate => say(RESTORE_TOO_LATE),
        GroupProblem::GoneAtOnce => say(GONE_AT_ONCE),
        GroupProblem::NeverExpires => say(NEVER_EXPIRES),
        GroupProblem::NamingPolicy { attribute, requirement } => {
            NAMING_POLICY.with(locale, &[&name, requirement, &label(schema, *attribute, locale)])
        }
        GroupProblem::NameTooLong { length, max } => {
            NAME_TOO_LONG.with(locale, &[&name, &number(*length), &number(*max)])
        }
        GroupProblem::NameBlocked { word } => NAME_BLOCKED.with(locale, &[&name, word]),
    }
}

fn party_problem(
    directory: &Directory,
    (name, party): (&str, Party),
    problem: PartyProblem,
    locale: Locale,
) -> String {
    let who = party_name(directory, party);
    let text = match problem {
        PartyProblem::NotActive => PARTY_NOT_ACTIVE,
        PartyProblem::NoOwner => NO_OWNER,
        PartyProblem::UsersOnly => USERS_ONLY,
        PartyProblem::InRoleAssignable => IN_ROLE_ASSIGNABLE,
        PartyProblem::NotNestable => NOT_NESTABLE,
        PartyProblem::KindUnknown => INNER_UNKNOWN,
    };
    let kind = match party {
        Party::Here(Subject { of: Of::Group, row }) => {
            crate::tenant::groups::Nature::in_table(&directory.groups, row).kind
        }
        _ => None,
    };
    let kind = kind.unwrap_or(GroupKind::Security);
    text.with(locale, &[name, &who, group::kind(kind).get(locale)])
}

/// The first thing that the service would not accept of a rule.
fn first_error(text: &str, locale: Locale) -> String {
    let refused = |target: Target| {
        let parsed = parse(text, target);
        let conditions = Conditions { target, now: Timestamp(0), member_of_ends: None };
        let found = check(&parsed.rule, text, &conditions);
        parsed
            .diagnostics
            .into_iter()
            .chain(found)
            .find(|one| matches!(one.code.class(), Class::NotARule | Class::Refused))
    };
    // A rule that names devices is read as one about them.
    let target = if text.to_ascii_lowercase().contains("device.") && !text.contains("user.") {
        Target::Device
    } else {
        Target::User
    };
    refused(target).map_or_else(
        || text.to_owned(),
        |found| crate::messages::rule::diagnostic(&found, text, locale),
    )
}
