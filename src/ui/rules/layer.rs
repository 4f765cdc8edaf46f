//! The layer behind the text of the rule: its pieces in their colours. A key changes a few of them, and only
//! those are drawn anew: to draw all would cost more than everything else that a key does.

use crate::ui::rules::{
    lab::Lab,
    paint::{Paint, paint},
};
use leptos::{html, prelude::*};
use std::sync::Arc;
use web_sys::{Element, Node};

/// A piece as it is drawn.
type Piece = (String, Paint);

/// The pieces of the text; none for a text that is shown without colours.
pub(super) type Layer = Memo<Option<Arc<[Piece]>>>;

pub(super) fn pieces(lab: Lab) -> Layer {
    Memo::new(move |_| {
        lab.read.with(|read| {
            let parts = paint(&read.text, lab.target, &read.parse.diagnostics)?;
            Some(
                parts
                    .into_iter()
                    .map(|(span, paint)| (span.of(&read.text).to_owned(), paint))
                    .collect(),
            )
        })
    })
}

/// The layer itself.
pub(super) fn layer(pieces: Layer) -> AnyView {
    let node = NodeRef::<html::Pre>::new();
    let drawn: StoredValue<Vec<Piece>, LocalStorage> = StoredValue::new_local(Vec::new());
    Effect::new(move |_| {
        let Some(element) = node.get() else { return };
        pieces.with(|pieces| {
            let wanted = pieces.as_deref().unwrap_or_default();
            drawn.update_value(|drawn| {
                follow(&element, drawn, wanted);
                wanted.clone_into(drawn);
            });
        });
    });
    // A last line that is empty has its height, too.
    view! { <pre class="rule-paint" aria-hidden="true" node_ref=node>"\u{200b}"</pre> }.into_any()
}

/// Turns the elements of what was drawn into those of what is wanted.
fn follow(layer: &Element, drawn: &[Piece], wanted: &[Piece]) {
    let same = |(one, other): &(&Piece, &Piece)| one == other;
    let before = drawn.iter().zip(wanted).take_while(same).count();
    let (rest, new) = (drawn.len() - before, wanted.len() - before);
    let ends = drawn.iter().rev().zip(wanted.iter().rev()).take_while(same).count();
    let after = ends.min(rest).min(new);
    let children = layer.children();
    let at = |place: usize| u32::try_from(place).ok().and_then(|place| children.item(place));
    for _ in 0..rest - after {
        if let Some(gone) = at(before) {
            gone.remove();
        }
    }
    // What stands behind them; behind the last one is the text that is always there.
    let next: Option<Node> = at(before).map(Node::from).or_else(|| layer.last_child());
    for (text, paint) in wanted.iter().skip(before).take(new - after) {
        let Ok(piece) = document().create_element("span") else { return };
        piece.set_class_name(&paint.style());
        piece.set_text_content(Some(text));
        drop(layer.insert_before(&piece, next.as_ref()));
    }
}
