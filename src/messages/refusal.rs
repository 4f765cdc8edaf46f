//! Why a command was not accepted, and what to do instead.

pub mod group;

use crate::{
    domain::{
        Attribute, Kind, NameProblem, OperationId, PriceProblem, Refusal, Role, UserId,
        refusal::PasswordHome,
    },
    i18n::{Locale, Text, texts},
    messages::{
        attribute::label, education, license, name, object_name, operation::intent, role::role,
        self_service, setting,
    },
    store::Directory,
};

texts! {
    NOT_PERMITTED = "This takes one of these roles: {0}", "Cette action requiert l’un de ces rôles\u{a0}: {0}";
    NOT_PERMITTED_ON = "For {1} this takes one of these roles: {0}", "Pour {1}, cette action requiert l’un de ces rôles\u{a0}: {0}";
    OWN_ACCOUNT = "Nobody can do this to their own account ({0})", "Personne ne peut faire cela à son propre compte ({0})";
    NOTHING_TO_DO = "Nothing would change", "Rien ne changerait";
    NOBODY_SELECTED = "Nothing is selected", "Rien n’est sélectionné";
    NO_SUCH_USER = "{0} is not an active user", "{0} n’est pas un utilisateur actif";
    NOT_DELETED = "{0} is not deleted", "{0} n’est pas supprimé";
    READ_ONLY = "{0} is set by the service and cannot be changed", "{0} est défini par le service et ne peut pas être modifié";
    MASTERED = "{0} of {1} comes from on-premises: change it in Active Directory, the next sync brings it", "{0} de {1} provient de l’annuaire local\u{a0}: modifiez cette valeur dans Active Directory, la prochaine synchronisation l’apportera";
    DELETED_AT_SOURCE = "{0} is synchronised from on-premises: delete the account in Active Directory", "{0} est synchronisé depuis l’annuaire local\u{a0}: supprimez le compte dans Active Directory";
    ROLES_UNKNOWN = "Which roles {0} holds was not imported, so your role may not be enough. Import the role assignments, or act as Global Administrator", "Les rôles de {0} n’ont pas été importés, votre rôle pourrait donc ne pas suffire. Importez les attributions de rôles, ou agissez en tant qu’administrateur général";
    REQUIRED = "{0} cannot be empty", "{0} ne peut pas être vide";
    WRONG_TEXT = "{0} must be a text", "{0} doit être un texte";
    WRONG_BOOLEAN = "{0} must be yes or no", "{0} doit être oui ou non";
    WRONG_TIME = "{0} must be a date", "{0} doit être une date";
    WRONG_REFERENCE = "{0} must be a user", "{0} doit être un utilisateur";
    TOO_LONG = "{0} has {1} characters; {2} is the limit", "{0} compte {1} caractères\u{202f}; la limite est {2}";
    TOO_MANY = "{0} has {1} entries; {2} is the limit", "{0} compte {1} entrées\u{202f}; la limite est {2}";
    NOT_A_CHOICE = "“{1}” is no value that {0} can have", "«\u{a0}{1}\u{a0}» n’est pas une valeur possible pour {0}";
    CONTROL_CHARACTER = "{0} contains an invisible control character at position {1}", "{0} contient un caractère de contrôle invisible à la position {1}";
    BAD_NAME = "{0} “{1}”: {2}", "{0} «\u{a0}{1}\u{a0}»\u{a0}: {2}";
    TAKEN = "{2} already has the {0} “{1}”", "{2} a déjà la valeur «\u{a0}{1}\u{a0}» pour {0}";
    TAKEN_TWICE = "Two users would get the same {0} “{1}”", "Deux utilisateurs auraient la même valeur «\u{a0}{1}\u{a0}» pour {0}";
    NOT_A_COUNTRY = "“{0}” is no two-letter country code (ISO 3166, in capitals)", "«\u{a0}{0}\u{a0}» n’est pas un code de pays à deux lettres (ISO 3166, en majuscules)";
    MANAGER_LOOP = "{0} would report to themselves: {1}", "{0} dépendrait de sa propre personne\u{a0}: {1}";
    NO_SUCH_MANAGER = "The manager {0} is not an active user of this workspace", "Le responsable {0} n’est pas un utilisateur actif de cet espace de travail";
    RESTORE_TOO_LATE = "{0} was deleted more than 30 days ago; the service has purged the account", "{0} a été supprimé il y a plus de 30 jours\u{202f}; le service a purgé le compte";
    PROXY_TAKEN = "Active users now have these addresses of {0}: {1}", "Des utilisateurs actifs ont désormais ces adresses de {0}\u{a0}: {1}";
    RESTORE_AT_SOURCE = "{0} was synchronised from on-premises: restore the account in Active Directory", "{0} était synchronisé depuis l’annuaire local\u{a0}: restaurez le compte dans Active Directory";
    PASSWORD_ON_PREMISES = "The password of {0} lives on-premises: reset it in Active Directory, or in the Entra admin center when password writeback is on", "Le mot de passe de {0} réside dans l’annuaire local\u{a0}: réinitialisez-le dans Active Directory, ou dans le centre d’administration Entra si la réécriture du mot de passe est activée";
    PASSWORD_AT_HOME = "{0} is a guest: only their own organisation can reset the password", "{0} est un utilisateur invité\u{a0}: seule son organisation peut réinitialiser le mot de passe";
    INTENT_UNCHANGED = "“{1}” would not change for {0}", "«\u{a0}{1}\u{a0}» ne changerait pas pour {0}";
    CONTRADICTS = "What is recorded for {0} does not follow from what was there before", "Ce qui est enregistré pour {0} ne découle pas de l’état précédent";
    NO_SUCH_OPERATION = "There is no operation {0}", "L’opération {0} n’existe pas";
    ALREADY_UNDONE = "Operation {0} has been taken back already", "L’opération {0} a déjà été annulée";
    HAS_DEPENDENTS = "Operation {0} cannot go alone: {1} depend on it", "L’opération {0} ne peut pas partir seule\u{a0}: {1} en dépendent";
    NO_CASE = "The rule of {0} says nothing of {1}", "La règle de {0} ne dit rien de {1}";
    LEDGER_CONTRADICTS = "What is recorded does not follow from what was noted before", "Ce qui est enregistré ne découle pas de ce qui était noté auparavant";
    PRICE_TOO_HIGH = "The price of {0} is too high to be noted", "Le prix de {0} est trop élevé pour être noté";
    MIXED_CURRENCIES = "All prices of a workspace are in one currency", "Tous les prix d’un espace de travail sont dans une seule devise";
    FULL = "This workspace cannot hold more objects", "Cet espace de travail ne peut pas contenir plus d’objets";
    NO_AT = "it lacks the @", "il manque le @";
    SECOND_AT = "it has more than one @", "il contient plusieurs @";
    EMPTY_LOCAL = "nothing stands before the @", "rien ne précède le @";
    EMPTY_DOMAIN = "nothing stands after the @", "rien ne suit le @";
    LOCAL_TOO_LONG = "the part before the @ may have 64 characters", "la partie avant le @ est limitée à 64 caractères";
    DOMAIN_TOO_LONG = "the domain may have 48 characters", "le domaine est limité à 48 caractères";
    BAD_CHARACTER = "“{0}” at position {1} is not allowed", "«\u{a0}{0}\u{a0}» à la position {1} n’est pas autorisé";
    BLANK = "a blank at position {0} is not allowed", "une espace à la position {0} n’est pas autorisée";
    BAD_DOT = "a dot cannot stand first, last or beside another", "un point ne peut être ni en tête, ni en fin, ni doublé";
    FOREIGN_DOMAIN = "the domain does not belong to this tenant", "le domaine n’appartient pas à ce locataire";
}

