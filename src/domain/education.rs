//! What an organisation says of how it manages devices, and to whom: what it has switched on, whom to ask, what it
//! promises.

pub mod profile;
pub mod scenario;
pub mod statement;
pub mod switches;
pub mod topic;

pub use profile::{Contact, Field, Profile};
pub use scenario::{Method, Ownership, Place, Platform, Scenario};
pub use statement::{Approval, Approver, Position, Promise, PromiseWords, Snapshot, Told, Verdict};
pub use switches::{Stand, Switch, Switches};
pub use topic::{Country, Note, NoteProblem, Slug, Topic};
