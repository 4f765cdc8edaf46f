//! Versions that are written in more than one place, and crates that must not come twice.

use crate::tree::{files, read};

/// A second copy is bytes in the page or a type mismatch.
const ONE_VERSION: &[&str] = &[
    "gloo-storage",
    "leptos",
    "leptos_router",
    "memchr",
    "reactive_graph",
    "reactive_stores",
    "serde",
    "serde_json",
    "wasm-bindgen",
    "web-sys",
];

#[test]
fn key_crates_come_once() {
    let lock = read("Cargo.lock");
    for name in ONE_VERSION {
        let copies = lock.matches(&format!("name = \"{name}\"\n")).count();
        assert_eq!(copies, 1, "versions of {name} in Cargo.lock");
    }
}

/// The program and the tool that binds it speak a private format, so all four must agree.
#[test]
fn wasm_bindgen_is_the_same_everywhere() {
    let version = between(&read("Makefile"), "WASM_BINDGEN := ", "\n");
    assert_eq!(
        between(&read("Cargo.toml"), "\nwasm-bindgen = { version = \"=", "\""),
        version,
        "Cargo.toml"
    );
    assert_eq!(between(&read("Trunk.toml"), "wasm_bindgen = \"", "\""), version, "Trunk.toml");
    assert_eq!(
        between(&read("Cargo.lock"), "name = \"wasm-bindgen\"\nversion = \"", "\""),
        version,
        "Cargo.lock"
    );
}

/// Debian's wasm-opt builds a module that fails in the browser: no range lets another one in, and
/// the build calls the one that npm installs by its path.
#[test]
fn wasm_opt_is_the_one_that_is_installed() {
    let version = between(&read("tests/tools/package.json"), "\"binaryen\": \"", "\"");
    assert!(version.split('.').all(|part| part.parse::<u32>().is_ok()), "{version}");
    assert!(read("tests/tools/parts.mjs").contains("\"node_modules/.bin/wasm-opt\""));
    assert!(read("index.html").contains("data-wasm-opt=\"0\""), "Trunk calls none");
}

/// Lockfiles hold hashes, not addresses, so that any registry or mirror can serve them.
#[test]
fn lockfiles_name_no_registry() {
    let locks: Vec<_> = files("tests")
        .into_iter()
        .filter(|file| file.name.ends_with("package-lock.json"))
        .collect();
    assert!(!locks.is_empty());
    for lock in locks {
        assert!(!lock.text.contains("\"resolved\""), "{}", lock.name);
    }
}

fn between(text: &str, before: &str, after: &str) -> String {
    text.split_once(before).unwrap().1.split_once(after).unwrap().0.to_owned()
}
