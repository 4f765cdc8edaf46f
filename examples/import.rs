//! Reads files as the page does and says what they are: `import PATH… [--out FILE]`.
//!
//! A path is a file or a folder, of which every file is read, in the order of their names. Prints
//! one JSON object; problems of the files are in it and change nothing in the exit code, which is
//! 1 when a path cannot be read or FILE cannot be written.
//!
//! FILE takes what was read: all users as a raw table where its name ends with `.csv`, else a
//! workspace file, which the page opens.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for the command line")]

use serde_json::{Value, json};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tenantry::domain::attribute::{Of, Schema};
use tenantry::domain::{Attribute, Timestamp};
use tenantry::exchange::csv_out::{self, Profile};
use tenantry::exchange::import::{Import, Report};
use tenantry::exchange::{Staging, workspace_file};
use tenantry::i18n::Locale;
use tenantry::messages;
use tenantry::persist::aside::Label;
use tenantry::store::{Field, Objects};
use tenantry::tenant::Info;

const USAGE: &str = "usage: import PATH… [--out FILE]

  --out FILE   write what was read: every user as CSV where FILE ends with .csv,
               else a workspace file, which the page opens";

#[derive(Debug, PartialEq, Eq)]
struct Options {
    paths: Vec<PathBuf>,
    out: Option<PathBuf>,
}

fn options(mut arguments: impl Iterator<Item = String>) -> Option<Options> {
    let mut options = Options { paths: Vec::new(), out: None };
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--out" if options.out.is_none() => options.out = Some(arguments.next()?.into()),
            option if option.starts_with("--") => return None,
            path => options.paths.push(path.into()),
        }
    }
    (!options.paths.is_empty()).then_some(options)
}

/// A file to read, with the name that the report gives it.
#[derive(Debug)]
struct Input {
    path: PathBuf,
    name: String,
}

impl Input {
    fn new(path: &Path) -> Self {
        let name = path.file_name().unwrap_or_else(|| OsStr::new(""));
        Self { name: name.to_string_lossy().into_owned(), path: path.to_owned() }
    }

    /// When it was written last: when it was exported, as far as anybody can tell.
    fn written(&self) -> io::Result<Timestamp> {
        let modified = fs::metadata(&self.path)?.modified()?;
        let since = modified.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Ok(Timestamp(i64::try_from(since.as_millis()).unwrap_or_default()))
    }
}

/// The files of some paths.
fn inputs(paths: &[PathBuf]) -> io::Result<Vec<Input>> {
    let mut all = Vec::new();
    for path in paths {
        if !path.is_dir() {
            all.push(Input::new(path));
            continue;
        }
        let mut found = Vec::new();
        for entry in fs::read_dir(path)? {
            let path = entry?.path();
            if path.is_file() {
                found.push(path);
            }
        }
        found.sort();
        all.extend(found.iter().map(|path| Input::new(path)));
    }
    Ok(all)
}

fn read(import: &mut Import, input: &Input) -> io::Result<()> {
    let mut file = File::open(&input.path)?;
    let mut piece = vec![0; 1 << 20];
    import.open(&input.name);
    loop {
        let length = file.read(&mut piece)?;
        if length == 0 {
            import.close();
            return Ok(());
        }
        import.feed(piece.get(..length).unwrap_or_default());
    }
}

fn report(file: &Report) -> Value {
    let problems = file.problems.list().iter().map(|problem| {
        json!({
            "row": problem.row,
            "column": problem.column,
            "code": problem.fault.code(),
            "message": messages::import::fault(&problem.fault, Locale::En),
        })
    });
    json!({
        "name": file.name,
        "recognised_as": file.format.code(),
        "rows": file.rows,
        "problems": problems.collect::<Vec<_>>(),
    })
}

fn summary(staging: &Staging) -> Value {
    let counts = staging.counts;
    let mut summary = json!({
        "files": staging.files.iter().map(report).collect::<Vec<_>>(),
        "users": counts.users,
        "groups": counts.groups,
        "devices": counts.devices,
        "memberships": counts.memberships,
    });
    // Only where a table of products is among the files.
    if let (Some(table), Some(told)) = (&staging.products, summary.as_object_mut()) {
        told.insert("products".to_owned(), table.catalogue.products().len().into());
        told.insert("service_plans".to_owned(), table.catalogue.plans().len().into());
    }
    summary
}

/// Every user with every attribute of which anything is known.
fn write_table(users: &Objects, out: &Path) -> io::Result<()> {
    let has_deleted = users.deleted_count() > 0;
    let tells = |attribute: &Attribute| match *attribute {
        Attribute::DELETED_DATE_TIME => has_deleted,
        attribute => users.is_known(attribute),
    };
    let columns: Vec<Field> =
        users.schema().attributes().filter(tells).map(Field::Attribute).collect();
    let columns = csv_out::with_identity(Of::User, &columns);
    let rows: Vec<u32> = users.present().iter().collect();
    let mut file = BufWriter::new(File::create(out)?);
    let mut result = Ok(());
    csv_out::write(users, rows.into(), &columns, Profile::Raw, |piece| {
        if result.is_ok() {
            result = file.write_all(&piece);
        }
    });
    result.and_then(|()| file.flush())
}

