//! The columns against a plain list of rows.

mod edits;
mod load;
mod naive;
mod random;

use super::Users;
use naive::Naive;

/// The interface puts a directory into a signal, which may be read from anywhere.
#[test]
fn users_can_be_shared() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<Users>();
}
