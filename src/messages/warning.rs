//! What is accepted and still worth knowing.

use crate::{
    domain::{GroupId, Warning},
    i18n::{Locale, texts},
    messages::{attribute::label, name, object_name},
    store::Directory,
};

texts! {
    LOCATIONS_UNKNOWN = ["Of {0} user no file tells the usage location; without one the service refuses the licence", "Of {0} users no file tells the usage location; without one the service refuses the licence"], ["Pour {0} utilisateur, aucun fichier n’indique l’emplacement d’utilisation\u{202f}; sans lui, le service refuse la licence", "Pour {0} utilisateurs, aucun fichier n’indique l’emplacement d’utilisation\u{202f}; sans lui, le service refuse la licence"];
    SOURCE_UNKNOWN = ["Whether {0} user is synchronised from on-premises was not imported; the script checks it before it changes anything", "Whether {0} users are synchronised from on-premises was not imported; the script checks it before it changes anything"], ["L’importation n’indique pas si {0} utilisateur est synchronisé depuis l’annuaire local\u{202f}; le script le vérifie avant toute modification", "L’importation n’indique pas si {0} utilisateurs sont synchronisés depuis l’annuaire local\u{202f}; le script le vérifie avant toute modification"];
    DOMAIN_UNSEEN = "No user has the domain {0}, and the tenant’s domains were not imported", "Aucun utilisateur n’a le domaine {0}, et les domaines du locataire n’ont pas été importés";
    DELETED_HAS = "The deleted user {2} has this {0} too ({1}); taking it blocks a plain restore", "L’utilisateur supprimé {2} a aussi cette valeur ({1}) pour {0}\u{202f}; la prendre bloque une restauration simple";
    ACCENTS = "“{0}” contains accents: the service accepts them, some apps do not", "«\u{a0}{0}\u{a0}» contient des accents\u{a0}: le service les accepte, certaines applications non";
    ALSO_USED = "{2} has the same {0} “{1}”; the service may refuse it for mailboxes", "{2} a la même valeur «\u{a0}{1}\u{a0}» pour {0}\u{202f}; le service peut la refuser pour les boîtes aux lettres";
    NO_USAGE_LOCATION = "Without a usage location no licence can be assigned", "Sans emplacement d’utilisation, aucune licence ne peut être attribuée";
    ALREADY_SO = ["{0} of what was asked for is so already", "{0} of what was asked for are so already"], ["{0} élément demandé est déjà ainsi", "{0} éléments demandés sont déjà ainsi"];
    NESTING_LOOP = "The group would be in itself: {0}", "Le groupe se contiendrait lui-même\u{a0}: {0}";
    NESTED_DYNAMIC = "{0} is a dynamic group: whether it can be put into another group is not documented, and reports disagree", "{0} est un groupe dynamique\u{a0}: la documentation ne dit pas s’il peut être placé dans un autre groupe, et les témoignages se contredisent";
    TAKES_OVER = ["When the rule takes over, {0} member of {1} whom it does not take is lost", "When the rule takes over, {0} members of {1} whom it does not take are lost"], ["Quand la règle prendra le relais, {0} membre de {1} qu’elle ne prend pas sera perdu", "Quand la règle prendra le relais, {0} membres de {1} qu’elle ne prend pas seront perdus"];
    TAKES_OVER_AT_LEAST = ["When the rule takes over, at least {0} member of {1} is lost: not all members were imported", "When the rule takes over, at least {0} members of {1} are lost: not all members were imported"], ["Quand la règle prendra le relais, au moins {0} membre de {1} sera perdu\u{a0}: tous les membres n’ont pas été importés", "Quand la règle prendra le relais, au moins {0} membres de {1} seront perdus\u{a0}: tous les membres n’ont pas été importés"];
    OWNERLESS = ["{0} group has no owner then: only administrators can manage it", "{0} groups have no owner then: only administrators can manage them"], ["{0} groupe n’aura alors aucun propriétaire\u{a0}: seuls les administrateurs pourront le gérer", "{0} groupes n’auront alors aucun propriétaire\u{a0}: seuls les administrateurs pourront les gérer"];
    INCOMPLETE = ["The list of {0} group was not imported whole: whoever else is in it stays unseen", "The lists of {0} groups were not imported whole: whoever else is in them stays unseen"], ["La liste de {0} groupe n’a pas été importée en entier\u{a0}: qui d’autre s’y trouve reste invisible", "Les listes de {0} groupes n’ont pas été importées en entier\u{a0}: qui d’autre s’y trouve reste invisible"];
    STILL_INSIDE = "{0} is in {1}: what its members have through that goes with it", "{0} est dans {1}\u{a0}: ce que ses membres en tirent disparaît avec lui";
    SAME_NAME = "{1} is called “{0}” too: readers will confuse the two", "{1} s’appelle aussi «\u{a0}{0}\u{a0}»\u{a0}: on confondra les deux";
    NAMED_BY_RULES = "The rules of these groups take members from {0}: {1}", "Les règles de ces groupes prennent des membres dans {0}\u{a0}: {1}";
    CASES_BREAK = ["{0} saved case of {1} would no longer hold", "{0} saved cases of {1} would no longer hold"], ["{0} cas enregistré de {1} ne serait plus respecté", "{0} cas enregistrés de {1} ne seraient plus respectés"];
    NAME_UNCHECKED = "The naming policy puts “{0}” of whoever gives the name into it; it was not imported, so the name cannot be checked", "La stratégie de nommage reprend l’attribut «\u{a0}{0}\u{a0}» de la personne qui donne le nom\u{202f}; il n’a pas été importé, le nom ne peut donc pas être vérifié";
    ROLES_UNKNOWN = ["Whether directory roles can be given to {0} group was not imported; it would take a Privileged Role Administrator", "Whether directory roles can be given to {0} groups was not imported; it would take a Privileged Role Administrator"], ["L’importation ne dit pas si des rôles d’annuaire peuvent être donnés à {0} groupe\u{202f}; il faudrait alors un administrateur de rôle privilégié", "L’importation ne dit pas si des rôles d’annuaire peuvent être donnés à {0} groupes\u{202f}; il faudrait alors un administrateur de rôle privilégié"];
}

