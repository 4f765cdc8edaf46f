//! An import: files in, a piece at a time, and a staged directory out.
//!
//! Nothing of the open workspace is touched; dropping an import leaves no trace. Files are
//! recognised by their content. Where several files tell of one person, they are joined by object
//! id, or by user principal name where a file has no ids; what the first file says stands.

mod report;

pub use report::Report;

use crate::domain::attribute::{Of, Schema};
use crate::exchange::Format;
use crate::exchange::assign::{Unassigned, proposal};
use crate::exchange::audit_in::csv::{AuditCsv, AuditSink};
use crate::exchange::csv;
use crate::exchange::csv_users::{CsvFile, CsvSink};
use crate::exchange::detect::{Detected, HEAD, detect};
use crate::exchange::encoding::Transcoder;
use crate::exchange::graph::{Columns, Facts, JsonFile, JsonSink};
use crate::exchange::json::{self, Stop};
use crate::exchange::members::{Loops as GroupLoops, Told, Weaving, Woven};
use crate::exchange::problem::{Fault, Problems};
use crate::exchange::product_names::{ProductFile, ProductNames, ProductSink};
use crate::exchange::staging::{Counts, Join, Loops, People, Staging};
use crate::exchange::stray_plans;
use crate::exchange::table::{Closed, Table};
use crate::exchange::tables::Tables;
use crate::store::{Directory, Members, Objects};

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read, over all files.
    pub bytes: u64,
    /// Rows or objects found, over all files.
    pub rows: u64,
}

/// An import under way.
#[derive(Debug)]
pub struct Import {
    schema: Schema,
    reports: Vec<Report>,
    /// Problems by file, beside the reports so that a table can be closed over several files.
    problems: Vec<Problems>,
    tables: Vec<OpenTable>,
    facts: Facts,
    told: Told,
    unassigned: Vec<Unassigned>,
    products: Option<ProductNames>,
    reading: Option<Reading>,
}

#[derive(Debug)]
struct OpenTable {
    tables: Tables,
    /// What the names of the files of one list share; none for a table of one file.
    list: Option<String>,
    /// Whether the users' managers were asked for.
    managers: bool,
    /// The last file, and whether its last page names a next one.
    last: (usize, bool),
}

/// The file being read.
#[derive(Debug)]
struct Reading {
    bytes: u64,
    transcoder: Option<Transcoder>,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    /// Not enough seen to know what it is.
    Head(Vec<u8>),
    /// The rows are objects of a kind.
    Csv(csv::Reader, Box<CsvFile>, Of),
    Json(json::Reader, Box<JsonFile>),
    Audit(csv::Reader, Box<AuditCsv>),
    Products(csv::Reader, Box<ProductFile>),
    /// Nothing to be read in it.
    Passed,
}

impl Import {
    /// An import into a directory with these attributes; custom ones keep their numbers.
    #[must_use]
    pub fn new(schema: Schema) -> Self {
        Self {
            schema,
            reports: Vec::new(),
            problems: Vec::new(),
            tables: Vec::new(),
            facts: Facts::default(),
            told: Told::default(),
            unassigned: Vec::new(),
            products: None,
            reading: None,
        }
    }

    /// Begins a file; the one before is closed.
    pub fn open(&mut self, name: &str) {
        self.close();
        self.reports.push(Report {
            name: name.to_owned(),
            format: Format::Unknown,
            rows: 0,
            bytes: 0,
            attributes: Vec::new(),
            aside: Vec::new(),
            awaits_group: false,
            problems: Problems::default(),
        });
        self.problems.push(Problems::default());
        let stage = Stage::Head(Vec::new());
        self.reading = Some(Reading { bytes: 0, transcoder: None, stage });
    }

    /// The next bytes of the file.
    pub fn feed(&mut self, bytes: &[u8]) {
        let Some(mut reading) = self.reading.take() else { return };
        reading.bytes += bytes.len() as u64;
        let mut bytes = bytes;
        if let Stage::Head(head) = &mut reading.stage {
            let missing = HEAD.saturating_sub(head.len()).min(bytes.len());
            let (start, rest) = bytes.split_at_checked(missing).unwrap_or((bytes, &[]));
            head.extend_from_slice(start);
            bytes = rest;
            if head.len() >= HEAD {
                let head = std::mem::take(head);
                self.begin(&mut reading, &head);
            }
        }
        self.pass_on(&mut reading, bytes);
        self.reading = Some(reading);
    }

    /// Ends the file.
    pub fn close(&mut self) {
        let Some(mut reading) = self.reading.take() else { return };
        if let Stage::Head(head) = &mut reading.stage {
            let head = std::mem::take(head);
            self.begin(&mut reading, &head);
        }
        self.end(reading);
    }

