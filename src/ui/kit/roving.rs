//! One tab stop for a row of things: the arrow keys move the focus inside (APG, roving tabindex).

#[cfg(feature = "web")]
use leptos::prelude::document;
#[cfg(feature = "web")]
use web_sys::HtmlElement;

/// The keys that lead back and on in a row.
pub const ACROSS: [&str; 2] = ["ArrowLeft", "ArrowRight"];
/// The keys that lead back and on in a column.
pub const DOWN: [&str; 2] = ["ArrowUp", "ArrowDown"];

/// Where a key leads from one of `count` places, or from outside: one back or on, around the ends;
/// to the first or the last. Nowhere for other keys.
#[must_use]
pub fn next(at: Option<usize>, count: usize, key: &str, [back, on]: [&str; 2]) -> Option<usize> {
    let last = count.checked_sub(1)?;
    match at {
        _ if key == "Home" => Some(0),
        _ if key == "End" => Some(last),
        Some(at) if key == on => Some(if at >= last { 0 } else { at + 1 }),
        Some(at) if key == back => Some(at.checked_sub(1).unwrap_or(last)),
        None if key == on => Some(0),
        None if key == back => Some(last),
        _ => None,
    }
}

/// Which of some elements has the focus.
#[cfg(feature = "web")]
#[must_use]
pub fn focused(items: &[HtmlElement]) -> Option<usize> {
    let focused = document().active_element();
    items.iter().position(|item| focused.as_ref() == Some(item.as_ref()))
}

/// Moves the focus along a row that has it, for the keys that do so.
#[cfg(feature = "web")]
pub fn move_along(items: &[HtmlElement], event: &web_sys::KeyboardEvent) {
    let Some(at) = focused(items) else { return };
    if let Some(item) =
        next(Some(at), items.len(), &event.key(), ACROSS).and_then(|to| items.get(to))
    {
        event.prevent_default();
        drop(item.focus());
    }
}

#[cfg(test)]
mod tests {
    use super::{ACROSS, DOWN, next};

    #[test]
    fn keys_lead_around_and_to_the_ends() {
        for (at, key, to) in [
            (Some(0), "ArrowRight", Some(1)),
            (Some(2), "ArrowRight", Some(0)),
            (Some(0), "ArrowLeft", Some(2)),
            (Some(2), "ArrowLeft", Some(1)),
            (Some(1), "Home", Some(0)),
            (Some(1), "End", Some(2)),
            (None, "ArrowRight", Some(0)),
            (None, "ArrowLeft", Some(2)),
            (Some(1), "ArrowDown", None),
            (Some(1), "a", None),
        ] {
            assert_eq!(next(at, 3, key, ACROSS), to, "{at:?} {key}");
        }
        assert_eq!(next(Some(1), 3, "ArrowDown", DOWN), Some(2));
        assert_eq!(next(None, 0, "Home", DOWN), None);
    }
}
