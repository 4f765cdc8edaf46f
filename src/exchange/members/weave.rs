//! Ids become rows: who is in which group, once every object of the import is there.

use super::{How, Portion, Told};
use crate::domain::attribute::Of;
use crate::domain::{Existence, GroupId, ObjectId, Row};
use crate::exchange::problem::{Fault, Problems};
use crate::exchange::staging::People;
use crate::exchange::table::Origin;
use crate::store::members::{Extent, List, Other, Side, Sort, find};
use crate::store::{Directory, Members, Objects};
use std::collections::BTreeSet;

/// Ids that are looked up in one go, roughly.
const LOOKED_UP: usize = 1 << 15;

/// The objects of an import, and their memberships so far.
pub(in crate::exchange) struct Woven<'a> {
    pub users: &'a Objects,
    pub devices: &'a Objects,
    pub groups: &'a mut People,
    pub members: &'a mut Members,
    /// Where all of it will go: whoever is there is nobody unknown.
    pub here: Option<&'a Directory>,
}

/// Lists being put together, group by group.
#[derive(Debug)]
pub(in crate::exchange) struct Weaving {
    told: Told,
    /// Numbers of the portions, those of one list together.
    order: Vec<u32>,
    next: usize,
}

impl Weaving {
    pub(in crate::exchange) fn of(told: Told) -> Self {
        let count = u32::try_from(told.portions.len()).unwrap_or(u32::MAX);
        let mut order: Vec<u32> = (0..count).collect();
        order.sort_by_key(|at| {
            told.portions.get(*at as usize).map(|portion| (portion.group, portion.side, *at))
        });
        Self { told, order, next: 0 }
    }

    /// Puts some more lists together; false when there was none left.
    pub(in crate::exchange) fn step(
        &mut self,
        woven: &mut Woven<'_>,
        problems: &mut [Problems],
    ) -> bool {
        let mut looked_up = 0;
        while looked_up < LOOKED_UP {
            let portions = self.order.iter().skip(self.next);
            let portions = portions.filter_map(|at| self.told.portions.get(*at as usize));
            let mut portions = portions.peekable();
            let Some(first) = portions.peek().copied() else { return false };
            let (group, side) = (first.group, first.side);
            let same: Vec<&Portion> =
                portions.take_while(|it| (it.group, it.side) == (group, side)).collect();
            self.next += same.len();
            looked_up += 16 + same.iter().map(|it| it.end - it.first).sum::<usize>();
            if let Some(row) = group_row(first, woven, problems) {
                self.list(row, side, &same, woven, problems);
            }
        }
        true
    }

    /// Puts one list together from its portions.
    fn list(
        &self,
        group: GroupId,
        side: Side,
        portions: &[&Portion],
        woven: &mut Woven<'_>,
        problems: &mut [Problems],
    ) {
        let is_expanded = |portion: &Portion| matches!(portion.how, How::Expanded { .. });
        let pages: Vec<&Portion> =
            portions.iter().copied().filter(|portion| !is_expanded(portion)).collect();
        if let Some(first) = pages.first() {
            let extent = extent(&pages);
            let missing =
                extent != Extent::Complete && !pages.iter().any(|it| it.how == How::Failed);
            if missing && let Some(problems) = problems.get_mut(first.file) {
                problems.row(first.row, Fault::ListPagesMissing);
            }
            let list = self.gathered(&pages, extent, woven, problems);
            woven.members.unite(side, group, &list);
        }
        for portion in portions.iter().copied().filter(|portion| is_expanded(portion)) {
            let whole = portion.how == How::Expanded { whole: true };
            let extent = if whole { Extent::Complete } else { Extent::AtLeast };
            let list = self.gathered(&[portion], extent, woven, problems);
            woven.members.unite(side, group, &list);
        }
    }

    /// The objects of portions, each once.
    fn gathered(
        &self,
        portions: &[&Portion],
        extent: Extent,
        woven: &Woven<'_>,
        problems: &mut [Problems],
    ) -> List {
        let (mut users, mut groups, mut devices) = (Vec::new(), Vec::new(), Vec::new());
        let mut others: Vec<Other> = Vec::new();
        let mut told = 0;
        for portion in portions {
            let ids = self.told.ids.get(portion.first..portion.end).unwrap_or_default();
            let sorts = self.told.sorts.get(portion.first..portion.end).unwrap_or_default();
            let before = others.len();
            told += ids.len();
            for (id, sort) in ids.iter().zip(sorts) {
                match look_up(*id, *sort, woven) {
                    Some((Of::User, row)) => users.push(row.0),
                    Some((Of::Group, row)) => groups.push(row.0),
                    Some((Of::Device, row)) => devices.push(row.0),
                    None => others.push(Other { id: *id, sort: *sort }),
                }
            }
            // Applications and contacts are never objects here.
            let is_stranger = |other: &&Other| {
                !matches!(other.sort, Sort::ServicePrincipal | Sort::Contact)
                    && woven.here.is_none_or(|here| here.find(other.id).is_none())
            };
            let strangers = others.iter().skip(before).filter(is_stranger).count();
            let count = u32::try_from(strangers).unwrap_or(u32::MAX);
            if count > 0
                && let Some(problems) = problems.get_mut(portion.file)
            {
                problems.row(portion.row, Fault::MembersNotHere { count });
            }
        }
        let rows = [(Of::User, users), (Of::Group, groups), (Of::Device, devices)];
        let list = List::of(rows, others, extent);
        let twice = told.saturating_sub(list.count() as usize);
        if twice > 0
            && let Some(last) = portions.last()
            && let Some(problems) = problems.get_mut(last.file)
        {
            let count = u32::try_from(twice).unwrap_or(u32::MAX);
            problems.row(last.row, Fault::MembersRepeated { count });
        }
        list
    }
}