/// A refusal as a sentence without a full stop.
#[must_use]
pub fn refusal(directory: &Directory, refusal: &Refusal, locale: Locale) -> String {
    let users = &directory.users;
    let who = |user: &UserId| name(users, *user);
    let what = |attribute: &Attribute| label(users.schema(), *attribute, locale);
    let number = |number: usize| locale.number(u64::try_from(number).unwrap_or(u64::MAX));
    let with = |text: Text, values: &[&str]| text.with(locale, values);
    match refusal {
        Refusal::NotPermitted { subject: None, needs } => {
            with(NOT_PERMITTED, &[&roles(needs, locale)])
        }
        Refusal::NotPermitted { subject: Some(subject), needs } => {
            let who = object_name(directory.of(subject.of), subject.row);
            with(NOT_PERMITTED_ON, &[&roles(needs, locale), &who])
        }
        Refusal::Group { group, problem } => group::problem(directory, *group, problem, locale),
        Refusal::OwnAccount { user } => with(OWN_ACCOUNT, &[&who(user)]),
        Refusal::NothingToDo => with(NOTHING_TO_DO, &[]),
        Refusal::NobodySelected => with(NOBODY_SELECTED, &[]),
        Refusal::NoSuchUser { user } => with(NO_SUCH_USER, &[&who(user)]),
        Refusal::NotDeleted { user } => with(NOT_DELETED, &[&who(user)]),
        Refusal::ReadOnly { attribute } => with(READ_ONLY, &[&what(attribute)]),
        Refusal::MasteredOnPremises { user, attribute } => {
            with(MASTERED, &[&what(attribute), &who(user)])
        }
        Refusal::DeletedAtSource { user } => with(DELETED_AT_SOURCE, &[&who(user)]),
        Refusal::RolesUnknown { user } => with(ROLES_UNKNOWN, &[&who(user)]),
        Refusal::Required { attribute } => with(REQUIRED, &[&what(attribute)]),
        Refusal::WrongKind { attribute, expected } => {
            with(wrong_kind(*expected), &[&what(attribute)])
        }
        Refusal::TooLong { attribute, length, max } => {
            with(TOO_LONG, &[&what(attribute), &number(*length), &number(*max)])
        }
        Refusal::TooMany { attribute, count, max } => {
            with(TOO_MANY, &[&what(attribute), &number(*count), &number(*max)])
        }
        Refusal::NotAChoice { attribute, value } => with(NOT_A_CHOICE, &[&what(attribute), value]),
        Refusal::ControlCharacter { attribute, at } => {
            with(CONTROL_CHARACTER, &[&what(attribute), &number(at + 1)])
        }
        Refusal::Name { attribute, value, problem } => {
            with(BAD_NAME, &[&what(attribute), value, &name_problem(*problem, locale)])
        }
        Refusal::Taken { attribute, value, by } => {
            with(TAKEN, &[&what(attribute), value, &who(by)])
        }
        Refusal::TakenTwice { attribute, value } => with(TAKEN_TWICE, &[&what(attribute), value]),
        Refusal::NotACountry { value } => with(NOT_A_COUNTRY, &[value]),
        Refusal::ManagerLoop { user, chain } => {
            let chain: Vec<String> = chain.iter().map(who).collect();
            with(MANAGER_LOOP, &[&who(user), &chain.join(" → ")])
        }
        Refusal::NoSuchManager { id } => with(NO_SUCH_MANAGER, &[&id.to_string()]),
        other => about_state(directory, other, locale),
    }
}

