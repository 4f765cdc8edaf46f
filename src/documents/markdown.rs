//! Markdown (`CommonMark` with tables) read into a tree. Raw HTML, images and links that lead nowhere safe are left
//! out and told; so is whatever goes beyond what a document can need, which no text can make this exceed.
//!
//! Source: `CommonMark` 0.31.2; tables as GitHub has them.

use super::tree::{Block, Inline, Target};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Bytes of a text.
pub const MOST_BYTES: usize = 256 * 1024;
/// Blocks within blocks, and marks within marks.
const MOST_DEPTH: usize = 16;
/// Parts of a document, of every size.
const MOST_PARTS: usize = 20_000;

/// What was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkdownProblem {
    /// Raw HTML is dropped.
    Html,
    /// Images are: nothing is fetched, and a text says more to whoever cannot see it.
    Image,
    /// A link that leads to no page, mail address, telephone or place in the document.
    Link,
    /// The first level of headings is the document's title.
    Title,
    /// More than 16 levels within each other: what is deeper is dropped.
    Depth,
    /// More than a document can hold: the rest is dropped.
    Size,
}

/// What was left out, and where: bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    pub at: Range<usize>,
    pub problem: MarkdownProblem,
}

/// What a text says, and what of it was left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Markdown {
    pub blocks: Vec<Block>,
    pub remarks: Vec<Remark>,
}

/// Reads a text. Never fails: what cannot be is left out and told.
#[must_use]
pub fn read(text: &str) -> Markdown {
    let end = if text.len() > MOST_BYTES { floor(text, MOST_BYTES) } else { text.len() };
    let whole = text.get(..end).unwrap_or_default();
    let events = Parser::new_ext(whole, Options::ENABLE_TABLES).into_offset_iter();
    let mut reader = Reader::default();
    if end < text.len() {
        reader.remark(end..text.len(), MarkdownProblem::Size);
    }
    for (event, at) in events {
        if !reader.take(event, at) {
            break;
        }
    }
    reader.finished()
}

/// The last place that starts a character, not after `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

/// What is open.
#[derive(Debug)]
enum Open {
    Heading(u8, Vec<Inline>),
    Paragraph(Vec<Inline>),
    List(Option<u32>, Vec<Vec<Block>>),
    Item(Vec<Block>, Vec<Inline>),
    Quote(Vec<Block>),
    Code(String),
    Table(Vec<Vec<Inline>>, Vec<Vec<Vec<Inline>>>),
    Row(Vec<Vec<Inline>>),
    Cell(Vec<Inline>),
    Strong(Vec<Inline>),
    Emphasis(Vec<Inline>),
    Link(Option<Target>, Vec<Inline>),
}

#[derive(Debug, Default)]
struct Reader {
    open: Vec<Open>,
    blocks: Vec<Block>,
    remarks: Vec<Remark>,
    parts: usize,
    /// Tags that are open and dropped with all that is in them.
    dropped: usize,
}

impl Reader {
    fn remark(&mut self, at: Range<usize>, problem: MarkdownProblem) {
        // The same again and again says no more.
        let same = self.remarks.iter().filter(|one| one.problem == problem).count();
        if same < 20 {
            self.remarks.push(Remark { at, problem });
        }
    }

    /// Takes in what comes next; whether there is room for more.
    fn take(&mut self, event: Event<'_>, at: Range<usize>) -> bool {
        self.parts += 1;
        if self.parts > MOST_PARTS {
            self.remark(at.start..at.end, MarkdownProblem::Size);
            return false;
        }
        match event {
            Event::Start(_) if self.dropped > 0 => self.dropped += 1,
            Event::End(_) if self.dropped > 0 => self.dropped -= 1,
            _ if self.dropped > 0 => {}
            Event::Start(tag) => self.start(&tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(text) => self.inline(Inline::Code(text.into_string())),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.inline(Inline::Break),
            Event::Rule => self.block(Block::Rule),
            Event::Html(_) | Event::InlineHtml(_) => self.remark(at, MarkdownProblem::Html),
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.text(&text);
            }
            Event::TaskListMarker(_) => {}
        }
        true
    }

