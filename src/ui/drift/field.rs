//! The columns of the list.

use crate::{
    domain::{GroupId, attribute::Of},
    i18n::{Locale, Text},
    messages,
    store::{Bits, Direction, Directory, Extent},
    tenant::drift::GroupDrift,
    text::{collate::Collation, fold},
    ui::drift::{part::Part, texts as t},
};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Name,
    Members,
    Taken,
    Joins,
    Leaves,
    Unknown,
    Why,
}

impl Field {
    /// In their order.
    pub const ALL: [Self; 7] = [
        Self::Name,
        Self::Members,
        Self::Taken,
        Self::Joins,
        Self::Leaves,
        Self::Unknown,
        Self::Why,
    ];

    /// Head of the column.
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            Self::Name => t::NAME,
            Self::Members => t::MEMBERS,
            Self::Taken => t::TAKEN,
            Self::Joins => t::JOIN,
            Self::Leaves => t::LEAVE,
            Self::Unknown => t::UNKNOWN,
            Self::Why => t::WHY,
        }
    }

    /// Width in CSS pixels, in a window that is narrow or not.
    #[must_use]
    pub const fn width(self, narrow: bool) -> u32 {
        match self {
            Self::Name if narrow => 150,
            Self::Name => 220,
            Self::Why => 320,
            _ if narrow => 84,
            _ => 100,
        }
    }

    /// The columns that fit a window.
    #[must_use]
    pub fn shown(narrow: bool) -> Vec<Self> {
        let fits = |field: &Self| {
            !narrow || matches!(field, Self::Name | Self::Joins | Self::Leaves | Self::Why)
        };
        Self::ALL.into_iter().filter(fits).collect()
    }

    /// What stands in a cell; none where nothing is known.
    #[must_use]
    pub fn text(self, directory: &Directory, one: &GroupDrift, locale: Locale) -> Option<String> {
        let number = |number: u32| locale.number(u64::from(number));
        match self {
            Self::Name => {
                let groups = directory.of(Of::Group);
                Some(messages::object_name(groups, one.group))
            }
            Self::Members if one.extent == Extent::Unknown && one.held == 0 => None,
            Self::Members => Some(messages::group::count(one.held, one.extent, locale)),
            Self::Taken => Some(number(one.taken)),
            Self::Joins => one.joins.map(number),
            Self::Leaves => Some(number(one.leaves)),
            Self::Unknown => Some(number(one.unknown)),
            Self::Why => {
                let word = |reason| messages::drift::reason(reason, one.target).get(locale);
                let words: Vec<&str> = one.reasons.iter().map(word).collect();
                Some(words.join(" · "))
            }
        }
    }

    fn key(self, one: &GroupDrift) -> i64 {
        let first = |one: &GroupDrift| one.reasons.first().map_or(i64::MAX, rank);
        match self {
            Self::Name => 0,
            Self::Members => i64::from(one.held),
            Self::Taken => i64::from(one.taken),
            Self::Joins => one.joins.map_or(-1, i64::from),
            Self::Leaves => i64::from(one.leaves),
            Self::Unknown => i64::from(one.unknown),
            Self::Why => first(one),
        }
    }
}

/// The place of a reason among all, whatever it is about.
const fn rank(reason: &crate::tenant::drift::Reason) -> i64 {
    use crate::{rules::drift::Cause, tenant::drift::Reason};
    match reason {
        Reason::RuleChanged => 0,
        Reason::PeopleChanged(_) => 1,
        Reason::SourcesChanged => 2,
        Reason::Stale => 99,
        Reason::Told(cause) => match cause {
            Cause::Paused => 3,
            Cause::Frozen => 4,
            Cause::Unknown(_) => 5,
            Cause::Chained(_) => 6,
            Cause::Deleted(_) => 7,
            Cause::Missing(_) => 8,
            Cause::SourcesUnknown => 9,
            Cause::Kept => 10,
            Cause::Truncated => 11,
            Cause::NoMembers => 12,
        },
    }
}

