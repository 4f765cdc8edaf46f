//! Which clauses of a trace decide it.

use crate::rules::Trace;

/// The clauses that make the whole what it is, in the order of the text: leaving any other one out
/// would not change it. Of several that would each do alone, all are given; of many elements of a list
/// that decide together, their clause.
#[must_use]
pub fn deciding(trace: &Trace) -> Vec<&Trace> {
    let mut found = Vec::new();
    decide(trace, &mut found);
    found
}

/// Elements of a list that are given one by one.
const ELEMENTS: usize = 8;

/// Whether the parts are one clause, asked of many elements.
fn is_long_list(trace: &Trace) -> bool {
    let mut spans = trace.parts.iter().map(|part| part.span);
    trace.parts.len() > ELEMENTS && spans.next() == spans.next()
}

fn decide<'t>(trace: &'t Trace, found: &mut Vec<&'t Trace>) {
    if trace.parts.is_empty() {
        return found.push(trace);
    }
    let mut alike = trace.parts.iter().filter(|part| part.truth == trace.truth).peekable();
    if is_long_list(trace) && alike.clone().nth(ELEMENTS).is_some() {
        return found.push(trace);
    }
    if alike.peek().is_some() {
        return alike.for_each(|part| decide(part, found));
    }
    // Of a negation the opposite decides.
    for part in &trace.parts {
        decide(part, found);
    }
}

#[cfg(test)]
mod tests {
    use super::deciding;
    use crate::{
        domain::{Attribute, Datum, Existence, ObjectId, Timestamp, Value, attribute::Of},
        rules::{Target, UserObject, parse, trace},
        store::Objects,
    };

    #[test]
    fn the_clauses_that_decide() {
        let mut users = Objects::new(Of::User);
        let user = users.push(ObjectId::made_up("a"), false, Existence::Active).unwrap();
        for (attribute, text) in [(Attribute::CITY, "Oslo"), (Attribute::DEPARTMENT, "HR")] {
            users.set(user, attribute, &Datum::Value(Value::Text(text.to_owned())));
        }
        let deciding_of = |users: &Objects, text: &str| {
            let rule = parse(text, Target::User).rule;
            let traced = trace(&rule, &UserObject { users, user }, Timestamp(0));
            let found = deciding(&traced);
            found.iter().map(|part| part.span.of(text).to_owned()).collect::<Vec<String>>()
        };
        let known = users.clone();
        let deciding = |text: &str| deciding_of(&known, text);
        let (oslo, hr, it) =
            ("user.city -eq \"Oslo\"", "user.department -eq \"HR\"", "user.department -eq \"IT\"");
        assert_eq!(deciding(&format!("{oslo} -and {it}")), [it]);
        assert_eq!(deciding(&format!("{oslo} -and {hr}")), [oslo, hr]);
        assert_eq!(deciding(&format!("{it} -or {oslo}")), [oslo]);
        assert_eq!(deciding(&format!("-not ({oslo})")), [format!("({oslo})")]);
        let plans = (0..20).map(|number| format!("{number:02}/exchange/Enabled")).collect();
        users.set(user, Attribute::ASSIGNED_PLANS, &Datum::Value(Value::Texts(plans)));
        let of_plans =
            |id: &str| format!("user.assignedPlans -any (assignedPlan.servicePlanId -eq \"{id}\")");
        let found = "assignedPlan.servicePlanId -eq \"07\"";
        assert_eq!(deciding_of(&users, &of_plans("07")), [found]);
        assert_eq!(deciding_of(&users, &of_plans("99")), [of_plans("99")]);
        let unknown = "user.country -eq \"NO\"";
        assert_eq!(deciding(&format!("{oslo} -and {unknown}")), [unknown]);
        assert_eq!(deciding(&format!("{it} -and {unknown}")), [it]);
    }
}
