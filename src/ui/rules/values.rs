//! The values that occur, for whoever writes a rule: how often, in the spelling of the directory.

use crate::{
    domain::{AssignedPlan, Attribute, Datum, ObjectId, UserId, Value},
    rules::{Property, syntax::PlanField},
    store::{Bits, Cell, Filter, Objects, Operator},
    text::fold,
};
use std::collections::{BTreeMap, BTreeSet};

/// A value that occurs, and how often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurring {
    pub value: String,
    pub count: u32,
}

/// How many people are looked at where values repeat little.
const LOOKED_AT: usize = 512;

/// Values of a property that begin as written, most frequent first, at most `limit`. Where nobody has
/// one that begins so, those that have it in them. Counts are exact among the active users, but for
/// values that differ from person to person: there, the first that fit are counted. Of lists of plans, the
/// values of one field.
#[must_use]
pub fn occurring(
    users: &Objects,
    property: &Property,
    field: Option<PlanField>,
    begun: &str,
    limit: usize,
) -> Vec<Occurring> {
    let attribute = match property {
        Property::Attribute(attribute) => Some(*attribute),
        Property::Extension(name) => users.schema().find(name),
        Property::Agent(_) | Property::MemberOf(_) => None,
    };
    let Some(attribute) = attribute.filter(|attribute| *attribute != Attribute::ID) else {
        return Vec::new();
    };
    if attribute.shares_lists() {
        let Some(field) = field else { return Vec::new() };
        return in_plans(users, attribute, field, begun, limit);
    }
    let first = with(users, attribute, Operator::StartsWith, begun, limit);
    if first.is_empty() && !begun.is_empty() {
        return with(users, attribute, Operator::Contains, begun, limit);
    }
    first
}

/// How many people have a plan with each value in a field; somebody with two such plans counts once.
fn in_plans(
    users: &Objects,
    attribute: Attribute,
    field: PlanField,
    begun: &str,
    limit: usize,
) -> Vec<Occurring> {
    let cells = users.cells(attribute);
    let Some(numbers) = cells.numbers() else { return Vec::new() };
    let mut people = vec![0_u32; numbers as usize];
    let rows: Vec<u32> = users.active().iter().collect();
    cells.each_number(&rows, |number| {
        if let Some(count) = people.get_mut(number as usize) {
            *count += 1;
        }
    });
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for (number, count) in (0..numbers).zip(people).filter(|(_, count)| *count > 0) {
        let Cell::Texts(plans) = cells.numbered(number) else { continue };
        let values: BTreeSet<&str> =
            plans.iter().map(|plan| field.of(AssignedPlan::parse(plan))).collect();
        for value in values.into_iter().filter(|value| !value.is_empty()) {
            *counts.entry(value.to_owned()).or_default() += count;
        }
    }
    let begun = fold::search(begun);
    let picked = |fits: &dyn Fn(&str) -> bool| -> Vec<Occurring> {
        let fitting = counts.iter().filter(|(value, _)| fits(&fold::search(value)));
        fitting.map(|(value, count)| Occurring { value: value.clone(), count: *count }).collect()
    };
    let first = picked(&|value| value.starts_with(&*begun));
    most(if first.is_empty() { picked(&|value| value.contains(&*begun)) } else { first }, limit)
}

fn with(
    users: &Objects,
    attribute: Attribute,
    operator: Operator,
    begun: &str,
    limit: usize,
) -> Vec<Occurring> {
    let mut within = users.active().clone();
    if !begun.is_empty() {
        let filter = Filter::new(attribute, operator, Value::Text(begun.to_owned()));
        within.and(&users.filter(&filter).yes);
    }
    // A column of names differs from row to row: some of them are enough to go on writing.
    let rows: Vec<u32> = within.iter().take(LOOKED_AT + 1).collect();
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    let fits = |text: &str| {
        let (text, begun) = (fold::search(text), fold::search(begun));
        match operator {
            Operator::StartsWith => text.starts_with(&*begun),
            _ => text.contains(&*begun),
        }
    };
    for row in &rows {
        let mut count = |text: &str| {
            if fits(text) {
                *counts.entry(text.to_owned()).or_default() += 1;
            }
        };
        match users.read(UserId(*row), attribute) {
            Cell::Text(text) => count(text),
            Cell::Texts(texts) => texts.iter().for_each(count),
            Cell::Reference(id) if id != ObjectId::default() => count(&id.to_string()),
            _ => {}
        }
    }
    if rows.len() > LOOKED_AT && users.repeats(attribute) {
        return exact(users, attribute, &within, fits, limit);
    }
    most(counts.into_iter().map(|(value, count)| Occurring { value, count }).collect(), limit)
}

