//! What is accepted and still worth knowing.

use crate::{
    domain::Warning,
    i18n::{Locale, texts},
    messages::{attribute::label, name},
    store::Objects,
};

texts! {
    SOURCE_UNKNOWN = ["Whether {0} user is synchronised from on-premises was not imported; the script checks it before it changes anything", "Whether {0} users are synchronised from on-premises was not imported; the script checks it before it changes anything"], ["L’importation n’indique pas si {0} utilisateur est synchronisé depuis l’annuaire local\u{202f}; le script le vérifie avant toute modification", "L’importation n’indique pas si {0} utilisateurs sont synchronisés depuis l’annuaire local\u{202f}; le script le vérifie avant toute modification"];
    DOMAIN_UNSEEN = "No user has the domain {0}, and the tenant’s domains were not imported", "Aucun utilisateur n’a le domaine {0}, et les domaines du locataire n’ont pas été importés";
    DELETED_HAS = "The deleted user {2} has this {0} too ({1}); taking it blocks a plain restore", "L’utilisateur supprimé {2} a aussi cette valeur ({1}) pour {0}\u{202f}; la prendre bloque une restauration simple";
    ACCENTS = "“{0}” contains accents: the service accepts them, some apps do not", "«\u{a0}{0}\u{a0}» contient des accents\u{a0}: le service les accepte, certaines applications non";
    ALSO_USED = "{2} has the same {0} “{1}”; the service may refuse it for mailboxes", "{2} a la même valeur «\u{a0}{1}\u{a0}» pour {0}\u{202f}; le service peut la refuser pour les boîtes aux lettres";
    NO_USAGE_LOCATION = "Without a usage location no licence can be assigned", "Sans emplacement d’utilisation, aucune licence ne peut être attribuée";
}

/// A warning as a sentence without a full stop.
#[must_use]
pub fn warning(users: &Objects, warning: &Warning, locale: Locale) -> String {
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
        Warning::NoUsageLocation => NO_USAGE_LOCATION.get(locale).to_owned(),
    }
}
