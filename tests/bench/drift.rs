//! Members as exported against members as evaluated, as the page of all dynamic groups has it.

use super::{Engine, rules::tree};
use serde_json::{Value, json};
use tenantry::{
    domain::attribute::Of,
    domain::{Attribute, Datum, Existence, ObjectId, Timestamp},
    rules::{Rule, Rulebook},
    store::{Directory, Extent, List, Rows, Side},
    tenant::{
        Info, Workspace,
        drift::GroupDrift,
        seed::{SEED, Synthetic},
    },
};
use wasm_bindgen::prelude::*;

const NOW: Timestamp = Timestamp(0);

/// An attribute of the measured rules that the service has no rules about.
const UNREADABLE: &str = "employeeType";

/// Of those whom a rule takes, one in so many is no exported member.
const MISSING: usize = 50;

/// As many people at the start of the directory are members whatever the rule says.
const EXTRA: u32 = 20;

/// A directory with groups by rule, and what their rules say.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Drifts {
    workspace: Workspace,
    book: Rulebook,
    rules: Vec<Rule>,
}

#[wasm_bindgen]
impl Drifts {
    /// So many groups over the people of a directory.
    #[wasm_bindgen(constructor)]
    pub fn new(engine: &Engine, count: u32) -> Self {
        let mut directory = Directory::of_users(engine.workspace.users().clone());
        let synthetic = Synthetic::new(SEED);
        let all = (0..).map(|index| synthetic.rule(index));
        let readable = all.filter(|rule| !tree(rule).to_string().contains(UNREADABLE));
        let rules: Vec<Rule> = readable.take(count as usize).collect();
        for (number, rule) in (0_u128..).zip(&rules) {
            enter(&mut directory, ObjectId((number + 1).to_be_bytes()), rule);
        }
        let book = Rulebook::whole(&directory, NOW, None);
        for group in book.groups() {
            let Some((sure, _)) = book.rows(group) else { continue };
            let list = List::of(exported(sure), Vec::new(), Extent::Complete);
            directory.members.replace(Side::Members, group, list);
        }
        let info = Info { name: String::new(), sample: false, created: NOW };
        Self { workspace: Workspace::new(info, directory), book, rules }
    }

    /// The rules as JSON, for the peers.
    pub fn rules(&self) -> String {
        let all: Vec<Value> = self.rules.iter().map(tree).collect();
        json!(all).to_string()
    }

    /// The exported members of a group.
    pub fn members(&self, place: usize) -> Vec<u32> {
        let group = self.book.groups().nth(place);
        let list = |group| self.workspace.directory().members.of(Side::Members, group);
        group.map(|group| list(group).rows(Of::User).iter().collect()).unwrap_or_default()
    }

    /// All rules read from the groups and asked of everybody: how many groups have one.
    pub fn ask(&mut self) -> usize {
        self.book = Rulebook::whole(self.workspace.directory(), NOW, None);
        self.book.groups().len()
    }

    /// Bytes that are kept of what the rules say.
    pub fn bytes(&self) -> usize {
        self.book.bytes()
    }

    /// Every group against its rule, with reasons: how many would join, and how many leave.
    pub fn compare(&self) -> f64 {
        let drift = |group| GroupDrift::of(&self.workspace, &self.book, group);
        let found = self.book.groups().filter_map(drift);
        found.map(|drift| f64::from(drift.differing())).sum()
    }
}

/// A dynamic group that is followed.
fn enter(directory: &mut Directory, id: ObjectId, rule: &Rule) {
    let Some(group) = directory.groups.push(id, false, Existence::Active) else { return };
    let types = Datum::Value(tenantry::domain::Value::Texts(vec!["DynamicMembership".to_owned()]));
    for (attribute, datum) in [
        (Attribute::GROUP_TYPES, types),
        (Attribute::GROUP_MEMBERSHIP_RULE, Datum::text(rule.to_string())),
        (Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE, Datum::text("On")),
    ] {
        directory.groups.set(group, attribute, &datum);
    }
}

/// Whom a file would name of whom a rule takes: not all of them, and some others.
fn exported(sure: &Rows) -> [(Of, Vec<u32>); 3] {
    let kept = sure.iter().enumerate().filter(|(place, _)| place % MISSING > 0);
    let users = (0..EXTRA).chain(kept.map(|(_, row)| row)).collect();
    [(Of::User, users), (Of::Group, Vec::new()), (Of::Device, Vec::new())]
}
