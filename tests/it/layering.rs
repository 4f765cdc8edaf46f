//! Checks the layer diagram of ARCHITECTURE.md against every `crate::` path in `src/`.
//!
//! The compiler already proves that the core needs no browser
//! (`cargo check --no-default-features`); this covers the edges the compiler cannot see.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// `(layer, layers it may name)`. A layer may always name itself; what is not listed is a root file.
const LAYERS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("i18n", &["text"]),
    ("domain", &["text"]),
    ("store", &["text", "domain"]),
    ("rules", &["text", "domain", "store"]),
    ("licensing", &["text", "domain", "store"]),
    ("tenant", &["text", "domain", "store", "rules", "licensing"]),
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
    ("persist", &["text", "domain", "store", "tenant"]),
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

#[test]
fn layers_only_point_down() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut violations = Vec::new();
    for file in rust_files(&src) {
        let path = file.strip_prefix(&src).unwrap();
        let first = path.iter().next().unwrap().to_str().unwrap();
        let layer = first.trim_end_matches(".rs");
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == layer) else {
            continue;
        };
        for named in crate_roots(&without_comments(&fs::read_to_string(&file).unwrap())) {
            let is_layer = LAYERS.iter().any(|(name, _)| *name == named);
            if is_layer && named != layer && !allowed.contains(&named.as_str()) {
                violations.push(format!("{}: `{layer}` names `{named}`", path.display()));
            }
        }
    }
    violations.sort();
    violations.dedup();
    assert!(violations.is_empty(), "layering violations:\n{}", violations.join("\n"));
}

#[test]
fn crate_roots_reads_nested_groups() {
    let found = crate_roots(
        "use crate::{\n  domain::{User, Group},\n  ui,\n};\nlet x = crate::rules::parse(s);",
    );
    assert_eq!(found, ["domain", "ui", "rules"]);
}

/// First path segment after every `crate::`, looking into `{…}` groups at depth one.
fn crate_roots(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (_, rest) in
        text.match_indices("crate::").filter_map(|(at, s)| text.split_at_checked(at + s.len()))
    {
        let Some(group) = rest.strip_prefix('{') else {
            found.extend(leading_ident(rest));
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
                    found.extend(group.get(i..).and_then(leading_ident));
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

fn leading_ident(s: &str) -> Option<String> {
    let ident: String = s.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    (!ident.is_empty()).then_some(ident)
}

fn without_comments(text: &str) -> String {
    text.lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n")
}

pub(crate) fn rust_files(dir: &Path) -> Vec<PathBuf> {
    let (mut out, mut stack) = (Vec::new(), vec![dir.to_path_buf()]);
    while let Some(dir) = stack.pop() {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                stack.push(path);
            } else if path.extension().is_some_and(|ext| ext == "rs") {
                out.push(path);
            }
        }
    }
    out.sort();
    out
}
