//! What an import would change in an open workspace, before anything is changed.
//!
//! People are joined by object id, else by user principal name in any case. Compared is the
//! *baseline*, not what is staged on top of it. A column that no file has changes nothing; a person
//! whom no file has stays, unless the reader declares the files complete after seeing how many
//! would go: portal exports carry the filter in force and say so nowhere.

mod others;
#[cfg(test)]
mod tests;

pub use others::{Memberships, Tally};

use crate::{
    domain::{Attribute, Datum, Existence, ObjectId, Setting, Subject, UserId, Value},
    exchange::Staging,
    store::{AuditTally, Bits, Cell, Objects},
    tenant::{BaselineChanges, NewRow, Organisation, Workspace},
};
use others::Others;
use std::collections::BTreeMap;

/// What an import would change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Preview {
    /// People whom the workspace does not have.
    pub new: u32,
    /// People of whom something differs.
    pub changed: u32,
    /// People of whom everything that the files tell is so already.
    pub unchanged: u32,
    /// Rows that were left out: the files disagree about them, or their name belongs to another
    /// object here.
    pub contradictory: u32,
    /// How many people change, by attribute, in the order of the table.
    pub per_attribute: Vec<(Attribute, u32)>,
    /// People who are here and in no file.
    pub gone: Vec<UserId>,
    pub groups: Tally,
    pub devices: Tally,
    pub memberships: Memberships,
    /// Entries of the audit log.
    pub audit: AuditTally,
    /// Settings of the tenant that are others than the workspace has imported.
    pub settings: u32,
    changes: BaselineChanges,
}

impl Preview {
    /// The changes to apply. `complete` says that the files hold everybody: who is in none is
    /// deleted.
    #[must_use]
    pub fn into_changes(self, complete: bool) -> BaselineChanges {
        let mut changes = self.changes;
        if complete {
            changes.gone.extend(self.gone);
        }
        changes
    }

    /// Whether nothing at all would change, whoever is in no file.
    #[must_use]
    pub fn is_void(&self) -> bool {
        let BaselineChanges { groups, devices, lists, .. } = &self.changes;
        self.new == 0
            && self.changed == 0
            && self.settings == 0
            && self.audit.is_void()
            && others::is_void(groups, devices, lists)
    }
}

impl Preview {
    /// What the files tell of the tenant itself.
    fn tenant(&mut self, staging: &Staging, workspace: &Workspace) {
        let told = &staging.organisation;
        let here = workspace.organisation();
        let differs = |(setting, datum): &(&Setting, &Datum)| here.setting(**setting) != **datum;
        let changed = told.settings.iter().filter(differs).count();
        self.settings = u32::try_from(changed).unwrap_or(u32::MAX);
        self.changes.organisation =
            (*told != Organisation::default()).then(|| Box::new(told.clone()));
    }
}

/// Who a person of the files is here.
enum Match {
    New,
    Known(UserId),
    /// The name is staged for this person, who has another one in the baseline.
    Staged(UserId),
    /// The name belongs to a person with another object id.
    Contradicts,
}

/// Compares what was read with the baseline of a workspace. The staging's schema starts with the
/// workspace's, as [`Import::new`](super::Import::new) makes it.
#[must_use]
pub fn preview(staging: &Staging, workspace: &Workspace) -> Preview {
    Comparison::new(staging, workspace).finish(staging, workspace)
}

/// People who are looked up, or made ready to be taken in, in one go.
const SLICE: usize = 1 << 13;

/// A comparison under way, in parts of some milliseconds for every hundred thousand people. Staging
/// and workspace are the same in every part; edits may come in between, since they leave the
/// baseline as it is and the names in it are gathered anew after each.
#[derive(Debug)]
pub struct Comparison {
    preview: Preview,
    part: Part,
    /// People of the files who are still to be looked up, in this turn.
    staged: std::vec::IntoIter<u32>,
    /// Those whose name is staged for somebody: it has arrived, or another one has it. That shows
    /// when everybody else was looked up.
    later: Vec<u32>,
    /// Whether it is their turn.
    last: bool,
    names: BaselineNames,
    /// Rows of the workspace when this began.
    here: u32,
    /// Who is who: in the files, and here.
    pairs: Vec<(UserId, UserId)>,
    new: Vec<UserId>,
    seen: Bits,
    changed: Bits,
    renumbered: BTreeMap<ObjectId, ObjectId>,
}

/// What is done next.
#[derive(Debug)]
enum Part {
    People,
    Existence,
    Columns(std::vec::IntoIter<Attribute>),
    New(usize),
    Others(Box<Others>),
    Audit,
    Nothing,
}

