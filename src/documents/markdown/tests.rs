//! What Markdown becomes, and what never does.

use super::super::tree::words;
use super::*;
use proptest::prelude::*;

fn problems(text: &str) -> Vec<MarkdownProblem> {
    read(text).remarks.into_iter().map(|remark| remark.problem).collect()
}

fn line(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}

#[test]
fn blocks_are_read() {
    let text = "## A\n\nB **c** *d* `e`  \nf\n\n3. g\n   - h\n4. i\n\n> j\n\n| k | l |\n|---|---|\n| m | n |\n\n---\n";
    let blocks = read(text).blocks;
    let expected = vec![
        Block::Heading { level: 2, id: None, text: line("A") },
        Block::Paragraph(vec![
            Inline::Text("B ".to_owned()),
            Inline::Strong(line("c")),
            Inline::Text(" ".to_owned()),
            Inline::Emphasis(line("d")),
            Inline::Text(" ".to_owned()),
            Inline::Code("e".to_owned()),
            Inline::Break,
            Inline::Text("f".to_owned()),
        ]),
        Block::List {
            start: Some(3),
            items: vec![
                vec![
                    Block::Paragraph(line("g")),
                    Block::List { start: None, items: vec![vec![Block::Paragraph(line("h"))]] },
                ],
                vec![Block::Paragraph(line("i"))],
            ],
        },
        Block::Quote(vec![Block::Paragraph(line("j"))]),
        Block::Table {
            caption: None,
            head: vec![line("k"), line("l")],
            rows: vec![vec![line("m"), line("n")]],
        },
        Block::Rule,
    ];
    assert_eq!(blocks, expected);
}

#[test]
fn what_is_not_safe_is_left_out_and_told() {
    use MarkdownProblem::{Html, Image, Link, Title};
    let cases: [(&str, &[MarkdownProblem], &str); 6] = [
        ("a <script>alert(1)</script> b", &[Html, Html], "a alert(1) b"),
        ("<div onclick=x>\na\n</div>", &[Html], ""),
        ("[a](javascript:alert(1))", &[Link], "a"),
        ("a ![b](https://c.example/d.png) e", &[Image], "a  e"),
        ("# a", &[Title], "a"),
        ("[a](https://b.example)", &[], "a"),
    ];
    for (text, expected, said) in cases {
        let found = read(text);
        assert_eq!(problems(text), expected, "{text}");
        let all: Vec<String> = found
            .blocks
            .iter()
            .map(|block| match block {
                Block::Paragraph(line) | Block::Heading { text: line, .. } => words(line),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(all.concat(), said, "{text}");
    }
}

#[test]
fn bombs_do_no_harm() {
    for text in [
        "> ".repeat(5_000) + "a",
        "- ".repeat(5_000) + "a",
        "[".repeat(50_000),
        "*a ".repeat(50_000),
        "**".repeat(30_000) + "a",
        "a\n\n".repeat(100_000),
        "|a".repeat(50_000) + "\n" + &"|-".repeat(50_000),
        "`".repeat(60_000),
        "&#0;".repeat(20_000),
    ] {
        let found = read(&text);
        assert!(found.blocks.len() <= MOST_PARTS);
    }
    assert!(problems(&("> ".repeat(50) + "a")).contains(&MarkdownProblem::Depth));
    assert!(problems(&"a\n\n".repeat(100_000)).contains(&MarkdownProblem::Size));
    let cut = format!("{}é", "a".repeat(MOST_BYTES - 1));
    assert_eq!(problems(&cut), [MarkdownProblem::Size]);
}

proptest! {
    /// No text panics, and every remark is about a place in it.
    #[test]
    fn any_text_is_read(text in "[ab*_`#>|<\\[\\]()!\\-+0-9.\n \\\\&;:/é]{0,200}") {
        for remark in read(&text).remarks {
            prop_assert!(remark.at.start <= remark.at.end && remark.at.end <= text.len());
        }
    }
}
