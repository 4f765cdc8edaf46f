//! Folding against Unicode's own tables.

use super::*;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization as _;

/// Letters that Unicode does not decompose, with what we take them for.
const SPECIAL: &str = "ß=ss æ=ae œ=oe ø=o ł=l đ=d ð=d þ=th ħ=h ŧ=t ŋ=n ı=i ŉ='n ſ=s ĳ=ij ŀ=l \
    ǆ=dz ǉ=lj ǌ=nj ǳ=dz ǅ=dz ǈ=lj ǋ=nj ǲ=dz ǥ=g ƀ=b ƶ=z ɇ=e ɉ=j ɍ=r ɏ=y ƚ=l ȼ=c ς=σ ⱥ=a ⱦ=t ẜ=s \
    ẝ=s ẚ=a ª=a º=o ٱ=ا ﬀ=ff ﬁ=fi ﬂ=fl ﬃ=ffi ﬄ=ffl ﬅ=st ﬆ=st ‘=' ’=' ‛=' ʼ=' ´=' “=\" ”=\" „=\" \
    ‟=\" ‐=- ‑=- ‒=- –=- —=- ―=- −=-";

/// The definition: decompose, drop marks, lower, once more, spell out, compose what is left.
fn defined(c: char) -> String {
    if c.is_whitespace() || c.is_control() {
        return " ".to_owned();
    }
    if ('\u{ff01}'..='\u{ff5e}').contains(&c) {
        return char::from_u32(u32::from(c) - 0xfee0).unwrap().to_lowercase().to_string();
    }
    // What else decomposes: letters of scripts whose marks are letters, and symbols.
    let ours = matches!(c, '\0'..='\u{7ff}' | '\u{1e00}'..='\u{1fff}' | '\u{2100}'..='\u{214f}');
    let plain = |text: String| -> String {
        if !ours {
            return text.chars().filter(|&c| !is_dropped(c)).flat_map(char::to_lowercase).collect();
        }
        text.nfd().filter(|&c| !is_dropped(c)).flat_map(char::to_lowercase).collect()
    };
    let folded: String = plain(plain(c.to_string()));
    let special = |c: char| {
        let entry = SPECIAL.split(' ').find(|entry| entry.starts_with(c));
        entry.map_or(c.to_string(), |entry| entry.chars().skip(2).collect())
    };
    folded.chars().map(special).collect()
}

#[test]
fn every_character_folds_as_defined() {
    let mut wrong = Vec::new();
    for c in '\0'..=char::MAX {
        let mut folded = String::new();
        search_char(c, &mut folded);
        let defined = defined(c);
        if folded != defined {
            wrong.push(format!("U+{:04X} {c} folds to {folded:?}, not {defined:?}", u32::from(c)));
        }
    }
    assert!(wrong.is_empty(), "{} characters:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn case_folds_as_unicode_says() {
    let mut wrong = Vec::new();
    // Letters younger than the tables of the standard library.
    let young = |c| {
        matches!(c, '\u{a7dd}' | '\u{a7e2}' | '\u{ab6c}' | '\u{ab6d}' | '\u{1df40}'..='\u{1dfff}')
    };
    for c in ('\0'..=char::MAX).filter(|&c| !young(c)) {
        let defined = icu_casemap::CaseMapper::new().simple_fold(c);
        if case_char(c) != defined {
            wrong.push(format!(
                "U+{:04X} {c} folds to {}, not {defined}",
                u32::from(c),
                case_char(c)
            ));
        }
    }
    assert!(wrong.is_empty(), "{} characters:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn names_are_found_as_people_type_them() {
    for (name, typed) in [
        ("José Álvarez", "jose alvarez"),
        ("Łukasz", "lukasz"),
        ("Jürgen Groß", "jurgen gross"),
        ("Åsa Ødegård", "asa odegard"),
        ("Æsir", "aesir"),
        ("İpek Yıldız", "ipek yildiz"),
        ("Đorđe", "dorde"),
        ("Nguyễn Thị Hồng", "nguyen thi hong"),
        ("Ελένη Παππάς", "ελενη παππασ"),
        ("Алёна Юрьевна", "алена юрьевна"),
        ("O’Brien‑Smith", "o'brien-smith"),
        ("Ｊｏｓｅ", "jose"),
        ("e\u{301}te\u{301}", "ete"),
        ("\u{202e}evil\u{200b}\0x", "evil x"),
        ("a\tb\nc\u{a0}d", "a b c d"),
        ("محمَّد", "محمد"),
    ] {
        assert_eq!(search(name), typed, "{name}");
    }
}

#[test]
fn filters_ignore_case_but_not_accents() {
    assert!(same("JOSÉ", "josé"));
    assert!(same("ΣΊΣΥΦΟΣ", "σίσυφος"));
    assert!(same("\u{212a}", "k"));
    assert!(!same("jose", "josé"));
    assert!(!same("Straße", "STRASSE"));
}

proptest! {
    #[test]
    fn folding_twice_changes_nothing(text in any::<String>()) {
        let once = search(&text).into_owned();
        prop_assert_eq!(search(&once), once.as_str());
        let once = case(&text).into_owned();
        prop_assert_eq!(case(&once), once.as_str());
    }

    #[test]
    fn same_is_equality_of_folds(one in "[aAbBéÉßkK\u{212a}σςΣ]{0,3}", other in "[aAbBéÉßkK\u{212a}σςΣ]{0,3}") {
        prop_assert_eq!(same(&one, &other), case(&one) == case(&other));
    }
}
