//! What an import would change of groups, devices and memberships.
//!
//! Groups are joined by object id; devices too, or by device id where one side has no object ids. A group
//! that is created here has no id of the tenant yet: it is known again by name and nickname, if the files
//! say that it is of the same kind and not older. What counts is the baseline, not what is staged on it. A list that the
//! files tell completely takes the place of the one here, any other is added to it; nobody is deleted for
//! not being in a file.

use super::{Preview, SLICE, new_row, size};
use crate::domain::attribute::Of;
use crate::domain::{Attribute, Datum, Event, Existence, Row, Subject, Timestamp, UserId, Value};
use crate::exchange::Staging;
use crate::exchange::table::name_of;
use crate::store::members::{Extent, List, Other, Side, Sort, find};
use crate::store::{Bits, Cell, Directory, Objects};
use crate::tenant::groups::Nature;
use crate::tenant::{ListChange, ObjectChanges, Workspace};
use std::collections::BTreeMap;

/// How many objects of a kind an import brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    pub new: u32,
    pub changed: u32,
    pub unchanged: u32,
}

/// How many memberships an import brings, and how many it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Memberships {
    pub new: u32,
    pub gone: u32,
}

/// A row that is not here.
const NONE: u32 = u32::MAX;

/// The comparison under way.
#[derive(Debug)]
pub(super) struct Others {
    /// Rows here by rows of the import: users, groups, devices.
    maps: [Vec<u32>; 3],
    part: Part,
}

/// What is done next.
#[derive(Debug)]
enum Part {
    Kind(Box<Kind>),
    Lists { next: u32 },
    Nothing,
}

/// One kind of object being compared.
#[derive(Debug)]
struct Kind {
    of: Of,
    next: u32,
    new: Vec<Row>,
    /// Who is who: in the files, and here.
    pairs: Vec<(Row, Row)>,
    changed: Bits,
    attributes: Option<std::vec::IntoIter<Attribute>>,
    changes: ObjectChanges,
    /// What is created here and was in no file yet.
    created: Created,
}

/// How long the tenant's clock may be behind the one of whoever stages, in milliseconds.
const CLOCKS: i64 = 600_000;

/// Groups that are created here, by nickname in lower case and name.
#[derive(Debug, Default)]
struct Created {
    groups: BTreeMap<(String, String), Vec<(Row, Timestamp)>>,
}

impl Created {
    fn of(workspace: &Workspace) -> Self {
        let mut created = Self::default();
        for operation in workspace.journal() {
            for event in &operation.events {
                let Event::Existence { of: Of::Group, row, before: Existence::Absent, .. } = event
                else {
                    continue;
                };
                if workspace.staged().is_new(Subject::group(*row))
                    && let Some(key) = names(workspace.groups(), *row)
                {
                    let groups = created.groups.entry(key).or_default();
                    groups.retain(|(known, _)| known != row);
                    groups.push((*row, operation.at));
                }
            }
        }
        created
    }

    /// The group here that a group of the files is, which is found once.
    fn take(&mut self, row: Row, staged: &Objects, here: &Objects) -> Option<Row> {
        if self.groups.is_empty() || staged.is_provisional(row) {
            return None;
        }
        let Datum::Value(Value::Time(at)) = staged.get(row, Attribute::GROUP_CREATED_DATE_TIME)
        else {
            return None;
        };
        let candidates = self.groups.get_mut(&names(staged, row)?)?;
        let kind = |objects, row| Nature::in_table(objects, row).kind;
        let wanted = kind(staged, row)?;
        let place = candidates.iter().position(|(known, staged_at)| {
            at.0 + CLOCKS >= staged_at.0 && kind(here, *known) == Some(wanted)
        })?;
        Some(candidates.remove(place).0)
    }
}

/// By what a group that has no id is known again.
fn names(groups: &Objects, row: Row) -> Option<(String, String)> {
    let nickname = groups.read(row, Attribute::GROUP_MAIL_NICKNAME).text()?.to_lowercase();
    let name = groups.read(row, Attribute::GROUP_DISPLAY_NAME).text()?.to_owned();
    Some((nickname, name))
}

impl Kind {
    fn new(of: Of, workspace: &Workspace) -> Self {
        let here = workspace.directory().of(of);
        Self {
            of,
            next: 0,
            new: Vec::new(),
            pairs: Vec::new(),
            changed: Bits::none(here.rows()),
            created: if of == Of::Group { Created::of(workspace) } else { Created::default() },
            attributes: None,
            changes: ObjectChanges::default(),
        }
    }

