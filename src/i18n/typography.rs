//! House rules for every text, in tests only: whoever declares texts calls [`check`] on them.

/// Names of texts with their languages, as `all()` of a module made by `texts!` gives them.
pub(crate) type Named = (&'static str, [&'static str; 2]);

/// Fails on an empty text, stray blanks, typewriter signs, and French spacing that is not French.
#[track_caller]
pub(crate) fn check(texts: &[Named]) {
    assert!(!texts.is_empty());
    for (name, languages) in texts {
        for text in languages {
            assert!(!text.trim().is_empty(), "{name} is empty");
            assert_eq!(text.trim(), *text, "{name}: blanks at an end");
            assert!(!text.contains("  "), "{name}: two blanks in a row");
            assert!(!text.contains('\''), "{name}: use ’ in {text}");
            assert!(!text.contains("..."), "{name}: use … in {text}");
        }
        if let Some(place) = misplaced(languages[1]) {
            panic!("{name}: French spacing at {place:?} in {:?}", languages[1]);
        }
    }
}

/// French sets `; ! ?` apart with a narrow no-break space, `: « »` with a no-break space.
/// A colon inside a name (`https://`, `Alt:x`) is followed by no blank and is left alone.
fn misplaced(text: &str) -> Option<&str> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    for (at, (byte, c)) in chars.iter().enumerate() {
        let before = at.checked_sub(1).map_or('\u{202f}', |at| chars[at].1);
        let after = chars.get(at + 1).map_or(' ', |(_, c)| *c);
        let good = match c {
            ';' | '!' | '?' => before == '\u{202f}',
            '»' => before == '\u{a0}',
            '«' => after == '\u{a0}',
            ':' => before == '\u{a0}' || !after.is_whitespace(),
            _ => true,
        };
        if !good {
            return text.get(*byte..);
        }
    }
    None
}

#[test]
fn finds_spaces_that_are_not_french() {
    assert_eq!(misplaced("Quoi\u{202f}? «\u{a0}Rien\u{a0}»\u{a0}: https://x"), None);
    assert_eq!(misplaced("Quoi ?"), Some("?"));
    assert_eq!(misplaced("Note : rien"), Some(": rien"));
    assert_eq!(misplaced("dit «rien\u{a0}»"), Some("«rien\u{a0}»"));
}
