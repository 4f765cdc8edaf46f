//! Pages are well-formed, whatever stands in a document, and every kind of block is in them.

use super::*;
use crate::documents::markdown;
use crate::documents::page::tests::read;
use crate::documents::tree::{paragraph, text};
use crate::i18n::Locale;
use proptest::prelude::*;

fn document(blocks: Vec<Block>) -> Document {
    let lead = vec![vec![text("of <today>")]];
    Document { locale: Locale::Fr, title: "A & B".to_owned(), lead, blocks, foot: "v1".to_owned() }
}

#[test]
fn every_block_is_an_element() {
    let source = "## a\n\n1. b\n2. c\n\n> d\n\n| e | f |\n|--|--|\n| g | h |\n\n```\ni\n```\n\n---\n[j](mailto:k@l.example)";
    let mut blocks = markdown::read(source).blocks;
    blocks.push(Block::Details { summary: vec![text("m")], content: vec![paragraph("n")] });
    blocks.push(Block::Notice { tone: Tone::Warn, content: vec![paragraph("o")] });
    let page = page(&document(blocks));
    let (tags, texts) = read(&page);
    for tag in [
        "main",
        "h1",
        "h2",
        "ol",
        "li",
        "blockquote",
        "table",
        "th",
        "td",
        "pre",
        "hr",
        "a",
        "details",
        "summary",
        "footer",
    ] {
        assert!(tags.iter().any(|one| one == tag), "{tag}");
    }
    for said in ["A & B", "of <today>", "g", "n", "o", "v1"] {
        assert!(texts.iter().any(|one| one == said), "{said}");
    }
    assert_eq!(tags.iter().filter(|tag| *tag == "h1").count(), 1);
    assert!(!page.contains("<script") && page.contains("lang=\"fr\""));
}

proptest! {
    #[test]
    fn any_markdown_is_a_page(source in "[ab*_`#>|<\\[\\]()!\\-+0-9.\n \\\\&;:/\"é]{0,200}") {
        read(&page(&document(markdown::read(&source).blocks)));
    }
}
