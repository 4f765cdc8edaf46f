//! Which rows of a list are selected, by the number that the caller knows them by.

use crate::ui::kit::table::{GridEvent, Ticked};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The selected rows. A handle.
#[derive(Debug, Clone, Copy)]
pub struct Picked(RwSignal<BTreeSet<u32>>);

impl Picked {
    /// Nothing selected.
    #[must_use]
    pub fn new() -> Self {
        Self(RwSignal::default())
    }

    /// All of them, in the list or not. Tracked.
    #[must_use]
    pub fn get(self) -> BTreeSet<u32> {
        self.0.get()
    }

    /// Those of these rows that are selected, in their order. Tracked.
    #[must_use]
    pub fn among(self, rows: &[u32]) -> Vec<u32> {
        self.0.with(|picked| rows.iter().copied().filter(|row| picked.contains(row)).collect())
    }

    /// How much of these rows is selected. Tracked.
    #[must_use]
    pub fn ticked(self, rows: &[u32]) -> Ticked {
        match self.among(rows).len() {
            0 => Ticked::Nothing,
            some if some < rows.len() => Ticked::Some,
            _ => Ticked::All,
        }
    }

    /// Selects nothing.
    pub fn clear(self) {
        self.0.update(BTreeSet::clear);
    }

    /// Does what a list of these rows was asked, if it is about selecting.
    pub fn hear(self, event: GridEvent, rows: &[u32]) {
        match event {
            GridEvent::Toggle { row } => {
                if let Some(row) = rows.get(row) {
                    self.0.update(|picked| {
                        if !picked.remove(row) {
                            picked.insert(*row);
                        }
                    });
                }
            }
            GridEvent::Range { from, to } => {
                let last = from.max(to).min(rows.len().saturating_sub(1));
                let part = rows.get(from.min(to)..=last).unwrap_or_default();
                self.0.update(|picked| picked.extend(part));
            }
            GridEvent::All => self.0.update(|picked| {
                if rows.iter().all(|row| picked.contains(row)) {
                    picked.clear();
                } else {
                    picked.extend(rows);
                }
            }),
            _ => {}
        }
    }
}

impl Default for Picked {
    fn default() -> Self {
        Self::new()
    }
}
