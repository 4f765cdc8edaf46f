//! Typical slips: what they are called, and what mends them.

use super::{Target, errors, examined, is_valid};
use crate::rules::{Code, Property, syntax::Operator};

/// All first fixes applied until the rule is valid; the rule then.
#[track_caller]
fn mended(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..12 {
        let parse = examined(Target::User, &text);
        if is_valid(&parse) {
            return text;
        }
        let mut wrong =
            parse.diagnostics.iter().filter(|one| one.code.class() <= crate::rules::Class::Refused);
        let fix = wrong.find_map(|one| one.fix.as_ref());
        let Some(fix) = fix else { panic!("no fix for {text}: {:?}", parse.diagnostics) };
        text = fix.apply(&text);
    }
    panic!("never valid: {text}");
}

#[test]
fn slips_are_mended() {
    for (wrong, right) in [
        ("user.department -eq “Sales”", "user.department -eq \"Sales\""),
        ("user.department -eq \"Sales”", "user.department -eq \"Sales\""),
        ("user.department - eq \"Sales\"", "user.department -eq \"Sales\""),
        ("user.department -eqq \"Sales\"", "user.department -eq \"Sales\""),
        ("user.accountEnabled -eqtrue", "user.accountEnabled -eq true"),
        ("user.department equals \"Sales\"", "user.department -eq \"Sales\""),
        ("user.department == \"Sales\"", "user.department -eq \"Sales\""),
        ("user.department -not -eq \"Sales\"", "user.department -ne \"Sales\""),
        ("department -eq \"Sales\"", "user.department -eq \"Sales\""),
        ("user. department -eq \"Sales\"", "user.department -eq \"Sales\""),
        ("user.deparment -eq \"Sales\"", "user.department -eq \"Sales\""),
        ("user.officeLocation -eq \"B1\"", "user.physicalDeliveryOfficeName -eq \"B1\""),
        ("user.mobilePhone -eq \"1\"", "user.mobile -eq \"1\""),
        ("user.department -eq Sales", "user.department -eq \"Sales\""),
        ("user.department -in \"Sales\"", "user.department -in [\"Sales\"]"),
        ("user.department -in (\"a\",\"b\")", "user.department -in [\"a\",\"b\"]"),
        ("user.department -in [\"a\" \"b\"]", "user.department -in [\"a\", \"b\"]"),
        ("user.department -in [\"a\",\"b\",]", "user.department -in [\"a\",\"b\"]"),
        ("user.department -in [\"a\"", "user.department -in [\"a\"]"),
        ("user.department -eq \\\"Sales\\\"", "user.department -eq \"Sales\""),
        ("user.department -eq `\"Sales`\"", "user.department -eq \"Sales\""),
        ("user.department -eq \"Sales", "user.department -eq \"Sales\""),
        ("(user.department -eq \"Sales)", "(user.department -eq \"Sales\")"),
        (
            "user.proxyAddresses -any (\\_ -contains \"x\")",
            "user.proxyAddresses -any (_ -contains \"x\")",
        ),
        ("user.proxyAddresses -eq \"smtp:x\"", "user.proxyAddresses -any (_ -eq \"smtp:x\")"),
        ("user.otherMails -notIn [\"x\"]", "user.otherMails -all (_ -notIn [\"x\"])"),
        ("user.accountEnabled -eq $true", "user.accountEnabled -eq true"),
        (
            "user.employeeHireDate -ge system. Now -minus p365d",
            "user.employeeHireDate -ge system.Now -minus p365d",
        ),
        (
            "(user.city -eq \"a\") (user.city -eq \"b\")",
            "(user.city -eq \"a\") -and (user.city -eq \"b\")",
        ),
        ("(user.city -eq \"a\"", "(user.city -eq \"a\")"),
        ("user.city -eq \"a\")", "user.city -eq \"a\""),
        ("user.city -eq \"a\" City", "user.city -eq \"a\""),
    ] {
        assert_eq!(mended(wrong), right, "{wrong}");
    }
}

