//! What is written is a page, whatever the texts are.

use super::{END, base64, push_element, push_text, start};
use crate::i18n::Locale;
use proptest::prelude::*;

/// The elements in their order and the texts between them; fails where tags do not close as they were opened.
#[track_caller]
pub(crate) fn read(page: &str) -> (Vec<String>, Vec<String>) {
    let (mut tags, mut texts, mut open) = (Vec::new(), Vec::new(), Vec::new());
    let page = page.strip_prefix("<!DOCTYPE html>\n").unwrap();
    let mut parts = page.split('<');
    assert_eq!(parts.next(), Some(""));
    for part in parts {
        let (tag, text) = part.split_once('>').expect("a tag ends");
        assert!(!text.contains('>'), "{text}");
        if !text.trim().is_empty() {
            texts.push(unescaped(text));
        }
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name));
            continue;
        }
        let name = tag.split_whitespace().next().unwrap().to_owned();
        tags.push(name.clone());
        if !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?}");
    (tags, texts)
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

#[test]
fn digests_are_written_as_policies_want_them() {
    for (bytes, expected) in [
        (&b""[..], ""),
        (b"f", "Zg=="),
        (b"fo", "Zm8="),
        (b"foo", "Zm9v"),
        (b"foob", "Zm9vYg=="),
        (&[0xfb, 0xff, 0xfe], "+//+"),
    ] {
        assert_eq!(base64(bytes), expected);
    }
    // The example of the specification.
    let page = start("x", Locale::Fr, "alert('Hello, world.');");
    let digest = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='";
    assert!(page.contains(digest), "{page}");
    assert!(page.contains("<html lang=\"fr\">") && page.contains("default-src 'none'"), "{page}");
}

#[test]
fn control_characters_are_shown_as_such() {
    let mut out = String::new();
    push_text(&mut out, "a\0b\u{1b}c\td\u{85}e");
    assert_eq!(out, "a\u{fffd}b\u{fffd}c\td\u{fffd}e");
}

proptest! {
    #[test]
    fn no_text_becomes_markup(title in "\\PC{0,40}", text in "[<>&\"'/a-z =!-]{0,40}") {
        let mut page = start(&title, Locale::En, "p { color: red; }");
        push_element(&mut page, "p", &text);
        page.push_str(END);
        let (tags, texts) = read(&page);
        prop_assert_eq!(
            tags,
            ["html", "head", "meta", "meta", "meta", "title", "style", "body", "p"]
        );
        let style = "p { color: red; }".to_owned();
        let shown = [title, style, text].into_iter().filter(|it| !it.trim().is_empty());
        prop_assert_eq!(texts, shown.collect::<Vec<_>>());
    }
}
