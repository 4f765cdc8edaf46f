//! Why groups and rules differ, in words.

use crate::{
    domain::{GroupId, attribute::Of},
    i18n::{Locale, Plural, Text, texts},
    messages::{group::cause, label, object_name},
    rules::{Target, drift::Cause},
    store::Directory,
    tenant::drift::Reason,
};

texts! {
    RULE_CHANGED = "rule changed here", "règle modifiée ici";
    PEOPLE_CHANGED = "people changed here", "personnes modifiées ici";
    DEVICES_CHANGED = "devices changed here", "appareils modifiés ici";
    SOURCES_CHANGED = "named group changed here", "groupe nommé modifié ici";
    PAUSED = "paused", "suspendue";
    FROZEN = "no longer processed", "plus traitée";
    UNKNOWN = "attribute not imported", "attribut non importé";
    CHAINED = "names a group of groups", "nomme un groupe de groupes";
    DELETED = "names a deleted group", "nomme un groupe supprimé";
    MISSING = "names an unknown group", "nomme un groupe inconnu";
    SOURCES_UNKNOWN = "named group incomplete", "groupe nommé incomplet";
    KEPT = "stay until the rule changes", "restent jusqu’à un changement de règle";
    TRUNCATED = "members incomplete", "membres incomplets";
    NO_MEMBERS = "members not imported", "membres non importés";
    STALE = "not followed yet", "pas encore suivie";
    SAY_RULE_CHANGED = "The rule, or whether it is followed, was changed here and is staged.", "La règle, ou son traitement, a été modifiée ici et attend d’être transmise.";
    SAY_PEOPLE_CHANGED = ["{0} of those who differ was changed here in what the rule reads.", "{0} of those who differ were changed here in what the rule reads."], ["{0} de ceux qui diffèrent a été modifié ici dans ce que lit la règle.", "{0} de ceux qui diffèrent ont été modifiés ici dans ce que lit la règle."];
    SAY_SOURCES_CHANGED = "A group that the rule names was changed here.", "Un groupe que nomme la règle a été modifié ici.";
    SAY_UNKNOWN = "The rule reads what was not imported of everybody: {0}.", "La règle lit ce qui n’a pas été importé pour tout le monde\u{a0}: {0}.";
    SAY_NAMES = "{0} ({1})", "{0} ({1})";
    SAY_STALE = "Nothing else explains it: the service has not followed the rule since something changed, or the files are of different days.", "Rien d’autre ne l’explique\u{a0}: le service n’a pas suivi la règle depuis un changement, ou les fichiers datent de jours différents.";
}

/// A reason in a few words.
#[must_use]
pub const fn reason(reason: &Reason, target: Target) -> Text {
    match (reason, target) {
        (Reason::RuleChanged, _) => RULE_CHANGED,
        (Reason::PeopleChanged(_), Target::User) => PEOPLE_CHANGED,
        (Reason::PeopleChanged(_), Target::Device) => DEVICES_CHANGED,
        (Reason::SourcesChanged, _) => SOURCES_CHANGED,
        (Reason::Stale, _) => STALE,
        (Reason::Told(cause), _) => match cause {
            Cause::Paused => PAUSED,
            Cause::Frozen => FROZEN,
            Cause::Unknown(_) => UNKNOWN,
            Cause::Chained(_) => CHAINED,
            Cause::Deleted(_) => DELETED,
            Cause::Missing(_) => MISSING,
            Cause::SourcesUnknown => SOURCES_UNKNOWN,
            Cause::Kept => KEPT,
            Cause::Truncated => TRUNCATED,
            Cause::NoMembers => NO_MEMBERS,
        },
    }
}

/// A reason as a sentence, with what it is about.
#[must_use]
pub fn sentence(directory: &Directory, reason: &Reason, target: Target, locale: Locale) -> String {
    const CHANGED: Plural = SAY_PEOPLE_CHANGED;
    let schema = directory.of(target.of()).schema();
    let plain = |of: &Cause| cause(of).get(locale).to_owned();
    match reason {
        Reason::RuleChanged => SAY_RULE_CHANGED.get(locale).to_owned(),
        Reason::PeopleChanged(count) => CHANGED.of(locale, u64::from(*count)),
        Reason::SourcesChanged => SAY_SOURCES_CHANGED.get(locale).to_owned(),
        Reason::Stale => SAY_STALE.get(locale).to_owned(),
        Reason::Told(of @ Cause::Unknown(attributes)) => {
            let names: Vec<String> =
                attributes.iter().map(|one| label(schema, *one, locale)).collect();
            if names.is_empty() {
                return plain(of);
            }
            SAY_UNKNOWN.with(locale, &[&locale.list_and(&names)])
        }
        Reason::Told(of @ (Cause::Chained(groups) | Cause::Deleted(groups))) => {
            SAY_NAMES.with(locale, &[&plain(of), &names(directory, groups, locale)])
        }
        Reason::Told(of) => plain(of),
    }
}

/// Names of groups, of many only the first ones.
#[must_use]
pub fn names(directory: &Directory, groups: &[GroupId], locale: Locale) -> String {
    const SHOWN: usize = 5;
    let name = |group: &GroupId| object_name(directory.of(Of::Group), *group);
    let mut names: Vec<String> = groups.iter().take(SHOWN).map(name).collect();
    if groups.len() > SHOWN {
        names.push("…".to_owned());
    }
    locale.list_and(&names)
}