/// Looks first where the file says that the object is.
fn look_up(id: ObjectId, sort: Sort, woven: &Woven<'_>) -> Option<(Of, Row)> {
    let found = match sort {
        Sort::Group => woven.groups.users.find(id).map(|row| (Of::Group, row)),
        Sort::Device => woven.devices.find(id).map(|row| (Of::Device, row)),
        _ => None,
    };
    found.or_else(|| find(id, woven.users, &woven.groups.users, woven.devices))
}

/// How far the pages of a list go.
fn extent(pages: &[&Portion]) -> Extent {
    let failed = pages.iter().any(|it| it.how == How::Failed);
    let mut numbers = BTreeSet::new();
    let mut end = None;
    for page in pages {
        if let How::Page { number, last } = page.how {
            numbers.insert(number);
            end = end.max(last.then_some(number));
        }
    }
    let whole = end.is_some_and(|end| (1..=end).all(|number| numbers.contains(&number)));
    if whole && !failed {
        Extent::Complete
    } else if pages.iter().all(|page| page.first == page.end) {
        Extent::Unknown
    } else {
        Extent::AtLeast
    }
}

/// The row of the group. That it has members proves that it is there, whoever tells of it; that nobody
/// does is a problem unless the workspace knows it.
fn group_row(
    portion: &Portion,
    woven: &mut Woven<'_>,
    problems: &mut [Problems],
) -> Option<GroupId> {
    if let Some(row) = woven.groups.users.find(portion.group) {
        return Some(row);
    }
    let row = woven.groups.users.push(portion.group, false, Existence::Active)?;
    woven.groups.origins.push(Origin { file: portion.file, row: portion.row });
    let known = woven.here.is_some_and(|here| here.groups.find(portion.group).is_some());
    if !known && let Some(problems) = problems.get_mut(portion.file) {
        problems.row(portion.row, Fault::GroupNotTold);
    }
    Some(row)
}

/// Groups of a loop that a problem names.
const LONGEST_LOOP: usize = 20;

/// Tells of every loop of groups in groups at its first row. The memberships stay: the directory has
/// them.
#[derive(Debug)]
pub(in crate::exchange) struct Loops;

impl Loops {
    pub(in crate::exchange) fn tell(groups: &People, members: &Members, problems: &mut [Problems]) {
        let mut left = cyclic(members);
        while let Some(start) = left.pop_first() {
            let inner = members.of(Side::Members, Row(start)).rows(Of::Group);
            // The way back, if there is one: this group may only lead into a loop.
            let back = inner.iter().find_map(|inner| {
                if inner == start {
                    return Some(Vec::new());
                }
                members.nested(Row(inner)).path(Row(start))
            });
            let Some(mut rows) = back else { continue };
            rows.pop();
            rows.insert(0, Row(start));
            for row in &rows {
                left.remove(&row.0);
            }
            let origin = |row: &Row| groups.origins.get(row.index()).copied();
            let first = rows.iter().filter_map(origin).min_by_key(|at| (at.file, at.row));
            let Some(first) = first else { continue };
            let rows = rows.iter().filter_map(origin).take(LONGEST_LOOP).map(|origin| origin.row);
            if let Some(problems) = problems.get_mut(first.file) {
                problems.cell(first.row, "members", Fault::GroupLoop { rows: rows.collect() });
            }
        }
    }
}

/// The groups that are left when groups without groups in them are taken away again and again.
fn cyclic(members: &Members) -> BTreeSet<u32> {
    let inner = |group: u32| members.of(Side::Members, Row(group)).rows(Of::Group);
    let mut counts: Vec<u32> = (0..members.groups()).map(|group| inner(group).count()).collect();
    let mut free: Vec<u32> =
        (0..).zip(&counts).filter(|(_, count)| **count == 0).map(|(group, _)| group).collect();
    let mut left: BTreeSet<u32> = (0..members.groups()).collect();
    while let Some(group) = free.pop() {
        left.remove(&group);
        for outer in members.groups_with(Side::Members, Of::Group, Row(group)) {
            if let Some(count) = counts.get_mut(outer.index()) {
                *count = count.saturating_sub(1);
                if *count == 0 {
                    free.push(outer.0);
                }
            }
        }
    }
    left
}
