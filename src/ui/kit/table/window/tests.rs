//! Every row can be reached, drawn where it is expected, under every browser's clamp.

use super::{TALLEST, Window};
use proptest::prelude::*;

/// What a browser might grant that clamps lower than those we know.
const LOWER: i64 = 12_345_678;

fn window(rows: usize, clamp: i64) -> Window {
    let mut window = Window { rows, row: 36, view: 760, granted: 0, held: None };
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
    assert_eq!(Window { rows: 3, row: 36, view: 10, granted: 108, held: None }.page(), 1);
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
        let mut window = window(rows, clamp);
        let row = row.min(rows - 1);
        let start = start.min((window.granted - window.view).max(0));
        let (scroll, top) = window.reveal(row, start).unwrap_or((start, window.top(start)));
        window.pin(scroll, top);
        prop_assert!((0..=(window.granted - window.view).max(0)).contains(&scroll));
        let at = window.place(row, scroll) - scroll;
        prop_assert!(at >= 0, "{at}");
        prop_assert!(at + window.row <= window.view || rows * 36 < 760, "{at}");
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

    #[test]
    fn what_moves_a_little_moves_as_much(
        rows in 500_000_usize..3_000_000, far in 1_i64..17_000_000,
        moves in prop::collection::vec(-900_i64..900, 1..40),
        clamp in prop::sample::select(vec![TALLEST, LOWER]),
    ) {
        let mut window = window(rows, clamp);
        let end = window.granted - window.view;
        let mut scroll = far.min(end - 1);
        window.hold(scroll);
        for by in moves {
            let (top, shift) = (window.top(scroll), window.shift(scroll));
            let to = (scroll + by).clamp(0, end);
            if 0 < to && to < end {
                prop_assert_eq!(window.top(to) - top, to - scroll);
                prop_assert_eq!(window.shift(to), shift);
            } else {
                prop_assert_eq!(window.top(to), if to == 0 { 0 } else { window.total() - window.view });
            }
            scroll = to;
            window.hold(scroll);
        }
    }

    #[test]
    fn a_scroller_that_rests_shows_what_it_showed(
        rows in 500_000_usize..3_000_000, far in 0_i64..17_799_240, by in -3000_i64..3000,
    ) {
        let mut window = window(rows, TALLEST);
        let end = window.granted - window.view;
        window.hold(far);
        let scroll = (far + by).clamp(0, end);
        let top = window.top(scroll);
        let (settled, shown) = window.settle(scroll).unwrap_or((scroll, top));
        prop_assert_eq!(shown, top);
        window.pin(settled, shown);
        prop_assert_eq!(window.top(settled), top);
        prop_assert_eq!(window.settle(settled), None);
        // As if it had jumped there: less than what a pixel of the scroller is worth away.
        let jumped = Window { held: None, ..window };
        prop_assert!((jumped.top(settled) - top).abs() <= 2 * (window.total() / window.granted + 1));
    }
}
