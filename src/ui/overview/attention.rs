//! What in a directory is worth a look, as filters: the count and the list are the same question.

use crate::{
    domain::{Attribute, Timestamp, Value},
    i18n::Text,
    store::{Bits, Filter, Objects, Operator},
    ui::texts::overview as t,
};

/// Days without a sign-in after which an account is quiet.
const QUIET_DAYS: i64 = 90;

/// A question with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub text: Text,
    pub filters: Vec<Filter>,
    pub count: u32,
}

/// The questions that somebody fits, in the order in which they are worth asking.
#[must_use]
pub fn findings(users: &Objects, now: Timestamp) -> Vec<Finding> {
    let text = |attribute, value: &str| {
        Filter::new(attribute, Operator::Is, Value::Text(value.to_owned()))
    };
    let member = || text(Attribute::USER_TYPE, "Member");
    let guest = || text(Attribute::USER_TYPE, "Guest");
    let enabled = || Filter::new(Attribute::ACCOUNT_ENABLED, Operator::Is, Value::Boolean(true));
    let empty = |attribute| Filter::bare(attribute, Operator::IsEmpty);
    let quiet = Value::Time(now.plus_days(-QUIET_DAYS));
    let questions = [
        (t::NO_MANAGER, vec![member(), empty(Attribute::MANAGER)]),
        (t::NO_LOCATION, vec![empty(Attribute::USAGE_LOCATION)]),
        (t::NO_DEPARTMENT, vec![member(), empty(Attribute::DEPARTMENT)]),
        (t::NO_JOB, vec![member(), empty(Attribute::JOB_TITLE)]),
        (t::PENDING, vec![guest(), text(Attribute::EXTERNAL_USER_STATE, "PendingAcceptance")]),
        (
            t::QUIET,
            vec![
                enabled(),
                Filter::new(Attribute::LAST_SIGN_IN_DATE_TIME, Operator::Before, quiet),
            ],
        ),
        (t::NEVER, vec![enabled(), empty(Attribute::LAST_SIGN_IN_DATE_TIME)]),
    ];
    questions
        .into_iter()
        .map(|(text, filters)| Finding { text, count: count(users, &filters), filters })
        .filter(|finding| finding.count > 0)
        .collect()
}

/// How many active users fit every filter.
#[must_use]
pub fn count(users: &Objects, filters: &[Filter]) -> u32 {
    let mut fitting: Bits = users.active().clone();
    for filter in filters {
        fitting.and(&users.filter(filter).yes);
    }
    fitting.count()
}

#[cfg(test)]
mod tests {
    //! Only what is known counts.

    use super::findings;
    use crate::{
        domain::{Attribute, Datum, Existence, ObjectId, Timestamp, Value},
        store::Objects,
        ui::texts::overview as t,
    };

    #[test]
    fn unknown_is_no_finding() {
        let mut users = Objects::default();
        let now = Timestamp(1_795_219_200_000);
        for name in ["a", "b", "c"] {
            users.push(ObjectId::made_up(name), false, Existence::Active).unwrap();
        }
        assert_eq!(findings(&users, now), []);
        let rows: Vec<_> = users.active().iter().map(crate::domain::UserId).collect();
        for user in &rows {
            users.set(*user, Attribute::USER_TYPE, &Datum::text("Member"));
            users.set(*user, Attribute::ACCOUNT_ENABLED, &Datum::Value(Value::Boolean(true)));
        }
        users.set(rows[0], Attribute::MANAGER, &Datum::Null);
        let signed_in = |days: i64| Datum::Value(Value::Time(now.plus_days(-days)));
        users.set(rows[0], Attribute::LAST_SIGN_IN_DATE_TIME, &signed_in(91));
        users.set(rows[1], Attribute::LAST_SIGN_IN_DATE_TIME, &signed_in(89));
        let found: Vec<_> = findings(&users, now).iter().map(|f| (f.text, f.count)).collect();
        assert_eq!(found, [(t::NO_MANAGER, 1), (t::QUIET, 1)]);
    }
}
