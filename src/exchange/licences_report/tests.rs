//! The page in both languages, with texts that would be markup.

use super::{Head, Line, after, before, rows, texts};
use crate::documents::page::tests::read;
use crate::i18n::Locale;

fn head() -> Head {
    Head {
        product: "Microsoft 365 E3".to_owned(),
        part_number: "SPE_E3".to_owned(),
        organisation: "Müller & <Söhne>".to_owned(),
        day: "12 May 2026".to_owned(),
        part: None,
        figures: vec![("Bought".to_owned(), "25".to_owned())],
        people: 3,
        untold: 0,
        assumed: Some("Assumed: seats.".to_owned()),
    }
}

fn line(name: &str) -> Line {
    Line {
        name: name.to_owned(),
        principal: "a@contoso.com".to_owned(),
        department: "R&D".to_owned(),
        place: "FR".to_owned(),
        way: "directly and by \"Office\"".to_owned(),
        off: "Sway".to_owned(),
        state: "Active".to_owned(),
        wrong: false,
    }
}

fn page(head: &Head, pieces: &[&[Line]], locale: Locale) -> String {
    let mut bytes = before(head, locale);
    let mut count = 0;
    for lines in pieces {
        bytes.extend(rows(lines, count, locale));
        count += lines.len();
    }
    bytes.extend(after(count as u64, locale));
    String::from_utf8(bytes).unwrap()
}

#[test]
fn says_what_it_is_and_lists_people_with_numbers() {
    let wrong = Line { wrong: true, ..line("<script>alert(1)</script>") };
    let pieces: [&[Line]; 2] = [&[line("Anna"), line("Bo")], &[wrong]];
    let text = page(&head(), &pieces, Locale::En);
    assert!(!text.contains("<script"), "{text}");
    let (tags, texts) = read(&text);
    assert_eq!(tags.iter().filter(|tag| *tag == "tr").count(), 4);
    assert_eq!(texts[0], "Users licensed for Microsoft 365 E3");
    assert_eq!(texts[2], texts[0], "the title is the heading");
    assert_eq!(texts[3], "Müller & <Söhne>, 12 May 2026 · Part number SPE_E3");
    assert_eq!(texts[4..8], ["Bought", "25", "3 users", "Assumed: seats."]);
    let second = texts.iter().position(|text| text == "2").unwrap();
    assert_eq!(texts[second + 1..second + 4], ["Bo", "a@contoso.com", "R&D"]);
    assert_eq!(texts[second + 8..second + 10], ["3", "<script>alert(1)</script>"]);
    assert!(text.contains("<td class=\"wrong\">Active</td>"), "{text}");
}

#[test]
fn speaks_either_language() {
    let head = Head { part: Some("Attribution directe".to_owned()), people: 0, ..head() };
    let text = page(&head, &[], Locale::Fr);
    assert!(text.contains("<html lang=\"fr\">"), "{text}");
    let (_, texts) = read(&text);
    assert_eq!(texts[0], "Utilisateurs sous licence pour Microsoft 365 E3");
    assert!(texts.contains(&"Attribution directe · 0 utilisateur".to_owned()), "{texts:?}");
    assert!(texts.contains(&"Personne.".to_owned()) && texts.contains(&"Nom".to_owned()));
}

#[test]
fn says_of_how_many_nothing_is_told() {
    let told = |untold: u64, locale: Locale| read(&page(&Head { untold, ..head() }, &[], locale)).1;
    let texts = told(2, Locale::En);
    assert_eq!(texts[6..8], ["3 users", "Of 2 users no file tells whether they have it."]);
    let texts = told(1, Locale::Fr);
    assert!(
        texts.contains(&"Pour 1 utilisateur, aucun fichier n’indique s’il le possède.".to_owned()),
        "{texts:?}"
    );
    assert!(!told(0, Locale::En).iter().any(|text| text.contains("no file tells")));
}

#[test]
fn numbers_go_on_over_pieces() {
    let lines = vec![line("x"); 1200];
    let pieces: Vec<&[Line]> = lines.chunks(500).collect();
    let (_, texts) = read(&page(&head(), &pieces, Locale::En));
    assert!(texts.contains(&"1,200".to_owned()) && texts.contains(&"1,001".to_owned()));
}

#[test]
fn texts_are_set_well() {
    crate::i18n::typography::check(&texts::all());
}
