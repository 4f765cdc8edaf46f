//! What an import has gathered, before anything of it is accepted.

use crate::domain::attribute::Schema;
use crate::domain::{Attribute, Existence, Timestamp, UserId};
use crate::exchange::Format;
use crate::exchange::assign::Unassigned;
use crate::exchange::import::Report;
use crate::exchange::problem::{Fault, Problems};
use crate::exchange::product_names::ProductNames;
use crate::exchange::table::{Closed, Origin, name_of};
use crate::store::members::Side;
use crate::store::{AuditLog, Cell, Directory, Members, Objects};
use crate::tenant::{Info, Organisation, RoleAssignments, Source, Workspace};

/// People of a loop of managers that a problem names.
const LONGEST_LOOP: usize = 20;

/// The files of an import, read and joined.
#[derive(Debug)]
pub struct Staging {
    /// The people, apart from the open directory. Rows left out as contradictory are absent.
    pub users: Objects,
    pub groups: Objects,
    pub devices: Objects,
    /// Who is in which group, by the rows of those three.
    pub members: Members,
    /// Files of members that do not name their group.
    pub unassigned: Vec<Unassigned>,
    pub files: Vec<Report>,
    pub organisation: Organisation,
    /// Directory roles; none when no file told of them.
    pub roles: Option<RoleAssignments>,
    /// Entries of the audit log, each once.
    pub audit_log: AuditLog,
    /// Microsoft's table of products, where a file is one; it is of no tenant.
    pub products: Option<ProductNames>,
    pub counts: Counts,
    /// Rows whose file or another one says otherwise.
    pub contradictory: u32,
    pub(super) origins: Vec<Origin>,
}

/// How many objects of each kind the files hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Objects, each counted once.
    pub users: u32,
    pub groups: u32,
    /// Groups that the files describe; of the others they only tell members.
    pub described_groups: u32,
    pub devices: u32,
    /// Members of all groups, others than users among them.
    pub memberships: u32,
    /// Entries of the audit log.
    pub audit: u32,
}

impl Staging {
    /// Whether the files tell anything of a tenant.
    #[must_use]
    pub fn tells_of_tenant(&self) -> bool {
        self.counts != Counts::default()
            || self.roles.is_some()
            || self.organisation != Organisation::default()
    }

    /// What the history of a workspace tells of the files that were used, taken in at a time.
    /// `complete` says that they hold everybody.
    #[must_use]
    pub fn sources(&self, at: Timestamp, complete: bool) -> Vec<Source> {
        let of_tenant = |report: &&Report| report.format != Format::ProductNames;
        let used = self.files.iter().filter(|report| report.is_used()).filter(of_tenant);
        used.map(|report| Source {
            name: report.name.clone(),
            recognised_as: report.format.code().to_owned(),
            rows: report.rows,
            at,
            complete: complete && report.format.holds_users(),
        })
        .collect()
    }

    /// A new workspace of what was read, taken in when it is created.
    #[must_use]
    pub fn into_workspace(self, info: Info, complete: bool) -> Workspace {
        let sources = self.sources(info.created, complete);
        let mut directory = Directory {
            users: self.users,
            groups: self.groups,
            devices: self.devices,
            members: self.members,
        };
        directory.settle_members();
        let mut workspace = Workspace::new(info, directory);
        let organisation =
            (self.organisation != Organisation::default()).then_some(self.organisation);
        workspace.learn(organisation, self.roles);
        workspace.learn_audit_log(self.audit_log);
        for source in sources {
            workspace.add_source(source);
        }
        workspace
    }

    /// Counts what is there, but for described groups: they are counted before members add to them.
    pub(super) fn count(&mut self) {
        self.members.grow(self.groups.rows());
        self.counts = Counts {
            users: self.users.present().count(),
            groups: self.groups.present().count(),
            described_groups: self.counts.described_groups,
            devices: self.devices.present().count(),
            memberships: u32::try_from(self.members.count(Side::Members)).unwrap_or(u32::MAX),
            audit: self.audit_log.len(),
        };
    }

