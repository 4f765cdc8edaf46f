//! What people with one kind of device are told: `statement PROFILE SCENARIO [METHOD] [--html|--json|--markdown|--text]
//! [--fr] [--expert] [--on YYYY-MM-DD]`.
//!
//! PROFILE is a file of what an organisation says of itself (`exchange::profile_file`), or `-` for one that says
//! nothing; SCENARIO is one of 14 (a wrong one lists them). As JSON each line of the truth is `{"key","name","verdict",
//! "fact","ground","switches","because","why","effect","sources","sure"}`. The exit code is 1 when the profile cannot be
//! read; everything that is wrong with it is told.
#![expect(clippy::print_stderr, reason = "a program for the command line")]

use serde_json::{Value, json};
use std::{
    env, fs,
    io::{self, Write as _},
    path::Path,
    process::ExitCode,
};
use tenantry::{
    documents::{html, markdown_out, plain},
    domain::education::{Method, Place, Profile, Scenario},
    education::{
        library::Library,
        matrix::{Effect, Matrix},
        statement::{Reader, Statement},
        texts::Texts,
        truth::{Ground, Line, truth},
    },
    exchange::profile_file,
    i18n::Locale,
    text::date::Day,
};

const USAGE: &str = "usage: statement PROFILE SCENARIO [METHOD] [--html|--json|--markdown|--text] \
                     [--fr] [--expert] [--on YYYY-MM-DD]";
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Html,
    Json,
    Markdown,
    Text,
}

struct Asked {
    profile: Profile,
    place: Place,
    form: Form,
    locale: Locale,
    reader: Reader,
    day: Day,
}

fn asked(arguments: &[String]) -> Result<Asked, String> {
    let (mut form, mut locale, mut reader) = (Form::Html, Locale::En, Reader::Novice);
    let mut day = Day { year: 2026, month: 1, day: 1 };
    let mut plain = Vec::new();
    let mut all = arguments.iter();
    while let Some(argument) = all.next() {
        match argument.as_str() {
            "--html" => form = Form::Html,
            "--json" => form = Form::Json,
            "--markdown" => form = Form::Markdown,
            "--text" => form = Form::Text,
            "--fr" => locale = Locale::Fr,
            "--expert" => reader = Reader::Expert,
            "--on" => {
                let text = all.next().ok_or(USAGE)?;
                day = Day::parse(text).ok_or_else(|| format!("`{text}` is no day"))?;
            }
            _ => plain.push(argument.as_str()),
        }
    }
    let (path, scenario, method) = match plain.as_slice() {
        [path, scenario] => (path, scenario, None),
        [path, scenario, method] => (path, scenario, Some(method)),
        _ => return Err(USAGE.to_owned()),
    };
    let one_of = |names: Vec<&str>| names.join("\n  ");
    let scenario = Scenario::parse(scenario).ok_or_else(|| {
        format!("`{scenario}` is none of\n  {}", one_of(Scenario::ALL.map(Scenario::key).to_vec()))
    })?;
    let place = match method {
        None => Place::usual(scenario),
        Some(name) => {
            let fits = Method::parse(name).filter(|one| scenario.methods().contains(one));
            let all = || scenario.methods().iter().map(|one| one.key()).collect();
            let method = fits.ok_or_else(|| format!("`{name}` is none of\n  {}", one_of(all())))?;
            Place { scenario, method }
        }
    };
    let profile = if *path == "-" {
        Profile::default()
    } else {
        let bytes = fs::read(path).map_err(|error| format!("{path}: {error}"))?;
        profile_file::read(&bytes).map_err(|errors| {
            let told = errors.iter().map(|one| format!("{path}: {}: {:?}", one.at, one.problem));
            told.collect::<Vec<_>>().join("\n")
        })?
    };
    Ok(Asked { profile, place, form, locale, reader, day })
}

/// What the project brings in a language.
fn library(locale: Locale) -> Result<Library, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/education");
    let mut files: Vec<(String, String)> = Vec::new();
    for folder in ["matrix", "guides", "starters"] {
        let told = |error: io::Error| format!("{folder}: {error}");
        for entry in fs::read_dir(root.join(folder)).map_err(told)? {
            let name = entry.map_err(told)?.file_name().to_string_lossy().into_owned();
            let kind = name.rsplit('.').next();
            if matches!(kind, Some("md" | "txt")) {
                let text = fs::read_to_string(root.join(folder).join(&name)).map_err(told)?;
                files.push((format!("{folder}/{name}"), text));
            }
        }
    }
    files.sort();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
    Library::of(&files, locale).map_err(|error| error.to_string())
}

fn line(line: &Line<'_>, matrix: &Matrix, texts: &Texts) -> Value {
    let key = line.entry.full_key();
    let word = |part: &str| texts.find(&format!("{key}.{part}"));
    let (ground, switches) = match &line.ground {
        Ground::Documented => ("documented", &[][..]),
        Ground::NotApplicable => ("not-applicable", &[][..]),
        Ground::SwitchedOn(all) => ("on", all.as_slice()),
        Ground::OnRequest(one) => ("on-request", std::slice::from_ref(one)),
        Ground::SwitchedOff(all) => ("off", all.as_slice()),
        Ground::Undecided(all) => ("undecided", all.as_slice()),
        Ground::Unsaid => ("unsaid", &[][..]),
        Ground::Tested(_) => ("tested", &[][..]),
    };
    let switches: Vec<&str> = switches.iter().map(|one| one.key()).collect();
    let sources: Vec<Value> = line
        .row
        .from
        .iter()
        .filter_map(|at| matrix.sources.get(*at))
        .map(|source| json!({ "place": source.place, "date": source.date }))
        .collect();
    json!({
        "key": key,
        "name": word("name"),
        "verdict": line.verdict.key(),
        "fact": line.is_fact(),
        "ground": ground,
        "switches": switches,
        "because": line.because.and_then(|because| texts.find(&format!("because.{because}"))),
        "why": word("why"),
        "effect": line.deed().map(|deed| Effect::key(deed.effect)),
        "sources": sources,
        "sure": line.sure().key(),
    })
}

fn run(asked: &Asked) -> Result<String, String> {
    let Library { matrix, texts, guides, .. } = library(asked.locale)?;
    if asked.form == Form::Json {
        let lines = truth(&matrix, &asked.profile, asked.place);
        let lines: Vec<Value> = lines.iter().map(|one| line(one, &matrix, &texts)).collect();
        let statement = json!({
            "scenario": asked.place.scenario.key(),
            "method": asked.place.method.key(),
            "matrix": matrix.version,
            "lines": lines,
        });
        return serde_json::to_string_pretty(&statement).map_err(|error| error.to_string());
    }
    let statement = Statement {
        profile: &asked.profile,
        place: asked.place,
        matrix: &matrix,
        texts: &texts,
        guides: &guides,
        promises: &[],
        locale: asked.locale,
        reader: asked.reader,
        version: None,
        day: asked.day,
    };
    let document = statement.document().map_err(|error| format!("a guide: {error:?}"))?;
    Ok(match asked.form {
        Form::Markdown => markdown_out::text(&document),
        Form::Text => plain::text(&document),
        Form::Html | Form::Json => html::page(&document),
    })
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match asked(&arguments).and_then(|asked| run(&asked)) {
        Ok(text) => match io::stdout().write_all(text.as_bytes()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("{error}");
                ExitCode::FAILURE
            }
        },
        Err(told) => {
            eprintln!("{told}");
            ExitCode::FAILURE
        }
    }
}
