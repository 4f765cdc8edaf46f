//! The reader's order against the browser's own.

use js_sys::{Array, Intl, Object, RegExp};
use tenantry::text::collate::{Collation, compare};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// Given names of many countries.
const GIVEN: [&str; 40] = [
    "Anna",
    "anna",
    "Ánna",
    "Änne",
    "Aïcha",
    "Asa",
    "Åsa",
    "Ægir",
    "Çelik",
    "Celik",
    "Chloé",
    "Chloë",
    "CHLOE",
    "Élodie",
    "Elodie",
    "Éric",
    "François",
    "Francois",
    "Ğ",
    "İpek",
    "Irmak",
    "ışık",
    "Jean-Luc",
    "Jean Luc",
    "Jean‑Luc",
    "Łukasz",
    "Lukasz",
    "Noël",
    "noel",
    "Øystein",
    "Oystein",
    "Œdipe",
    "Şahin",
    "Ștefan",
    "Þór",
    "Thị",
    "Алёна",
    "Алена",
    "Йордан",
    "Ελένη",
];

/// Family names, and what stands where they should.
const FAMILY: [&str; 24] = [
    "",
    "D’Arcy",
    "D'Arcy",
    "de La Tour",
    "De la Tour",
    "Groß",
    "Gross",
    "GROẞ",
    "L’Haÿ",
    "Müller",
    "Mueller",
    "Nguyễn",
    "Nguyen",
    "Ångström",
    "Ostergard",
    "Østergård",
    "O'Brien (ext)",
    "O’Brien [x]",
    "Źródło",
    "Иванов",
    "Иванова",
    "Παπαδόπουλος",
    "2",
    "10",
];

/// What is no name at all.
const HOSTILE: [&str; 48] = [
    "",
    " ",
    "  a",
    "\t",
    "\0",
    "\u{200b}",
    "\u{202e}evil",
    "evil\u{202c}",
    "a\u{ad}b",
    "ab",
    "a b",
    "a\u{a0}b",
    "a-b",
    "a_b",
    "a.b",
    "a,b",
    "a;b",
    "a:b",
    "a!b",
    "a?b",
    "a'b",
    "a\"b",
    "a(b",
    "a@b",
    "a/b",
    "a\\b",
    "a&b",
    "a#b",
    "a%b",
    "a+b",
    "a<b",
    "a=b",
    "a|b",
    "a~b",
    "a$b",
    "a€b",
    "a1b",
    "=cmd|' /C calc'!A0",
    "<script>",
    "½",
    "x²",
    "№ 5",
    "Tea™",
    "…",
    "...",
    "col·lecció",
    "e\u{323}\u{301}",
    "e\u{301}\u{323}",
];

/// Checks all pairs of some texts with the browser's collators: two orders that agree on all
/// neighbours agree on all.
fn check(mut texts: Vec<String>) {
    texts.sort_by(|one, other| compare(one, other, Collation::Root));
    for language in ["en", "fr"] {
        let collator =
            Intl::Collator::new(&Array::of1(&JsValue::from_str(language)), &Object::new());
        let theirs = |one: &str, other: &str| {
            let sign = collator.compare().call2(&JsValue::NULL, &one.into(), &other.into());
            sign.unwrap().as_f64().unwrap().partial_cmp(&0.0).unwrap()
        };
        let mut wrong = Vec::new();
        for pair in texts.windows(2) {
            let (ours, theirs) =
                (compare(&pair[0], &pair[1], Collation::Root), theirs(&pair[0], &pair[1]));
            if ours != theirs {
                wrong.push(format!("{pair:?}: {ours:?}, not {theirs:?}"));
            }
        }
        assert!(wrong.is_empty(), "{language}, {} pairs:\n{}", wrong.len(), wrong.join("\n"));
    }
}

#[wasm_bindgen_test]
fn names_stand_as_the_browser_has_them() {
    let names = GIVEN.iter().flat_map(|given| {
        FAMILY.iter().flat_map(move |family| {
            [format!("{given} {family}"), format!("{family}, {given}"), format!("{family}{given}")]
        })
    });
    check(names.chain(HOSTILE.map(str::to_owned)).collect());
}

#[wasm_bindgen_test]
fn characters_stand_as_the_browser_has_them() {
    // What this browser's Unicode has not assigned yet is in nobody's order.
    let assigned = RegExp::new(r"^\P{Cn}$", "u");
    let characters = ('\u{1}'..'\u{530}')
        .chain('\u{1e00}'..'\u{2060}')
        .chain('\u{2070}'..'\u{208f}')
        .chain('\u{20a0}'..'\u{20c0}')
        .chain('\u{2190}'..'\u{2427}')
        .chain('\u{ff01}'..='\u{ff5e}')
        .map(String::from)
        .filter(|text| assigned.test(text));
    check(characters.flat_map(|text| [format!("Ab{text}c"), text]).collect());
}
