//! The columns against a plain list of rows.

mod edits;
mod load;
mod naive;
mod random;

pub(super) use load::directory;
pub(super) use naive::Naive;
pub(super) use random::{compare, run};

use super::Objects;
use proptest::prelude::*;
use random::Step;

/// Random steps.
pub(super) fn steps(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(random::step(), count)
}

/// The users after some steps, and their plain twin.
pub(super) fn step_runner(steps: &[Step]) -> (Objects, Naive) {
    let (mut users, mut naive) = (Objects::default(), Naive::default());
    for schema in [users.schema_mut(), &mut naive.schema] {
        schema.custom_attribute("extension_abc_level").unwrap();
    }
    for step in steps {
        random::run(&mut users, &mut naive, step);
    }
    (users, naive)
}

/// The interface puts a directory into a signal, which may be read from anywhere.
#[test]
fn users_can_be_shared() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<Objects>();
}
