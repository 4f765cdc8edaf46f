//! Which rows a scroll position shows, and which position shows a row.
//!
//! Browsers limit the height of an element, so a long list is taller than its scroller can be. Its
//! first and last positions are then those of the list, and a far jump goes as far in the list as in
//! the scroller, by their ratio. What moves a little, as a wheel does, moves the list by as much, so
//! that rows keep their places and no pixel is passed over; when it rests, the scroller is put where
//! the ratio wants it ([`Window::settle`]). All measures are whole CSS pixels.

/// The height asked of the browser at most; what it grants is measured and may be less.
///
/// Chromium and Safari clamp at 33,554,428 px. Firefox does not clamp: above 17,895,697 px it gives
/// the element no height at all (seen in Firefox 153).
pub const TALLEST: i64 = 17_800_000;

/// A little is what moves less than so many times the visible part: above what a fling does in a
/// frame, below one pixel of a scroll bar.
const NEAR: i64 = 4;

/// A list and the scroller it is seen through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Window {
    /// Rows of the list.
    pub rows: usize,
    /// Height of a row.
    pub row: i64,
    /// Height of the visible part.
    pub view: i64,
    /// Height that the browser granted to the list.
    pub granted: i64,
    /// A scroll position and the pixel of the list that it showed at the upper edge.
    pub held: Option<(i64, i64)>,
}

impl Window {
    /// Height of the whole list.
    #[must_use]
    pub fn total(self) -> i64 {
        i64::try_from(self.rows).unwrap_or(i64::MAX / 1024).saturating_mul(self.row)
    }

    /// Height to ask for.
    #[must_use]
    pub fn wanted(self) -> i64 {
        self.total().min(TALLEST)
    }

    /// How far the list can move, and how far the scroller can.
    fn ranges(self) -> (i64, i64) {
        ((self.total() - self.view).max(0), (self.granted - self.view).max(0))
    }

    /// The pixel of the list at the upper edge for a scroll position.
    #[must_use]
    pub fn top(self, scroll: i64) -> i64 {
        let (list, scroller) = self.ranges();
        if list <= scroller {
            return scroll.clamp(0, list);
        }
        let scroll = scroll.clamp(0, scroller);
        let inside = 0 < scroll && scroll < scroller;
        match self.held.filter(|(at, _)| inside && (scroll - at).abs() <= NEAR * self.view) {
            Some((at, top)) => (top + scroll - at).clamp(0, list),
            None => scale(scroll, list, scroller),
        }
    }

    /// The scroll position for a pixel of the list at the upper edge. Only the ends of the list are
    /// at the ends of the scroller.
    #[must_use]
    pub fn scroll(self, top: i64) -> i64 {
        let (list, scroller) = self.ranges();
        let top = top.clamp(0, list);
        if list <= scroller || top == 0 || top == list {
            return top.min(scroller);
        }
        scale(top, scroller, list).min(scroller - 1).max(1)
    }

    /// Takes note of what a scroll position shows: what comes next may be near it.
    pub fn hold(&mut self, scroll: i64) {
        self.pin(scroll, self.top(scroll));
    }

    /// Decides what a scroll position shows.
    pub fn pin(&mut self, scroll: i64, top: i64) {
        let (_, scroller) = self.ranges();
        self.held = self.is_scaled().then(|| (scroll.clamp(0, scroller), top));
    }

    /// Where a scroller that rests has to be put to show what it shows at the ratio of the lists, and
    /// what that is, to be pinned there; none when it is where it belongs.
    #[must_use]
    pub fn settle(self, scroll: i64) -> Option<(i64, i64)> {
        let top = self.top(scroll);
        let wanted = self.scroll(top);
        // Browsers round positions as large as these.
        let moves = self.is_scaled() && (wanted - scroll).abs() > 1;
        moves.then_some((wanted, top))
    }

    /// The first row to draw when `drawn` elements are spread around the visible part.
    #[must_use]
    pub fn first(self, scroll: i64, drawn: usize) -> usize {
        let row = usize::try_from(self.top(scroll) / self.row.max(1)).unwrap_or_default();
        let visible = usize::try_from(self.view / self.row.max(1)).unwrap_or_default() + 1;
        let before = drawn.saturating_sub(visible) / 2;
        row.saturating_sub(before).min(self.rows.saturating_sub(drawn))
    }

    /// Where a row is drawn inside the granted height, for a scroll position.
    #[must_use]
    pub fn place(self, row: usize, scroll: i64) -> i64 {
        let at = i64::try_from(row).unwrap_or(i64::MAX / 1024).saturating_mul(self.row);
        at + self.shift(scroll)
    }

    /// By how much all rows are drawn below their place in the list. Where it changes, all of them
    /// have to be placed again.
    #[must_use]
    pub fn shift(self, scroll: i64) -> i64 {
        let (_, scroller) = self.ranges();
        scroll.clamp(0, scroller) - self.top(scroll)
    }

    /// Whether the list is taller than its scroller.
    #[must_use]
    pub fn is_scaled(self) -> bool {
        self.total() > self.granted
    }

    /// The nearest scroll position that shows the whole row, and the pixel of the list to be pinned
    /// there; none when the row is shown already.
    #[must_use]
    pub fn reveal(self, row: usize, scroll: i64) -> Option<(i64, i64)> {
        let start = i64::try_from(row).ok()?.saturating_mul(self.row);
        let top = self.top(scroll);
        let wanted = if start < top {
            start
        } else if start + self.row > top + self.view {
            start + self.row - self.view
        } else {
            return None;
        };
        Some((self.scroll(wanted), wanted))
    }

    /// Rows that a page key moves by.
    #[must_use]
    pub fn page(self) -> usize {
        usize::try_from(self.view / self.row.max(1)).unwrap_or_default().saturating_sub(1).max(1)
    }
}

/// `value * to / from`, rounded; both ends map to both ends.
fn scale(value: i64, to: i64, from: i64) -> i64 {
    let product = i128::from(value) * i128::from(to) + i128::from(from) / 2;
    i64::try_from(product / i128::from(from.max(1))).unwrap_or_default()
}

#[cfg(test)]
mod tests;
