//! What may be too long for its column is taken for long.

use super::{Column, is_long, room};

fn rooms(width: u32, row: i64) -> i64 {
    let column = Column {
        key: 0,
        label: String::new(),
        note: String::new(),
        width,
        sortable: false,
        sorted: None,
    };
    room(&[column], row)[0]
}

#[test]
fn short_texts_are_not_long_in_the_columns_of_the_list() {
    for (text, width) in [("Paris", 120), ("Engineering", 160), ("Anna Lindqvist", 180), ("", 64)] {
        assert!(!is_long(text, rooms(width, 36)), "{text}");
    }
}

#[test]
fn texts_are_long_before_they_do_not_fit() {
    // Measured in Chromium at 14 px in DejaVu Sans, the widest of the usual fonts; Han an em each.
    let measured = [
        ("anna.lindqvist@contoso.com", 202),
        ("WWWWWWWWWWWW", 167),
        ("Senior Software Engineer", 178),
        ("0123456789", 90),
        ("山田太郎", 56),
    ];
    for (text, drawn) in measured {
        assert!(is_long(text, drawn - 1), "{text}");
    }
}

#[test]
fn larger_text_needs_more_room() {
    assert!(!is_long("Engineering", rooms(160, 36)));
    assert!(is_long("Engineering", rooms(160, 72)), "a reader who doubled the size of text");
    assert!(is_long("a", rooms(0, 36)));
}
