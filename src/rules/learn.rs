//! From examples to a rule: the shortest rules that take exactly some people, or the one that comes
//! closest.
//!
//! A rule here asks up to [`MOST_CLAUSES`] attributes, each for the values that the examples have. Of
//! an attribute the narrowest such clause is the one that lists exactly their values, so asking all
//! attributes at once takes the fewest people that any rule of this form can take: when that is more
//! than the examples, no rule of this form takes exactly them.

use super::{
    engine::Engine,
    property::{Property, Type},
    syntax::{Comparison, Expression, Name, Node, Operand, Operator, Rule, Target},
};
use crate::{
    domain::{Attribute, Row, Timestamp},
    store::{Bits, Cell, Objects},
    text::{
        fold,
        span::{Span, Spanned},
    },
};

/// Attributes that one rule asks.
pub const MOST_CLAUSES: usize = 3;
/// Values that one clause lists; a longer list says nothing about what the examples have in common.
pub const MOST_VALUES: usize = 12;
/// Rules that are given.
const MOST_RULES: usize = 5;
/// Clauses of which all threes are tried, the narrowest first.
const TRIED: usize = 24;

/// What examples have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learned {
    /// Rules that take exactly the examples, shortest first.
    pub exact: Vec<Rule>,
    /// When there are none: the rule that takes the fewest others, and how many those are.
    pub closest: Option<(Rule, u32)>,
}

/// A clause that every example satisfies, and who else does.
#[derive(Debug)]
struct Clause {
    expression: Expression,
    length: usize,
    takes: Bits,
}

/// Rules for these objects among all active ones.
#[must_use]
pub fn learn(objects: &Objects, examples: &Bits, target: Target) -> Learned {
    let mut learner = Learner::new(objects, examples, target);
    while learner.step(objects) {}
    learner.learned()
}

/// The same, one property after the other, so that a page can breathe between them. The objects must be
/// the same all the time.
#[derive(Debug)]
pub struct Learner {
    wanted: Bits,
    engine: Engine,
    /// Properties that were not looked at; the next one is last.
    waiting: Vec<Property>,
    clauses: Vec<Clause>,
}

impl Learner {
    /// Nothing looked at yet.
    #[must_use]
    pub fn new(objects: &Objects, examples: &Bits, target: Target) -> Self {
        let mut wanted = examples.clone();
        wanted.and(objects.active());
        let mut waiting: Vec<Property> = Vec::new();
        if !wanted.is_empty() {
            waiting.extend(Property::all(target));
        }
        waiting.reverse();
        // No clause asks for the present moment.
        let engine = Engine::new(objects, Timestamp(0));
        Self { wanted, engine, waiting, clauses: Vec::new() }
    }

    /// Looks at one property, and says whether there are more.
    pub fn step(&mut self, objects: &Objects) -> bool {
        let Some(property) = self.waiting.pop() else { return false };
        let clause = clause(objects, &mut self.engine, &self.wanted, property);
        // What everybody has tells nobody apart.
        let tells = |clause: &Clause| clause.takes.count() < objects.active_count();
        self.clauses.extend(clause.filter(tells));
        !self.waiting.is_empty()
    }

    /// What was found.
    #[must_use]
    pub fn learned(self) -> Learned {
        let Self { wanted, clauses, .. } = self;
        if wanted.is_empty() {
            return Learned { exact: Vec::new(), closest: None };
        }
        choose(clauses, &wanted)
    }
}

