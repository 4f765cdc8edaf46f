//! Reads files as the page does and says what they are: `import PATH…`.
//!
//! A path is a file or a folder, of which every file is read, in the order of their names. Prints
//! one JSON object; problems of the files are in it and change nothing in the exit code, which is
//! 1 when a path cannot be read.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for the command line")]

use serde_json::{Value, json};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tenantry::domain::attribute::Schema;
use tenantry::exchange::import::{Import, Report};
use tenantry::i18n::Locale;
use tenantry::messages;

const USAGE: &str = "usage: import PATH…";

/// The files of a path, with the names that the report gives them.
fn files(path: &Path) -> io::Result<Vec<(PathBuf, String)>> {
    let name = |path: &Path| {
        path.file_name().unwrap_or_else(|| OsStr::new("")).to_string_lossy().into_owned()
    };
    if !path.is_dir() {
        return Ok(vec![(path.to_owned(), name(path))]);
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        if path.is_file() {
            let name = name(&path);
            found.push((path, name));
        }
    }
    found.sort();
    Ok(found)
}

fn read(import: &mut Import, path: &Path, name: &str) -> io::Result<()> {
    let mut file = File::open(path)?;
    let mut piece = vec![0; 1 << 20];
    import.open(name);
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

fn run(paths: &[String]) -> io::Result<Value> {
    let mut import = Import::new(Schema::default());
    for path in paths {
        for (path, name) in files(Path::new(path))? {
            read(&mut import, &path, &name)?;
        }
    }
    let staging = import.finish();
    let counts = staging.counts;
    Ok(json!({
        "files": staging.files.iter().map(report).collect::<Vec<_>>(),
        "users": counts.users,
        "groups": counts.groups,
        "devices": counts.devices,
        "memberships": counts.memberships,
    }))
}

fn main() -> ExitCode {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    if paths.is_empty() {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    }
    match run(&paths) {
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
