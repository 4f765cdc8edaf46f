//! Asks a membership rule of everyone: `evaluate RULE PATH… [--why ID] [--now TIME]`.
//!
//! A path is an export, a folder of exports, or one workspace file. Prints the object ids of the users
//! whom the rule is true of, one a line; then, after a line `unknown:`, those of whom it cannot be said.
//! With `--why`, prints instead how the rule is judged for that user, clause by clause, as JSON. The exit
//! code is 1 when a path cannot be read or the rule is none that the service would take, 2 when nobody
//! has that id.
#![expect(clippy::print_stderr, reason = "a program for the command line")]
#![expect(clippy::disallowed_types, reason = "what `system.now` means is asked of the clock here")]

use serde_json::{Value, json};
use std::{
    env, fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
    time::{SystemTime, UNIX_EPOCH},
};
use tenantry::{
    domain::{ObjectId, Timestamp, UserId, attribute::Schema},
    exchange::{Import, workspace_file},
    i18n::Locale,
    messages,
    rules::{
        Class, Conditions, Engine, Found, Rule, Target, Trace, Truth, UserObject, examine, limits,
        trace,
    },
    store::Objects,
    text::{date, span::Span},
};

const USAGE: &str = "usage: evaluate RULE PATH… [--why ID] [--now TIME]";

#[derive(Debug)]
struct Options {
    rule: String,
    paths: Vec<PathBuf>,
    why: Option<ObjectId>,
    now: Timestamp,
}

fn options(mut arguments: impl Iterator<Item = String>) -> Option<Options> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let now = Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX));
    let mut options = Options { rule: arguments.next()?, paths: Vec::new(), why: None, now };
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--why" => options.why = Some(ObjectId::parse(&arguments.next()?)?),
            "--now" => options.now = Timestamp(date::parse_iso(&arguments.next()?)?),
            option if option.starts_with("--") => return None,
            path => options.paths.push(path.into()),
        }
    }
    (!options.paths.is_empty()).then_some(options)
}

/// The users of a workspace file, or of some exports.
fn users(paths: &[PathBuf]) -> io::Result<Objects> {
    if let [path] = paths
        && path.is_file()
    {
        let bytes = fs::read(path)?;
        if workspace_file::is_workspace_file(&bytes) {
            let open = |bytes| workspace_file::open(&workspace_file::contents(bytes)?);
            let workspace = open(&bytes).map_err(io::Error::other)?;
            return Ok(workspace.users().clone());
        }
    }
    let mut import = Import::new(Schema::default());
    for path in files(paths)? {
        import.open(&path.file_name().unwrap_or_default().to_string_lossy());
        import.feed(&fs::read(&path)?);
        import.close();
    }
    Ok(import.finish().users)
}

fn files(paths: &[PathBuf]) -> io::Result<Vec<PathBuf>> {
    let mut all = Vec::new();
    for path in paths {
        if path.is_dir() {
            let mut found = fs::read_dir(path)?
                .map(|entry| Ok(entry?.path()))
                .collect::<io::Result<Vec<PathBuf>>>()?;
            found.retain(|path: &PathBuf| Path::is_file(path));
            found.sort();
            all.extend(found);
        } else {
            all.push(path.clone());
        }
    }
    Ok(all)
}

/// The rule, unless the service would refuse it.
fn read(text: &str, now: Timestamp) -> Option<Rule> {
    let ends = limits::end_of_member_of();
    let parse = examine(text, &Conditions { target: Target::User, now, member_of_ends: ends });
    let mut wrong = parse.diagnostics.iter().filter(|one| one.code.class() <= Class::Refused);
    if let Some(one) = wrong.next() {
        let at = one.span.in_characters(text).start + 1;
        eprintln!("character {at}: {}", messages::rule::diagnostic(one, text, Locale::En));
        return None;
    }
    Some(parse.rule)
}

