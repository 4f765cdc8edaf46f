//! What was noted in the journal besides changes of objects. Follows the journal event by event; costs
//! what changed.

use crate::domain::education::{Note, Profile, Promise, Slug, Topic};
use crate::domain::{
    Datum, Event, GroupId, LedgerEntry, LedgerKey, ObjectId, Price, Request, Row, Setting, SkuId,
    Subject, UserId, View, attribute::Of,
};
use std::collections::BTreeMap;

/// What makes a workspace the view of one person: it holds their slice of another one, and their deeds go
/// back as an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonalView {
    pub person: ObjectId,
    pub view: View,
    /// Whether the groups that they are in were known whole when the view was made.
    pub whole: bool,
    /// The requests that the person sees, as they stood when the view was made.
    pub requests: Vec<(GroupId, UserId, Request)>,
}

/// Every entry that stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    entries: BTreeMap<LedgerKey, LedgerEntry>,
}

impl Ledger {
    /// What is noted before any operation: nothing, or the requests of a view.
    pub(super) fn of(view: Option<&PersonalView>) -> Self {
        let requests = view.into_iter().flat_map(|view| &view.requests);
        let entry = |(group, user, request): &(GroupId, UserId, Request)| {
            let key = LedgerKey::Request { group: *group, user: *user };
            (key, LedgerEntry::Request(request.clone()))
        };
        Self { entries: requests.map(entry).collect() }
    }

    /// An entry.
    #[must_use]
    pub fn get(&self, key: &LedgerKey) -> Option<&LedgerEntry> {
        self.entries.get(key)
    }

    /// What a setting is to be; none where it is as imported.
    #[must_use]
    pub fn setting(&self, setting: Setting) -> Option<&Datum> {
        match self.get(&LedgerKey::Setting(setting))? {
            LedgerEntry::Setting(datum) => Some(datum),
            _ => None,
        }
    }

    /// The settings that were changed, in their order.
    pub fn settings(&self) -> impl Iterator<Item = (Setting, &Datum)> {
        self.entries.iter().filter_map(|(key, entry)| match (key, entry) {
            (LedgerKey::Setting(setting), LedgerEntry::Setting(datum)) => Some((*setting, datum)),
            _ => None,
        })
    }

    /// The newest request of somebody to join a group.
    #[must_use]
    pub fn request(&self, group: GroupId, user: UserId) -> Option<&Request> {
        match self.get(&LedgerKey::Request { group, user })? {
            LedgerEntry::Request(request) => Some(request),
            _ => None,
        }
    }

    /// All requests, by group.
    pub fn requests(&self) -> impl Iterator<Item = (GroupId, UserId, &Request)> {
        self.requests_between(Row(0), Row(u32::MAX))
    }

    /// The requests to join a group.
    pub fn requests_of(&self, group: GroupId) -> impl Iterator<Item = (UserId, &Request)> {
        self.requests_between(group, group).map(|(_, user, request)| (user, request))
    }

    fn requests_between(
        &self,
        first: GroupId,
        last: GroupId,
    ) -> impl Iterator<Item = (GroupId, UserId, &Request)> {
        let from = LedgerKey::Request { group: first, user: Row(0) };
        let to = LedgerKey::Request { group: last, user: Row(u32::MAX) };
        self.entries.range(from..=to).filter_map(|(key, entry)| match (key, entry) {
            (LedgerKey::Request { group, user }, LedgerEntry::Request(request)) => {
                Some((*group, *user, request))
            }
            _ => None,
        })
    }

    /// Whom the rule of a group must have in (`true`) or out.
    pub fn cases(&self, group: GroupId) -> impl Iterator<Item = (Subject, bool)> {
        let from = LedgerKey::Case { group, who: Subject { of: Of::User, row: Row(0) } };
        let to = LedgerKey::Case { group, who: Subject { of: Of::Group, row: Row(u32::MAX) } };
        self.entries.range(from..=to).filter_map(|(key, entry)| match (key, entry) {
            (LedgerKey::Case { who, .. }, LedgerEntry::Case(expected)) => Some((*who, *expected)),
            _ => None,
        })
    }

    /// Every case of every group, by group.
    pub fn all_cases(&self) -> impl Iterator<Item = (GroupId, Subject, bool)> {
        let from = LedgerKey::Case { group: Row(0), who: Subject { of: Of::User, row: Row(0) } };
        self.entries.range(from..).filter_map(|(key, entry)| match (key, entry) {
            (LedgerKey::Case { group, who }, LedgerEntry::Case(expected)) => {
                Some((*group, *who, *expected))
            }
            _ => None,
        })
    }

    /// The newest view that somebody was given.
    #[must_use]
    pub fn view(&self, user: UserId) -> Option<&View> {
        match self.get(&LedgerKey::View { user })? {
            LedgerEntry::View(view) => Some(view),
            _ => None,
        }
    }

    /// Everybody who was given a view, with the newest.
    pub fn views(&self) -> impl Iterator<Item = (UserId, &View)> {
        self.entries.iter().filter_map(|(key, entry)| match (key, entry) {
            (LedgerKey::View { user }, LedgerEntry::View(view)) => Some((*user, view)),
            _ => None,
        })
    }

    /// What is said of the management of devices, by topic.
    pub fn notes(&self) -> impl Iterator<Item = (Topic, &Note)> {
        self.entries.iter().filter_map(|(key, entry)| match (key, entry) {
            (LedgerKey::Education(topic), LedgerEntry::Education(note)) => Some((*topic, note)),
            _ => None,
        })
    }

    /// What the organisation says of itself.
    #[must_use]
    pub fn profile(&self) -> Profile {
        Profile::of(self.notes())
    }

    /// What it promises, by name.
    pub fn promises(&self) -> impl Iterator<Item = (Slug, &Promise)> {
        self.notes().filter_map(|(topic, note)| match (topic, note) {
            (Topic::Promise(name), Note::Promise(promise)) => Some((name, promise)),
            _ => None,
        })
    }

    /// What a seat of a product costs.
    #[must_use]
    pub fn price(&self, product: SkuId) -> Option<Price> {
        match self.get(&LedgerKey::Price(product))? {
            LedgerEntry::Price(price) => Some(*price),
            _ => None,
        }
    }

    /// Every price, by product.
    pub fn prices(&self) -> impl Iterator<Item = (SkuId, Price)> {
        let first = LedgerKey::Price(SkuId(ObjectId([0; 16])));
        self.entries.range(first..).filter_map(|(key, entry)| match (key, entry) {
            (LedgerKey::Price(product), LedgerEntry::Price(price)) => Some((*product, *price)),
            _ => None,
        })
    }

    /// Takes events into account, in their order.
    pub(super) fn follow(&mut self, events: &[Event]) {
        for event in events {
            if let Event::Ledger { key, after, .. } = event {
                match after {
                    Some(entry) => self.entries.insert(*key, entry.clone()),
                    None => self.entries.remove(key),
                };
            }
        }
    }
}
