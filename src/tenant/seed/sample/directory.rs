//! The sample organisation as a directory.

use super::{Record, Sample};
use crate::domain::attribute::{Of, Schema};
use crate::domain::{Datum, Existence, ObjectId};
use crate::store::members::{Extent, List, Other, Side, Sort};
use crate::store::{Directory, Loader, Members, Objects};

impl Sample {
    /// The directory that it describes; `shifted` may move its times.
    #[must_use]
    pub fn directory(&self, shifted: impl Fn(&Datum) -> Datum) -> Directory {
        let groups = self.groups.iter().map(|group| &group.record);
        let mut directory = Directory {
            users: objects(Of::User, self.users.iter(), &shifted),
            groups: objects(Of::Group, groups, &shifted),
            devices: objects(Of::Device, self.devices.iter(), &shifted),
            members: Members::new(),
        };
        for group in &self.groups {
            let Some(row) = directory.groups.find(group.record.id) else { continue };
            let lists =
                [(Side::Members, group.members.as_ref()), (Side::Owners, Some(&group.owners))];
            for (side, ids) in lists {
                if let Some(ids) = ids {
                    directory.members.replace(side, row, list(ids));
                }
            }
        }
        directory.settle_members();
        directory
    }
}

fn objects<'r>(
    of: Of,
    records: impl Iterator<Item = &'r Record>,
    shifted: &impl Fn(&Datum) -> Datum,
) -> Objects {
    let mut loader = Loader::new(Schema::of(of));
    for record in records {
        let Some(row) = loader.push_row(record.id, false, Existence::Active) else { continue };
        for (attribute, datum) in &record.values {
            let column = loader.column(*attribute);
            while column.len() < row.0 {
                column.push_unknown();
            }
            column.push(&shifted(datum));
        }
    }
    loader.finish()
}

/// By id; settling the directory makes rows of them.
fn list(ids: &[ObjectId]) -> List {
    let others = ids.iter().map(|id| Other { id: *id, sort: Sort::Unsaid }).collect();
    let none = [Of::User, Of::Group, Of::Device].map(|of| (of, Vec::new()));
    List::of(none, others, Extent::Complete)
}