    /// Where a row of the users comes from: number of the file, and row in it.
    #[must_use]
    pub fn origin(&self, user: UserId) -> Option<(usize, u32)> {
        self.origins.get(user.index()).map(|origin| (origin.file, origin.row))
    }
}

/// The objects of one kind of all tables; mostly people.
#[derive(Debug, Default)]
pub(super) struct People {
    pub users: Objects,
    pub origins: Vec<Origin>,
    pub contradictory: u32,
}

/// People of a further table who are added in one go.
pub(super) const JOINED: usize = 1 << 12;

/// The tables of an import being joined, in their order.
#[derive(Debug)]
pub(super) struct Join {
    schema: Schema,
    /// The first table, with the people of those after it so far; none where there is no table.
    people: Option<Closed>,
    origins: Vec<Origin>,
    contradictory: u32,
    further: Option<Further>,
    tables: std::vec::IntoIter<Closed>,
    /// Names of the files.
    names: Vec<String>,
}

/// The table whose people are being added.
#[derive(Debug)]
struct Further {
    /// What it tells of.
    attributes: Vec<Attribute>,
    /// Who is still to be added.
    rows: std::vec::IntoIter<u32>,
    table: Closed,
}

impl Join {
    /// The tables, nobody joined yet; `schema` is for an import without any.
    pub(super) fn of(schema: Schema, tables: Vec<Closed>, names: Vec<String>) -> Self {
        let mut tables = tables.into_iter();
        let people = tables.next();
        let origins = people.iter().flat_map(|first| {
            (0..first.users.rows()).map(|row| first.origin(UserId(row))).collect::<Vec<_>>()
        });
        Self {
            schema,
            origins: origins.collect(),
            contradictory: people.as_ref().map_or(0, |first| first.contradictory),
            people,
            further: None,
            tables,
            names,
        }
    }

    /// Adds some more people; false when there was nobody left.
    pub(super) fn step(&mut self, problems: &mut [Problems]) -> bool {
        let Some(people) = &mut self.people else { return false };
        if self.further.as_ref().is_none_or(|further| further.rows.len() == 0) {
            self.further = self.tables.next().map(Further::of);
            let Some(further) = &self.further else { return false };
            for name in further.table.users.schema().custom() {
                people.users.schema_mut().custom_attribute(name);
            }
            self.contradictory += further.table.contradictory;
        }
        let Some(further) = &mut self.further else { return false };
        let Further { table, attributes, rows } = further;
        for row in rows.by_ref().take(JOINED) {
            let agrees = add(
                people,
                &mut self.origins,
                (table, UserId(row)),
                attributes,
                &self.names,
                problems,
            );
            self.contradictory += u32::from(!agrees);
        }
        true
    }

    /// People of the table under way who were added.
    #[cfg(test)]
    pub(super) fn done(&self) -> usize {
        self.further
            .as_ref()
            .map_or(0, |further| further.table.users.present().iter().count() - further.rows.len())
    }

    /// The people of all tables; what was not joined is left out.
    pub(super) fn people(self) -> People {
        let users = self.people.map(|people| people.users);
        let users = users.unwrap_or_else(|| {
            let mut users = Objects::new(self.schema.kind());
            *users.schema_mut() = self.schema;
            users
        });
        People { users, origins: self.origins, contradictory: self.contradictory }
    }
}

impl Further {
    fn of(table: Closed) -> Self {
        let users = &table.users;
        let told = |attribute: &Attribute| users.is_known(*attribute) && !follows(*attribute);
        let attributes = users.schema().attributes().filter(told).collect();
        let rows = users.present().iter().collect::<Vec<u32>>().into_iter();
        Self { attributes, rows, table }
    }
}

