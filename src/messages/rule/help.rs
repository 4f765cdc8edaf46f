//! What to do about a diagnostic, where its sentence does not say it.

use crate::{
    i18n::{Locale, texts},
    rules::Code,
};

texts! {
    MEANT = "did you mean `{0}`?", "vouliez-vous dire `{0}`\u{202f}?";
    EXTENSION = "a directory extension is written `extension_`, the application ID without hyphens, `_` and its name", "une extension d’annuaire s’écrit `extension_`, l’ID d’application sans tirets, `_` et son nom";
    NOT_READABLE = "an extension attribute can carry the same value", "un attribut d’extension peut porter la même valeur";
    QUANTIFIER = "write `-any (_ -eq \u{2026})` for one element, `-all (_ -ne \u{2026})` for every element", "écrivez `-any (_ -eq \u{2026})` pour un élément, `-all (_ -ne \u{2026})` pour chaque élément";
    DURATION = "write `P7D` for seven days, `P7DT3H` for seven days and three hours", "écrivez `P7D` pour sept jours, `P7DT3H` pour sept jours et trois heures";
    DATE = "write `2026-11-28T00:00:00Z` or `system.now`", "écrivez `2026-11-28T00:00:00Z` ou `system.now`";
    SPLIT = "make two rules, or move a list of values into an extension attribute", "faites deux règles, ou placez une liste de valeurs dans un attribut d’extension";
    DRAWABLE = "the rule is correct; edit it as text", "la règle est correcte\u{202f}; modifiez-la en mode texte";
    WINDOW = "use a window: `-ge` one moment and `-le` another", "utilisez une fenêtre\u{a0}: `-ge` un instant et `-le` un autre";
    SLOW = "`-eq`, `-in`, `-startsWith` and `-endsWith` are quicker", "`-eq`, `-in`, `-startsWith` et `-endsWith` sont plus rapides";
    THIRD_PARTY = "only third parties name this date; no page of the service does", "seuls des tiers indiquent cette date\u{202f}; aucune page du service ne le fait";
    ALONE = "keep only this form, or write another kind of rule", "gardez uniquement cette forme, ou écrivez une règle d’un autre type";
    DASH = "official pages print it, and some tenants refuse it", "des pages officielles l’impriment, et certains locataires le refusent";
}

/// Help, as a sentence without a full stop.
#[must_use]
pub fn help(code: &Code, locale: Locale) -> Option<String> {
    let text = match code {
        Code::UnknownProperty { similar: Some(property) } => {
            let meant = format!("{}.{}", property.target().word(), property.name());
            return Some(MEANT.with(locale, &[&meant]));
        }
        Code::UnknownOperator { similar: Some(operator) } => {
            return Some(MEANT.with(locale, &[&operator.to_string()]));
        }
        Code::FilterOperator { instead } => {
            return Some(MEANT.with(locale, &[&instead.to_string()]));
        }
        Code::UnknownProperty { similar: None } => EXTENSION,
        Code::NotReadable | Code::Withdrawn => NOT_READABLE,
        Code::NeedsQuantifier | Code::ContainsOnList | Code::NegativeOnList => QUANTIFIER,
        Code::NotADuration | Code::ChainedShift | Code::DurationParts => DURATION,
        Code::NotADate => DATE,
        Code::TooLong { .. } | Code::TooManySources { .. } => SPLIT,
        Code::ManyExpressions { .. }
        | Code::BuilderDirectReports
        | Code::BuilderQuantifier
        | Code::BuilderContains
        | Code::BuilderGrouping
        | Code::BuilderNow => DRAWABLE,
        Code::EqualsNow => WINDOW,
        Code::Slow { .. } => SLOW,
        Code::MemberOfEnds { .. } => THIRD_PARTY,
        Code::NotAlone => ALONE,
        Code::TypographicDash => DASH,
        _ => return None,
    };
    Some(text.get(locale).to_owned())
}
