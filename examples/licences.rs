//! Who holds which product, and why: `licences PATH…`.
//!
//! A path is an export, a folder of exports, or one workspace file. Prints one line of JSON for each active
//! user, by row: `{"id","upn","products":[{"skuId","skuPartNumber","sources","plans","state","error"}]}`.
//! A source is `"direct"`, `"unknown"` (no file tells) or the id of a group; a plan is
//! `{"servicePlanId","name","status"}`. `products` is null where no file tells of the person's licences. The
//! exit code is 1 when a path cannot be read.
#![expect(clippy::print_stderr, reason = "a program for the command line")]

use serde_json::{Value, json};
use std::{
    env, fs,
    io::{self, BufWriter, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
};
use tenantry::{
    domain::{AssignmentError, Attribute, Row, Timestamp, attribute::Schema},
    exchange::{Import, workspace_file},
    licensing::Catalogue,
    store::Cell,
    tenant::{
        Info, Workspace,
        licences::{Assumptions, Holding, Licences, Way, provisioning},
    },
};

const USAGE: &str = "usage: licences PATH…";
const PRODUCTS: &str = include_str!("../src/licensing/products.txt");

fn workspace(paths: &[PathBuf]) -> io::Result<Workspace> {
    if let [path] = paths
        && path.is_file()
    {
        let bytes = fs::read(path)?;
        if workspace_file::is_workspace_file(&bytes) {
            let open = |bytes| workspace_file::open(&workspace_file::contents(bytes)?);
            return open(&bytes).map_err(io::Error::other);
        }
    }
    let mut import = Import::new(Schema::default());
    for path in files(paths)? {
        import.open(&path.file_name().unwrap_or_default().to_string_lossy());
        import.feed(&fs::read(&path)?);
        import.close();
    }
    let info = Info { name: String::new(), sample: false, created: Timestamp(0) };
    Ok(import.finish().into_workspace(info, true))
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

fn product(
    holding: &Holding,
    workspace: &Workspace,
    catalogue: &Catalogue,
    licences: &Licences,
) -> Value {
    let sku = holding.product;
    let owned = workspace.organisation().subscription(sku);
    let part_number = match owned {
        Some(owned) => owned.part_number.as_str(),
        None => catalogue.product(sku).map_or("", |product| &product.part_number),
    };
    let sources: Vec<String> = holding
        .ways
        .iter()
        .map(|way| match way.way {
            Way::Direct => "direct".to_owned(),
            Way::Unsaid => "unknown".to_owned(),
            Way::Group(group) => licences
                .groups()
                .get(group as usize)
                .map_or_else(String::new, |it| it.id.to_string()),
        })
        .collect();
    let plans = holding.plans.iter().map(|&(plan, on)| {
        let known = owned.and_then(|owned| owned.plans.iter().find(|one| one.id == plan));
        let name = known.map(|plan| plan.name.as_str()).filter(|name| !name.is_empty());
        let name = name.or_else(|| catalogue.plan(plan).map(|plan| plan.name.as_str()));
        let status = provisioning(owned, plan, on && holding.held).name();
        json!({ "servicePlanId": plan.to_string(), "name": name.unwrap_or_default(), "status": status })
    });
    let (state, error) = holding.state();
    json!({
        "skuId": sku.to_string(),
        "skuPartNumber": part_number,
        "sources": sources,
        "plans": plans.collect::<Vec<_>>(),
        "state": state.name(),
        "error": error.map(AssignmentError::name),
    })
}

fn print(workspace: &Workspace) -> io::Result<()> {
    let catalogue = Catalogue::read(PRODUCTS).map_err(io::Error::other)?;
    let mut licences = Licences::of(workspace, &catalogue, Assumptions::default());
    let users = workspace.users();
    let mut out = BufWriter::new(io::stdout().lock());
    for row in users.active().iter() {
        let person = licences.person(row);
        let products =
            person.holdings.iter().map(|it| product(it, workspace, &catalogue, &licences));
        let products: Vec<Value> = products.collect();
        let upn = match users.read(Row(row), Attribute::USER_PRINCIPAL_NAME) {
            Cell::Text(text) => json!(text),
            _ => Value::Null,
        };
        let line = json!({
            "id": users.id(Row(row)).to_string(),
            "upn": upn,
            "products": if person.known { json!(products) } else { Value::Null },
        });
        writeln!(out, "{line}")?;
    }
    out.flush()
}

fn main() -> ExitCode {
    let paths: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    if paths.is_empty() || paths.iter().any(|path| path.to_string_lossy().starts_with("--")) {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    }
    match workspace(&paths).and_then(|workspace| print(&workspace)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
