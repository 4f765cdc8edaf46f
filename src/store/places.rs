//! Cells of one column as places in one text.

/// What the cells of some rows say, where the texts stand together: no cell is copied before the
/// column takes it.
#[derive(Debug, Default)]
pub struct Places {
    /// Start and end in bytes; equal for null, the end before the start for unknown.
    pub(super) cells: Vec<(u32, u32)>,
}

impl Places {
    /// No cells.
    pub fn clear(&mut self) {
        self.cells.clear();
    }

    /// A text at `start..end`; an empty one is null.
    #[inline]
    pub fn push(&mut self, start: u32, end: u32) {
        self.cells.push((start, end.max(start)));
    }

    /// Not set.
    #[inline]
    pub fn push_null(&mut self) {
        self.cells.push((0, 0));
    }

    /// Nothing told.
    #[inline]
    pub fn push_unknown(&mut self) {
        self.cells.push((1, 0));
    }
}
