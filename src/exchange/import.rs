//! An import: files in, a piece at a time, and a staged directory out.
//!
//! Nothing of the open workspace is touched; dropping an import leaves no trace. Files are
//! recognised by their content. Where several files tell of one person, they are joined by object
//! id, or by user principal name where a file has no ids; what the first file says stands.

use crate::domain::Attribute;
use crate::domain::attribute::Schema;
use crate::exchange::Format;
use crate::exchange::csv;
use crate::exchange::csv_users::{CsvFile, CsvSink};
use crate::exchange::detect::{Detected, HEAD, detect};
use crate::exchange::encoding::Transcoder;
use crate::exchange::graph::{Facts, JsonFile, JsonSink};
use crate::exchange::json::{self, Stop};
use crate::exchange::problem::{Fault, Problems};
use crate::exchange::staging::{Counts, Join, Loops, People, Staging};
use crate::exchange::table::{Closed, Table};

/// What is known of one file of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Its name, as given.
    pub name: String,
    pub format: Format,
    /// Rows or objects, whatever became of them.
    pub rows: u32,
    pub bytes: u64,
    /// Attributes that it tells of.
    pub attributes: Vec<Attribute>,
    /// Headers or properties that have no place yet, or are not known.
    pub aside: Vec<String>,
    pub problems: Problems,
}

impl Report {
    /// Whether the file is kept beside the workspace: it tells something that has no place yet.
    /// Tables of users lose nothing but columns that the report names.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        match self.format {
            Format::Unknown | Format::CollectorState => false,
            Format::GraphUsers | Format::GraphDeletedUsers => !self.aside.is_empty(),
            format => !format.is_used(),
        }
    }
}

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
    reading: Option<Reading>,
    csv_counts: Counts,
}

#[derive(Debug)]
struct OpenTable {
    table: Table,
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
    Csv(csv::Reader, Box<CsvFile>),
    Json(json::Reader, JsonFile),
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
            reading: None,
            csv_counts: Counts::default(),
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
                    Stage::Csv(_, file) => file.rows(),
                    Stage::Json(_, file) => file.rows(),
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
                (Stage::Json(json::Reader::new(), JsonFile::new(encoding)), list)
            }
            Detected::Csv { encoding, delimiter, bare } => {
                let reader = csv::Reader::new(delimiter);
                (Stage::Csv(reader, Box::new(CsvFile::new(encoding, bare))), None)
            }
        };
        reading.stage = stage;
        reading.transcoder = Some(Transcoder::new(head));
        match self.tables.last_mut() {
            Some(open) if list.is_some() && open.list == list => open.table.continue_with(file),
            previous => {
                // Custom attributes are numbered over all files.
                if let Some(open) = previous {
                    self.schema = open.table.schema().clone();
                }
                let table = Table::new(self.schema.clone(), file);
                self.tables.push(OpenTable { table, list, managers: false, last: (file, false) });
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
            feed(&mut reading.stage, text, &mut open.table, &mut self.facts, problems);
        }
    }

    fn end(&mut self, mut reading: Reading) {
        let file = self.file();
        let (Some(report), Some(problems)) =
            (self.reports.get_mut(file), self.problems.get_mut(file))
        else {
            return;
        };
        report.bytes = reading.bytes;
        let (Some(open), Some(transcoder)) = (self.tables.last_mut(), &mut reading.transcoder)
        else {
            return;
        };
        let rest = transcoder.finish().to_vec();
        feed(&mut reading.stage, &rest, &mut open.table, &mut self.facts, problems);
        match &mut reading.stage {
            Stage::Csv(reader, file) => {
                let table = &mut open.table;
                reader.finish(&mut CsvSink { file, table, problems });
                CsvSink { file, table, problems }.finish();
                report.format = file.format().unwrap_or(Format::Unknown);
                report.rows = file.rows();
                report.attributes = file.attributes();
                report.aside = file.aside().to_vec();
                self.csv_counts.add(report.format, report.rows);
            }
            Stage::Json(reader, json) => {
                let facts = &mut self.facts;
                let table = &mut open.table;
                reader.finish(&mut JsonSink { file: json, table, facts, problems });
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
                report.attributes = json.columns().attributes();
                report.aside = json.columns().aside().to_vec();
                self.facts.saw(report.format);
                open.managers |= json.columns().expands_manager;
                open.last = (file, json.names_next_page() && report.format.holds_users());
            }
            Stage::Head(_) | Stage::Passed => return,
        }
        if report.format == Format::Unknown {
            problems.file(Fault::NotRecognised);
        }
    }

    /// Ends the import: the people of all files, joined.
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
            closed: Vec::new(),
            people: People::default(),
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
    table: Option<OpenTable>,
    closed: Vec<Closed>,
    people: People,
    part: Part,
}

