//! From a question to the rows of the list, of both logs.

use crate::{
    domain::{Attribute, ObjectId, Timestamp, attribute::Of, time::DAY},
    exchange::audit_out::AuditKind,
    store::{AuditColumn, AuditLog, AuditQuestion, Bits, Directory, audit::order},
    tenant::predicted::operation_of,
    ui::audit::state::{AuditState, Open, Since},
};
use std::collections::BTreeMap;

/// A row of the list as a number: that of the record, and in the lowest bit which log it is of.
#[must_use]
pub const fn pack(kind: AuditKind, row: u32) -> u32 {
    row << 1 | (kind as u32)
}

/// The log and the row that a number of the list stands for.
#[must_use]
pub const fn unpack(item: u32) -> (AuditKind, u32) {
    let kind = if item & 1 == 0 { AuditKind::Imported } else { AuditKind::Predicted };
    (kind, item >> 1)
}

/// Both logs.
#[derive(Debug, Clone, Copy)]
pub struct Logs<'l> {
    pub imported: &'l AuditLog,
    pub predicted: &'l AuditLog,
}

impl<'l> Logs<'l> {
    /// The log of a kind.
    #[must_use]
    pub const fn of(self, kind: AuditKind) -> &'l AuditLog {
        match kind {
            AuditKind::Imported => self.imported,
            AuditKind::Predicted => self.predicted,
        }
    }

    /// The item whose details are to be shown, where it is there.
    #[must_use]
    pub fn opened(self, open: Open) -> Option<u32> {
        match open {
            Open::Imported(row) => {
                (row < self.imported.len()).then(|| pack(AuditKind::Imported, row))
            }
            Open::Predicted(operation, place) => {
                let wanted = operation.to_string();
                let is_of = |row: &u32| {
                    self.predicted.get(*row, AuditColumn::Correlation) == Some(wanted.as_str())
                };
                let row = (0..self.predicted.len()).filter(is_of).nth(place as usize)?;
                Some(pack(AuditKind::Predicted, row))
            }
        }
    }

    /// How the address names an item.
    #[must_use]
    pub fn address(self, item: u32) -> Open {
        let (kind, row) = unpack(item);
        if kind == AuditKind::Imported {
            return Open::Imported(row);
        }
        // The records of an operation lie side by side, those of later operations before them.
        let operation = |row| operation_of(self.predicted, row).map_or(0, |id| id.0);
        let own = operation(row);
        let (mut first, mut last) = (0, row);
        while first < last {
            let middle = first.midpoint(last);
            if operation(middle) > own {
                first = middle + 1;
            } else {
                last = middle;
            }
        }
        Open::Predicted(own, row - first)
    }
}

/// From when ranges of days are counted: the newest imported entry, else now. The flag says which.
#[must_use]
pub fn reference(imported: &AuditLog, now: Timestamp) -> (Timestamp, bool) {
    imported.span().map_or((now, false), |(_, newest)| (newest, true))
}

/// What an object is called in the log: its id, and a user's name besides.
#[must_use]
pub fn names(directory: &Directory, id: ObjectId) -> Vec<String> {
    let user = directory.users.find(id);
    let name = user.map(|user| directory.users.get(user, Attribute::USER_PRINCIPAL_NAME));
    let name = name.and_then(|name| name.as_text().map(str::to_owned));
    std::iter::once(id.to_string()).chain(name).collect()
}

/// An object of the directory that the log names: by id, else a user by name.
#[must_use]
pub fn object(
    directory: &Directory,
    id: Option<&str>,
    upn: Option<&str>,
) -> Option<(Of, crate::domain::Row)> {
    let by_id = id.and_then(ObjectId::parse).and_then(|id| {
        let kinds = [Of::User, Of::Group, Of::Device];
        kinds.into_iter().find_map(|of| directory.of(of).find(id).map(|row| (of, row)))
    });
    by_id.or_else(|| {
        let upn = upn.filter(|upn| !upn.is_empty())?;
        let users = &directory.users;
        let found = users.find_by_text(Attribute::USER_PRINCIPAL_NAME, upn);
        found.first().map(|user| (Of::User, *user))
    })
}

/// The question to each log; `object` is what the object of the state is called.
#[must_use]
pub fn question(state: &AuditState, object: &[String], reference: Timestamp) -> AuditQuestion {
    let (from, until) = match state.since {
        Since::Ever => (None, None),
        Since::Days(days) => (Some(reference.plus_days(-i64::from(days))), None),
        Since::Between(from, to) => (
            from.map(|day| Timestamp(day.days() * DAY)),
            to.map(|day| Timestamp((day.days() + 1) * DAY)),
        ),
    };
    AuditQuestion {
        service: state.service.clone(),
        category: state.category.clone(),
        activity: state.activity.clone(),
        result: state.status.clone(),
        target: state.target.clone(),
        initiated_by: state.by.clone(),
        attribute: state.attribute.clone(),
        from,
        until,
        text: state.search.clone(),
        object: object.to_vec(),
    }
}

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// In order; of an operation only the first, where the list is grouped.
    pub items: Vec<u32>,
    /// All records that match, by kind: imported, predicted.
    pub counts: [u32; 2],
    /// Records that match, of each operation with several, by the item that stands for it.
    pub sizes: BTreeMap<u32, u32>,
}

