//! What a key does in a grid (APG data grid): plain data, no browser.

/// A cell: `row` is none for the header; column 0 is the one for selecting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    pub row: Option<usize>,
    pub column: usize,
}

/// Size of a grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    pub rows: usize,
    /// Columns, the one for selecting included.
    pub columns: usize,
    /// Rows that a page key moves by.
    pub page: usize,
}

/// A key with its modifiers; `control` stands for the command key as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Key<'a> {
    pub name: &'a str,
    pub control: bool,
    pub shift: bool,
    pub alt: bool,
}

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Move the focus.
    Go(Place),
    /// Move the focus and select everything between the anchor and there.
    Extend(Place),
    Toggle,
    All,
    Open,
    Pane,
    Sort {
        add: bool,
    },
    Widen,
    Narrow,
    MoveColumn {
        right: bool,
    },
}

/// Reads a key; `letters` says whether single letters are shortcuts.
#[must_use]
pub fn action(key: Key<'_>, at: Place, size: Size, letters: bool) -> Option<Action> {
    if at.row.is_none()
        && let Some(action) = in_header(key, at)
    {
        return Some(action);
    }
    if let Some(place) = moved(key, at, size) {
        let extends = key.shift && at.row.is_some() && place.row.is_some() && place.row != at.row;
        return Some(if extends { Action::Extend(place) } else { Action::Go(place) });
    }
    if key.control && !key.alt && !key.shift && key.name.eq_ignore_ascii_case("a") {
        return Some(Action::All);
    }
    at.row?;
    match (key.name, key.control, key.alt) {
        (" ", false, false) => Some(Action::Toggle),
        ("Enter", false, true) => Some(Action::Pane),
        ("Enter", false, false) => Some(Action::Open),
        ("x" | "X", false, false) if letters => Some(Action::Toggle),
        _ => None,
    }
    .or_else(|| {
        let step = match key.name {
            "j" if letters && !key.control && !key.alt => "ArrowDown",
            "k" if letters && !key.control && !key.alt => "ArrowUp",
            _ => return None,
        };
        moved(Key { name: step, ..Key::default() }, at, size).map(Action::Go)
    })
}

fn in_header(key: Key<'_>, at: Place) -> Option<Action> {
    let right = key.name == "ArrowRight";
    match key.name {
        "Enter" | " " if at.column == 0 => Some(Action::All),
        "Enter" | " " => Some(Action::Sort { add: key.shift }),
        "ArrowLeft" | "ArrowRight" if at.column > 0 && key.alt && key.shift => {
            Some(if right { Action::Widen } else { Action::Narrow })
        }
        "ArrowLeft" | "ArrowRight" if at.column > 0 && key.alt => {
            Some(Action::MoveColumn { right })
        }
        _ => None,
    }
}

/// Where a key moves to; none when it moves nothing or there is nowhere to go.
fn moved(key: Key<'_>, at: Place, size: Size) -> Option<Place> {
    if key.alt {
        return None;
    }
    let last_row = size.rows.checked_sub(1);
    let last_column = size.columns.saturating_sub(1);
    let row = |row: usize| last_row.map(|last| row.min(last));
    let to = match (key.name, key.control) {
        ("ArrowRight", false) => Place { column: (at.column + 1).min(last_column), ..at },
        ("ArrowLeft", false) => Place { column: at.column.saturating_sub(1), ..at },
        ("Home", false) => Place { column: 0, ..at },
        ("End", false) => Place { column: last_column, ..at },
        ("ArrowDown", false) => Place { row: row(at.row.map_or(0, |row| row + 1)), ..at },
        ("ArrowUp", false) => Place { row: at.row?.checked_sub(1), ..at },
        ("PageDown", false) => Place { row: row(at.row.unwrap_or(0) + size.page), ..at },
        ("PageUp", false) => Place { row: Some(at.row?.saturating_sub(size.page)), ..at },
        ("Home", true) => Place { row: row(0), column: 0 },
        ("End", true) => Place { row: last_row, column: last_column },
        _ => return None,
    };
    Some(to)
}