/// A workspace as the page would make it, with the files that it would keep beside.
fn write_workspace(staging: Staging, inputs: &[Input], out: &Path) -> io::Result<()> {
    let mut written = Timestamp::default();
    let mut labels = Vec::new();
    let mut contents = Vec::new();
    for (input, file) in inputs.iter().zip(&staging.files) {
        let at = input.written()?;
        written = written.max(at);
        if file.is_kept() {
            let (name, recognised_as) = (file.name.clone(), file.format.code().to_owned());
            labels.push(Label { name, recognised_as, bytes: file.bytes, at }.encode());
            contents.push(fs::read(&input.path)?);
        }
    }
    let name = out.file_stem().unwrap_or_else(|| OsStr::new("import")).to_string_lossy();
    let info = Info { name: name.into_owned(), sample: false, created: written };
    let workspace = staging.into_workspace(info, false);
    let aside: Vec<workspace_file::AsideRef<'_>> = labels
        .iter()
        .zip(&contents)
        .map(|(label, content)| workspace_file::AsideRef { label, content })
        .collect();
    fs::write(out, workspace_file::write(&workspace, &aside))
}

fn run(options: &Options) -> io::Result<Value> {
    let inputs = inputs(&options.paths)?;
    let mut import = Import::new(Schema::default());
    for input in &inputs {
        read(&mut import, input)?;
    }
    let staging = import.finish();
    let summary = summary(&staging);
    match options.out.as_deref() {
        None => {}
        Some(out) if out.extension().is_some_and(|end| end.eq_ignore_ascii_case("csv")) => {
            write_table(&staging.users, out)?;
        }
        Some(out) => write_workspace(staging, &inputs, out)?,
    }
    Ok(summary)
}

fn main() -> ExitCode {
    let Some(options) = options(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match run(&options) {
        Ok(summary) => {
            println!("{summary:#}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("import: {error}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    //! What is printed, and that what is written can be read again.

    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("tenantry-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn parsed(arguments: &[&str]) -> Option<Options> {
        options(arguments.iter().map(|argument| (*argument).to_owned()))
    }

    #[test]
    fn arguments() {
        let options = parsed(&["a.csv", "--out", "b.csv", "c"]).unwrap();
        assert_eq!(options.paths, [PathBuf::from("a.csv"), PathBuf::from("c")]);
        assert_eq!(options.out, Some(PathBuf::from("b.csv")));
        for wrong in [&[][..], &["--out", "b"], &["a", "--out"], &["a", "--verbose"]] {
            assert_eq!(parsed(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn what_is_printed() {
        let folder = folder("printed");
        let path = folder.join("people.csv");
        fs::write(&path, "id,userPrincipalName,hat\nx,a@x.example,top\n").unwrap();
        let printed = run(&Options { paths: vec![path], out: None }).unwrap();
        let value = "x";
        let expected = json!({
            "files": [{
                "name": "people.csv",
                "recognised_as": "users-table",
                "rows": 1,
                "problems": [
                    {
                        "row": 1,
                        "column": "hat",
                        "code": "unknown-column",
                        "message": printed["files"][0]["problems"][0]["message"],
                    },
                    {
                        "row": 2,
                        "column": "id",
                        "code": "not-an-id",
                        "message": messages::import::fault(
                            &tenantry::exchange::problem::Fault::NotAnId { value: value.to_owned() },
                            Locale::En,
                        ),
                    },
                ],
            }],
            "users": 1,
            "groups": 0,
            "devices": 0,
            "memberships": 0,
        });
        assert_eq!(printed, expected);
        assert!(printed["files"][0]["problems"][0]["message"].as_str().unwrap().len() > 10);
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn what_is_written_is_read_again() {
        let folder = folder("written");
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/import");
        let path = data.join("graph-users.json");
        let kept = folder.join("groups.csv");
        fs::write(
            &kept,
            "id,displayName,groupTypes,licences\n00000000-0000-4000-8000-000000000001,Sales,,x\n",
        )
        .unwrap();
        let out = folder.join("table.CSV");
        let first = run(&Options { paths: vec![path.clone()], out: Some(out.clone()) }).unwrap();
        let again = run(&Options { paths: vec![out.clone()], out: None }).unwrap();
        assert_eq!(again["files"][0]["recognised_as"], "users-table");
        assert_eq!(again["users"], first["users"]);
        assert!(first["users"].as_u64().unwrap() > 0);

        let file = folder.join("contoso.tenantry");
        let options = Options { paths: vec![path, kept.clone()], out: Some(file.clone()) };
        let printed = run(&options).unwrap();
        assert_eq!((&printed["users"], &printed["groups"]), (&first["users"], &json!(1)));
        let bytes = fs::read(&file).unwrap();
        let contents = workspace_file::contents(&bytes).unwrap();
        let workspace = workspace_file::open(&contents).unwrap();
        assert_eq!(workspace.info.name, "contoso");
        let names: Vec<&str> =
            workspace.sources().iter().map(|source| source.name.as_str()).collect();
        assert_eq!(names, ["graph-users.json", "groups.csv"]);
        assert_eq!(workspace.directory().groups.active_count(), 1);
        // A column of the groups has no place.
        assert_eq!(contents.aside.len(), 1);
        assert_eq!(contents.aside[0].content, fs::read(&kept).unwrap());
        assert_eq!(Label::decode(contents.aside[0].label).unwrap().name, "groups.csv");
        // The table and the workspace say the same.
        let mut import = Import::new(workspace.users().schema().clone());
        read(&mut import, &Input::new(&out)).unwrap();
        let table = import.finish().users;
        for row in workspace.users().present().iter().map(tenantry::domain::UserId) {
            let there = table.find(workspace.users().id(row)).unwrap();
            for attribute in workspace.users().schema().attributes() {
                assert_eq!(
                    table.get(there, attribute),
                    workspace.users().get(row, attribute),
                    "{attribute:?}"
                );
            }
        }
        fs::remove_dir_all(folder).unwrap();
    }
}