/// The clauses that together take the fewest others, and shortest rules first.
fn choose(mut clauses: Vec<Clause>, wanted: &Bits) -> Learned {
    clauses.sort_by_key(|clause| (clause.takes.count(), clause.length));
    clauses.truncate(TRIED);
    let mut found: Vec<(u32, usize, Vec<usize>)> = Vec::new();
    let all: Vec<usize> = (0..clauses.len()).collect();
    let mut consider = |chosen: &[usize]| {
        let picked = || chosen.iter().filter_map(|at| clauses.get(*at));
        let mut takes: Option<Bits> = None;
        for clause in picked() {
            match &mut takes {
                None => takes = Some(clause.takes.clone()),
                Some(takes) => takes.and(&clause.takes),
            }
        }
        let others = takes.map_or(u32::MAX, |takes| takes.count() - wanted.count());
        let length = picked().map(|clause| clause.length + 8).sum();
        found.push((others, length, chosen.to_vec()));
    };
    for (at, one) in all.iter().enumerate() {
        consider(&[*one]);
        for (next, two) in all.iter().enumerate().skip(at + 1) {
            consider(&[*one, *two]);
            for three in all.iter().skip(next + 1) {
                consider(&[*one, *two, *three]);
            }
        }
    }
    found.sort();
    let rule = |chosen: &[usize]| {
        let parts = chosen.iter().filter_map(|at| clauses.get(*at));
        let mut parts: Vec<Expression> = parts.map(|clause| clause.expression.clone()).collect();
        let at = Span::default();
        match parts.len() {
            1 => parts.pop().map_or(Rule::Empty, Rule::Whoever),
            _ => Rule::Whoever(Spanned::new(Node::And(parts), at)),
        }
    };
    let mut exact: Vec<&Vec<usize>> = Vec::new();
    for (_, _, chosen) in found.iter().filter(|(others, ..)| *others == 0) {
        // One that only adds a clause to another tells nothing more.
        let adds = |shorter: &&Vec<usize>| shorter.iter().all(|at| chosen.contains(at));
        if exact.len() < MOST_RULES && !exact.iter().any(adds) {
            exact.push(chosen);
        }
    }
    let closest = match found.first() {
        Some((others, _, chosen)) if *others > 0 => Some((rule(chosen), *others)),
        _ => None,
    };
    Learned { exact: exact.into_iter().map(|chosen| rule(chosen)).collect(), closest }
}

/// The narrowest clause about a property that all of these satisfy; none where nothing is known of some,
/// or where they have too many values.
fn clause(
    objects: &Objects,
    engine: &mut Engine,
    wanted: &Bits,
    property: Property,
) -> Option<Clause> {
    let Property::Attribute(attribute) = property else { return None };
    if attribute == Attribute::ID || !matches!(property.of_type(), Type::Text | Type::Boolean) {
        return None;
    }
    let mut values: Vec<String> = Vec::new();
    let (mut null, mut yes, mut no) = (false, false, false);
    for row in wanted.iter() {
        match objects.read(Row(row), attribute) {
            Cell::Null => null = true,
            Cell::Boolean(true) => yes = true,
            Cell::Boolean(false) => no = true,
            Cell::Text(text) => {
                if !values.iter().any(|known| known == text || fold::same(known, text)) {
                    if values.len() == MOST_VALUES {
                        return None;
                    }
                    values.push(text.to_owned());
                }
            }
            _ => return None,
        }
    }
    if yes && no {
        return None;
    }
    let flag = yes.then_some(true).or(no.then_some(false));
    values.sort();
    let expression = written(&property, &values, null, flag)?;
    let rule = Rule::Whoever(expression.clone());
    let length = rule.to_string().len();
    let id = engine.add(&rule, objects);
    let takes = engine.members(id)?.to_bits();
    Some(Clause { expression, length, takes })
}

fn written(
    property: &Property,
    values: &[String],
    null: bool,
    flag: Option<bool>,
) -> Option<Expression> {
    let at = Span::default();
    let compare = |operator: Operator, right: Operand| {
        let left = Spanned::new(Name::Property(property.clone()), at);
        let (operator, right) = (Spanned::new(operator, at), Spanned::new(right, at));
        Spanned::new(Node::Compare(Comparison { left, operator, right }), at)
    };
    let mut parts = Vec::new();
    match values {
        [] => {}
        [one] => parts.push(compare(Operator::Eq, Operand::Text(one.clone()))),
        many => {
            let item = |text: &String| Spanned::new(Operand::Text(text.clone()), at);
            parts.push(compare(Operator::In, Operand::List(many.iter().map(item).collect())));
        }
    }
    parts.extend(flag.map(|value| compare(Operator::Eq, Operand::Boolean(value))));
    if null {
        parts.push(compare(Operator::Eq, Operand::Null));
    }
    if parts.len() > 1 { Some(Spanned::new(Node::Or(parts), at)) } else { parts.pop() }
}

