//! Any mixture of edits and questions.

use super::{
    Naive,
    random::{compare, run, step},
};
use crate::store::Users;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn as_a_list_of_rows(steps in prop::collection::vec(step(), 0..120)) {
        let (mut users, mut naive) = (Users::new(), Naive::default());
        for schema in [users.schema_mut(), &mut naive.schema] {
            schema.custom_attribute("extension_abc_level").unwrap();
        }
        for step in &steps {
            run(&mut users, &mut naive, step);
        }
        compare(&users, &naive);
        compare(&users.clone(), &naive);
    }
}
