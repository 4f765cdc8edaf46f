//! The interpreter against the documentation, in small.

use super::regex::Regex;
use super::value::V;
use super::{Machine, Stop};

#[track_caller]
fn check(source: &str, expected: &[&str]) {
    let mut machine = Machine::new(7, |_, _, _| Err(Stop::Killed));
    let out = machine.run(source, &[]).unwrap();
    let texts: Vec<String> = out.iter().map(V::to_text).collect();
    assert_eq!(texts, expected, "{source}");
}

#[test]
fn lists_unroll_once() {
    check("function f { return , @(1, 2) }\n@(f).Count", &["1"]);
    check("function f { return @(1, 2) }\n@(f).Count", &["2"]);
    check("function f { return , @() }\n$x = f\n$x.Count", &["0"]);
    check("function f { return @() }\n@(f).Count", &["0"]);
    check("@($null).Count", &["1"]);
    check("$x = @(1); $x += @(2, 3); $x.Count; $x += 'a'; $x.Count", &["3", "4"]);
}

#[test]
fn operators() {
    check("'{0:d4}-{1}' -f 7, 'x'", &["0007-x"]);
    check("-not $false -and (1 -lt 2)", &["True"]);
    check("'ABC' -eq 'abc'; 'abcd' -match '^a(b|x)c'; $Matches[1]", &["True", "True", "b"]);
    check("'2024-01-01T00:00:00.000Z' -replace '(\\.[0-9]+)?Z$', ''", &["2024-01-01T00:00:00"]);
    check("1, 2 -join '-'", &["1-2"]);
    check("$h = @{ Count = 'key'; a = 1 }; $h.Count; $h.Keys -join ','", &["key", "Count,a"]);
    check("[bool] ($null -and $x)", &["False"]);
    check("\"a $(1 + 2) b\"", &["a 3 b"]);
    check("switch ('B') { 'a' { 1 } 'b' { 2 } default { 3 } }", &["2"]);
}

#[test]
fn scopes_and_errors() {
    check("$x = 1\nfunction f { $x = 2; $x }\nf; $x", &["2", "1"]);
    check("function f { $script:x = 2 }\n$x = 1; f; $x", &["2"]);
    check("try { throw 'no' } catch { $_.Exception.Message }", &["no"]);
    check(
        "$e = New-Object System.Exception 'm'; $e.Data['status'] = 403\ntry { throw $e } catch { $_.Exception.Data['status'] }",
        &["403"],
    );
    check("foreach ($i in @(1, 2, 3)) { if ($i -eq 2) { continue }; $i }", &["1", "3"]);
    check("for ($i = 0; $i -lt 2; $i++) { $i }", &["0", "1"]);
}

#[test]
fn regular_expressions() {
    let cases = [
        ("property named '([A-Za-z0-9_]+)'", "a property named 'x1' on", Some("x1")),
        (
            "^(state|[A-Za-z]+[0-9]*-[0-9]{4,})\\.json(\\.new)?$",
            "users-0001.json.new",
            Some("users-0001"),
        ),
        ("^(state|[A-Za-z]+[0-9]*-[0-9]{4,})\\.json(\\.new)?$", "users-001.json", None),
        ("(retries|429)", "More than 3 RETRIES", Some("RETRIES")),
    ];
    for (pattern, text, group) in cases {
        let found = Regex::new(pattern).find(text).map(|groups| groups[1].clone());
        assert_eq!(found.as_deref(), group, "{pattern} on {text}");
    }
    let next = "https://graph.microsoft.com/v1.0/groups/1/members?$skiptoken=a";
    let relative = Regex::new("^https://[^/]+/(v1\\.0|beta)").replace(next, "");
    assert_eq!(relative, "/groups/1/members?$skiptoken=a");
}