    /// A slice of rows is looked up, then one column after the other compared, then the new ones are
    /// made ready; false when all is done.
    fn step(&mut self, staged: &Objects, workspace: &Workspace, map: &mut Vec<u32>) -> bool {
        let here = workspace.directory().of(self.of);
        if self.next < staged.rows() {
            for row in (self.next..staged.rows()).take(SLICE).map(Row) {
                map.push(self.look_up(row, staged, workspace));
            }
            self.next = size(map.len());
            return true;
        }
        let attributes = self.attributes.get_or_insert_with(|| {
            let stored = |it: &Attribute| !it.follows() && staged.is_known(*it);
            staged.schema().attributes().filter(stored).collect::<Vec<_>>().into_iter()
        });
        if let Some(attribute) = attributes.next() {
            for (there, row) in &self.pairs {
                let cell = staged.read(*there, attribute);
                let same = || match workspace.staged().baseline(*row, attribute) {
                    Some(baseline) => *baseline == cell.to_datum(),
                    None => here.read(*row, attribute) == cell,
                };
                if cell != Cell::Unknown && !same() {
                    self.changes.cells.push((*row, attribute, cell.to_datum()));
                    self.changed.insert(row.0);
                }
            }
            return true;
        }
        let slice = self.new.iter().skip(self.changes.rows.len()).take(SLICE);
        let rows: Vec<_> = slice.map(|row| new_row(staged, *row, &BTreeMap::new())).collect();
        self.changes.rows.extend(rows);
        self.changes.rows.len() < self.new.len()
    }

    /// The row here, or none.
    fn look_up(&mut self, row: Row, staged: &Objects, workspace: &Workspace) -> u32 {
        let here = workspace.directory().of(self.of);
        let existence = staged.existence(row);
        if existence == Existence::Absent {
            return NONE;
        }
        let by_name = || {
            let attribute = name_of(self.of)?;
            let name = staged.read(row, attribute).text()?;
            let named = here.find_by_text(attribute, name).first().copied()?;
            (staged.is_provisional(row) || here.is_provisional(named)).then_some(named)
        };
        let known = here.find(staged.id(row)).or_else(by_name);
        let Some(known) = known.or_else(|| self.created.take(row, staged, here)) else {
            self.new.push(row);
            return NONE;
        };
        self.pairs.push((row, known));
        let is_active = |existence| existence == Existence::Active;
        let was = workspace.baseline_existence(Subject { of: self.of, row: known });
        if is_active(existence) != is_active(was) {
            self.changes.existence.push((known, existence));
            self.changed.insert(known.0);
        }
        if here.is_provisional(known) && !staged.is_provisional(row) {
            self.changes.ids.push((known, staged.id(row)));
            self.changed.insert(known.0);
        }
        known.0
    }

    fn tally(&self) -> Tally {
        let changed = self.changed.count();
        let unchanged = size(self.pairs.len()).saturating_sub(changed);
        Tally { new: size(self.new.len()), changed, unchanged }
    }
}

impl Others {
    /// Nothing is compared yet but the users: who they are here.
    pub(super) fn new(
        pairs: &[(UserId, UserId)],
        staging: &Staging,
        workspace: &Workspace,
    ) -> Self {
        let mut users = vec![NONE; staging.users.rows() as usize];
        for (staged, user) in pairs {
            if let Some(slot) = users.get_mut(staged.index()) {
                *slot = user.0;
            }
        }
        let first = Box::new(Kind::new(Of::Group, workspace));
        Self { maps: [users, Vec::new(), Vec::new()], part: Part::Kind(first) }
    }

