//! Every row can be reached, drawn where it is expected, under every browser's clamp.

use super::{TALLEST, Window};
use proptest::prelude::*;

/// What a browser might grant that clamps lower than those we know.
const LOWER: i64 = 12_345_678;

fn window(rows: usize, clamp: i64) -> Window {
    let mut window = Window { rows, row: 36, view: 760, granted: 0 };
    window.granted = window.wanted().min(clamp);
    window
}

#[test]
fn short_lists_are_not_scaled() {
    let window = window(490_000, TALLEST);
    assert!(!window.is_scaled());
    for scroll in [0, 1, 35, 36, 1_000_000, window.total() - 760] {
        assert_eq!(window.top(scroll), scroll);
        assert_eq!(window.scroll(scroll), scroll);
        assert_eq!(window.place(12, scroll), 12 * 36);
    }
}

#[test]
fn the_last_of_a_million_rows_is_reachable() {
    for clamp in [TALLEST, LOWER, 1_000_000] {
        let window = window(1_000_000, clamp);
        assert!(window.is_scaled());
        let end = window.granted - window.view;
        assert_eq!(window.top(0), 0);
        assert_eq!(window.top(end), window.total() - window.view);
        let first = window.first(end, 40);
        assert_eq!(first + 40, 1_000_000);
        let last = window.place(999_999, end);
        assert_eq!(last + window.row, window.granted);
    }
}

#[test]
fn page_keys_leave_one_row_of_context() {
    assert_eq!(window(1000, TALLEST).page(), 20);
    assert_eq!(Window { rows: 3, row: 36, view: 10, granted: 108 }.page(), 1);
    assert_eq!(Window::default().page(), 1);
}

#[test]
fn an_empty_list_is_harmless() {
    let window = Window::default();
    assert_eq!((window.top(5), window.scroll(5), window.first(5, 10)), (0, 0, 0));
    assert_eq!(window.wanted(), 0);
}

proptest! {
    #[test]
    fn reveal_shows_the_row(
        rows in 1_usize..3_000_000, row in 0_usize..3_000_000, start in 0_i64..40_000_000,
        clamp in prop::sample::select(vec![TALLEST, LOWER, 500_000]),
    ) {
        let window = window(rows, clamp);
        let row = row.min(rows - 1);
        let start = start.min((window.granted - window.view).max(0));
        let scroll = window.reveal(row, start).unwrap_or(start);
        prop_assert!((0..=(window.granted - window.view).max(0)).contains(&scroll));
        // Scaling rounds to whole pixels of the scroller, each worth some of the list.
        let slack = if window.is_scaled() { window.total() / window.granted + 1 } else { 0 };
        let at = window.place(row, scroll) - scroll;
        prop_assert!(at >= -slack, "{at}");
        prop_assert!(at + window.row <= window.view + slack || rows * 36 < 760, "{at}");
    }

    #[test]
    fn what_is_visible_is_drawn(
        rows in 1_usize..3_000_000, scroll in 0_i64..40_000_000, drawn in 24_usize..60,
        clamp in prop::sample::select(vec![TALLEST, LOWER, 500_000]),
    ) {
        let window = window(rows, clamp);
        let first = window.first(scroll, drawn);
        let top = window.top(scroll);
        let visible = usize::try_from(top / 36).unwrap()
            ..=usize::try_from((top + window.view - 1) / 36).unwrap().min(rows - 1);
        prop_assert!(first <= *visible.start());
        prop_assert!(first + drawn > *visible.end() || first + drawn >= rows);
    }
}
