//! What can be written at a place of a rule: names, operators that fit, values that occur.

use super::{
    property::{Property, Type},
    syntax::{Operator, PlanField, Target},
    token::{Kind, Token, tokens},
};
use crate::text::span::Span;

/// What can stand at a place, and which part of the text it takes the place of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    pub span: Span,
    pub offer: Offer,
}

/// What can stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offer {
    /// These words.
    Words(Vec<String>),
    /// A value of this property that begins so; in quotes if it is a text. Of a list of plans, a value
    /// of this field of theirs.
    Values { property: Property, field: Option<PlanField>, begun: String },
    /// Nothing is known.
    Nothing,
}

/// What can be written where the cursor is, `at` bytes into the text.
#[must_use]
pub fn complete(text: &str, at: usize, target: Target) -> Completion {
    let all = tokens(text);
    // The token that the cursor is in or behind is being written.
    let under = all.iter().position(|token| token.span.start < at && at <= token.span.end);
    let current = under.and_then(|place| all.get(place)).filter(|token| is_open(token));
    let ended = all.iter().filter(|token| token.span.end <= at).count();
    let before = current.and(under).unwrap_or(ended);
    let span = current.map_or(Span::before(at), |token| token.span);
    let begun = current.map_or("", |token| Span::new(token.span.start, at).of(text));
    let written = all.get(..before).unwrap_or_default();
    Completion { span, offer: offer(text, target, begun, written) }
}

/// Whether a token can be gone on with.
const fn is_open(token: &Token) -> bool {
    matches!(token.kind, Kind::Word | Kind::Operator { .. } | Kind::Text { .. })
}

fn offer(text: &str, target: Target, begun: &str, written: &[Token]) -> Offer {
    let word = |token: Option<&Token>| match token.map(|token| (token, token.kind)) {
        Some((_, Kind::Operator { letters, .. })) => letters.of(text),
        Some((token, Kind::Word)) => token.span.of(text),
        _ => "",
    };
    let property = |token: Option<&Token>| {
        let (object, name) = word(token).split_once('.')?;
        let own = object.eq_ignore_ascii_case(target.word());
        own.then(|| Property::find(target, name)).flatten()
    };
    // Inside of a list, what stands before its bracket counts.
    let items = |token: &&Token| matches!(token.kind, Kind::Comma | Kind::Text { .. });
    let behind = written.len() - written.iter().rev().take_while(items).count();
    let asking = match written.get(..behind).and_then(<[Token]>::split_last) {
        Some((last, before)) if last.kind == Kind::OpenList => before,
        _ => written,
    };
    let element = asked_list(text, written).and_then(|token| property(Some(token)));
    let field = |token: Option<&Token>| {
        let is = |field: &PlanField| word(token).eq_ignore_ascii_case(field.name());
        PlanField::ALL.into_iter().find(is)
    };
    let is_element = |token: Option<&Token>| word(token) == "_" || field(token).is_some();
    if let Some((operator, before)) = asking.split_last()
        && Operator::named(word(Some(operator))).is_some()
    {
        let asked = match &element {
            Some(list) if is_element(before.last()) => Some(list.clone()),
            _ => property(before.last()),
        };
        return asked.map_or(Offer::Nothing, |asked| values(asked, field(before.last()), begun));
    }
    let last = written.last();
    if let Some(property) = property(last) {
        return words(questions(property.of_type()), begun);
    }
    if is_element(last) {
        return words(questions(Type::Text), begun);
    }
    let is = |known: &str| word(last).eq_ignore_ascii_case(known);
    if last.is_none_or(|token| token.kind == Kind::Open) || ["and", "or", "not"].into_iter().any(is)
    {
        return words(names(target, element.as_ref()), begun);
    }
    let closes =
        |token: &Token| matches!(token.kind, Kind::Close | Kind::CloseList | Kind::Text { .. });
    if last.is_some_and(closes) || ["true", "false", "null"].into_iter().any(is) {
        return words(vec!["-and".to_owned(), "-or".to_owned()], begun);
    }
    Offer::Nothing
}

/// The name of the list whose elements are asked about at the end of these tokens.
fn asked_list<'t>(text: &str, written: &'t [Token]) -> Option<&'t Token> {
    let mut closed = 0_usize;
    for (place, token) in written.iter().enumerate().rev() {
        match token.kind {
            Kind::Close => closed += 1,
            Kind::Open if closed > 0 => closed -= 1,
            Kind::Open => {
                let [.., list, quantifier] = written.get(..place)? else { return None };
                let Kind::Operator { letters: word, .. } = quantifier.kind else { continue };
                if ["any", "all"].iter().any(|known| word.of(text).eq_ignore_ascii_case(known)) {
                    return Some(list);
                }
            }
            _ => {}
        }
    }
    None
}

/// What an expression can begin with: inside of a quantifier, the element.
fn names(target: Target, element: Option<&Property>) -> Vec<String> {
    let mut names: Vec<String> = match element.map(Property::of_type) {
        Some(Type::Plans) => PlanField::ALL.iter().map(|field| field.name().to_owned()).collect(),
        Some(Type::Groups) => return vec!["group.objectId".to_owned()],
        Some(_) => vec!["_".to_owned()],
        None => {
            let word = target.word();
            Property::all(target).map(|property| format!("{word}.{}", property.name())).collect()
        }
    };
    names.push("-not".to_owned());
    names
}

fn values(property: Property, field: Option<PlanField>, begun: &str) -> Offer {
    match property.of_type() {
        Type::Boolean => words(vec!["true".to_owned(), "false".to_owned()], begun),
        Type::Date => words(vec!["system.now".to_owned(), "null".to_owned()], begun),
        _ => {
            let begun = begun.trim_start_matches(['"', '\'']).to_owned();
            Offer::Values { property, field, begun }
        }
    }
}

