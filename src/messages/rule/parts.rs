//! Parts of sentences about rules: types, what is wrong with patterns, decisions of ours.

use crate::{
    i18n::Text,
    rules::{
        Note, Type,
        regex::{FaultKind, Feature},
    },
};

/// A type, after “is not for”.
#[must_use]
pub const fn of_type(of: Type) -> Text {
    let t = Text::new;
    match of {
        Type::Text => t("texts", "un texte"),
        Type::Boolean => t("a yes or no", "un oui ou non"),
        Type::Date => t("dates", "une date"),
        Type::Texts => t("lists of texts", "une liste de textes"),
        Type::Plans => t("lists of service plans", "une liste de plans de service"),
        Type::Groups => t("lists of groups", "une liste de groupes"),
    }
}

/// Why .NET refuses a pattern.
#[must_use]
pub const fn pattern_fault(kind: FaultKind) -> Text {
    let t = Text::new;
    match kind {
        FaultKind::NothingToRepeat => {
            t("there is nothing to repeat before it", "il n’y a rien à répéter devant lui")
        }
        FaultKind::NestedQuantifier => t("it repeats a repetition", "il répète une répétition"),
        FaultKind::ReversedQuantifier => {
            t("the smaller number comes first", "le plus petit nombre vient en premier")
        }
        FaultKind::OpenGroup => t("a group is never closed", "un groupe n’est jamais fermé"),
        FaultKind::CloseGroup => {
            t("this parenthesis was never opened", "cette parenthèse n’a jamais été ouverte")
        }
        FaultKind::UnknownGroup => t("there is no such group", "ce type de groupe n’existe pas"),
        FaultKind::OpenClass => {
            t("a square bracket is never closed", "un crochet n’est jamais fermé")
        }
        FaultKind::ReversedRange => t("the range runs backwards", "l’intervalle est à l’envers"),
        FaultKind::TrailingBackslash => {
            t("nothing follows the backslash", "rien ne suit la barre oblique inverse")
        }
        FaultKind::UnknownEscape => {
            t("this escape means nothing", "cet échappement ne signifie rien")
        }
    }
}

/// What a pattern uses that cannot be judged here.
#[must_use]
pub const fn feature(feature: Feature) -> Text {
    let t = Text::new;
    match feature {
        Feature::Backreference => t("references back", "des références arrière"),
        Feature::LookAround => t("looking ahead or behind", "des assertions avant ou arrière"),
        Feature::AtomicGroup => t("atomic groups", "des groupes atomiques"),
        Feature::Conditional => {
            t("conditional or balancing groups", "des groupes conditionnels ou d’équilibrage")
        }
        Feature::Category => t(
            "a category of characters that is not known here",
            "une catégorie de caractères inconnue ici",
        ),
        Feature::TooLarge => t("too many repetitions", "trop de répétitions"),
    }
}

/// What the documentation leaves open and was decided here.
#[must_use]
pub const fn note(note: Note) -> Text {
    let t = Text::new;
    match note {
        Note::NullIsDifferent => t(
            "the property is not set; the documentation does not say so, but a negative operator is taken to be true of that",
            "la propriété n’est pas définie\u{202f}; la documentation ne le dit pas, mais un opérateur négatif est alors considéré comme vrai",
        ),
        Note::EveryElement => t(
            "of a list, a negative operator is taken to ask every element",
            "pour une liste, un opérateur négatif est considéré comme interrogeant chaque élément",
        ),
        Note::EmptyList => t(
            "the list is empty, so every element of it is so",
            "la liste est vide\u{a0}: chacun de ses éléments convient donc",
        ),
        Note::NoIdYet => t(
            "the directory has not given it an object ID yet",
            "l’annuaire ne lui a pas encore donné d’ID d’objet",
        ),
        Note::PatternNotJudged => t(
            "the regular expression cannot be judged here",
            "l’expression régulière ne peut pas être évaluée ici",
        ),
        Note::Broken => t("this is no expression", "ce n’est pas une expression"),
    }
}