#[test]
fn what_is_wrong_is_named() {
    let unknown = |similar| Code::UnknownProperty { similar };
    for (text, expected) in [
        ("", Code::Empty),
        ("user.department", Code::MissingOperator),
        ("user.department -eq", Code::MissingValue),
        ("user.department -eq \"a\" -and", Code::MissingExpression),
        ("-and user.department -eq \"a\"", Code::MissingExpression),
        ("()", Code::MissingExpression),
        ("user.xyzzyplugh -eq \"a\"", unknown(None)),
        (
            "user.city -eq \"a\" -and device.deviceId -eq \"b\"",
            Code::WrongObject { target: Target::Device },
        ),
        ("user.city -gt \"a\"", Code::FilterOperator { instead: Operator::Ge }),
        ("user.city -lt \"a\"", Code::FilterOperator { instead: Operator::Le }),
        ("user.city -like \"Sales*\"", Code::UnknownOperator { similar: None }),
        (
            "user.memberOf -any (group.objectId -in [\"62e19b97-8b3d-4d4a-a106-4ce66896a863\"] -or group.objectId -in [\"62e19b97-8b3d-4d4a-a106-4ce66896a863\"])",
            Code::MemberOfOnlyIn,
        ),
        (
            "user.city -le \"a\"",
            Code::WrongOperator { operator: Operator::Le, of: crate::rules::Type::Text },
        ),
        ("user.manager -eq \"a\"", Code::NotReadable),
        ("user.city -contains null", Code::NullWithOperator),
        (
            "user.city -any (_ -eq \"a\")",
            Code::NotAList { quantifier: crate::rules::syntax::Quantifier::Any },
        ),
        ("_ -eq \"a\"", Code::WrongElement),
        ("user.proxyAddresses -any (user.city -eq \"a\")", Code::WrongElement),
        ("user.employeeHireDate -eq \"soon\"", Code::NotADate),
        ("user.employeeHireDate -ge system.now -plus P1Y", Code::NotADuration),
        ("user.employeeHireDate -ge system.now -plus P1D -plus P1D", Code::ChainedShift),
        (
            "user.city -eq \"a\" -and user.memberOf -any (group.objectId -in [\"62e19b97-8b3d-4d4a-a106-4ce66896a863\"])",
            Code::NotAlone,
        ),
        (
            "Direct Reports for \"62e19b97-8b3d-4d4a-a106-4ce66896a863\" -and user.city -eq \"a\"",
            Code::NotAlone,
        ),
    ] {
        assert_eq!(errors(text).first(), Some(&expected), "{text}: {:?}", errors(text));
    }
    let city = Property::find(Target::User, "CITY");
    assert_eq!(errors("user.citty -eq \"a\""), [unknown(city)]);
}

#[test]
fn what_is_legal_and_unwise_is_said() {
    for (text, expected) in [
        ("user.city -eq \"null\"", Code::QuotedNull),
        ("user.city -eq \"\"", Code::EmptyText),
        ("user.city –eq \"a\"", Code::TypographicDash),
        ("user.city -eq 'a'", Code::SingleQuotes),
        ("user.city -eq \"L'Aquila\"", Code::LoneApostrophe),
        (
            "user.city -eq \"a\" -and user.state -eq \"b\" -or user.city -eq \"c\"",
            Code::MixedConnectives,
        ),
        ("-not (user.city -eq null)", Code::NotNull { instead: Operator::Ne }),
        ("user.proxyAddresses -notEndsWith \"x\"", Code::NegativeOnList),
        (
            "user.city -match \"(a)\\1\"",
            Code::PatternNotJudged(crate::rules::regex::Feature::Backreference),
        ),
    ] {
        let parse = examined(Target::User, text);
        assert!(is_valid(&parse), "{text}: {:?}", parse.diagnostics);
        assert!(
            parse.diagnostics.iter().any(|one| one.code == expected),
            "{text}: {:?}",
            parse.diagnostics
        );
    }
}
