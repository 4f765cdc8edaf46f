//! What holds for any text.

use super::{Target, examined, is_valid};
use crate::rules::{Fix, parse};
use proptest::prelude::*;

/// Pieces that rules are made of, and pieces that are wrong everywhere.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "user.department",
        "user.accountEnabled",
        "user.proxyAddresses",
        "user.employeeHireDate",
        "user.assignedPlans",
        "user.memberOf",
        "user.nothing",
        "department",
        "device.deviceId",
        "user.",
        "-eq",
        "eq",
        "-ne",
        "–ne",
        "- eq",
        "-in",
        "-notIn",
        "-match",
        "-contains",
        "-le",
        "-any",
        "-all",
        "-and",
        "or",
        "-or",
        "-not",
        "not",
        "(",
        ")",
        "((",
        "))",
        "[",
        "]",
        ",",
        "\"Sales\"",
        "'x'",
        "“x”",
        "\\\"x\\\"",
        "`\"x`\"",
        "\"",
        "true",
        "null",
        "$null",
        "\"a''b\"",
        "\"a'b\"",
        "\"a\\\"b\"",
        "system.now",
        "-plus",
        "minus",
        "P7D",
        "_",
        "\\_",
        "assignedPlan.service",
        "group.objectId",
        "Direct Reports for",
        "\"62e19b97-8b3d-4d4a-a106-4ce66896a863\"",
        "2020-06-10",
        "=",
        "{",
        "\u{0}",
        "é",
        "𝄞",
    ]);
    let blank = prop::sample::select(vec![" ", " ", "", "\n"]);
    prop::collection::vec((piece, blank), 0..24)
        .prop_map(|parts| parts.into_iter().flat_map(|(piece, blank)| [piece, blank]).collect())
}

/// Rules that are read without a complaint of their writing.
fn rule(depth: u32) -> BoxedStrategy<String> {
    let leaf = prop_oneof![
        (
            "[a-z\\\\\"' é.]{0,6}",
            prop::sample::select(vec!["eq", "-ne", "-startsWith", "-notContains", "endswith"])
        )
            .prop_map(|(text, operator)| format!("user.department {operator} {}", quoted(&text))),
        Just("user.accountEnabled -eq True".to_owned()),
        Just("user.department -in [\"a\", \"b\"]".to_owned()),
        Just("user.proxyAddresses -any (_ -startsWith \"smtp:\" -or _ -contains \"x\")".to_owned()),
        Just("user.assignedPlans -all (assignedPlan.servicePlanId -eq null)".to_owned()),
        Just("user.employeeHireDate -ge (system.now -plus p7dt3h)".to_owned()),
        Just("user.extension_c272a57b722d4eb29bfe327874ae79cb_OfficeNumber -eq \"1\"".to_owned()),
        Just("user.mail -ne $null".to_owned()),
    ];
    leaf.prop_recursive(depth, 24, 4, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a} -and {b}")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a} or ({b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) -or {b}")),
            inner.clone().prop_map(|a| format!("-not ({a})")),
            inner.prop_map(|a| format!("(({a}))")),
        ]
    })
    .boxed()
}

/// A text in the quotes of the language; one that cannot stand in them loses its last character.
fn quoted(text: &str) -> String {
    let text = text.trim_end_matches('\\');
    format!("\"{}\"", text.replace('"', "\\\"").replace('\'', "''"))
}

fn fits(text: &str, fix: &Fix) -> bool {
    let mut at = 0;
    fix.edits.iter().all(|(span, _)| {
        let fits =
            span.start >= at && span.end >= span.start && text.get(span.start..span.end).is_some();
        at = span.end;
        fits
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Whatever is written: a tree, places inside the text, and fixes that can be applied.
    #[test]
    fn any_text_has_a_tree(text in prop_oneof![pieces(), ".{0,60}"]) {
        for target in [Target::User, Target::Device] {
            let parse = examined(target, &text);
            for one in &parse.diagnostics {
                prop_assert!(text.get(one.span.start..one.span.end).is_some(), "{:?}", one);
                if let Some(fix) = &one.fix {
                    prop_assert!(fits(&text, fix), "{:?}", one);
                }
            }
        }
    }

    /// What is written of a tree reads as the same tree.
    #[test]
    fn printing_is_undone_by_reading(text in prop_oneof![rule(4), pieces()]) {
        let parse = examined(Target::User, &text);
        if is_valid(&parse) {
            let printed = parse.rule.to_string();
            let again = parse_user(&printed);
            prop_assert_eq!(&again.rule, &parse.rule, "{} / {}", text, printed);
            prop_assert!(is_valid(&examined(Target::User, &printed)), "{}", printed);
            prop_assert_eq!(again.rule.to_string(), printed);
        }
    }

    /// The rules that the generator makes are rules.
    #[test]
    fn generated_rules_are_valid(text in rule(4)) {
        let parse = examined(Target::User, &text);
        prop_assert!(is_valid(&parse), "{}: {:?}", text, parse.diagnostics);
    }
}

fn parse_user(text: &str) -> crate::rules::Parse {
    parse(text, Target::User)
}

/// Every beginning of every rule of the corpus, and texts that are too much of something.
#[test]
fn beginnings_and_excesses_are_read() {
    let corpus = include_str!("../../../tests/data/rules/corpus.tsv");
    for line in corpus.lines().filter(|line| !line.starts_with('#')) {
        let rule = line.split('\t').nth(3).unwrap();
        for (end, _) in rule.char_indices() {
            examined(Target::User, rule.get(..end).unwrap());
        }
    }
    let comparison = "user.city -eq \"x\"";
    let long = vec![comparison; 700].join(" -and ");
    let right =
        format!("{}{comparison}{}", format!("({comparison} -or ").repeat(400), ")".repeat(400));
    let mixed = format!(
        "{}{comparison}{}",
        format!("({comparison} -or -not ({comparison} -and ").repeat(180),
        "))".repeat(180)
    );
    let chained =
        format!("{}{comparison}{}", "a or a or (a and a and (".repeat(600), "))".repeat(600));
    // Chains that hold chains: each level counts.
    let parsed = parse_user(&chained);
    assert!(parsed.diagnostics.iter().any(|one| one.code == crate::rules::Code::TooDeep));
    for text in [
        "(".repeat(10_000),
        format!("{}{comparison}{}", "(".repeat(8_000), ")".repeat(8_000)),
        format!("{}({comparison})", "-not ".repeat(3_000)),
        "user.proxyAddresses -any (".repeat(600),
        "_ -any ".repeat(2_000),
        "[".repeat(5_000),
        "\"".repeat(5_001),
        "x".repeat(100_000),
        long,
        right,
        mixed,
        chained,
    ] {
        let parse = examined(Target::User, &text);
        assert!(!is_valid(&parse), "{}", text.get(..40).unwrap());
    }
}