/// The operators that compare something of a type.
#[must_use]
pub fn operators(of: Type) -> Vec<Operator> {
    let fits = |operator: &Operator| match of {
        Type::Text => !matches!(operator, Operator::Le | Operator::Ge),
        Type::Boolean => matches!(operator, Operator::Eq | Operator::Ne),
        Type::Date => {
            matches!(operator, Operator::Eq | Operator::Ne | Operator::Le | Operator::Ge)
        }
        // A piece of one of the texts.
        Type::Texts => !matches!(
            operator,
            Operator::Eq
                | Operator::Ne
                | Operator::In
                | Operator::NotIn
                | Operator::Le
                | Operator::Ge
        ),
        Type::Plans | Type::Groups => false,
    };
    Operator::ALL.iter().filter(|one| fits(one)).cloned().collect()
}

/// What can be written behind something of a type.
fn questions(of: Type) -> Vec<String> {
    let quantified = matches!(of, Type::Texts | Type::Plans | Type::Groups);
    let quantifiers = ["-any".to_owned(), "-all".to_owned()].into_iter().filter(|_| quantified);
    quantifiers.chain(operators(of).iter().map(ToString::to_string)).collect()
}

/// Those that begin so; where none does, those that have it in them.
fn words(all: Vec<String>, begun: &str) -> Offer {
    let begun = begun.to_lowercase();
    let lower: Vec<(String, String)> =
        all.into_iter().map(|word| (word.to_lowercase(), word)).collect();
    let pick = |fits: &dyn Fn(&str) -> bool| -> Vec<String> {
        lower.iter().filter(|(lower, _)| fits(lower)).map(|(_, word)| word.clone()).collect()
    };
    let first = pick(&|lower| {
        lower.starts_with(&begun) || lower.trim_start_matches('-').starts_with(&begun)
    });
    let found = if first.is_empty() { pick(&|lower| lower.contains(&begun)) } else { first };
    if found.is_empty() { Offer::Nothing } else { Offer::Words(found) }
}

#[cfg(test)]
mod tests {
    use super::{Completion, Offer, complete};
    use crate::rules::{Property, Target, syntax::PlanField};

    /// What is offered at the `|` of a text, and what it takes the place of.
    fn at(text: &str) -> (String, Offer) {
        let place = text.find('|').unwrap();
        let text = text.replacen('|', "", 1);
        let Completion { span, offer } = complete(&text, place, Target::User);
        (span.of(&text).to_owned(), offer)
    }

    #[track_caller]
    fn words(text: &str, replaced: &str, expected: &[&str]) {
        let expected = Offer::Words(expected.iter().map(|&word| word.to_owned()).collect());
        assert_eq!(at(text), (replaced.to_owned(), expected), "{text}");
    }

    #[test]
    fn names_operators_and_connectives() {
        words("user.dep|", "user.dep", &["user.department"]);
        words("(user.phys|) -and", "user.phys", &["user.physicalDeliveryOfficeName"]);
        words("office|", "office", &["user.physicalDeliveryOfficeName"]);
        words("user.accountEnabled |", "", &["-eq", "-ne"]);
        words("user.accountEnabled -|eq true", "-eq", &["-eq", "-ne"]);
        words(
            "user.city -not|",
            "-not",
            &["-notStartsWith", "-notEndsWith", "-notContains", "-notMatch", "-notIn"],
        );
        words("user.proxyAddresses -a|", "-a", &["-any", "-all"]);
        words("user.otherMails -any (|", "", &["_", "-not"]);
        words(
            "user.assignedPlans -any (assignedPlan.serv|",
            "assignedPlan.serv",
            &["assignedPlan.servicePlanId", "assignedPlan.service"],
        );
        words("user.memberOf -any (|", "", &["group.objectId"]);
        words("user.accountEnabled -eq |", "", &["true", "false"]);
        words("user.city -eq \"a\" |", "", &["-and", "-or"]);
        words("user.otherMails -any (_ -cont|", "-cont", &["-contains"]);
    }

    #[test]
    fn values_of_a_property() {
        let city = Property::find(Target::User, "city").unwrap();
        let values = |begun: &str| Offer::Values {
            property: city.clone(),
            field: None,
            begun: begun.to_owned(),
        };
        assert_eq!(at("user.city -eq |"), (String::new(), values("")));
        let mails = Property::find(Target::User, "otherMails").unwrap();
        let element = Offer::Values { property: mails, field: None, begun: String::new() };
        assert_eq!(at("user.otherMails -any (_ -eq |").1, element);
        let plans = Property::find(Target::User, "assignedPlans").unwrap();
        let id = Some(PlanField::ServicePlanId);
        let plan = Offer::Values { property: plans, field: id, begun: "9a".to_owned() };
        let text = "user.assignedPlans -any (assignedPlan.servicePlanId -eq \"9a|";
        assert_eq!(at(text).1, plan);
        assert_eq!(at("user.city -eq \"Pa|"), ("\"Pa".to_owned(), values("Pa")));
        assert_eq!(at("user.city -in [|"), (String::new(), values("")));
        assert_eq!(at("user.city -in [\"L|\"]").1, values("L"));
        assert_eq!(at("user.city -in [\"a\", \"L|").1, values("L"));
    }

    #[test]
    fn no_place_panics() {
        let corpus = include_str!("../../tests/data/rules/corpus.tsv");
        for rule in corpus.lines().filter_map(|line| line.split('\t').nth(3)) {
            for at in 0..=rule.len() {
                drop(complete(rule, at, Target::User));
                drop(complete(rule, at, Target::Device));
            }
        }
    }
}
