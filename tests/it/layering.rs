//! Checks the layer diagram of ARCHITECTURE.md against every `crate::` path in `src/`.
//!
//! The compiler already proves that the core needs no browser
//! (`cargo check --no-default-features`); this covers the edges the compiler cannot see.

use crate::tree::{File, files};

/// `(layer, layers it may name)`. A layer may always name itself; what is not listed is a root file.
const LAYERS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("i18n", &["text"]),
    ("domain", &["text"]),
    ("store", &["text", "domain"]),
    ("rules", &["text", "domain", "store"]),
    ("licensing", &["text", "domain", "store"]),
    ("tenant", &["text", "domain", "store", "rules", "licensing"]),
    ("persist", &["text", "domain", "store", "tenant"]),
    ("powershell", &["text"]),
    ("documents", &["text", "i18n"]),
    (
        "exchange",
        &[
            "text",
            "i18n",
            "domain",
            "store",
            "rules",
            "licensing",
            "tenant",
            "powershell",
            "documents",
            "persist",
        ],
    ),
    (
        "console",
        &["text", "domain", "store", "rules", "licensing", "tenant", "powershell", "exchange"],
    ),
    (
        "education",
        &["text", "i18n", "domain", "store", "rules", "licensing", "tenant", "documents"],
    ),
    (
        "messages",
        &[
            "text",
            "i18n",
            "domain",
            "store",
            "rules",
            "licensing",
            "tenant",
            "powershell",
            "documents",
            "exchange",
            "console",
            "education",
        ],
    ),
    ("storage", &["text", "domain", "store", "tenant", "persist"]),
    (
        "session",
        &[
            "text",
            "i18n",
            "domain",
            "store",
            "rules",
            "licensing",
            "tenant",
            "powershell",
            "documents",
            "exchange",
            "console",
            "education",
            "messages",
            "persist",
            "storage",
        ],
    ),
    (
        "ui",
        &[
            "text",
            "i18n",
            "domain",
            "store",
            "rules",
            "licensing",
            "tenant",
            "powershell",
            "documents",
            "exchange",
            "console",
            "education",
            "messages",
            "session",
        ],
    ),
];

/// The layers that know no browser, clock, chance or file system. The compiler keeps browser crates
/// out of them; of the standard library it would let everything in.
const PURE: &[&str] = &[
    "text",
    "i18n",
    "domain",
    "store",
    "rules",
    "licensing",
    "tenant",
    "powershell",
    "documents",
    "exchange",
    "console",
    "education",
    "messages",
    "persist",
];

/// What a pure layer may not ask for.
const OUTSIDE: &[&str] = &[
    "std::env::",
    "std::fs",
    "std::net",
    "std::process",
    "std::thread",
    "stdin()",
    "stdout()",
    "Instant::now",
    "SystemTime::now",
];

#[test]
fn layers_only_point_down() {
    let mut violations = Vec::new();
    for file in sources() {
        let layer = layer(&file);
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == layer) else {
            violations.push(format!("{}: `{layer}` is not in the table of layers", file.name));
            continue;
        };
        let code = without_comments(&file.text);
        for named in crate_roots(&code).into_iter().chain(roots_by_super(&file.name, &code)) {
            let is_layer = LAYERS.iter().any(|(name, _)| *name == named);
            if is_layer && named != layer && !allowed.contains(&named.as_str()) {
                violations.push(format!("{}: `{layer}` names `{named}`", file.name));
            }
        }
    }
    violations.dedup();
    assert!(violations.is_empty(), "layering violations:\n{}", violations.join("\n"));
}

#[test]
fn the_core_asks_nothing_of_the_outside() {
    let mut violations = Vec::new();
    for file in sources() {
        let is_test = file.name.ends_with("/tests.rs") || file.name.contains("/tests/");
        if is_test || !PURE.contains(&layer(&file)) {
            continue;
        }
        let code = without_comments(&file.text);
        let named = OUTSIDE.iter().filter(|name| code.contains(*name));
        violations.extend(named.map(|name| format!("{}: `{name}`", file.name)));
    }
    assert!(violations.is_empty(), "the core reaches outside:\n{}", violations.join("\n"));
}

