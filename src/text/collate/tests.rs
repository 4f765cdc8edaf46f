//! The order against another implementation of CLDR's.

use super::*;
use proptest::{prelude::*, sample::select};

/// The characters that are said to be exact.
fn exact() -> Vec<char> {
    ('\0'..='\u{ffff}').filter(|&c| oracle::is_exact(c)).collect()
}

/// Checks all pairs of some texts: two orders that agree on all neighbours agree on all.
fn check(mut texts: Vec<String>) {
    let key = |text: &str| key(text, Collation::Root);
    texts.sort_by(|one, other| oracle::compare(one, other));
    let mut wrong = Vec::new();
    for pair in texts.windows(2) {
        let [one, other] = pair else { continue };
        let expected = oracle::compare(one, other);
        if compare(one, other, Collation::Root) != expected {
            let keys = (key(one), key(other));
            wrong.push(format!("{one:?} to {other:?} should be {expected:?}: {keys:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} pairs:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_character_has_its_place() {
    let characters = exact();
    assert!(characters.len() > 3600, "{}", characters.len());
    check(characters.iter().map(char::to_string).collect());
}

#[test]
fn every_character_has_its_place_among_letters() {
    let pattern = |c: &char| ["a", "l", "и", "ss"].map(|around| format!("{around}{c}{around}"));
    check(exact().iter().flat_map(pattern).collect());
}

#[test]
fn every_character_takes_marks() {
    let with = |c: &char| {
        ["\u{301}", "\u{306}", "\u{323}\u{306}", "\u{338}", "\u{345}"].map(|m| format!("{c}{m}"))
    };
    check(exact().iter().flat_map(with).collect());
}

#[test]
fn pairs_of_marks_are_put_in_order() {
    let marks = || ('\u{300}'..='\u{36f}').chain('\u{483}'..='\u{487}');
    let pairs = marks().flat_map(|one| marks().map(move |other| (one, other)));
    check(pairs.map(|(one, other)| format!("и{one}{other}")).collect());
}

#[test]
fn no_byte_is_zero_and_none_ends_a_level_early() {
    for code in 0..=u32::from(char::MAX) {
        let Some(c) = char::from_u32(code) else { continue };
        let found = key(c.encode_utf8(&mut [0; 4]), Collation::Root);
        assert!(!found.contains(&0), "{c:?}: {found:?}");
        assert!(found.split(|&byte| byte == LEVEL).count() <= 3, "{c:?}: {found:?}");
    }
}

/// Names as directories of several countries hold them, each list in order.
const NAMES: &[&[&str]] = &[
    &[
        "Cote",
        "cote",
        "coté",
        "côte",
        "côté",
        "D’Arcy",
        "D'Arcy Anne",
        "de La Tour",
        "De la Tour",
        "Élodie",
        "Eloïse",
        "Éric",
        "Œuvrard",
        "Ofélie",
        "Zoé",
        "Zoë",
        "L’Haÿ",
        "Saint-Étienne",
        "Saint Etienne",
        "Françoise",
        "Francoise",
        "Noël",
        "Noel",
        "Noelle",
        "Lætitia",
        "Laetitia",
    ],
    &[
        "Groß",
        "Gross",
        "GROSS",
        "GROẞ",
        "Müller",
        "Mueller",
        "Muller",
        "Jörg",
        "Jorg",
        "Joerg",
        "Österreicher",
        "Özdemir",
        "Weiß",
        "Weiss",
        "von der Ahe",
        "Von Ahe",
        "Ärzte",
        "Arzt",
    ],
    &[
        "Åsa",
        "Asa",
        "Aasa",
        "Østergård",
        "Ostergard",
        "Ærø",
        "Aero",
        "Þór",
        "Thor",
        "Ðuro",
        "Đuro",
        "Duro",
        "Sæmundur",
        "Samundur",
        "Bjørn",
        "Björn",
        "Bjorn",
        "Ängström",
        "Ångström",
    ],
    &[
        "Łukasz",
        "Lukasz",
        "Zbigniew",
        "Żaneta",
        "Źródło",
        "Zrodlo",
        "Ćwik",
        "Cwik",
        "Święty",
        "Świętosław",
        "Čapek",
        "Capek",
        "Chalupa",
        "Hus",
        "Řehoř",
        "Rehor",
        "Ğ",
        "İpek",
        "Ipek",
        "Irmak",
        "Işık",
        "ışık",
        "Isik",
        "Çelik",
        "Celik",
        "Şahin",
        "Sahin",
        "Ștefan",
        "Şerban",
    ],
    &[
        "Nguyễn Thị Hồng",
        "Nguyen Thi Hong",
        "Nguyễn Văn Ước",
        "Trần",
        "Tran",
        "Đặng",
        "Dang",
        "Phạm Quỳnh Anh",
        "Lê",
        "Lệ",
        "Le",
        "col·lecció",
        "collecció",
        "Il·lustre",
        "IL·LUSTRE",
    ],
    &[
        "Алёна",
        "Алена",
        "Андрей",
        "Андреи",
        "Андреи\u{306}",
        "Йордан",
        "Иордан",
        "Її",
        "Ії",
        "Ґалаґан",
        "Галаган",
        "Ђорђе",
        "Ελένη",
        "Ελενη",
        "ΕΛΈΝΗ",
        "Σίσυφος",
        "Σισυφοσ",
        "Ὀδυσσεύς",
    ],
    &[
        "",
        " ",
        "!",
        "_svc",
        "-test",
        "'quoted'",
        "(ext) Anna",
        "\"x\"",
        "#1",
        "1",
        "10",
        "2",
        "02",
        "a b",
        "ab",
        "a-b",
        "A B",
        "a.b",
        "a_b",
        "a@b.fr",
        "a\u{a0}b",
        "a\u{ad}b",
        "a\u{200b}b",
        "\u{202e}evil",
        "evil",
        "=cmd|' /C calc'!A0",
        "½ Anna",
        "x²",
        "x2",
        "№ 5",
        "Tea™",
        "€",
        "$",
        "Ａｎｎａ",
        "Anna",
        "anna",
        "ANNA",
        "…",
        "...",
        "–",
        "—",
        "«Anna»",
        "‘a’",
        "’a",
        "\0",
        "\t",
    ],
];

#[test]
fn names_of_many_countries() {
    check(NAMES.iter().flat_map(|names| names.iter().map(|&name| name.to_owned())).collect());
}

#[test]
fn other_scripts_follow_as_blocks() {
    let scripts = ["Ω", "я", "გ", "Ա", "א", "ع", "አ", "क", "ก", "ᚠ", "가", "あ", "ㄅ", "一"];
    check(scripts.iter().map(|&c| c.to_owned()).collect());
    assert!(scripts.is_sorted_by(|one, other| compare(one, other, Collation::Root).is_lt()));
}

/// Texts of few different characters, so that many tie on a level.
fn close() -> impl Strategy<Value = String> {
    let few: Vec<char> = "aAáÁàæÆdǆeEéœilLŀ·ſsSßẞuǘzйЙиИгґαάΑᾳς '’-.1¹½ａ\
        \u{301}\u{308}\u{306}\u{323}\u{338}\u{327}\u{345}\u{34f}\u{366}\u{200b}"
        .chars()
        .collect();
    prop::collection::vec(select(few), 0..6).prop_map(String::from_iter)
}

fn any_exact() -> impl Strategy<Value = String> {
    prop::collection::vec(select(exact()), 0..8).prop_map(String::from_iter)
}

fn names() -> impl Strategy<Value = String> {
    let names: Vec<&str> = NAMES.iter().copied().flatten().copied().collect();
    prop::collection::vec(select(names), 1..3).prop_map(|names| names.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn texts_of_few_characters(texts in prop::collection::vec(close(), 2..40)) {
        check(texts);
    }

    #[test]
    fn texts_of_any_exact_character(texts in prop::collection::vec(any_exact(), 2..12)) {
        check(texts);
    }

    #[test]
    fn names_after_names(texts in prop::collection::vec(names(), 2..12)) {
        check(texts);
    }

    #[test]
    fn keys_follow_one_another_in_a_buffer(one in any::<String>(), other in any::<String>()) {
        let mut both = key(&one, Collation::Root);
        let length = both.len();
        key_into(&other, Collation::Root, &mut both);
        prop_assert_eq!(&both[..length], key(&one, Collation::Root));
        prop_assert_eq!(&both[length..], key(&other, Collation::Root));
        prop_assert!(!both.contains(&0));
    }
}