/// The refusals that come from what exists, is staged or happened, not from a value.
fn about_state(directory: &Directory, refusal: &Refusal, locale: Locale) -> String {
    let users = &directory.users;
    let who = |user: &UserId| name(users, *user);
    let with = |text: Text, values: &[&str]| text.with(locale, values);
    let number = |operation: &OperationId| operation.0.to_string();
    match refusal {
        Refusal::RestoreTooLate { user, .. } => with(RESTORE_TOO_LATE, &[&who(user)]),
        Refusal::ProxyTaken { user, addresses } => {
            with(PROXY_TAKEN, &[&who(user), &locale.list_and(addresses)])
        }
        Refusal::RestoreAtSource { user } => with(RESTORE_AT_SOURCE, &[&who(user)]),
        Refusal::PasswordElsewhere { user, home } => {
            let text = match home {
                PasswordHome::OnPremises => PASSWORD_ON_PREMISES,
                PasswordHome::HomeTenant => PASSWORD_AT_HOME,
            };
            with(text, &[&who(user)])
        }
        Refusal::IntentUnchanged { user, intent: unchanged } => {
            with(INTENT_UNCHANGED, &[&who(user), intent(*unchanged).get(locale)])
        }
        Refusal::Contradicts { subject } => {
            let objects = directory.of(subject.of);
            let there = subject.row.0 < objects.rows();
            let who = if there { object_name(objects, subject.row) } else { String::new() };
            with(CONTRADICTS, &[&who])
        }
        Refusal::NoSuchOperation { operation } => with(NO_SUCH_OPERATION, &[&number(operation)]),
        Refusal::AlreadyUndone { operation } => with(ALREADY_UNDONE, &[&number(operation)]),
        Refusal::HasDependents { operation, dependents } => {
            let dependents: Vec<String> = dependents.iter().map(number).collect();
            with(HAS_DEPENDENTS, &[&number(operation), &locale.list_and(&dependents)])
        }
        Refusal::Full => with(FULL, &[]),
        Refusal::SelfService { group, barrier } => {
            self_service::barrier(directory, *group, barrier, locale)
        }
        Refusal::License { who, problem } => {
            license::problem(directory, *who, *problem, &license::Ids, locale)
        }
        Refusal::Setting { setting: which, problem } => setting::problem(*which, *problem, locale),
        Refusal::NoCase { group, who } => {
            let who = object_name(directory.of(who.of), who.row);
            with(NO_CASE, &[&object_name(&directory.groups, *group), &who])
        }
        Refusal::LedgerContradicts => with(LEDGER_CONTRADICTS, &[]),
        Refusal::Price(PriceProblem::TooHigh { product }) => {
            with(PRICE_TOO_HIGH, &[&product.to_string()])
        }
        Refusal::Price(PriceProblem::MixedCurrencies) => with(MIXED_CURRENCIES, &[]),
        Refusal::Education { topic, problem } => education::problem(*topic, *problem, locale),
        // Every other variant is told by `refusal`, which calls this for the rest alone.
        Refusal::NotPermitted { .. }
        | Refusal::Group { .. }
        | Refusal::OwnAccount { .. }
        | Refusal::NothingToDo
        | Refusal::NobodySelected
        | Refusal::NoSuchUser { .. }
        | Refusal::NotDeleted { .. }
        | Refusal::ReadOnly { .. }
        | Refusal::MasteredOnPremises { .. }
        | Refusal::DeletedAtSource { .. }
        | Refusal::RolesUnknown { .. }
        | Refusal::Required { .. }
        | Refusal::WrongKind { .. }
        | Refusal::TooLong { .. }
        | Refusal::TooMany { .. }
        | Refusal::NotAChoice { .. }
        | Refusal::ControlCharacter { .. }
        | Refusal::Name { .. }
        | Refusal::Taken { .. }
        | Refusal::TakenTwice { .. }
        | Refusal::NotACountry { .. }
        | Refusal::ManagerLoop { .. }
        | Refusal::NoSuchManager { .. } => String::new(),
    }
}