    /// How far it is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let done = self.reports.iter();
        let (bytes, rows) = done.fold((0, 0), |(bytes, rows), report| {
            (bytes + report.bytes, rows + u64::from(report.rows))
        });
        let (now_bytes, now_rows) = match &self.reading {
            None => (0, 0),
            Some(reading) => (
                reading.bytes,
                match &reading.stage {
                    Stage::Csv(_, file, _) => file.rows(),
                    Stage::Json(_, file) => file.rows(),
                    Stage::Audit(_, file) => file.rows(),
                    Stage::Products(_, file) => file.rows(),
                    Stage::Head(_) | Stage::Passed => 0,
                },
            ),
        };
        Progress { bytes: bytes + now_bytes, rows: rows + u64::from(now_rows) }
    }

    /// Number of the file being read.
    fn file(&self) -> usize {
        self.reports.len().saturating_sub(1)
    }

    /// Enough of the file is there to know how to read it.
    fn begin(&mut self, reading: &mut Reading, head: &[u8]) {
        let detected = detect(head);
        let file = self.file();
        let (stage, list) = match detected {
            Detected::Not(fault) => {
                if let Some(problems) = self.problems.get_mut(file) {
                    problems.file(fault);
                }
                reading.stage = Stage::Passed;
                return;
            }
            Detected::Json { encoding } => {
                let list = self.reports.get(file).map(|report| list_name(&report.name));
                let json = Box::new(JsonFile::new(encoding, file));
                (Stage::Json(json::Reader::new(), json), list)
            }
            Detected::AuditCsv { encoding, delimiter } => {
                let csv = Box::new(AuditCsv::new(encoding, file));
                (Stage::Audit(csv::Reader::new(delimiter), csv), None)
            }
            Detected::ProductNames { encoding, delimiter } => {
                let csv = Box::new(ProductFile::new(encoding));
                (Stage::Products(csv::Reader::new(delimiter), csv), None)
            }
            Detected::Csv { encoding, delimiter, bare, of } => {
                let reader = csv::Reader::new(delimiter);
                let name = self.reports.get(file).map_or("", |report| report.name.as_str());
                let csv = CsvFile::new(encoding, bare).named(name);
                (Stage::Csv(reader, Box::new(csv), of), None)
            }
        };
        reading.stage = stage;
        reading.transcoder = Some(Transcoder::new(head));
        match self.tables.last_mut() {
            Some(open) if list.is_some() && open.list == list => {
                open.tables.continue_with(file);
            }
            previous => {
                // Custom attributes are numbered over all files.
                if let Some(open) = previous {
                    self.schema = open.tables.users.schema().clone();
                }
                let tables = Tables::new(self.schema.clone(), file);
                self.tables.push(OpenTable { tables, list, managers: false, last: (file, false) });
            }
        }
        self.pass_on(reading, head);
    }

    fn pass_on(&mut self, reading: &mut Reading, bytes: &[u8]) {
        let file = self.file();
        let (Some(open), Some(problems), Some(transcoder)) =
            (self.tables.last_mut(), self.problems.get_mut(file), &mut reading.transcoder)
        else {
            return;
        };
        // UTF-16 is transcoded a piece at a time; other bytes pass as they are.
        for piece in bytes.chunks(1 << 20) {
            let text = transcoder.feed(piece);
            let gathered = (&mut self.facts, &mut self.told);
            feed(&mut reading.stage, text, &mut open.tables, gathered, problems);
        }
    }

    fn end(&mut self, mut reading: Reading) {
        let number = self.file();
        let (Some(report), Some(problems)) =
            (self.reports.get_mut(number), self.problems.get_mut(number))
        else {
            return;
        };
        report.bytes = reading.bytes;
        let (Some(open), Some(transcoder)) = (self.tables.last_mut(), &mut reading.transcoder)
        else {
            return;
        };
        let rest = transcoder.finish().to_vec();
        let gathered = (&mut self.facts, &mut self.told);
        feed(&mut reading.stage, &rest, &mut open.tables, gathered, problems);
        match &mut reading.stage {
            Stage::Csv(reader, csv, of) => {
                let (file, table) = (&mut **csv, open.tables.of_mut(*of));
                reader.finish(&mut CsvSink { file, table, problems });
                CsvSink { file, table, problems }.finish();
                report.format = file.format().unwrap_or(Format::Unknown);
                report.rows = file.rows();
                report.attributes = file.attributes();
                report.aside = file.aside().to_vec();
                let members = file.take_members();
                if report.format == Format::GroupMembers || !members.is_empty() {
                    report.awaits_group = true;
                    problems.file(Fault::GroupAskedFor);
                    self.unassigned.push(Unassigned { file: number, proposal: None, members });
                }
            }
            Stage::Json(reader, json) => {
                let (tables, told, facts) = (&mut open.tables, &mut self.told, &mut self.facts);
                reader.finish(&mut JsonSink { file: json, tables, told, facts, problems });
                match reader.stop() {
                    None => {}
                    Some(Stop::Cut(at)) => {
                        problems.file(Fault::JsonCut { line: at.line, character: at.character });
                    }
                    Some(Stop::Syntax(at)) => {
                        problems.file(Fault::JsonSyntax { line: at.line, character: at.character });
                    }
                }
                report.format = json.format().unwrap_or(Format::Unknown);
                report.rows = json.rows();
                let columns = json.columns();
                report.attributes = columns.iter().flat_map(Columns::attributes).collect();
                report.aside = columns.iter().flat_map(Columns::aside).cloned().collect();
                report.aside.extend_from_slice(json.audit_aside());
                // What is cut off says nothing of what it lacks.
                if reader.stop().is_none() {
                    self.facts.saw(report.format, report.rows, !json.names_next_page());
                }
                open.managers |= columns.iter().any(|columns| columns.expands_manager);
                let objects = report.format.objects().is_some();
                open.last = (number, json.names_next_page() && objects);
            }
            Stage::Audit(reader, file) => {
                let gathered = &mut self.facts.audit;
                reader.finish(&mut AuditSink { file, gathered, problems });
                (report.format, report.rows) = (Format::Audit, file.rows());
                report.aside = file.aside();
            }
            Stage::Products(reader, file) => {
                reader.finish(&mut ProductSink { file, problems });
                (report.format, report.rows) = (Format::ProductNames, file.rows());
                report.aside = file.aside().to_vec();
                file.finish(&report.name, &mut self.products, problems);
            }
            Stage::Head(_) | Stage::Passed => return,
        }
        if report.format == Format::PredictedAudit {
            problems.file(Fault::Predicted);
        }
        if report.format == Format::Unknown {
            problems.file(Fault::NotRecognised);
        }
    }

    /// Ends the import: the objects of all files, joined.
    #[must_use]
    pub fn finish(self) -> Staging {
        let mut ending = self.ending();
        while ending.step() {}
        ending.staging()
    }

    /// Ends the import as [`Self::finish`] does, a part at a time.
    #[must_use]
    pub fn ending(self) -> Ending {
        Ending {
            import: self,
            tables: Vec::new().into_iter(),
            table: None,
            closed: Default::default(),
            joined: Vec::new(),
            described: 0,
            members: Members::new(),
            part: Part::File,
        }
    }
}

