//! A document on a page: its tree as elements, so that no text of it is ever read as markup.

use crate::documents::tree::{Block, Inline, Tone, words};
use crate::ui::kit::notice::{Notice, strip};
use leptos::prelude::*;

/// Parts of a document. Headings stand below one of level 2 of the page.
pub fn blocks(blocks: &[Block]) -> AnyView {
    blocks.iter().map(block).collect::<Vec<_>>().into_any()
}

fn block(block: &Block) -> AnyView {
    match block {
        Block::Heading { level, text, .. } => {
            let text = line(text);
            match level {
                2 => view! { <h3>{text}</h3> }.into_any(),
                3 => view! { <h4>{text}</h4> }.into_any(),
                4 => view! { <h5>{text}</h5> }.into_any(),
                _ => view! { <h6>{text}</h6> }.into_any(),
            }
        }
        Block::Paragraph(text) => view! { <p>{line(text)}</p> }.into_any(),
        Block::List { start, items } => {
            let item = |item: &Vec<Block>| {
                let content = match item.as_slice() {
                    [Block::Paragraph(text)] => line(text),
                    more => blocks(more),
                };
                view! { <li>{content}</li> }.into_any()
            };
            let items = items.iter().map(item).collect::<Vec<_>>();
            match start {
                Some(start) => view! { <ol start=start.to_string()>{items}</ol> }.into_any(),
                None => view! { <ul class="dots">{items}</ul> }.into_any(),
            }
        }
        Block::Quote(inner) => view! { <blockquote>{blocks(inner)}</blockquote> }.into_any(),
        Block::Code(text) => {
            view! { <pre tabindex="0"><code>{text.clone()}</code></pre> }.into_any()
        }
        Block::Table { caption, head, rows } => table(caption.as_deref(), head, rows),
        Block::Details { summary, content } => {
            view! { <details><summary>{line(summary)}</summary>{blocks(content)}</details> }
                .into_any()
        }
        Block::Notice { tone, content } => {
            let notice = match tone {
                Tone::Good | Tone::Info => Notice::Info,
                Tone::Warn | Tone::Bad => Notice::Warn,
            };
            strip(notice, blocks(content))
        }
        Block::Rule => view! { <hr /> }.into_any(),
    }
}

fn table(caption: Option<&str>, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> AnyView {
    let name = caption.map_or_else(|| words(head.first().map_or(&[], |it| it)), str::to_owned);
    let head = head
        .iter()
        .map(|cell| view! { <th scope="col">{line(cell)}</th> }.into_any())
        .collect::<Vec<_>>();
    let row = |row: &Vec<Vec<Inline>>| {
        let cells = row
            .iter()
            .enumerate()
            .map(|(place, cell)| match place {
                0 => view! { <th scope="row">{line(cell)}</th> }.into_any(),
                _ => view! { <td>{line(cell)}</td> }.into_any(),
            })
            .collect::<Vec<_>>();
        view! { <tr>{cells}</tr> }.into_any()
    };
    view! {
        <div class="scroll-x" tabindex="0" role="region" aria-label=name>
            <table class="plain-table">
                <thead>
                    <tr>{head}</tr>
                </thead>
                <tbody>{rows.iter().map(row).collect::<Vec<_>>()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn line(pieces: &[Inline]) -> AnyView {
    let piece = |piece: &Inline| match piece {
        Inline::Text(text) => text.clone().into_any(),
        Inline::Strong(inner) => view! { <strong>{line(inner)}</strong> }.into_any(),
        Inline::Emphasis(inner) => view! { <em>{line(inner)}</em> }.into_any(),
        Inline::Code(text) => view! { <code>{text.clone()}</code> }.into_any(),
        Inline::Link { to, text } => {
            let to = to.as_str().to_owned();
            view! { <a href=to rel="noreferrer" target="_blank">{line(text)}</a> }.into_any()
        }
        Inline::Break => view! { <br /> }.into_any(),
    };
    pieces.iter().map(piece).collect::<Vec<_>>().into_any()
}
