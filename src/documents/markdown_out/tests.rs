//! What is written is read again as it was.

use super::*;
use crate::documents::markdown::read;
use crate::documents::tree::{Target, paragraph, text as words_of};
use proptest::prelude::*;

fn again(blocks: &[Block]) -> Vec<Block> {
    read(&fragment(blocks)).blocks
}

#[test]
fn a_document_is_read_again() {
    let link = Inline::Link {
        to: Target::parse("https://a.example/?b=(c)").unwrap(),
        text: vec![words_of("a [b]")],
    };
    let blocks = vec![
        Block::Heading { level: 3, id: None, text: vec![words_of("# 1. a")] },
        Block::Paragraph(vec![words_of("see "), link, Inline::Break, words_of("- b")]),
        Block::List {
            start: Some(1),
            items: vec![
                vec![paragraph("a"), paragraph("b")],
                vec![
                    paragraph("c"),
                    Block::List { start: None, items: vec![vec![paragraph("d")]] },
                ],
            ],
        },
        Block::Quote(vec![paragraph("> a"), paragraph("b")]),
        Block::Code("let a = 1;\n```\n".to_owned()),
        Block::Table {
            caption: None,
            head: vec![vec![words_of("a|b")], vec![words_of("c")]],
            rows: vec![vec![vec![words_of("| d")], vec![Inline::Code("e".to_owned())]]],
        },
        Block::Rule,
    ];
    assert_eq!(again(&blocks), blocks);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// No text becomes a mark, wherever it stands.
    #[test]
    fn words_stay_words(
        words in "[a*_`#>|<(!\\-+=1.)~&;:/\"'\\\\\\[\\]{}é]([ a*_`#>|<(!\\-+=1.)~&;:/\\\\\\[\\]]{0,12}[a*_`#>|<!\\-+=1.)~&;\\\\\\]])?",
    ) {
        let line = vec![words_of(words)];
        for block in [
            Block::Paragraph(line.clone()),
            Block::Heading { level: 2, id: None, text: line.clone() },
            Block::List { start: None, items: vec![vec![Block::Paragraph(line.clone())]] },
            Block::Quote(vec![Block::Paragraph(line)]),
        ] {
            // Spaces in a row are one for whoever reads; Markdown keeps them within a line.
            prop_assert_eq!(again(std::slice::from_ref(&block)), vec![block]);
        }
    }
}
