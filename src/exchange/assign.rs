//! Files of members that do not say whose: which group it is, the reader is asked.
//!
//! Entra's template of members to be put in holds ids and user principal names and nothing else. It
//! tells who is to be a member, not who is one besides, and downloads carry the filter in force: at
//! least these.

use crate::domain::attribute::Of;
use crate::domain::{Attribute, Existence, ObjectId};
use crate::exchange::problem::{Fault, excerpt};
use crate::exchange::staging::Staging;
use crate::exchange::value;
use crate::store::Objects;
use crate::store::members::{Extent, List, Other, Side, Sort, find};
use crate::text::fold;

/// A file of members whose group is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unassigned {
    /// Number of the file in the import.
    pub file: usize,
    /// The group that the file's name speaks of, of those in the import.
    pub proposal: Option<ObjectId>,
    /// Row in the file, and the id or the user principal name that stands there.
    pub(super) members: Vec<(u32, String)>,
}

impl Unassigned {
    /// Members that it names.
    #[must_use]
    pub fn count(&self) -> u32 {
        u32::try_from(self.members.len()).unwrap_or(u32::MAX)
    }
}

/// The group that a file's name speaks of: its id stands in it, or its name, of several the longest.
pub(super) fn proposal(file: &str, groups: &Objects) -> Option<ObjectId> {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let plain = |text: &str| -> String {
        fold::case(text).chars().filter(|c| c.is_alphanumeric()).collect()
    };
    let wanted = plain(stem);
    let named = groups.active().iter().map(crate::domain::Row).filter_map(|row| {
        let id = groups.id(row);
        let name = groups.read(row, Attribute::GROUP_DISPLAY_NAME).text().map(plain);
        let by_name = name.filter(|name| name.len() > 2 && wanted.contains(name.as_str()));
        let by_id = wanted.contains(&plain(&id.to_string()));
        Some((if by_id { usize::MAX } else { by_name?.len() }, id))
    });
    named.max_by_key(|(length, _)| *length).map(|(_, id)| id)
}

impl Staging {
    /// Answers whose members a file holds. The group need not be in the import: it may be in the
    /// workspace that this is for. False, and nothing, when no such file waits.
    pub fn assign(&mut self, file: usize, group: ObjectId) -> bool {
        let Some(at) = self.unassigned.iter().position(|one| one.file == file) else {
            return false;
        };
        let known = self.groups.find(group);
        let Some(row) = known.or_else(|| self.groups.push(group, false, Existence::Active)) else {
            return false;
        };
        let answered = self.unassigned.remove(at);
        let (mut users, mut groups, mut devices) = (Vec::new(), Vec::new(), Vec::new());
        let mut others = Vec::new();
        for (number, written) in &answered.members {
            let by_name = || {
                let named = self.users.find_by_text(Attribute::USER_PRINCIPAL_NAME, written.trim());
                named.first().map(|user| (Of::User, *user))
            };
            let id = value::id(written);
            let found = match id {
                Some(id) => find(id, &self.users, &self.groups, &self.devices),
                None => by_name(),
            };
            match (found, id) {
                (Some((Of::User, row)), _) => users.push(row.0),
                (Some((Of::Group, row)), _) => groups.push(row.0),
                (Some((Of::Device, row)), _) => devices.push(row.0),
                (None, Some(id)) => others.push(Other { id, sort: Sort::Unsaid }),
                (None, None) => {
                    if let Some(report) = self.files.get_mut(file) {
                        let value = excerpt(written);
                        report.problems.row(*number, Fault::MemberNotFound { value });
                    }
                }
            }
        }
        let rows = [(Of::User, users), (Of::Group, groups), (Of::Device, devices)];
        self.members.unite(Side::Members, row, &List::of(rows, others, Extent::AtLeast));
        if let Some(report) = self.files.get_mut(file) {
            report.awaits_group = false;
        }
        self.count();
        true
    }
}