impl Comparison {
    /// A comparison as [`preview`] makes it, of which nothing is done yet.
    #[must_use]
    pub fn new(staging: &Staging, workspace: &Workspace) -> Self {
        let mut preview = Preview { contradictory: staging.contradictory, ..Preview::default() };
        let known = workspace.users().schema().custom().len();
        let custom = staging.users.schema().custom().get(known..).unwrap_or_default();
        preview.changes.custom = custom.to_vec();
        preview.tenant(staging, workspace);
        Self {
            preview,
            part: Part::People,
            staged: staging.users.present().iter().collect::<Vec<u32>>().into_iter(),
            later: Vec::new(),
            last: false,
            names: BaselineNames::of(workspace),
            here: workspace.users().rows(),
            pairs: Vec::new(),
            new: Vec::new(),
            seen: Bits::none(workspace.users().rows()),
            changed: Bits::none(workspace.users().rows()),
            renumbered: BTreeMap::new(),
        }
    }

    /// Does the next part; false when there was none.
    pub fn step(&mut self, staging: &Staging, workspace: &Workspace) -> bool {
        let Self { preview, pairs, renumbered, changed, .. } = self;
        match &mut self.part {
            Part::People => {
                if !self.look_up(staging, workspace) {
                    self.part = Part::Existence;
                }
            }
            Part::Existence => {
                preview.existence(staging, workspace, pairs, changed);
                let virtual_ = [Attribute::ID, Attribute::DELETED_DATE_TIME];
                let stored = |attribute: &Attribute| {
                    !virtual_.contains(attribute) && staging.users.is_known(*attribute)
                };
                let stored: Vec<_> = staging.users.schema().attributes().filter(stored).collect();
                self.part = Part::Columns(stored.into_iter());
            }
            Part::Columns(attributes) => match attributes.next() {
                Some(attribute) => {
                    preview.column(staging, workspace, pairs, attribute, renumbered, changed);
                }
                None => self.part = Part::New(0),
            },
            Part::New(done) => {
                let slice = self.new.iter().skip(*done).take(SLICE);
                let rows = slice.map(|staged| new_row(&staging.users, *staged, renumbered));
                preview.changes.rows.extend(rows);
                *done += SLICE;
                if *done >= self.new.len() {
                    self.count(workspace);
                    self.part =
                        Part::Others(Box::new(Others::new(&self.pairs, staging, workspace)));
                }
            }
            Part::Others(others) => {
                if !others.step(staging, workspace, preview) {
                    self.part = Part::Audit;
                }
            }
            Part::Audit => {
                preview.audit = workspace.audit_log().compare(&staging.audit_log);
                self.part = Part::Nothing;
            }
            Part::Nothing => return false,
        }
        true
    }

    /// The outcome; parts that were not done are done now.
    #[must_use]
    pub fn finish(mut self, staging: &Staging, workspace: &Workspace) -> Preview {
        while self.step(staging, workspace) {}
        self.preview
    }

    /// Finds out who some more people are; false when there was nobody left.
    fn look_up(&mut self, staging: &Staging, workspace: &Workspace) -> bool {
        if self.names.operations != workspace.journal().len() {
            self.names = BaselineNames::of(workspace);
        }
        let rows: Vec<u32> = self.staged.by_ref().take(SLICE).collect();
        if rows.is_empty() {
            if self.last {
                return false;
            }
            self.last = true;
            self.staged = std::mem::take(&mut self.later).into_iter();
        }
        for row in rows {
            let staged = UserId(row);
            match find(&staging.users, staged, workspace, &self.names) {
                Match::New => self.new.push(staged),
                // Created while this was under way, as if it were after it.
                Match::Known(user) | Match::Staged(user) if user.0 >= self.here => {
                    self.new.push(staged);
                }
                Match::Staged(_) if !self.last => self.later.push(row),
                Match::Staged(user) if self.seen.contains(user.0) => self.new.push(staged),
                Match::Contradicts => self.preview.contradictory += 1,
                Match::Known(user) if self.seen.contains(user.0) => {
                    self.preview.contradictory += 1;
                }
                Match::Known(user) | Match::Staged(user) => {
                    self.seen.insert(user.0);
                    self.pairs.push((staged, user));
                    let (there, here) = (staging.users.id(staged), workspace.users().id(user));
                    if there != here {
                        self.renumbered.insert(there, here);
                    }
                }
            }
        }
        true
    }

    fn count(&mut self, workspace: &Workspace) {
        let preview = &mut self.preview;
        preview.new = size(self.new.len());
        preview.changed = self.changed.count();
        preview.unchanged = size(self.pairs.len()).saturating_sub(preview.changed);
        preview.gone = (0..self.here)
            .map(UserId)
            .filter(|user| {
                !self.seen.contains(user.0)
                    && workspace.baseline_existence(Subject::user(*user)) == Existence::Active
            })
            .collect();
    }
}

