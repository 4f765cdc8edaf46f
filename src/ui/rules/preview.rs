//! Whom a rule takes, against whom another one takes.

use crate::{
    domain::Timestamp,
    rules::{Engine, Rule},
    store::{Bits, Objects},
};

/// What a rule says of everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// Of whom it is true.
    pub members: Bits,
    /// Of whom it cannot be said.
    pub unknown: Bits,
}

impl Preview {
    /// Asks everybody.
    #[must_use]
    pub fn of(rule: &Rule, users: &Objects, now: Timestamp) -> Self {
        let mut engine = Engine::new(users, now);
        let id = engine.add(rule, users);
        let bits = |rows: Option<&crate::store::Rows>| {
            rows.map_or_else(|| Bits::none(users.rows()), crate::store::Rows::to_bits)
        };
        Self { members: bits(engine.members(id)), unknown: bits(engine.unknown(id)) }
    }

    /// Members who were none: neither surely nor perhaps.
    #[must_use]
    pub fn joining(&self, before: &Self) -> Bits {
        let mut joining = self.members.clone();
        joining.and_not(&before.members);
        joining
    }

    /// Who was a member and surely is none any more.
    #[must_use]
    pub fn leaving(&self, before: &Self) -> Bits {
        let mut leaving = before.members.clone();
        leaving.and_not(&self.members);
        leaving.and_not(&self.unknown);
        leaving
    }
}

#[cfg(test)]
mod tests {
    use super::Preview;
    use crate::{
        domain::{Attribute, Datum, Existence, ObjectId, Timestamp, Value, attribute::Of},
        rules::{Rule, Target, parse},
        store::Objects,
    };

    fn rule(text: &str) -> Rule {
        parse(text, Target::User).rule
    }

    #[test]
    fn who_joins_and_who_leaves() {
        let mut users = Objects::new(Of::User);
        for (number, city) in [(1, Some("Oslo")), (2, Some("Bergen")), (3, None)] {
            let id = ObjectId::made_up(&number.to_string());
            let user = users.push(id, false, Existence::Active).unwrap();
            let datum = city.map_or(Datum::Unknown, |city| Datum::Value(Value::Text(city.into())));
            users.set(user, Attribute::CITY, &datum);
        }
        let of = |text: &str| Preview::of(&rule(text), &users, Timestamp(0));
        let rows = |bits: crate::store::Bits| bits.iter().collect::<Vec<u32>>();
        let (oslo, bergen) = (of("user.city -eq \"Oslo\""), of("user.city -eq \"Bergen\""));
        assert_eq!(rows(oslo.members.clone()), [0]);
        assert_eq!(rows(oslo.unknown.clone()), [2]);
        assert_eq!(rows(bergen.joining(&oslo)), [1]);
        assert_eq!(rows(bergen.leaving(&oslo)), [0]);
        // Of whom it cannot be said, it cannot be said that he leaves.
        let everybody = of("user.accountEnabled -ne null -or user.city -ne \"x\"");
        assert_eq!(rows(everybody.joining(&oslo)), [1]);
        let all = of("-not (user.objectId -eq null)");
        assert_eq!(rows(all.members.clone()), [0, 1, 2]);
        assert_eq!(rows(oslo.leaving(&all)), [1]);
    }
}