    fn start(&mut self, tag: &Tag<'_>, at: Range<usize>) {
        if self.open.len() >= MOST_DEPTH {
            self.remark(at, MarkdownProblem::Depth);
            self.dropped = 1;
            return;
        }
        let open = match tag {
            Tag::Heading { level, .. } => {
                if *level == HeadingLevel::H1 {
                    self.remark(at, MarkdownProblem::Title);
                }
                Open::Heading((*level as u8).clamp(2, 6), Vec::new())
            }
            Tag::BlockQuote(_) => Open::Quote(Vec::new()),
            Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_)) => {
                Open::Code(String::new())
            }
            Tag::List(start) => {
                let start = start.map(|start| u32::try_from(start).unwrap_or(1));
                Open::List(start, Vec::new())
            }
            Tag::Item => Open::Item(Vec::new(), Vec::new()),
            Tag::Table(_) => Open::Table(Vec::new(), Vec::new()),
            Tag::TableHead | Tag::TableRow => Open::Row(Vec::new()),
            Tag::TableCell => Open::Cell(Vec::new()),
            Tag::Emphasis => Open::Emphasis(Vec::new()),
            Tag::Strong => Open::Strong(Vec::new()),
            Tag::Link { dest_url, .. } => {
                let to = Target::parse(dest_url);
                if to.is_none() {
                    self.remark(at, MarkdownProblem::Link);
                }
                Open::Link(to, Vec::new())
            }
            Tag::Image { .. } => {
                self.remark(at, MarkdownProblem::Image);
                self.dropped = 1;
                return;
            }
            Tag::HtmlBlock => {
                self.remark(at, MarkdownProblem::Html);
                self.dropped = 1;
                return;
            }
            // Paragraphs; and of what is not asked for, the words stay.
            _ => Open::Paragraph(Vec::new()),
        };
        self.open.push(open);
    }

    fn end(&mut self, tag: TagEnd) {
        let Some(open) = self.open.pop() else { return };
        match open {
            Open::Heading(level, text) => self.block(Block::Heading { level, id: None, text }),
            Open::Paragraph(text) => self.block(Block::Paragraph(text)),
            Open::List(start, items) => self.block(Block::List { start, items }),
            Open::Item(mut blocks, line) => {
                close_line(&mut blocks, line);
                if let Some(Open::List(_, items)) = self.open.last_mut() {
                    items.push(blocks);
                }
            }
            Open::Quote(blocks) => self.block(Block::Quote(blocks)),
            Open::Code(text) => self.block(Block::Code(text)),
            Open::Table(head, rows) => self.block(Block::Table { caption: None, head, rows }),
            Open::Row(cells) => {
                if let Some(Open::Table(head, rows)) = self.open.last_mut() {
                    if tag == TagEnd::TableHead { *head = cells } else { rows.push(cells) }
                }
            }
            Open::Cell(text) => {
                if let Some(Open::Row(cells)) = self.open.last_mut() {
                    cells.push(text);
                }
            }
            Open::Strong(text) => self.inline(Inline::Strong(text)),
            Open::Emphasis(text) => self.inline(Inline::Emphasis(text)),
            Open::Link(Some(to), text) => self.inline(Inline::Link { to, text }),
            Open::Link(None, text) => text.into_iter().for_each(|piece| self.inline(piece)),
        }
    }

    fn block(&mut self, block: Block) {
        match self.open.last_mut() {
            None => self.blocks.push(block),
            Some(Open::Quote(blocks)) => blocks.push(block),
            Some(Open::Item(blocks, line)) => {
                close_line(blocks, std::mem::take(line));
                blocks.push(block);
            }
            // Nothing else has blocks in it.
            Some(_) => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(Open::Code(code)) = self.open.last_mut() {
            code.push_str(text);
        } else {
            self.inline(Inline::Text(text.to_owned()));
        }
    }

    fn inline(&mut self, piece: Inline) {
        let Some(
            Open::Heading(_, line)
            | Open::Paragraph(line)
            | Open::Item(_, line)
            | Open::Cell(line)
            | Open::Strong(line)
            | Open::Emphasis(line)
            | Open::Link(_, line),
        ) = self.open.last_mut()
        else {
            // Text outside of everything is a paragraph.
            return self.block(Block::Paragraph(vec![piece]));
        };
        match (line.last_mut(), piece) {
            (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
            (_, piece) => line.push(piece),
        }
    }

    /// What was read; what is still open ends with the text.
    fn finished(mut self) -> Markdown {
        while !self.open.is_empty() {
            self.end(TagEnd::Paragraph);
        }
        self.remarks.sort_by_key(|remark| (remark.at.start, remark.problem));
        Markdown { blocks: self.blocks, remarks: self.remarks }
    }
}

/// Puts the line of an item that stands without a paragraph of its own among its blocks.
fn close_line(blocks: &mut Vec<Block>, line: Vec<Inline>) {
    if !line.is_empty() {
        blocks.push(Block::Paragraph(line));
    }
}

#[cfg(test)]
mod tests;