    /// Does the next part; false when there was none.
    pub(super) fn step(
        &mut self,
        staging: &Staging,
        workspace: &Workspace,
        preview: &mut Preview,
    ) -> bool {
        let [_, groups, devices] = &mut self.maps;
        match &mut self.part {
            Part::Kind(kind) => {
                let (staged, map) = match kind.of {
                    Of::Device => (&staging.devices, devices),
                    _ => (&staging.groups, groups),
                };
                if kind.step(staged, workspace, map) {
                    return true;
                }
                let (tally, changes) = (kind.tally(), std::mem::take(&mut kind.changes));
                self.part = if kind.of == Of::Group {
                    (preview.groups, preview.changes.groups) = (tally, changes);
                    Part::Kind(Box::new(Kind::new(Of::Device, workspace)))
                } else {
                    (preview.devices, preview.changes.devices) = (tally, changes);
                    Part::Lists { next: 0 }
                };
            }
            Part::Lists { next } => {
                let from = *next;
                let mut looked_at = 0;
                let mut group = from;
                while group < staging.members.groups() && looked_at < SLICE {
                    for side in Side::BOTH {
                        looked_at += 1 + staging.members.of(side, Row(group)).count() as usize;
                        self.list(side, Row(group), staging, workspace, preview);
                    }
                    group += 1;
                }
                self.part = if group < staging.members.groups() {
                    Part::Lists { next: group }
                } else {
                    Part::Nothing
                };
            }
            Part::Nothing => return false,
        }
        true
    }

    /// Compares one list of one group.
    fn list(
        &self,
        side: Side,
        group: Row,
        staging: &Staging,
        workspace: &Workspace,
        preview: &mut Preview,
    ) {
        let told = staging.members.of(side, group);
        if told.is_unknown() {
            return;
        }
        let told = self.here(told, staging, workspace.directory());
        let [_, groups, _] = &self.maps;
        let here = groups.get(group.index()).copied().unwrap_or(NONE);
        let before = workspace.baseline_list(side, Row(here));
        let before = before.as_ref();
        let list = if told.extent == Extent::Complete {
            told
        } else {
            let mut both = before.clone();
            both.unite(&told);
            both
        };
        if list.is_same(before) {
            return;
        }
        if side == Side::Members {
            let common = list.common(before);
            preview.memberships.new += list.count().saturating_sub(common);
            preview.memberships.gone += before.count().saturating_sub(common);
        }
        let group = staging.groups.id(group);
        preview.changes.lists.push(ListChange { group, side, list });
    }

    /// A list in rows of the workspace, whether the files tell of them or not; whoever is not there
    /// stands in it by id.
    fn here(&self, told: &List, staging: &Staging, directory: &Directory) -> List {
        let [users, groups, devices] = &self.maps;
        let mut others: Vec<Other> = told.others().to_vec();
        let mut rows = |of: Of, map: &[u32], objects: &Objects, sort: Sort| {
            let mut known = Vec::with_capacity(told.rows(of).count() as usize);
            for row in told.rows(of).iter() {
                match map.get(row as usize) {
                    Some(&here) if here != NONE => known.push(here),
                    _ => others.push(Other { id: objects.id(Row(row)), sort }),
                }
            }
            (of, known)
        };
        let rows = [
            rows(Of::User, users, &staging.users, Sort::User),
            rows(Of::Group, groups, &staging.groups, Sort::Group),
            rows(Of::Device, devices, &staging.devices, Sort::Device),
        ];
        let mut list = List::of(rows, others, told.extent);
        list.adopt(|id| find(id, &directory.users, &directory.groups, &directory.devices));
        list
    }
}

