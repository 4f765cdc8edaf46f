//! What a workspace holds besides objects: settings of the tenant as they are to be, requests to join
//! groups, cases that a rule must get right, the views that were handed out, what products cost, and what
//! people with managed devices are told of that.
//!
//! Each is an entry under a key; that an entry is not there says that nothing was noted.

use crate::domain::education::{Note, Topic};
use crate::domain::{Datum, GroupId, Price, Setting, SkuId, Subject, Timestamp, UserId};

/// What an entry is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LedgerKey {
    /// A setting of the tenant that is to be another one than the imported.
    Setting(Setting),
    /// The newest request of somebody to join a group.
    Request { group: GroupId, user: UserId },
    /// Whether an object must be in a group by its rule.
    Case { group: GroupId, who: Subject },
    /// A view of their own groups that somebody was given as a file.
    View { user: UserId },
    /// What a seat of a product costs.
    Price(SkuId),
    /// What the organisation says of how it manages devices.
    Education(Topic),
}

/// What was noted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum LedgerEntry {
    Setting(Datum),
    Request(Request),
    /// Whether the object must be in.
    Case(bool),
    View(View),
    Price(Price),
    Education(Note),
}

/// A request to join a group.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Request {
    pub since: Timestamp,
    /// Why, in the words of whoever asks.
    pub justification: String,
    pub outcome: Outcome,
}

/// What became of a request.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Nobody has answered.
    Pending,
    Approved {
        at: Timestamp,
        by: UserId,
    },
    /// One owner's no ends it.
    Denied {
        at: Timestamp,
        by: UserId,
        reason: String,
    },
    /// Whoever asked took it back.
    Cancelled {
        at: Timestamp,
    },
}

/// A view that was handed out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct View {
    pub at: Timestamp,
    /// Proves that an answer comes from who got the view; drawn by the browser.
    pub secret: [u8; 16],
    /// Actions of its answers that were taken in: the next file brings those after them.
    pub taken: u32,
    /// The seal of the last of them, by which the next file proves that it goes on from there.
    pub seal: [u8; 16],
}

impl View {
    /// One that is to be given.
    #[must_use]
    pub const fn new(at: Timestamp, secret: [u8; 16]) -> Self {
        Self { at, secret, taken: 0, seal: [0; 16] }
    }
}

impl std::fmt::Debug for View {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("View")
            .field("at", &self.at)
            .field("taken", &self.taken)
            .finish_non_exhaustive()
    }
}
