//! A document as HTML: a page of its own, or a part of one.

use super::page::{END, push_element, push_text, start};
use super::tree::{Block, Document, Inline, Tone, words};

#[cfg(test)]
mod tests;

/// How pages of documents look, on the screen and printed. Sizes follow the reader's; meaning never rests on colour.
pub const STYLE: &str = include_str!("html/document.css");

/// A document as one file: nothing is fetched, nothing runs, and it prints well.
#[must_use]
pub fn page(document: &Document) -> String {
    let mut out = start(&document.title, document.locale, STYLE);
    out.push_str("<main>\n<header>\n");
    push_element(&mut out, "h1", &document.title);
    for line in &document.lead {
        out.push_str("\n<p>");
        push_line(&mut out, line);
        out.push_str("</p>");
    }
    out.push_str("\n</header>\n");
    push_blocks(&mut out, &document.blocks);
    out.push_str("</main>\n");
    if !document.foot.is_empty() {
        push_element(&mut out, "footer", &document.foot);
        out.push('\n');
    }
    out.push_str(END);
    out
}

/// Parts of a document, to stand in another page or on the clipboard.
#[must_use]
pub fn fragment(blocks: &[Block]) -> String {
    let mut out = String::new();
    push_blocks(&mut out, blocks);
    out
}

fn push_blocks(out: &mut String, blocks: &[Block]) {
    for block in blocks {
        push_block(out, block);
        out.push('\n');
    }
}

fn push_block(out: &mut String, block: &Block) {
    match block {
        Block::Heading { level, id, text } => {
            let tag = ["h2", "h3", "h4", "h5", "h6"].get(usize::from(level.saturating_sub(2)));
            let tag = tag.copied().unwrap_or("h6");
            out.push('<');
            out.push_str(tag);
            if let Some(id) = id {
                out.push_str(" id=\"");
                push_text(out, id);
                out.push('"');
            }
            out.push('>');
            push_line(out, text);
            push_end(out, tag);
        }
        Block::Paragraph(line) => push_wrapped(out, "p", line),
        Block::List { start, items } => push_list(out, *start, items),
        Block::Quote(blocks) => push_around(out, "blockquote", blocks),
        Block::Code(text) => {
            out.push_str("<pre tabindex=\"0\"><code>");
            push_text(out, text);
            out.push_str("</code></pre>");
        }
        Block::Table { caption, head, rows } => push_table(out, caption.as_deref(), head, rows),
        Block::Details { summary, content } => {
            out.push_str("<details><summary>");
            push_line(out, summary);
            out.push_str("</summary>\n");
            push_blocks(out, content);
            out.push_str("</details>");
        }
        Block::Notice { tone, content } => {
            let class = match tone {
                Tone::Good => "good",
                Tone::Warn => "warn",
                Tone::Bad => "bad",
                Tone::Info => "info",
            };
            out.push_str("<div class=\"notice ");
            out.push_str(class);
            out.push_str("\">\n");
            push_blocks(out, content);
            out.push_str("</div>");
        }
        Block::Rule => out.push_str("<hr />"),
    }
}

fn push_end(out: &mut String, tag: &str) {
    out.push_str("</");
    out.push_str(tag);
    out.push('>');
}

fn push_wrapped(out: &mut String, tag: &str, line: &[Inline]) {
    out.push('<');
    out.push_str(tag);
    out.push('>');
    push_line(out, line);
    push_end(out, tag);
}

fn push_around(out: &mut String, tag: &str, blocks: &[Block]) {
    out.push('<');
    out.push_str(tag);
    out.push_str(">\n");
    push_blocks(out, blocks);
    push_end(out, tag);
}

fn push_list(out: &mut String, start: Option<u32>, items: &[Vec<Block>]) {
    let tag = if start.is_some() { "ol" } else { "ul" };
    out.push('<');
    out.push_str(tag);
    if let Some(start) = start.filter(|start| *start != 1) {
        out.push_str(" start=\"");
        out.push_str(&start.to_string());
        out.push('"');
    }
    out.push_str(">\n");
    for item in items {
        match item.as_slice() {
            [Block::Paragraph(line)] => push_wrapped(out, "li", line),
            blocks => push_around(out, "li", blocks),
        }
        out.push('\n');
    }
    push_end(out, tag);
}

fn push_table(
    out: &mut String,
    caption: Option<&str>,
    head: &[Vec<Inline>],
    rows: &[Vec<Vec<Inline>>],
) {
    // Wide tables scroll by themselves, by keyboard too; what scrolls has a name.
    let name = caption.map_or_else(|| words(head.first().map_or(&[], |it| it)), str::to_owned);
    out.push_str("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"");
    push_text(out, &name);
    out.push_str("\">\n<table>\n");
    if let Some(caption) = caption {
        push_element(out, "caption", caption);
        out.push('\n');
    }
    out.push_str("<thead><tr>");
    for cell in head {
        out.push_str("<th scope=\"col\">");
        push_line(out, cell);
        out.push_str("</th>");
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in rows {
        out.push_str("<tr>");
        for (place, cell) in row.iter().enumerate() {
            let (open, tag) =
                if place == 0 { ("<th scope=\"row\">", "th") } else { ("<td>", "td") };
            out.push_str(open);
            push_line(out, cell);
            push_end(out, tag);
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>");
}

fn push_line(out: &mut String, line: &[Inline]) {
    for piece in line {
        match piece {
            Inline::Text(text) => push_text(out, text),
            Inline::Strong(inner) => push_wrapped(out, "strong", inner),
            Inline::Emphasis(inner) => push_wrapped(out, "em", inner),
            Inline::Code(text) => push_element(out, "code", text),
            Inline::Link { to, text } => {
                out.push_str("<a href=\"");
                push_text(out, to.as_str());
                // The page that it leads to learns nothing of this one.
                out.push_str("\" rel=\"noreferrer\">");
                push_line(out, text);
                out.push_str("</a>");
            }
            Inline::Break => out.push_str("<br />"),
        }
    }
}