fn exact(
    users: &Objects,
    attribute: Attribute,
    within: &Bits,
    fits: impl Fn(&str) -> bool,
    limit: usize,
) -> Vec<Occurring> {
    let facets = users.facets(attribute, within, usize::MAX).facets;
    let found = facets.into_iter().filter_map(|facet| match facet.value {
        Datum::Value(Value::Text(value)) if fits(&value) => {
            Some(Occurring { value, count: facet.count })
        }
        _ => None,
    });
    most(found.collect(), limit)
}

fn most(mut found: Vec<Occurring>, limit: usize) -> Vec<Occurring> {
    found.sort_by(|one, other| {
        other.count.cmp(&one.count).then_with(|| one.value.cmp(&other.value))
    });
    found.truncate(limit);
    found
}

#[cfg(test)]
mod tests {
    use super::{Occurring, occurring};
    use crate::{
        domain::{Attribute, Datum, Existence, ObjectId, Value, attribute::Of},
        rules::{Property, Target, syntax::PlanField},
        store::Objects,
    };

    fn directory(cities: &[&str]) -> Objects {
        let mut users = Objects::new(Of::User);
        for (number, city) in (0_u32..).zip(cities) {
            let id = ObjectId::made_up(&number.to_string());
            let user = users.push(id, false, Existence::Active).unwrap();
            users.set(user, Attribute::CITY, &Datum::Value(Value::Text((*city).to_owned())));
        }
        users
    }

    fn offered(users: &Objects, begun: &str) -> Vec<(String, u32)> {
        let city = Property::find(Target::User, "city").unwrap();
        let found = occurring(users, &city, None, begun, 3);
        found.into_iter().map(|Occurring { value, count }| (value, count)).collect()
    }

    #[test]
    fn most_frequent_first_and_in_their_own_spelling() {
        let users = directory(&["Oslo", "oslo", "Oslo", "Bergen", "Ålesund", "Ostersund"]);
        let own = |pairs: &[(&str, u32)]| -> Vec<(String, u32)> {
            pairs.iter().map(|(value, count)| ((*value).to_owned(), *count)).collect()
        };
        assert_eq!(offered(&users, "os"), own(&[("Oslo", 2), ("Ostersund", 1), ("oslo", 1)]));
        // Nothing begins so; one has it in it.
        assert_eq!(offered(&users, "erg"), own(&[("Bergen", 1)]));
        assert_eq!(offered(&users, "zzz"), []);
    }

    #[test]
    fn counts_are_exact_beyond_what_is_looked_at() {
        let mut cities = vec!["Oslo"; 3000];
        cities.extend(["Bergen"; 700]);
        let users = directory(&cities);
        assert_eq!(offered(&users, ""), [("Oslo".to_owned(), 3000), ("Bergen".to_owned(), 700)]);
        let id = Property::find(Target::User, "objectId").unwrap();
        assert_eq!(occurring(&users, &id, None, "", 3), []);
    }

    #[test]
    fn plans_are_counted_by_people() {
        let mut users = Objects::new(Of::User);
        let lists: [&[&str]; 4] = [
            &["b/exchange/Deleted", "b/exchange/Enabled", "c/SCO/Enabled"],
            &["b/exchange/Enabled"],
            &["d//Enabled"],
            &[],
        ];
        for (number, plans) in (0_u32..).zip(lists) {
            let id = ObjectId::made_up(&number.to_string());
            let user = users.push(id, false, Existence::Active).unwrap();
            let plans = plans.iter().map(|&plan| plan.to_owned()).collect();
            users.set(user, Attribute::ASSIGNED_PLANS, &Datum::Value(Value::Texts(plans)));
        }
        let plans = Property::find(Target::User, "assignedPlans").unwrap();
        let offered = |field: PlanField, begun: &str| -> Vec<(String, u32)> {
            let found = occurring(&users, &plans, Some(field), begun, 3);
            found.into_iter().map(|one| (one.value, one.count)).collect()
        };
        let one = |value: &str, count: u32| (value.to_owned(), count);
        assert_eq!(offered(PlanField::ServicePlanId, ""), [one("b", 2), one("c", 1), one("d", 1)]);
        assert_eq!(offered(PlanField::Service, ""), [one("exchange", 2), one("SCO", 1)]);
        assert_eq!(offered(PlanField::Service, "co"), [one("SCO", 1)]);
        assert_eq!(offered(PlanField::CapabilityStatus, "ena"), [one("Enabled", 3)]);
        assert_eq!(occurring(&users, &plans, None, "", 3), []);
    }
}
