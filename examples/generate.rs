//! Writes the deterministic synthetic directory: `generate N [--seed S] [--format csv|json] [--out FILE]`.
//!
//! CSV has Graph's column names and CRLF line ends. JSON is Graph's answer to `GET /users`: one
//! page, or a list of pages of 999 users of which all but the last name the next one.
#![expect(clippy::print_stderr, reason = "a program for the command line")]

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;
use tenantry::tenant::seed::{PAGE, SEED, Synthetic};

const USAGE: &str = "usage: generate N [--seed S] [--format csv|json] [--out FILE]";

#[derive(Debug, Clone, Copy)]
enum Format {
    Csv,
    Json,
}

#[derive(Debug)]
struct Options {
    count: u32,
    seed: u32,
    format: Format,
    out: Option<String>,
}

fn options(mut arguments: impl Iterator<Item = String>) -> Option<Options> {
    let (mut count, mut seed, mut format, mut out) = (None, SEED, Format::Csv, None);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--seed" => seed = arguments.next()?.parse().ok()?,
            "--format" => {
                format = match arguments.next()?.as_str() {
                    "csv" => Format::Csv,
                    "json" => Format::Json,
                    _ => return None,
                }
            }
            "--out" => out = Some(arguments.next()?),
            number if count.is_none() => count = Some(number.parse().ok()?),
            _ => return None,
        }
    }
    Some(Options { count: count?, seed, format, out })
}

fn write(options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let directory = Synthetic::new(options.seed);
    match options.format {
        Format::Csv => {
            out.write_all(Synthetic::csv_header().as_bytes())?;
            let mut row = String::new();
            for person in directory.people(options.count) {
                row.clear();
                person.write_csv(&mut row);
                out.write_all(row.as_bytes())?;
            }
        }
        Format::Json => {
            let pages = options.count.div_ceil(PAGE).max(1);
            for page in 0..pages {
                if pages > 1 {
                    out.write_all(if page == 0 { b"[" } else { b",\n" })?;
                }
                out.write_all(directory.graph_page(page, options.count)?.as_bytes())?;
            }
            out.write_all(if pages > 1 { b"]\n" } else { b"\n" })?;
        }
    }
    out.flush()
}

fn main() -> ExitCode {
    let Some(options) = options(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let written = match &options.out {
        None => write(&options, &mut BufWriter::new(io::stdout().lock())),
        Some(path) => {
            File::create(path).and_then(|file| write(&options, &mut BufWriter::new(file)))
        }
    };
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("generate: {error}");
            ExitCode::FAILURE
        }
    }
}