/// The groups that are shown, in order: as a column says, or those first that differ most; equal ones by
/// name.
#[must_use]
pub fn rows(
    directory: &Directory,
    all: &[GroupDrift],
    part: Part,
    query: &str,
    order: Option<(Field, bool)>,
) -> Vec<u32> {
    let groups = directory.of(Of::Group);
    let mut shown: BTreeMap<GroupId, &GroupDrift> = BTreeMap::new();
    shown.extend(all.iter().filter(|one| part.has(one)).map(|one| (one.group, one)));
    let mut within = Bits::of(groups.rows(), shown.keys().map(|group| group.0));
    if !fold::search(query.trim()).is_empty() {
        within.and(&groups.search(query, None).rows);
    }
    let by_name = |down: bool| {
        let direction = if down { Direction::Descending } else { Direction::Ascending };
        let name = messages::name_attribute(Of::Group);
        groups.order(&[(name, direction)], &within, Collation::Root)
    };
    let key = |row: &u32, of: &dyn Fn(&GroupDrift) -> i64| {
        shown.get(&crate::domain::Row(*row)).map_or(0, |one| of(one))
    };
    match order {
        Some((Field::Name, down)) => by_name(down),
        Some((field, down)) => {
            let mut rows = by_name(false);
            if down {
                rows.sort_by_key(|row| Reverse(key(row, &|one| field.key(one))));
            } else {
                rows.sort_by_key(|row| key(row, &|one| field.key(one)));
            }
            rows
        }
        None => {
            let mut rows = by_name(false);
            let most = |one: &GroupDrift| {
                i64::from(one.differing()) * 2 + i64::from(one.unknown > 0 || one.joins.is_none())
            };
            rows.sort_by_key(|row| Reverse(key(row, &most)));
            rows
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Field, rows};
    use crate::{
        domain::{Attribute, Datum, Existence, ObjectId, Row},
        i18n::Locale,
        rules::{Target, drift::Cause, rulebook::Standing},
        store::{Directory, Extent},
        tenant::drift::{GroupDrift, Reason},
        ui::drift::part::Part,
    };

    fn sample() -> (Directory, Vec<GroupDrift>) {
        let mut directory = Directory::default();
        let mut all = Vec::new();
        for (number, name, joins, leaves, unknown, reasons) in [
            (0_u8, "b", Some(0), 0, 0, vec![]),
            (1, "a", Some(3), 1, 0, vec![Reason::RuleChanged]),
            (2, "c", None, 2, 0, vec![Reason::Told(Cause::NoMembers)]),
            (3, "d", Some(0), 0, 7, vec![Reason::Told(Cause::Paused), Reason::Stale]),
        ] {
            let id = ObjectId([number; 16]);
            let group = directory.groups.push(id, false, Existence::Active).unwrap();
            directory.groups.set(group, Attribute::GROUP_DISPLAY_NAME, &Datum::text(name));
            let extent = if joins.is_none() { Extent::Unknown } else { Extent::Complete };
            let paused = number == 3;
            all.push(GroupDrift {
                group: Row(u32::from(number)),
                target: Target::User,
                standing: if paused { Standing::Paused } else { Standing::Followed },
                gathers: false,
                held: u32::from(number) * 10,
                extent,
                taken: 5,
                joins,
                leaves,
                unknown,
                form: None,
                shares: number == 1,
                reasons,
            });
        }
        (directory, all)
    }

    #[test]
    fn what_differs_most_stands_first_unless_a_column_sorts() {
        let (directory, all) = sample();
        let of = |part, query: &str, order| rows(&directory, &all, part, query, order);
        assert_eq!(of(Part::All, "", None), [1, 2, 3, 0]);
        assert_eq!(of(Part::All, "", Some((Field::Name, false))), [1, 0, 2, 3]);
        assert_eq!(of(Part::All, "", Some((Field::Unknown, true))), [3, 1, 0, 2]);
        // Nothing known is less than nobody.
        assert_eq!(of(Part::All, "", Some((Field::Joins, false))), [2, 0, 3, 1]);
        assert_eq!(of(Part::All, "c", None), [2]);
        for field in Field::ALL {
            let mut sorted = of(Part::All, "", Some((field, true)));
            sorted.sort_unstable();
            assert_eq!(sorted, [0, 1, 2, 3], "{field:?}");
        }
    }

    #[test]
    fn parts_and_their_names() {
        let (directory, all) = sample();
        let of = |part| rows(&directory, &all, part, "", Some((Field::Name, false)));
        assert_eq!(of(Part::Differs), [1, 2]);
        assert_eq!(of(Part::Agrees), [0]);
        assert_eq!(of(Part::Unsure), [2, 3]);
        assert_eq!(of(Part::Changed), [1]);
        assert_eq!(of(Part::Paused), [3]);
        assert_eq!(of(Part::Incomplete), [2]);
        assert_eq!(of(Part::Stale), [3]);
        assert_eq!(of(Part::Gathers), [0_u32; 0]);
        assert_eq!(of(Part::Shares), [1]);
        assert_eq!(of(Part::Nobody), [0_u32; 0]);
        for (part, name) in Part::ALL {
            assert_eq!(Part::named(name), part);
        }
    }

    #[test]
    fn cells_say_what_is_not_known() {
        let (directory, all) = sample();
        let text = |at: usize, field: Field| field.text(&directory, &all[at], Locale::En);
        assert_eq!(text(2, Field::Joins), None);
        assert_eq!(text(1, Field::Joins).as_deref(), Some("3"));
        assert_eq!(text(3, Field::Why).as_deref(), Some("paused · not followed yet"));
        assert_eq!(text(1, Field::Name).as_deref(), Some("a"));
    }
}
