//! A document as plain text: what is read aloud, and what stands beside the HTML of a mail.

use super::tree::{Block, Document, Inline, Target, words};

/// A document.
#[must_use]
pub fn text(document: &Document) -> String {
    let mut out = String::new();
    push_titled(&mut out, &document.title, '=');
    for line in &document.lead {
        out.push_str(&spoken(line));
        out.push('\n');
    }
    if !document.lead.is_empty() {
        out.push('\n');
    }
    push_blocks(&mut out, &document.blocks, "");
    if !document.foot.is_empty() {
        out.push_str(&document.foot);
        out.push('\n');
    }
    out
}

/// Parts of a document.
#[must_use]
pub fn fragment(blocks: &[Block]) -> String {
    let mut out = String::new();
    push_blocks(&mut out, blocks, "");
    out.truncate(out.trim_end().len());
    out
}

fn push_titled(out: &mut String, title: &str, under: char) {
    out.push_str(title);
    out.push('\n');
    out.extend(std::iter::repeat_n(under, title.chars().count()));
    out.push_str("\n\n");
}

/// A line in words, with the addresses that it leads to.
fn spoken(line: &[Inline]) -> String {
    let mut out = String::new();
    for piece in line {
        match piece {
            Inline::Link { to, text } => {
                let label = words(text);
                out.push_str(&label);
                if !is_said(to, &label) {
                    out.push_str(" (");
                    out.push_str(to.shown());
                    out.push(')');
                }
            }
            Inline::Strong(inner) | Inline::Emphasis(inner) => out.push_str(&spoken(inner)),
            Inline::Break => out.push('\n'),
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
        }
    }
    out
}

/// Whether the words of a link say where it leads, or nobody could go there from a text.
fn is_said(to: &Target, label: &str) -> bool {
    to.as_str().starts_with('#') || label == to.shown() || label == to.as_str()
}

/// Writes a text, each line after the first one indented.
fn push_lines(out: &mut String, text: &str, indent: &str) {
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            out.push('\n');
            out.push_str(indent);
        }
        out.push_str(line);
    }
}

fn push_blocks(out: &mut String, blocks: &[Block], indent: &str) {
    for block in blocks {
        out.push_str(indent);
        match block {
            Block::Heading { level, text, .. } => {
                let title = spoken(text);
                if *level == 2 && indent.is_empty() {
                    push_titled(out, &title, '-');
                } else {
                    push_lines(out, &title, indent);
                    out.push_str("\n\n");
                }
            }
            Block::Paragraph(line) => {
                push_lines(out, &spoken(line), indent);
                out.push_str("\n\n");
            }
            Block::List { start, items } => {
                out.truncate(out.len() - indent.len());
                push_list(out, *start, items, indent);
            }
            Block::Quote(blocks) | Block::Notice { content: blocks, .. } => {
                out.truncate(out.len() - indent.len());
                push_blocks(out, blocks, &format!("{indent}| "));
            }
            Block::Code(text) => {
                push_lines(out, text.trim_end(), indent);
                out.push_str("\n\n");
            }
            Block::Table { caption, head, rows } => {
                if let Some(caption) = caption {
                    out.push_str(caption);
                    out.push('\n');
                }
                push_rows(out, head, rows, indent);
            }
            Block::Details { summary, content } => {
                push_lines(out, &spoken(summary), indent);
                out.push_str("\n\n");
                push_blocks(out, content, indent);
            }
            Block::Rule => out.push_str("* * *\n\n"),
        }
    }
}

fn push_list(out: &mut String, start: Option<u32>, items: &[Vec<Block>], indent: &str) {
    for (number, item) in (start.unwrap_or_default()..).zip(items) {
        let mark = if start.is_some() { format!("{number}. ") } else { "- ".to_owned() };
        let inner = format!("{indent}{}", " ".repeat(mark.len()));
        let at = out.len();
        push_blocks(out, item, &inner);
        // The mark stands where the first line is indented.
        let written = out.split_off(at);
        out.push_str(indent);
        out.push_str(&mark);
        out.push_str(written.strip_prefix(&inner).unwrap_or(&written).trim_end());
        out.push('\n');
    }
    out.push('\n');
}

/// Each row says what its cells are about: columns mean nothing to whoever listens.
fn push_rows(out: &mut String, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], indent: &str) {
    for row in rows {
        let mut cells = row.iter().zip(head);
        if let Some((cell, _)) = cells.next() {
            push_lines(out, &spoken(cell), indent);
        }
        for (cell, head) in cells {
            let said = spoken(cell);
            if !said.is_empty() {
                out.push_str("; ");
                out.push_str(&spoken(head));
                out.push_str(": ");
                push_lines(out, &said, indent);
            }
        }
        out.push('\n');
        out.push_str(indent);
    }
    out.truncate(out.len() - indent.len());
    out.push('\n');
}