/// Names of groups, of many only the first ones.
fn names(directory: &Directory, groups: &[GroupId], locale: Locale) -> String {
    const SHOWN: usize = 5;
    let mut names: Vec<String> =
        groups.iter().take(SHOWN).map(|group| object_name(&directory.groups, *group)).collect();
    if groups.len() > SHOWN {
        names.push("…".to_owned());
    }
    locale.list_and(&names)
}

/// A warning as a sentence without a full stop.
#[must_use]
pub fn warning(directory: &Directory, warning: &Warning, locale: Locale) -> String {
    let users = &directory.users;
    match warning {
        Warning::SourceUnknown { users } => SOURCE_UNKNOWN.of(locale, u64::from(*users)),
        Warning::DomainUnseen { domain } => DOMAIN_UNSEEN.with(locale, &[domain]),
        Warning::DeletedUserHas { attribute, value, user } => DELETED_HAS.with(
            locale,
            &[&label(users.schema(), *attribute, locale), value, &name(users, *user)],
        ),
        Warning::Accents { value } => ACCENTS.with(locale, &[value]),
        Warning::AlsoUsed { attribute, value, by } => ALSO_USED
            .with(locale, &[&label(users.schema(), *attribute, locale), value, &name(users, *by)]),
        Warning::NameUnchecked { attribute } => {
            NAME_UNCHECKED.with(locale, &[&label(users.schema(), *attribute, locale)])
        }
        Warning::NoUsageLocation => NO_USAGE_LOCATION.get(locale).to_owned(),
        Warning::LocationsUnknown { users } => LOCATIONS_UNKNOWN.of(locale, u64::from(*users)),
        other => about_groups(directory, other, locale),
    }
}

/// The warnings about groups.
fn about_groups(directory: &Directory, warning: &Warning, locale: Locale) -> String {
    let group = |group: &GroupId| object_name(&directory.groups, *group);
    match warning {
        Warning::AlreadySo { relations } => ALREADY_SO.of(locale, u64::from(*relations)),
        Warning::NestingLoop { chain } => {
            let chain: Vec<String> = chain.iter().map(group).collect();
            NESTING_LOOP.with(locale, &[&chain.join(" → ")])
        }
        Warning::NestedDynamic { group: inner } => NESTED_DYNAMIC.with(locale, &[&group(inner)]),
        Warning::RuleTakesOver { group: of, members, complete } => {
            let text = if *complete { TAKES_OVER } else { TAKES_OVER_AT_LEAST };
            text.with(locale, u64::from(*members), &[&group(of)])
        }
        Warning::Ownerless { groups } => OWNERLESS.of(locale, u64::from(*groups)),
        Warning::ListsIncomplete { groups } => INCOMPLETE.of(locale, u64::from(*groups)),
        Warning::StillInside { group: of, inside } => {
            STILL_INSIDE.with(locale, &[&group(of), &names(directory, inside, locale)])
        }
        Warning::SameName { value, by } => {
            SAME_NAME.with(locale, &[value, &directory.groups.id(*by).to_string()])
        }
        Warning::NamedByRules { group: of, rules } => {
            NAMED_BY_RULES.with(locale, &[&group(of), &names(directory, rules, locale)])
        }
        Warning::CasesBreak { group: of, cases } => {
            CASES_BREAK.with(locale, u64::from(*cases), &[&group(of)])
        }
        Warning::RolesOfGroupUnknown { groups } => ROLES_UNKNOWN.of(locale, u64::from(*groups)),
        // Told by `warning`, which calls this for the rest alone.
        Warning::SourceUnknown { .. }
        | Warning::LocationsUnknown { .. }
        | Warning::DomainUnseen { .. }
        | Warning::DeletedUserHas { .. }
        | Warning::Accents { .. }
        | Warning::AlsoUsed { .. }
        | Warning::NameUnchecked { .. }
        | Warning::NoUsageLocation => String::new(),
    }
}
