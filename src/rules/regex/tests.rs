//! Patterns and texts: by hand, and against the `regex` crate.

use super::{Fault, FaultKind, Feature, Pattern, Problem};
use proptest::prelude::*;

#[track_caller]
fn check(pattern: &str, matching: &[&str], others: &[&str]) {
    let compiled = Pattern::new(pattern).unwrap();
    let mut matcher = compiled.matcher();
    for text in matching {
        assert!(matcher.is_match(text), "{pattern} should match {text:?}");
    }
    for text in others {
        assert!(!matcher.is_match(text), "{pattern} should not match {text:?}");
    }
}

#[test]
fn patterns_of_rules() {
    check("^Da.*", &["David", "dave"], &["Adam", ""]);
    check(".*vid", &["David", "videos"], &["Dave"]);
    check(
        "@domain.ext$",
        &["a@domain.ext", "a@DOMAIN-ext", "a@domain.ext\n"],
        &["a@domain.ext.org"],
    );
    check("6.*", &["16", "6"], &["17", ""]);
    check(r"\Aa\d{3}.*", &["A123", "a1234x"], &["a12", "ba123"]);
    check(r"\bIT\b", &["the IT team", "it"], &["items", "bit"]);
    check("^(HR|IT)-[0-9]{2,3}$", &["hr-12", "IT-123"], &["IT-1", "IT-1234", "XIT-12"]);
    check("a{2", &["a{2"], &["aa"]);
    check("[^a-z]", &["1", "é"], &["abc", "ABC", ""]);
    check("[a-z-[aeiou]]", &["b"], &["a", "E", "1"]);
    check("(?-i)Sales", &["Sales"], &["sales"]);
    check("(?i:S)ales|x(?#no)y", &["sales", "XY"], &["saes"]);
    check("(?<year>\\d{4})(?'m'-\\d)?", &["2026", "2026-1"], &["202"]);
    check(r"^\s*$", &["", "  ", "\n"], &["a"]);
    check(r"^$", &["", "\n"], &["\n\n", "a"]);
    check(r"(?m)^b$", &["a\nb\nc"], &["ab"]);
    check(r"a.b", &["axb"], &["a\nb"]);
    check(r"(?s)a.b", &["a\nb"], &["ab"]);
    check("É", &["é", "É"], &["e"]);
    check("(?x) a b # c", &["ab"], &["a b"]);
    check("((((){4000}){4000}){4000}){4000}a", &["a"], &["b"]);
    check("(a*)*b", &["b", "aab"], &["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]);
}

#[test]
fn what_dotnet_refuses() {
    use FaultKind as K;
    for (pattern, kind, at) in [
        ("*@x", K::NothingToRepeat, 0),
        ("(+)", K::NothingToRepeat, 1),
        ("a|?", K::NothingToRepeat, 2),
        ("{2}", K::NothingToRepeat, 0),
        ("a**", K::NestedQuantifier, 2),
        ("a{2}{3}", K::NestedQuantifier, 4),
        ("a{3,2}", K::ReversedQuantifier, 1),
        ("a\\1", K::UnknownEscape, 1),
        ("(a", K::OpenGroup, 0),
        ("a)", K::CloseGroup, 1),
        ("[a", K::OpenClass, 0),
        ("[z-a]", K::ReversedRange, 1),
        ("a\\", K::TrailingBackslash, 1),
        ("\\_", K::UnknownEscape, 0),
        ("\\y", K::UnknownEscape, 0),
        ("(?y)", K::UnknownGroup, 0),
    ] {
        assert_eq!(
            Pattern::new(pattern).err(),
            Some(Problem::Fault(Fault { kind, at })),
            "{pattern}"
        );
    }
    for (pattern, feature) in [
        ("(a)\\1", Feature::Backreference),
        ("a(?=b)", Feature::LookAround),
        ("(?<!a)b", Feature::LookAround),
        ("(?>a)", Feature::AtomicGroup),
        ("(?(a)b|c)", Feature::Conditional),
        ("\\p{IsGreek}", Feature::Category),
        ("(a{100}){100}", Feature::TooLarge),
        ("((((((){4000}){4000}){4000}){4000})|a?){4000}", Feature::TooLarge),
    ] {
        assert_eq!(Pattern::new(pattern).err(), Some(Problem::Feature(feature)), "{pattern}");
    }
}

/// Patterns that both engines read the same way.
fn pattern() -> impl Strategy<Value = String> {
    let atom = prop::sample::select(vec![
        "a", "b", "B", "1", ".", "[ab]", "[^a]", "\\d", "\\w", "\\b", "\\B", "^", "\\A", "\\z", "é",
    ]);
    let leaf = atom.prop_map(str::to_owned);
    leaf.prop_recursive(4, 16, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| parts.concat()),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("(?:{a}|{b})")),
            (inner, prop::sample::select(vec!["*", "+", "?", "{2}", "{1,3}", "*?"]))
                .prop_map(|(a, quantifier)| format!("(?:{a}){quantifier}")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn as_another_engine(pattern in pattern(), texts in prop::collection::vec("[abAB1é \\n-]{0,12}", 1..6)) {
        let ours = Pattern::new(&pattern).unwrap();
        let theirs = regex::RegexBuilder::new(&pattern).case_insensitive(true).build().unwrap();
        let mut matcher = ours.matcher();
        for text in texts {
            prop_assert_eq!(matcher.is_match(&text), theirs.is_match(&text), "{} on {:?}", pattern, text);
        }
    }

    #[test]
    fn no_pattern_hurts(pattern in "[a-z0-9(){}\\[\\]\\\\*+?|^$.,:<>=!#-]{0,24}", text in ".{0,40}") {
        if let Ok(pattern) = Pattern::new(&pattern) {
            pattern.matcher().is_match(&text);
        }
    }
}