/// Adds one of the people of a further table; false where the two disagree.
fn add(
    people: &mut Closed,
    origins: &mut Vec<Origin>,
    (other, row): (&Closed, UserId),
    attributes: &[Attribute],
    names: &[String],
    problems: &mut [Problems],
) -> bool {
    let id = other.users.id(row);
    let provisional = other.users.is_provisional(row);
    let known = people.users.find(id).or_else(|| {
        let name = other.users.read(row, name_of(other.users.of())?).text()?;
        // A name joins only where one of the two has no id of its own.
        people.named(name).filter(|user| provisional || people.users.is_provisional(*user))
    });
    let Some(user) = known else {
        let existence = other.users.existence(row);
        if let Some(user) = people.users.push(id, provisional, existence) {
            origins.push(other.origin(row));
            for attribute in attributes {
                people.users.set(user, *attribute, &other.users.get(row, *attribute));
            }
        }
        return true;
    };
    if !provisional && people.users.is_provisional(user) {
        people.users.set_id(user, id, false);
    }
    let mut agrees = true;
    for attribute in attributes {
        let said = other.users.read(row, *attribute);
        if !said.is_known() {
            continue;
        }
        match people.users.read(user, *attribute) {
            Cell::Unknown => people.users.set(user, *attribute, &said.to_datum()),
            there if there == said => {}
            _ => {
                agrees = false;
                let (first, origin) = (origins.get(user.index()), other.origin(row));
                if let Some(problems) = problems.get_mut(origin.file) {
                    let file = first.and_then(|first| names.get(first.file)).cloned();
                    let fault = Fault::Disagrees {
                        file: file.unwrap_or_default(),
                        row: first.map(|first| first.row),
                    };
                    let column = people.users.schema().name(*attribute).to_owned();
                    problems.cell(origin.row, &column, fault);
                }
            }
        }
    }
    agrees
}

/// Attributes that follow from the row itself.
fn follows(attribute: Attribute) -> bool {
    attribute.follows()
}

/// Managers that are looked up in one go, roughly.
const LOOKED_UP: u32 = 1 << 14;

/// Tells of every loop of managers once, at its first row. The values stay: the directory has them.
#[derive(Debug)]
pub(super) struct Loops {
    /// 0: not seen; otherwise the walk in which a row was seen.
    seen: Vec<u32>,
    walk: u32,
    /// The row from which the next walk starts.
    next: u32,
}

impl Loops {
    pub(super) fn of(people: &People) -> Self {
        Self { seen: vec![0; people.users.rows() as usize], walk: 0, next: 0 }
    }

    /// Looks at some more rows; false when all were looked at.
    pub(super) fn step(&mut self, people: &People, problems: &mut [Problems]) -> bool {
        let users = &people.users;
        let manager = |user: UserId| -> Option<UserId> {
            let id = users.read(user, Attribute::MANAGER).reference()?;
            users.find(id).filter(|manager| is_active(users, *manager))
        };
        let mut looked_up = 0;
        while looked_up < LOOKED_UP {
            if self.next >= users.rows() {
                return false;
            }
            let start = UserId(self.next);
            self.next += 1;
            if !is_active(users, start) {
                continue;
            }
            self.walk += 1;
            let mut at = start;
            loop {
                match self.seen.get_mut(at.index()) {
                    Some(mark) if *mark == 0 => *mark = self.walk,
                    Some(mark) if *mark == self.walk => {
                        tell_loop(at, manager, &people.origins, problems);
                        break;
                    }
                    _ => break,
                }
                looked_up += 1;
                match manager(at) {
                    Some(next) => at = next,
                    None => break,
                }
            }
        }
        true
    }
}

fn is_active(users: &Objects, user: UserId) -> bool {
    users.existence(user) == Existence::Active
}

fn tell_loop(
    start: UserId,
    manager: impl Fn(UserId) -> Option<UserId>,
    origins: &[Origin],
    problems: &mut [Problems],
) {
    let mut members = vec![start];
    let mut at = start;
    while let Some(next) = manager(at).filter(|next| *next != start) {
        members.push(next);
        at = next;
    }
    let origin = |user: &UserId| origins.get(user.index()).copied();
    let Some(first) = members.iter().filter_map(origin).min_by_key(|at| (at.file, at.row)) else {
        return;
    };
    let rows = members.iter().filter_map(origin).take(LONGEST_LOOP).map(|origin| origin.row);
    if let Some(problems) = problems.get_mut(first.file) {
        let column = Attribute::MANAGER.definition().name;
        problems.cell(first.row, column, Fault::ManagerLoop { rows: rows.collect() });
    }
}