/// The rows that answer, in order.
#[must_use]
pub fn find(logs: Logs<'_>, state: &AuditState, object: &[String], now: Timestamp) -> Found {
    let question = question(state, object, reference(logs.imported, now).0);
    let rows = |kind| {
        let log = logs.of(kind);
        let wanted = state.kind.is_none_or(|only| only == kind);
        if wanted { log.ask(&question) } else { Bits::none(log.len()) }
    };
    let (imported, predicted) = (rows(AuditKind::Imported), rows(AuditKind::Predicted));
    let both = [(logs.imported, &imported), (logs.predicted, &predicted)];
    let ordered = order(&both, state.sort.field.order(), state.sort.down);
    let kind = |number| if number == 0 { AuditKind::Imported } else { AuditKind::Predicted };
    let all = ordered.into_iter().map(|(number, row)| pack(kind(number), row));
    let counts = [imported.count(), predicted.count()];
    if !state.grouped {
        return Found { items: all.collect(), counts, sizes: BTreeMap::new() };
    }
    let mut found = Found { counts, ..Found::default() };
    let mut first: BTreeMap<(u32, &str), u32> = BTreeMap::new();
    for item in all {
        let (kind, row) = unpack(item);
        let correlation = logs.of(kind).get(row, AuditColumn::Correlation);
        let Some(correlation) = correlation.filter(|it| !it.is_empty()) else {
            found.items.push(item);
            continue;
        };
        let stands = *first.entry((kind as u32, correlation)).or_insert(item);
        if stands == item {
            found.items.push(item);
        } else {
            *found.sizes.entry(stands).or_insert(1) += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::DirectoryAudit;
    use crate::ui::audit::field::Field;
    use crate::ui::audit::state::Sort;
    use AuditKind::{Imported as I, Predicted as P};

    fn log(entries: &[(i64, &str, &str)]) -> AuditLog {
        let mut log = AuditLog::default();
        for (at, correlation, activity) in entries {
            log.add(&DirectoryAudit {
                activity_date_time: Timestamp(at * DAY),
                correlation_id: (!correlation.is_empty()).then_some(*correlation),
                activity_display_name: Some(activity),
                ..DirectoryAudit::default()
            });
        }
        log
    }

    #[test]
    fn both_kinds_in_one_order() {
        let imported =
            log(&[(10, "c", "Update user"), (20, "c", "Add user"), (1, "", "Update user")]);
        let predicted = log(&[(15, "2", "Update user"), (15, "2", "Delete user"), (14, "1", "x")]);
        let logs = Logs { imported: &imported, predicted: &predicted };
        let items = |state: &AuditState| {
            let found = find(logs, state, &[], Timestamp(0));
            (found.items.iter().map(|item| unpack(*item)).collect::<Vec<_>>(), found.counts)
        };
        let mut state = AuditState::default();
        assert_eq!(items(&state), (vec![(I, 1), (P, 1), (P, 0), (P, 2), (I, 0), (I, 2)], [3, 3]));
        state.since = Since::Days(7);
        assert_eq!(items(&state).0, [(I, 1), (P, 1), (P, 0), (P, 2)]);
        state.since = Since::Between(None, Some(crate::text::date::Day::from_days(14)));
        assert_eq!(items(&state).0, [(P, 2), (I, 0), (I, 2)]);
        state = AuditState { grouped: true, kind: Some(I), ..AuditState::default() };
        assert_eq!(items(&state), (vec![(I, 1), (I, 2)], [3, 0]));
        assert_eq!(find(logs, &state, &[], Timestamp(0)).sizes, BTreeMap::from([(pack(I, 1), 2)]));
        state = AuditState {
            sort: Sort { field: Field::Activity, down: false },
            ..AuditState::default()
        };
        assert_eq!(items(&state).0, [(I, 1), (P, 1), (P, 0), (I, 0), (I, 2), (P, 2)]);
    }

    #[test]
    fn every_item_has_its_address() {
        let imported = log(&[(10, "c", "Update user")]);
        let predicted = log(&[(15, "2", "a"), (15, "2", "b"), (14, "1", "c")]);
        let logs = Logs { imported: &imported, predicted: &predicted };
        for (kind, rows) in [(AuditKind::Imported, 1), (AuditKind::Predicted, 3)] {
            for row in 0..rows {
                let item = pack(kind, row);
                assert_eq!(unpack(item), (kind, row));
                assert_eq!(logs.opened(logs.address(item)), Some(item));
            }
        }
        assert_eq!(logs.address(pack(AuditKind::Predicted, 1)), Open::Predicted(2, 1));
        assert_eq!(logs.opened(Open::Predicted(2, 2)), None);
        assert_eq!(logs.opened(Open::Imported(1)), None);
    }

    #[test]
    fn days_count_from_the_newest_entry() {
        let now = Timestamp(99 * DAY);
        assert_eq!(reference(&log(&[]), now), (now, false));
        assert_eq!(reference(&log(&[(3, "", ""), (2, "", "")]), now), (Timestamp(3 * DAY), true));
    }
}