impl Preview {
    /// Who is back, who has a number now.
    fn existence(
        &mut self,
        staging: &Staging,
        workspace: &Workspace,
        pairs: &[(UserId, UserId)],
        changed: &mut Bits,
    ) {
        for (staged, user) in pairs {
            let active = staging.users.existence(*staged) == Existence::Active;
            let was_active =
                workspace.baseline_existence(Subject::user(*user)) == Existence::Active;
            if active && !was_active {
                self.changes.back.push(*user);
                changed.insert(user.0);
            }
            if !active && was_active {
                self.changes.gone.push(*user);
                changed.insert(user.0);
            }
            if workspace.users().is_provisional(*user) && !staging.users.is_provisional(*staged) {
                self.changes.ids.push((*user, staging.users.id(*staged)));
                changed.insert(user.0);
            }
        }
    }

    fn column(
        &mut self,
        staging: &Staging,
        workspace: &Workspace,
        pairs: &[(UserId, UserId)],
        attribute: Attribute,
        renumbered: &BTreeMap<ObjectId, ObjectId>,
        changed: &mut Bits,
    ) {
        let before = self.changes.cells.len();
        for (staged, user) in pairs {
            let cell = match staging.users.read(*staged, attribute) {
                Cell::Unknown => continue,
                Cell::Reference(id) => Cell::Reference(renumbered.get(&id).copied().unwrap_or(id)),
                cell => cell,
            };
            let same = match workspace.staged().baseline(*user, attribute) {
                Some(baseline) => *baseline == cell.to_datum(),
                None => workspace.users().read(*user, attribute) == cell,
            };
            if !same {
                self.changes.cells.push((*user, attribute, cell.to_datum()));
                changed.insert(user.0);
            }
        }
        let count = self.changes.cells.len() - before;
        if count > 0 {
            self.per_attribute.push((attribute, size(count)));
        }
    }
}

/// Names that people had before they were renamed here.
#[derive(Debug)]
struct BaselineNames {
    /// By name in lower case.
    people: BTreeMap<String, UserId>,
    /// Operations of the workspace when they were gathered.
    operations: usize,
}

impl BaselineNames {
    fn of(workspace: &Workspace) -> Self {
        let renamed = workspace.staged().users().filter_map(|(user, diff)| {
            let name = diff.attributes.get(&Attribute::USER_PRINCIPAL_NAME)?.as_text()?;
            Some((name.to_lowercase(), user))
        });
        Self { people: renamed.collect(), operations: workspace.journal().len() }
    }
}

fn find(staging: &Objects, staged: UserId, workspace: &Workspace, names: &BaselineNames) -> Match {
    let users = workspace.users();
    let numbered = !staging.is_provisional(staged);
    if let Some(user) = users.find(staging.id(staged)) {
        return Match::Known(user);
    }
    let Some(name) = staging.read(staged, Attribute::USER_PRINCIPAL_NAME).text() else {
        return Match::New;
    };
    let before = names.people.get(&name.to_lowercase()).copied();
    let by_name = before
        .or_else(|| users.find_by_text(Attribute::USER_PRINCIPAL_NAME, name).first().copied());
    let Some(user) = by_name else { return Match::New };
    let here = workspace.baseline(user, Attribute::USER_PRINCIPAL_NAME);
    let holds = here.as_text().is_some_and(|here| here.to_lowercase() == name.to_lowercase());
    match (holds, numbered && !users.is_provisional(user)) {
        (true, true) => Match::Contradicts,
        (true, false) => Match::Known(user),
        // One who is staged to take this name over does not have it in the tenant.
        (false, true) => Match::New,
        (false, false) => Match::Staged(user),
    }
}

fn new_row(users: &Objects, staged: UserId, renumbered: &BTreeMap<ObjectId, ObjectId>) -> NewRow {
    let stored = |attribute: &Attribute| !attribute.follows();
    let attributes = users.schema().attributes().filter(stored).filter_map(|attribute| {
        let datum = match users.get(staged, attribute) {
            Datum::Unknown => return None,
            Datum::Value(Value::Reference(id)) => {
                Datum::Value(Value::Reference(renumbered.get(&id).copied().unwrap_or(id)))
            }
            datum => datum,
        };
        Some((attribute, datum))
    });
    NewRow {
        id: users.id(staged),
        provisional: users.is_provisional(staged),
        existence: users.existence(staged),
        attributes: attributes.collect(),
    }
}

fn size(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