#[cfg(test)]
mod tests {
    use super::{Learned, learn};
    use crate::{
        domain::{Attribute, Datum, Existence, ObjectId, Timestamp, Value, attribute::Of},
        rules::{Engine, Rule, Target, parse},
        store::{Bits, Objects},
    };
    use proptest::prelude::*;

    /// City, department, whether enabled.
    type Person = (Option<&'static str>, &'static str, bool);

    fn directory(people: &[Person]) -> Objects {
        let mut users = Objects::new(Of::User);
        for (number, (city, department, enabled)) in people.iter().enumerate() {
            let id = ObjectId::made_up(&number.to_string());
            let user = users.push(id, false, Existence::Active).unwrap();
            users.set(user, Attribute::CITY, &city.map_or(Datum::Null, Datum::text));
            users.set(user, Attribute::DEPARTMENT, &Datum::text(*department));
            users.set(user, Attribute::ACCOUNT_ENABLED, &Datum::Value(Value::Boolean(*enabled)));
        }
        users
    }

    const PEOPLE: [Person; 6] = [
        (Some("Oslo"), "Sales", true),
        (Some("oslo"), "HR", true),
        (Some("Rome"), "Sales", true),
        (None, "Sales", false),
        (Some("Rome"), "HR", false),
        (Some("Oslo"), "Sales", true),
    ];

    fn texts(rules: &[Rule]) -> Vec<String> {
        rules.iter().map(ToString::to_string).collect()
    }

    fn learned(users: &Objects, rows: &[u32]) -> Learned {
        learn(users, &Bits::of(users.rows(), rows.iter().copied()), Target::User)
    }

    #[test]
    fn shortest_rules_first() {
        let users = directory(&PEOPLE);
        assert_eq!(texts(&learned(&users, &[0, 1, 5]).exact), ["user.city -eq \"Oslo\""]);
        assert_eq!(
            texts(&learned(&users, &[0, 5]).exact),
            ["(user.city -eq \"Oslo\") -and (user.department -eq \"Sales\")"]
        );
        assert_eq!(texts(&learned(&users, &[3, 4]).exact), ["user.accountEnabled -eq false"]);
        let null = learned(&users, &[3]);
        assert_eq!(texts(&null.exact).first().map(String::as_str), Some("user.city -eq null"));
    }

    #[test]
    fn where_no_rule_is_exact_the_closest_says_what_it_costs() {
        let users = directory(&PEOPLE);
        // The first and the last have the same of everything.
        let found = learned(&users, &[0]);
        assert_eq!(found.exact, []);
        let (rule, others) = found.closest.unwrap();
        assert_eq!(others, 1);
        assert!(rule.to_string().contains("Oslo"), "{rule}");
        assert_eq!(learned(&users, &[]), Learned { exact: vec![], closest: None });
    }

    proptest! {
        /// Whatever is found is true of exactly whom it says.
        #[test]
        fn rules_take_whom_they_say(
            people in prop::collection::vec(
                (
                    prop::option::of(prop::sample::select(vec!["Oslo", "Rome", "oslo"])),
                    prop::sample::select(vec!["Sales", "HR", "R&D \"x\""]),
                    any::<bool>(),
                ),
                1..12,
            ),
            chosen in prop::collection::vec(any::<bool>(), 12),
        ) {
            let users = directory(&people);
            let rows = (0..users.rows()).zip(&chosen).filter(|(_, chosen)| **chosen);
            let wanted = Bits::of(users.rows(), rows.map(|(row, _)| row));
            let found = learn(&users, &wanted, Target::User);
            let takes = |rule: &Rule| {
                // As it is written: what is printed is what people take away.
                let again = parse(&rule.to_string(), Target::User).rule;
                let mut engine = Engine::new(&users, Timestamp(0));
                let id = engine.add(&again, &users);
                engine.members(id).unwrap().to_bits()
            };
            for rule in &found.exact {
                prop_assert_eq!(takes(rule).iter().collect::<Vec<_>>(), wanted.iter().collect::<Vec<_>>(), "{}", rule);
            }
            if let Some((rule, others)) = &found.closest {
                prop_assert!(found.exact.is_empty());
                let took = takes(rule);
                prop_assert!(wanted.is_subset(&took));
                prop_assert_eq!(took.count() - wanted.count(), *others);
            }
        }
    }
}