/// An import being ended, in parts of some milliseconds for every hundred thousand people; dropping
/// it leaves no trace.
#[derive(Debug)]
pub struct Ending {
    import: Import,
    tables: std::vec::IntoIter<OpenTable>,
    /// The tables under way, and those of the same file that come after.
    table: Option<Vec<Table>>,
    /// By kind: users, groups, devices.
    closed: [Vec<Closed>; 3],
    /// The kinds that are joined, in the same order.
    joined: Vec<People>,
    /// Groups that the files describe.
    described: u32,
    members: Members,
    part: Part,
}

/// What is done next.
#[derive(Debug)]
enum Part {
    File,
    Tables,
    Join(Box<Join>),
    Managers(Loops),
    Members(Box<Weaving>),
    Groups,
    Nothing,
}

/// The kinds, in the order in which they are joined.
const KINDS: [Of; 3] = [Of::User, Of::Group, Of::Device];

impl Ending {
    /// Does the next part; false when there was none.
    pub fn step(&mut self) -> bool {
        self.step_beside(None)
    }

    /// As [`Self::step`], for a workspace that is open: members of groups who are in it are nobody unknown.
    pub fn step_beside(&mut self, here: Option<&Directory>) -> bool {
        let problems = &mut self.import.problems;
        match &mut self.part {
            Part::File => {
                self.import.close();
                self.tables = std::mem::take(&mut self.import.tables).into_iter();
                self.part = Part::Tables;
            }
            Part::Tables => self.close_tables(),
            Part::Join(join) => {
                if !join.step(problems) {
                    let join = std::mem::replace(&mut self.part, Part::Nothing);
                    if let Part::Join(join) = join {
                        self.joined.push(join.people());
                    }
                    self.part = self.next_join();
                }
            }
            Part::Managers(loops) => {
                let more = self.joined.first().is_some_and(|it| loops.step(it, problems));
                if !more {
                    let told = std::mem::take(&mut self.import.told);
                    self.described = self.joined.get(1).map_or(0, |it| it.users.present().count());
                    self.part = Part::Members(Box::new(Weaving::of(told)));
                }
            }
            Part::Members(weaving) => {
                let more = match self.joined.as_mut_slice() {
                    [users, groups, devices] => {
                        let (users, devices) = (&users.users, &devices.users);
                        let members = &mut self.members;
                        weaving.step(&mut Woven { users, devices, groups, members, here }, problems)
                    }
                    _ => false,
                };
                if !more {
                    self.part = Part::Groups;
                }
            }
            Part::Groups => {
                if let [users, groups, _] = self.joined.as_slice() {
                    self.members.grow(groups.users.rows());
                    GroupLoops::tell(groups, &self.members, problems);
                    let owned = self.import.facts.subscriptions();
                    stray_plans::tell(owned, (users, groups), problems);
                    self.import.facts.not_owned(problems);
                }
                self.part = Part::Nothing;
            }
            Part::Nothing => return false,
        }
        true
    }

