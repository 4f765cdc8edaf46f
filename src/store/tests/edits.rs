//! Any mixture of edits and questions.

use super::{compare, step_runner, steps};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn as_a_list_of_rows(steps in steps(0..120)) {
        let (users, naive) = step_runner(&steps);
        let copy = users.clone();
        for users in [users, copy] {
            compare(&users, &naive);
        }
    }
}
