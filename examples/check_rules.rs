//! Judges membership rules: `check_rules < RULES`.
//!
//! Reads JSON lines `{"rule": "…", "target": "user"|"device"}` from standard input and prints for each
//! of them `{"verdict": "valid"|"invalid", "diagnostics": [{"code", "class", "message", "help", "service",
//! "start", "end", "fixed"}], "canonical": "…"}`. Places are counted in characters from 0; `service` is
//! what the service would answer, `fixed` the rule with the proposed change made. A line that is no such
//! object gets `{"error": "…"}`; the exit code is 1 then.
#![expect(clippy::disallowed_types, reason = "what is dated is judged by the clock here")]

use serde_json::{Value, json};
use std::io::{self, BufRead as _, Write as _};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};
use tenantry::{
    domain::Timestamp,
    i18n::Locale,
    messages,
    rules::{Class, Conditions, ServiceError, Target, examine, limits},
};

fn judged(line: &str, now: Timestamp) -> Result<Value, &'static str> {
    let asked: Value = serde_json::from_str(line).map_err(|_| "not JSON")?;
    let rule = asked.get("rule").and_then(Value::as_str).ok_or("no `rule`")?;
    let target = match asked.get("target").and_then(Value::as_str) {
        Some("user") | None => Target::User,
        Some("device") => Target::Device,
        Some(_) => return Err("`target` is neither `user` nor `device`"),
    };
    let conditions = Conditions { target, now, member_of_ends: limits::end_of_member_of() };
    let parse = examine(rule, &conditions);
    let refused = parse.diagnostics.iter().any(|one| one.code.class() <= Class::Refused);
    let diagnostics: Vec<Value> = parse
        .diagnostics
        .iter()
        .map(|one| {
            let place = one.span.in_characters(rule);
            json!({
                "code": one.code.name(),
                "class": class(one.code.class()),
                "message": messages::rule::diagnostic(one, rule, Locale::En),
                "help": messages::rule::help(&one.code, Locale::En),
                "service": one.code.service_error().map(ServiceError::text),
                "start": place.start,
                "end": place.end,
                "fixed": one.fix.as_ref().map(|fix| fix.apply(rule)),
            })
        })
        .collect();
    Ok(json!({
        "verdict": if refused { "invalid" } else { "valid" },
        "diagnostics": diagnostics,
        "canonical": if refused { Value::Null } else { parse.rule.to_string().into() },
    }))
}

const fn class(class: Class) -> &'static str {
    match class {
        Class::NotARule => "not-a-rule",
        Class::Refused => "refused",
        Class::NotDrawable => "not-drawable",
        Class::Unwise => "unwise",
    }
}

fn main() -> ExitCode {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let now = Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX));
    let mut out = io::stdout().lock();
    let mut code = ExitCode::SUCCESS;
    for line in io::stdin().lock().lines() {
        let Ok(line) = line else { return ExitCode::FAILURE };
        if line.trim().is_empty() {
            continue;
        }
        let answer = judged(&line, now).unwrap_or_else(|error| {
            code = ExitCode::FAILURE;
            json!({ "error": error })
        });
        if writeln!(out, "{answer}").is_err() {
            return ExitCode::FAILURE;
        }
    }
    code
}

#[cfg(test)]
mod tests {
    use super::judged;
    use tenantry::domain::Timestamp;

    #[test]
    fn a_line_gets_its_verdict() {
        let judged = |line: &str| judged(line, Timestamp(0));
        let valid = judged(r#"{"rule": "user.CITY -eq \"Orléans\"", "target": "user"}"#).unwrap();
        assert_eq!(valid["verdict"], "valid");
        assert_eq!(valid["canonical"], "user.city -eq \"Orléans\"");
        // Places are counted in characters.
        let wrong = judged(r#"{"rule": "user.city -eq \"é\" or user.cty -eq \"é\""}"#).unwrap();
        assert_eq!(wrong["verdict"], "invalid");
        let one = &wrong["diagnostics"][0];
        assert_eq!(
            (&one["code"], &one["start"], &one["end"]),
            (&"unknown-property".into(), &21.into(), &29.into())
        );
        assert_eq!(one["fixed"], "user.city -eq \"é\" or user.city -eq \"é\"");
        let device = judged(r#"{"rule": "device.isRooted -eq true", "target": "device"}"#).unwrap();
        assert_eq!(device["verdict"], "valid");
    }

    #[test]
    fn what_is_no_question_is_told() {
        for line in ["", "[]", "{\"rule\": 1}", "{\"rule\": \"\", \"target\": \"group\"}"] {
            assert!(judged(line, Timestamp(0)).is_err(), "{line}");
        }
    }
}