    /// Joins the next kind, or goes on when all are joined.
    fn next_join(&mut self) -> Part {
        let at = self.joined.len();
        let Some((of, closed)) = KINDS.get(at).zip(self.closed.get_mut(at)) else {
            return match self.joined.first() {
                Some(people) => Part::Managers(Loops::of(people)),
                None => Part::Nothing,
            };
        };
        let names = self.import.reports.iter().map(|report| report.name.clone()).collect();
        let schema = match of {
            Of::User => std::mem::take(&mut self.import.schema),
            of => Schema::of(*of),
        };
        Part::Join(Box::new(Join::of(schema, std::mem::take(closed), names)))
    }

    /// A part of one table, or begins the next one.
    fn close_tables(&mut self) {
        let Some(tables) = &mut self.table else {
            let Some(mut open) = self.tables.next() else {
                self.part = self.next_join();
                return;
            };
            open.tables.users.settle_managers(open.managers);
            if let (file, true) = open.last
                && let Some(problems) = self.import.problems.get_mut(file)
            {
                problems.file(Fault::MorePages);
            }
            let Tables { users, groups, devices } = open.tables;
            self.table = Some(vec![devices, groups, users]);
            return;
        };
        let Some(table) = tables.last_mut() else {
            self.table = None;
            return;
        };
        if table.len() > 0 && table.close_step() {
            return;
        }
        let Some(table) = tables.pop() else { return };
        let of = table.schema().kind();
        if table.len() == 0 {
            if of == Of::User {
                self.import.schema = table.schema().clone();
            }
            return;
        }
        let closed = table.close(&mut self.import.problems);
        let [users, groups, devices] = &mut self.closed;
        match of {
            Of::User => users.push(closed),
            Of::Group => groups.push(closed),
            Of::Device => devices.push(closed),
        }
    }

    /// What was gathered; parts that were not done are done now.
    #[must_use]
    pub fn staging(mut self) -> Staging {
        while self.step() {}
        let Self { import, joined, described, members, .. } = self;
        let Import { mut reports, problems, mut facts, mut unassigned, products, .. } = import;
        for (report, mut problems) in reports.iter_mut().zip(problems) {
            problems.sort();
            report.problems = problems;
        }
        let contradictory = joined.iter().map(|people| people.contradictory).sum();
        let mut joined = joined.into_iter();
        let users = joined.next().unwrap_or_default();
        let mut others = || joined.next().map(|people| people.users);
        let groups = others().unwrap_or_else(|| Objects::new(Of::Group));
        let devices = others().unwrap_or_else(|| Objects::new(Of::Device));
        for file in &mut unassigned {
            let name = reports.get(file.file).map_or("", |report| report.name.as_str());
            file.proposal = proposal(name, &groups);
        }
        let mut staging = Staging {
            users: users.users,
            groups,
            devices,
            members,
            unassigned,
            files: reports,
            organisation: facts.take_organisation(),
            roles: facts.roles(),
            audit_log: facts.audit.log,
            products,
            counts: Counts { described_groups: described, ..Counts::default() },
            contradictory,
            origins: users.origins,
        };
        staging.count();
        staging
    }
}

fn feed(
    stage: &mut Stage,
    text: &[u8],
    tables: &mut Tables,
    (facts, told): (&mut Facts, &mut Told),
    problems: &mut Problems,
) {
    match stage {
        Stage::Csv(reader, file, of) => {
            let table = tables.of_mut(*of);
            reader.feed(text, &mut CsvSink { file, table, problems });
        }
        Stage::Json(reader, file) => {
            reader.feed(text, &mut JsonSink { file, tables, told, facts, problems });
        }
        Stage::Audit(reader, file) => {
            reader.feed(text, &mut AuditSink { file, gathered: &mut facts.audit, problems });
        }
        Stage::Products(reader, file) => reader.feed(text, &mut ProductSink { file, problems }),
        Stage::Head(_) | Stage::Passed => {}
    }
}

/// What the names of the files of one list share: `users-` of `folder/users-0001.json`.
fn list_name(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned()
}

#[cfg(test)]
mod tests;