fn roles(needs: &[Role], locale: Locale) -> String {
    let names: Vec<String> = needs.iter().map(|needed| role(*needed, locale)).collect();
    locale.list_or(&names)
}

const fn wrong_kind(expected: Kind) -> Text {
    match expected {
        Kind::Text | Kind::Texts => WRONG_TEXT,
        Kind::Boolean => WRONG_BOOLEAN,
        Kind::Time | Kind::Date => WRONG_TIME,
        Kind::Reference => WRONG_REFERENCE,
    }
}

/// What is wrong with a name, as the end of a sentence.
#[must_use]
pub fn name_problem(problem: NameProblem, locale: Locale) -> String {
    let text = match problem {
        NameProblem::NoAt => NO_AT,
        NameProblem::SecondAt => SECOND_AT,
        NameProblem::EmptyLocal => EMPTY_LOCAL,
        NameProblem::EmptyDomain => EMPTY_DOMAIN,
        NameProblem::LocalTooLong => LOCAL_TOO_LONG,
        NameProblem::DomainTooLong => DOMAIN_TOO_LONG,
        NameProblem::Dot => BAD_DOT,
        NameProblem::ForeignDomain => FOREIGN_DOMAIN,
        NameProblem::Character { character, at } => {
            let place = (at + 1).to_string();
            return if character.is_whitespace() {
                BLANK.with(locale, &[&place])
            } else {
                BAD_CHARACTER.with(locale, &[character.encode_utf8(&mut [0; 4]), &place])
            };
        }
    };
    text.get(locale).to_owned()
}

/// Where a value that is read-only here can be changed.
#[must_use]
pub const fn where_to_change(on_premises: bool) -> Text {
    if on_premises {
        Text::new(
            "Comes from on-premises: change it in Active Directory",
            "Provient de l’annuaire local\u{a0}: à modifier dans Active Directory",
        )
    } else {
        Text::new("Set by the service", "Défini par le service")
    }
}
