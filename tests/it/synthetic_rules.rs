//! The published figures of the synthetic rules: how many of 5,000 people each is true of.

use tenantry::{
    domain::{Timestamp, UserId, attribute::Schema},
    exchange::Import,
    rules::{Engine, RuleId, Truth, UserObject, trace},
    store::{Objects, Rows},
    tenant::seed::{SEED, Synthetic},
};

fn people(count: u32) -> Objects {
    let mut import = Import::new(Schema::default());
    import.open("people.csv");
    import.feed(Synthetic::new(SEED).csv(count).as_bytes());
    import.close();
    let mut ending = import.ending();
    while ending.step() {}
    ending.staging().users
}

#[test]
fn members_of_a_thousand_rules() {
    let users = people(5_000);
    let synthetic = Synthetic::new(SEED);
    let mut engine = Engine::new(&users, Timestamp(0));
    let one = engine.add(&Synthetic::one_rule(), &users);
    assert_eq!(engine.members(one).map(Rows::count), Some(128));
    let mut sum = 0;
    for index in 0..1000 {
        let rule = synthetic.rule(index);
        let number = engine.add(&rule, &users);
        sum += engine.members(number).map_or(0, Rows::count);
        if index % 100 == 0 {
            for user in (0..users.rows()).map(UserId) {
                let truth = trace(&rule, &UserObject { users: &users, user }, Timestamp(0)).truth;
                assert_eq!(engine.of(number, user), truth, "{rule} of {user:?}");
            }
        }
    }
    assert_eq!(sum, 486_703);
    assert_ne!(engine.of(RuleId(0), UserId(0)), Truth::Unknown);
}
