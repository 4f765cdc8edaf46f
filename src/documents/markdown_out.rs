//! A document as Markdown (`CommonMark` with tables), for wikis, Git and Teams.

use super::tree::{Block, Document, Inline};

/// A document.
#[must_use]
pub fn text(document: &Document) -> String {
    let mut out = String::from("# ");
    push_escaped(&mut out, &document.title);
    out.push_str("\n\n");
    for line in &document.lead {
        push_line(&mut out, line, "");
        out.push_str("\n\n");
    }
    push_blocks(&mut out, &document.blocks, "");
    if !document.foot.is_empty() {
        out.push_str("\n---\n\n");
        push_escaped(&mut out, &document.foot);
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

/// Writes a text so that nothing of it is a mark.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    for (at, c) in text.char_indices() {
        let marks = "\\`*_{}[]<>()#+-.!|~&=:\"'";
        // A dot, a dash or a colon marks something only where it stands in a certain place; escaped everywhere they
        // would fill a text with strokes.
        let is_plain = match c {
            '.' | '(' | ')' | '!' | '\'' | '"' | ':' | '{' | '}' => {
                c != '.' && c != ')' || !ends_number(text, at)
            }
            '-' | '+' | '=' => !is_first(text, at),
            _ => false,
        };
        if marks.contains(c) && !is_plain {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
}

fn is_first(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    before.chars().all(|c| c.is_whitespace() || "-+=#".contains(c))
}

/// Whether only digits stand before: a number and a dot begin a list.
fn ends_number(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default().trim_start();
    !before.is_empty() && before.bytes().all(|byte| byte.is_ascii_digit())
}

fn push_line(out: &mut String, line: &[Inline], indent: &str) {
    for piece in line {
        match piece {
            Inline::Text(text) => push_escaped(out, text),
            Inline::Strong(inner) => push_marked(out, "**", inner, indent),
            Inline::Emphasis(inner) => push_marked(out, "*", inner, indent),
            Inline::Code(text) => {
                let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
                let fence = "`".repeat(longest + 1);
                let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
                for part in [&*fence, pad, &text.replace('\n', " "), pad, &fence] {
                    out.push_str(part);
                }
            }
            Inline::Link { to, text } => {
                out.push('[');
                push_line(out, text, indent);
                out.push_str("](<");
                out.push_str(&to.as_str().replace('<', "%3C").replace('>', "%3E"));
                out.push_str(">)");
            }
            Inline::Break => {
                out.push_str("\\\n");
                out.push_str(indent);
            }
        }
    }
}

fn push_marked(out: &mut String, mark: &str, inner: &[Inline], indent: &str) {
    out.push_str(mark);
    push_line(out, inner, indent);
    out.push_str(mark);
}

fn push_blocks(out: &mut String, blocks: &[Block], indent: &str) {
    let mut before = None;
    for block in blocks {
        if before.is_some() {
            out.push_str(indent.trim_end());
            out.push('\n');
        }
        push_block(out, block, before, indent);
        before = Some(block);
    }
}

/// Writes a block, to the end of its last line.
fn push_block(out: &mut String, block: &Block, before: Option<&Block>, indent: &str) {
    match block {
        Block::Heading { level, text, .. } => {
            out.push_str(indent);
            out.extend(std::iter::repeat_n('#', usize::from(*level)));
            out.push(' ');
            push_line(out, text, indent);
            out.push('\n');
        }
        Block::Paragraph(line) => {
            out.push_str(indent);
            push_line(out, line, indent);
            out.push('\n');
        }
        Block::List { start, items } => {
            // Lists side by side stay two by their marks.
            let other = matches!(before, Some(Block::List { start: one, .. }) if one.is_some() == start.is_some());
            push_list(out, *start, items, other, indent);
        }
        Block::Quote(blocks) | Block::Notice { content: blocks, .. } => {
            push_blocks(out, blocks, &format!("{indent}> "));
        }
        Block::Code(text) => {
            let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
            let fence = "`".repeat(longest.max(2) + 1);
            for line in [&*fence].into_iter().chain(text.trim_end().lines()).chain([&*fence]) {
                out.push_str(indent);
                out.push_str(line);
                out.push('\n');
            }
        }
        Block::Table { caption, head, rows } => {
            if let Some(caption) = caption {
                out.push_str(indent);
                push_escaped(out, caption);
                out.push('\n');
                out.push_str(indent.trim_end());
                out.push('\n');
            }
            push_row(out, head, indent);
            out.push_str(indent);
            out.push_str(&"| --- ".repeat(head.len()));
            out.push_str("|\n");
            for row in rows {
                push_row(out, row, indent);
            }
        }
        Block::Details { summary, content } => {
            out.push_str(indent);
            push_marked(out, "**", summary, indent);
            out.push('\n');
            out.push_str(indent.trim_end());
            out.push('\n');
            push_blocks(out, content, indent);
        }
        Block::Rule => {
            out.push_str(indent);
            out.push_str("---\n");
        }
    }
}

fn push_list(
    out: &mut String,
    start: Option<u32>,
    items: &[Vec<Block>],
    other: bool,
    indent: &str,
) {
    for (number, item) in (start.unwrap_or_default()..).zip(items) {
        let mark = match start {
            Some(_) => format!("{number}{} ", if other { ')' } else { '.' }),
            None => (if other { "* " } else { "- " }).to_owned(),
        };
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
}

fn push_row(out: &mut String, cells: &[Vec<Inline>], indent: &str) {
    out.push_str(indent);
    for cell in cells {
        let mut text = String::new();
        push_line(&mut text, cell, "");
        out.push_str("| ");
        out.push_str(text.replace("\\\n", " ").trim());
        out.push(' ');
    }
    out.push_str("|\n");
}

#[cfg(test)]
mod tests;