/// The table is in reading order, so a cycle cannot be written down.
#[test]
fn the_table_has_no_cycle() {
    for (at, (layer, allowed)) in LAYERS.iter().enumerate() {
        let above: Vec<_> = LAYERS.iter().take(at).map(|(name, _)| name).collect();
        for name in *allowed {
            assert!(above.contains(&name), "`{layer}` may name `{name}`, which stands below it");
        }
    }
    assert!(PURE.iter().all(|name| LAYERS.iter().any(|(layer, _)| layer == name)));
}

#[test]
fn crate_roots_reads_nested_groups() {
    let found = crate_roots(
        "use crate::{\n  domain::{User, Group},\n  ui,\n};\nlet x = crate::rules::parse(s);",
    );
    assert_eq!(found, ["domain", "ui", "rules"]);
}

#[test]
fn super_reaches_the_root_only_from_far_enough_up() {
    let code = "use super::super::ui::App; use super::value; use super::*;";
    assert_eq!(roots_by_super("src/store/query.rs", code), ["ui"]);
    assert_eq!(roots_by_super("src/store.rs", code), ["ui", "value"]);
    assert!(roots_by_super("src/store/query/sort.rs", code).is_empty());
}

#[test]
fn an_address_in_a_string_is_no_comment() {
    assert_eq!(without_comments("let a = \"https://x\"; // crate::ui"), "let a = \"https://x\"; ");
}

/// The modules of the library; the two roots themselves may name everything.
fn sources() -> Vec<File> {
    let mut found = files("src");
    found.retain(|file| {
        file.has_extension(&["rs"]) && !["src/lib.rs", "src/main.rs"].contains(&file.name.as_str())
    });
    found
}

fn layer(file: &File) -> &str {
    let first = file.name.split('/').nth(1).unwrap();
    first.strip_suffix(".rs").unwrap_or(first)
}

/// First path segment after every `crate::`, looking into `{…}` groups at depth one.
fn crate_roots(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for rest in after(text, "crate::") {
        let Some(group) = rest.strip_prefix('{') else {
            found.extend(leading_name(rest));
            continue;
        };
        let (mut depth, mut at_item_start) = (1_u32, true);
        for (i, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 1 => at_item_start = true,
                c if at_item_start && !c.is_whitespace() => {
                    at_item_start = false;
                    found.extend(group.get(i..).and_then(leading_name));
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    found
}

/// Names reached by climbing with `super::` as far as the root of the crate.
fn roots_by_super(name: &str, text: &str) -> Vec<String> {
    let depth = name.split('/').count() - 1;
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, climbing)) = rest.split_once("super::") {
        let (mut levels, mut path) = (1, climbing);
        while let Some(higher) = path.strip_prefix("super::") {
            (levels, path) = (levels + 1, higher);
        }
        if levels >= depth {
            found.extend(leading_name(path));
        }
        rest = path;
    }
    found
}

fn after<'a>(text: &'a str, mark: &'a str) -> impl Iterator<Item = &'a str> {
    text.match_indices(mark).filter_map(move |(at, _)| text.get(at + mark.len()..))
}

fn leading_name(s: &str) -> Option<String> {
    let name: String = s.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    (!name.is_empty()).then_some(name)
}

/// Cuts line comments; the two slashes of an address are not one.
fn without_comments(text: &str) -> String {
    text.lines().map(code_of).collect::<Vec<_>>().join("\n")
}

fn code_of(line: &str) -> &str {
    let mut comments = line.match_indices("//").map(|(at, _)| line.split_at(at).0);
    comments.find(|code| !code.ends_with(':')).unwrap_or(line)
}
