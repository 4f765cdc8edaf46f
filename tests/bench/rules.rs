//! Membership rules as the benchmark's page asks them.

use super::Engine;
use serde_json::{Value, json};
use tenantry::{
    domain::{Attribute, Datum, Timestamp, UserId},
    rules::{
        Engine as RuleEngine, Property, Rule, RuleId,
        syntax::{Comparison, Expression, Name, Node, Operand, Operator},
    },
    store::{Objects, Rows},
    tenant::seed::{SEED, Synthetic},
};
use wasm_bindgen::prelude::*;

const NOW: Timestamp = Timestamp(0);

#[wasm_bindgen]
impl Engine {
    /// The measured rules as JSON, for the peers.
    pub fn rules(&self, count: u32) -> String {
        let synthetic = Synthetic::new(SEED);
        let many: Vec<Value> = (0..count).map(|index| tree(&synthetic.rule(index))).collect();
        json!({ "one": tree(&Synthetic::one_rule()), "many": many }).to_string()
    }

    /// One rule from nothing: how many it is true of.
    pub fn ask_one(&self) -> u32 {
        let users = self.workspace.users();
        let mut engine = RuleEngine::new(users, NOW);
        let number = engine.add(&Synthetic::one_rule(), users);
        engine.members(number).map_or(0, Rows::count)
    }
}

/// Rules that are kept right.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Rules {
    engine: RuleEngine,
    /// People of its own, to edit.
    users: Objects,
    rules: Vec<Rule>,
}

#[wasm_bindgen]
impl Rules {
    /// None yet.
    #[wasm_bindgen(constructor)]
    pub fn new(directory: &Engine) -> Self {
        let users = directory.workspace.users().clone();
        Self { engine: RuleEngine::new(&users, NOW), users, rules: Vec::new() }
    }

    /// So many rules, read but not asked; the peers' scripts are compiled beforehand, too.
    pub fn read(&mut self, count: u32) {
        let synthetic = Synthetic::new(SEED);
        self.rules = (0..count).map(|index| synthetic.rule(index)).collect();
    }

    /// All of them from nothing: the sum of their members.
    pub fn all(&mut self) -> f64 {
        self.engine = self.asked();
        self.sum()
    }

    fn asked(&self) -> RuleEngine {
        let mut engine = RuleEngine::new(&self.users, NOW);
        for rule in &self.rules {
            engine.add(rule, &self.users);
        }
        engine
    }

    /// The sum of all members.
    pub fn sum(&self) -> f64 {
        sum(&self.engine, &self.rules)
    }

    /// The same from nothing.
    pub fn anew(&self) -> f64 {
        sum(&self.asked(), &self.rules)
    }

    /// The sum of the members of the first rules.
    pub fn sum_of(&self, count: usize) -> f64 {
        sum(&self.engine, self.rules.get(..count).unwrap_or_default())
    }

    /// Bytes of all that is kept of the rules.
    pub fn bytes(&self) -> usize {
        self.engine.bytes()
    }

    /// Of these, what is kept of whom each rule is true of, and of whom that cannot be said.
    pub fn bytes_of_members(&self) -> usize {
        let all = (0..).take(self.rules.len()).map(RuleId);
        let rows = all.flat_map(|rule| [self.engine.members(rule), self.engine.unknown(rule)]);
        rows.flatten().map(Rows::bytes).sum()
    }

    /// Gives somebody another department, and asks again: how many rules say something else.
    pub fn edit(&mut self, row: u32) -> u32 {
        let row = UserId(row);
        let other = next_department(&self.users.get(row, Attribute::DEPARTMENT));
        self.users.set(row, Attribute::DEPARTMENT, &other);
        let changes = self.engine.edited(&self.users, row, Some(&[Attribute::DEPARTMENT]));
        u32::try_from(changes.len()).unwrap_or(u32::MAX)
    }

    /// The same for many people at once.
    pub fn edit_many(&mut self, from: u32, count: u32) -> u32 {
        let rows = self.users.rows();
        let mut edited = Vec::new();
        for step in 0..count {
            let row = UserId((from + step * 17) % rows);
            let other = next_department(&self.users.get(row, Attribute::DEPARTMENT));
            self.users.set(row, Attribute::DEPARTMENT, &other);
            edited.push(row);
        }
        let changes = self.engine.edited_many(&self.users, &edited, &[Attribute::DEPARTMENT]);
        u32::try_from(changes.len()).unwrap_or(u32::MAX)
    }
}

fn sum(engine: &RuleEngine, rules: &[Rule]) -> f64 {
    (0..)
        .take(rules.len())
        .filter_map(|rule| engine.members(RuleId(rule)))
        .map(|members| f64::from(members.count()))
        .sum()
}

fn next_department(now: &Datum) -> Datum {
    match now.as_text() {
        Some("Sales") => Datum::text("Engineering"),
        Some("Engineering") => Datum::text("Marketing"),
        _ => Datum::text("Sales"),
    }
}

/// A rule as the peers read it.
pub(super) fn tree(rule: &Rule) -> Value {
    match rule {
        Rule::Whoever(expression) => node(expression),
        _ => Value::Null,
    }
}

fn node(expression: &Expression) -> Value {
    let all = |parts: &[Expression]| parts.iter().map(node).collect::<Vec<_>>();
    match &expression.it {
        Node::And(parts) => json!({ "op": "and", "a": all(parts) }),
        Node::Or(parts) => json!({ "op": "or", "a": all(parts) }),
        Node::Not(inner) => json!({ "op": "not", "a": [node(inner)] }),
        Node::Compare(comparison) => compare(comparison),
        Node::Quantified { .. } | Node::Broken => Value::Null,
    }
}

fn compare(comparison: &Comparison) -> Value {
    let Name::Property(Property::Attribute(attribute)) = comparison.left.it else {
        return Value::Null;
    };
    let op = match (&comparison.operator.it, &comparison.right.it) {
        (Operator::Eq, Operand::Null) => "isnull",
        (Operator::Ne, Operand::Null) => "notnull",
        (Operator::Eq, _) => "eq",
        (Operator::Ne, _) => "ne",
        (Operator::In, _) => "in",
        (Operator::Contains, _) => "contains",
        _ => "starts",
    };
    json!({ "op": op, "f": attribute.definition().name, "v": value(&comparison.right.it) })
}

fn value(operand: &Operand) -> Value {
    match operand {
        Operand::Text(text) => json!(text),
        Operand::Boolean(value) => json!(value),
        Operand::List(items) => items.iter().map(|item| value(&item.it)).collect(),
        _ => Value::Null,
    }
}