#[cfg(test)]
mod tests {
    //! One line per key.

    use super::{Action, Key, Place, Size, action};

    const SIZE: Size = Size { rows: 1000, columns: 5, page: 20 };

    fn at(row: impl Into<Option<usize>>, column: usize) -> Place {
        Place { row: row.into(), column }
    }

    /// `C-`, `S-`, `A-` before the name are modifiers.
    #[track_caller]
    fn check(key: &str, from: Place, expected: Option<Action>) {
        let name = key.trim_start_matches("C-").trim_start_matches("S-").trim_start_matches("A-");
        let modifiers = key.strip_suffix(name).unwrap();
        let key = Key {
            name,
            control: modifiers.contains('C'),
            shift: modifiers.contains('S'),
            alt: modifiers.contains('A'),
        };
        assert_eq!(action(key, from, SIZE, true), expected);
    }

    #[test]
    fn moves_inside_and_stops_at_the_edges() {
        use Action::Go;
        check("ArrowRight", at(3, 2), Some(Go(at(3, 3))));
        check("ArrowRight", at(3, 4), Some(Go(at(3, 4))));
        check("ArrowLeft", at(3, 0), Some(Go(at(3, 0))));
        check("ArrowDown", at(999, 1), Some(Go(at(999, 1))));
        check("ArrowDown", at(None, 1), Some(Go(at(0, 1))));
        check("ArrowUp", at(0, 1), Some(Go(at(None, 1))));
        check("ArrowUp", at(None, 1), None);
        check("PageDown", at(990, 1), Some(Go(at(999, 1))));
        check("PageUp", at(25, 1), Some(Go(at(5, 1))));
        check("PageUp", at(3, 1), Some(Go(at(0, 1))));
        check("Home", at(3, 3), Some(Go(at(3, 0))));
        check("End", at(3, 3), Some(Go(at(3, 4))));
        check("C-Home", at(3, 3), Some(Go(at(0, 0))));
        check("C-End", at(3, 3), Some(Go(at(999, 4))));
        check("j", at(3, 3), Some(Go(at(4, 3))));
        check("k", at(3, 3), Some(Go(at(2, 3))));
    }

    #[test]
    fn selects() {
        check(" ", at(3, 3), Some(Action::Toggle));
        check("S- ", at(3, 3), Some(Action::Toggle));
        check("x", at(3, 3), Some(Action::Toggle));
        check("C-a", at(3, 3), Some(Action::All));
        check("C-a", at(None, 3), Some(Action::All));
        check(" ", at(None, 0), Some(Action::All));
        check("S-ArrowDown", at(3, 3), Some(Action::Extend(at(4, 3))));
        check("S-PageUp", at(30, 3), Some(Action::Extend(at(10, 3))));
        check("S-ArrowUp", at(0, 3), Some(Action::Go(at(None, 3))));
        check("S-ArrowRight", at(3, 3), Some(Action::Go(at(3, 4))));
    }

    #[test]
    fn opens_and_sorts() {
        check("Enter", at(3, 3), Some(Action::Open));
        check("A-Enter", at(3, 3), Some(Action::Pane));
        check("Enter", at(None, 2), Some(Action::Sort { add: false }));
        check("S-Enter", at(None, 2), Some(Action::Sort { add: true }));
        check("A-ArrowLeft", at(None, 2), Some(Action::MoveColumn { right: false }));
        check("S-A-ArrowRight", at(None, 2), Some(Action::Widen));
        check("A-ArrowRight", at(3, 2), None);
        check("Escape", at(3, 2), None);
    }

    #[test]
    fn letters_can_be_switched_off() {
        for letter in ["j", "k", "x"] {
            let key = Key { name: letter, ..Key::default() };
            assert_eq!(action(key, at(3, 3), SIZE, false), None);
        }
    }

    #[test]
    fn an_empty_list_keeps_the_focus_in_its_header() {
        let empty = Size { rows: 0, ..SIZE };
        let down = Key { name: "ArrowDown", ..Key::default() };
        assert_eq!(action(down, at(None, 1), empty, true), Some(Action::Go(at(None, 1))));
    }
}