fn explained(trace: &Trace, text: &str) -> Value {
    let Span { start, end } = trace.span.in_characters(text);
    json!({
        "expression": trace.span.of(text),
        "start": start,
        "end": end,
        "result": match trace.truth { Truth::Yes => "yes", Truth::No => "no", Truth::Unknown => "unknown" },
        "found": trace.found.as_ref().map(found),
        "note": trace.note.map(|note| messages::rule::note(note).get(Locale::En)),
        "parts": trace.parts.iter().map(|part| explained(part, text)).collect::<Vec<_>>(),
    })
}

fn found(found: &Found) -> Value {
    match found {
        Found::Unknown => json!({ "unknown": true }),
        Found::Null => Value::Null,
        Found::Text(text) => json!(text),
        Found::Texts(texts) => json!(texts),
        Found::Boolean(value) => json!(value),
        Found::Time(time) => json!(date::write_iso(time.0)),
    }
}

fn main() -> ExitCode {
    let Some(options) = options(env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let Some(rule) = read(&options.rule, options.now) else { return ExitCode::FAILURE };
    let users = match users(&options.paths) {
        Ok(users) => users,
        Err(error) => {
            eprintln!("evaluate: {error}");
            return ExitCode::FAILURE;
        }
    };
    let mut out = io::stdout().lock();
    if let Some(id) = options.why {
        let Some(user) = users.find(id) else {
            eprintln!("evaluate: nobody has the object ID {id}");
            return ExitCode::from(2);
        };
        let trace = trace(&rule, &UserObject { users: &users, user }, options.now);
        return exit(writeln!(out, "{}", explained(&trace, &options.rule)));
    }
    let mut engine = Engine::new(&users, options.now);
    let number = engine.add(&rule, &users);
    let members = engine.members(number).into_iter().flat_map(tenantry::store::Rows::iter);
    exit(members.map(UserId).try_for_each(|user| writeln!(out, "{}", users.id(user))).and_then(
        |()| {
            let Some(unknown) = engine.unknown(number).filter(|rows| !rows.is_empty()) else {
                return Ok(());
            };
            writeln!(out, "unknown:")?;
            unknown.iter().map(UserId).try_for_each(|user| writeln!(out, "{}", users.id(user)))
        },
    ))
}

/// A reader that goes away early is no failure of ours, and no success.
fn exit(written: io::Result<()>) -> ExitCode {
    if written.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[cfg(test)]
mod tests {
    use super::{explained, options, read, users};
    use std::fs;
    use tenantry::{
        domain::Timestamp,
        rules::{Engine, Truth, UserObject, trace},
    };

    #[test]
    fn a_rule_is_asked_of_an_export() {
        let folder = std::env::temp_dir().join(format!("tenantry-evaluate-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let id = |number: u32| format!("{number:08}-0000-4000-8000-000000000000");
        let table = format!(
            "id,userPrincipalName,department\r\n{},a@x.y,Sales\r\n{},b@x.y,\r\n",
            id(1),
            id(2)
        );
        fs::write(folder.join("users.csv"), table).unwrap();
        let path = folder.to_string_lossy().into_owned();
        let arguments = ["user.department -ne \"sales\"", &path, "--now", "2026-11-28"];
        let asked = options(arguments.into_iter().map(str::to_owned)).unwrap();
        let users = users(&asked.paths).unwrap();
        fs::remove_dir_all(folder).unwrap();
        let rule = read(&asked.rule, asked.now).unwrap();
        let mut engine = Engine::new(&users, asked.now);
        let number = engine.add(&rule, &users);
        let members: Vec<String> = engine
            .members(number)
            .unwrap()
            .iter()
            .map(|row| users.id(tenantry::domain::UserId(row)).to_string())
            .collect();
        assert_eq!(members, [id(2)]);
        let user = users.find(tenantry::domain::ObjectId::parse(&id(2)).unwrap()).unwrap();
        let trace = trace(&rule, &UserObject { users: &users, user }, Timestamp(0));
        assert_eq!(trace.truth, Truth::Yes);
        let told = explained(&trace, &asked.rule);
        assert_eq!(told.get("result").unwrap(), "yes");
        assert!(told.get("note").unwrap().is_string());
        assert!(read("user.nothing -eq \"a\"", Timestamp(0)).is_none());
        assert!(options(["rule".to_owned()].into_iter()).is_none());
    }
}