/// What [`Preview::is_void`] asks.
pub(super) const fn is_void(
    groups: &ObjectChanges,
    devices: &ObjectChanges,
    lists: &[ListChange],
) -> bool {
    groups.is_empty() && devices.is_empty() && lists.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::attribute::Schema;
    use crate::domain::{Datum, ObjectId, Timestamp};
    use crate::exchange::Import;
    use crate::exchange::preview::preview;
    use crate::tenant::Info;

    fn guid(kind: char, number: usize) -> String {
        format!("{kind}0000000-0000-4000-8000-{number:012}")
    }

    fn id(kind: char, number: usize) -> ObjectId {
        ObjectId::parse(&guid(kind, number)).unwrap()
    }

    /// Users, groups with a name and the members 1 to so many, and whether all pages are there.
    fn staged(
        users: &[usize],
        groups: &[(usize, &str, &[usize], bool)],
        schema: Schema,
    ) -> Staging {
        let mut import = Import::new(schema);
        let mut file = |name: &str, text: String| {
            import.open(name);
            import.feed(text.as_bytes());
            import.close();
        };
        let people = users.iter().map(|user| format!("{},u{user}@x.example\n", guid('b', *user)));
        file("users.csv", format!("id,userPrincipalName\n{}", people.collect::<String>()));
        let items = groups.iter().map(|(number, name, ..)| {
            format!(r#"{{"id":"{}","displayName":"{name}","groupTypes":[]}}"#, guid('a', *number))
        });
        let items: Vec<String> = items.collect();
        file(
            "groups.json",
            format!(r#"{{"@odata.context":"x#groups","value":[{}]}}"#, items.join(",")),
        );
        let records = groups.iter().map(|(number, _, members, last)| {
            let members = members.iter().map(|user| format!(r#"{{"id":"{}"}}"#, guid('b', *user)));
            let members: Vec<String> = members.collect();
            format!(
                r#"{{"groupId":"{}","page":1,"last":{last},"members":[{}]}}"#,
                guid('a', *number),
                members.join(",")
            )
        });
        let records: Vec<String> = records.collect();
        let context = r#""@odata.context":"tenantry#groupMembers""#;
        file("groupMembers.json", format!(r#"{{{context},"value":[{}]}}"#, records.join(",")));
        import.finish()
    }

    fn workspace(staging: Staging) -> Workspace {
        let info = Info { name: String::new(), sample: false, created: Timestamp(0) };
        staging.into_workspace(info, false)
    }

    fn members(workspace: &Workspace, group: usize) -> (Vec<ObjectId>, usize, Extent) {
        let directory = workspace.directory();
        let list =
            directory.members.of(Side::Members, directory.groups.find(id('a', group)).unwrap());
        let users = list.rows(Of::User).iter().map(|row| directory.users.id(Row(row)));
        (users.collect(), list.others().len(), list.extent)
    }

    #[test]
    fn a_file_of_members_alone_speaks_of_people_who_are_here() {
        let first = staged(&[1, 3, 8], &[(1, "One", &[1, 3], true)], Schema::default());
        let mut workspace = workspace(first);
        let again = staged(&[], &[(1, "One", &[1, 8, 9], true)], Schema::default());
        let seen = preview(&again, &workspace);
        assert_eq!(seen.memberships, Memberships { new: 2, gone: 1 });
        workspace.rebase(seen.into_changes(false), Vec::new());
        assert_eq!(members(&workspace, 1), (vec![id('b', 1), id('b', 8)], 1, Extent::Complete));
    }

    #[test]
    fn a_further_import_joins_replaces_and_unites() {
        let first = staged(
            &[1, 2],
            &[(1, "One", &[1, 2, 9], true), (2, "Two", &[1], true), (3, "Three", &[1, 2], true)],
            Schema::default(),
        );
        let mut workspace = workspace(first);
        assert_eq!(members(&workspace, 1), (vec![id('b', 1), id('b', 2)], 1, Extent::Complete));
        let again = staged(
            &[9, 1],
            &[(2, "Two", &[1, 9], false), (1, "Uno", &[1, 9], true), (4, "Four", &[9], true)],
            workspace.users().schema().clone(),
        );
        let seen = preview(&again, &workspace);
        assert_eq!(seen.groups, Tally { new: 1, changed: 1, unchanged: 1 });
        assert_eq!(seen.memberships, Memberships { new: 2, gone: 1 });
        assert!(!seen.is_void());
        workspace.rebase(seen.into_changes(false), Vec::new());
        let (one, nine) = (id('b', 1), id('b', 9));
        assert_eq!(members(&workspace, 1), (vec![one, nine], 0, Extent::Complete));
        assert_eq!(members(&workspace, 2), (vec![one, nine], 0, Extent::AtLeast));
        assert_eq!(members(&workspace, 3), (vec![one, id('b', 2)], 0, Extent::Complete));
        assert_eq!(members(&workspace, 4), (vec![nine], 0, Extent::Complete));
        let groups = &workspace.directory().groups;
        let renamed = groups.get(groups.find(id('a', 1)).unwrap(), Attribute::GROUP_DISPLAY_NAME);
        assert_eq!((renamed, groups.active_count()), (Datum::text("Uno"), 4));
        // The same files again change nothing.
        let third = staged(
            &[9, 1],
            &[(2, "Two", &[1, 9], false), (1, "Uno", &[1, 9], true), (4, "Four", &[9], true)],
            workspace.users().schema().clone(),
        );
        let seen = preview(&third, &workspace);
        assert!(seen.is_void());
        assert_eq!(seen.groups, Tally { new: 0, changed: 0, unchanged: 3 });
    }
}