/// What is done next.
#[derive(Debug)]
enum Part {
    File,
    Tables,
    Join(Box<Join>),
    Managers(Loops),
    Nothing,
}

impl Ending {
    /// Does the next part; false when there was none.
    pub fn step(&mut self) -> bool {
        match &mut self.part {
            Part::File => {
                self.import.close();
                self.tables = std::mem::take(&mut self.import.tables).into_iter();
                self.part = Part::Tables;
            }
            Part::Tables => self.close_tables(),
            Part::Join(join) => {
                if !join.step(&mut self.import.problems) {
                    let join = std::mem::replace(&mut self.part, Part::Nothing);
                    if let Part::Join(join) = join {
                        self.people = join.people();
                    }
                    self.part = Part::Managers(Loops::of(&self.people));
                }
            }
            Part::Managers(loops) => {
                if !loops.step(&self.people, &mut self.import.problems) {
                    self.part = Part::Nothing;
                }
            }
            Part::Nothing => return false,
        }
        true
    }

    /// A part of one table, or begins the next one.
    fn close_tables(&mut self) {
        let Some(open) = &mut self.table else {
            self.table = self.tables.next();
            match &mut self.table {
                None => {
                    let names = self.import.reports.iter().map(|report| report.name.clone());
                    let schema = std::mem::take(&mut self.import.schema);
                    let closed = std::mem::take(&mut self.closed);
                    self.part = Part::Join(Box::new(Join::of(schema, closed, names.collect())));
                }
                Some(open) => {
                    open.table.settle_managers(open.managers);
                    if let (file, true) = open.last
                        && let Some(problems) = self.import.problems.get_mut(file)
                    {
                        problems.file(Fault::MorePages);
                    }
                }
            }
            return;
        };
        if open.table.len() > 0 && open.table.close_step() {
            return;
        }
        let Some(open) = self.table.take() else { return };
        if open.table.len() > 0 {
            self.closed.push(open.table.close(&mut self.import.problems));
        } else {
            self.import.schema = open.table.schema().clone();
        }
    }

    /// What was gathered; parts that were not done are done now.
    #[must_use]
    pub fn staging(mut self) -> Staging {
        while self.step() {}
        let Self { import, people, .. } = self;
        let Import { mut reports, problems, mut facts, csv_counts, .. } = import;
        for (report, mut problems) in reports.iter_mut().zip(problems) {
            problems.sort();
            report.problems = problems;
        }
        let counts = Counts {
            users: people.users.present().count(),
            groups: csv_counts.groups + facts.groups,
            devices: csv_counts.devices + facts.devices,
            memberships: csv_counts.memberships + facts.memberships,
        };
        Staging {
            users: people.users,
            files: reports,
            organisation: facts.take_organisation(),
            roles: facts.roles(),
            counts,
            contradictory: people.contradictory,
            origins: people.origins,
        }
    }
}

fn feed(
    stage: &mut Stage,
    text: &[u8],
    table: &mut Table,
    facts: &mut Facts,
    problems: &mut Problems,
) {
    match stage {
        Stage::Csv(reader, file) => reader.feed(text, &mut CsvSink { file, table, problems }),
        Stage::Json(reader, file) => {
            reader.feed(text, &mut JsonSink { file, table, facts, problems });
        }
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
