//! One thing that a script does to one person or group, with what must hold before.

use crate::domain::setting::{Home, Keeper};
use crate::domain::{
    Datum, Intent, JoinPolicy, ObjectId, ServicePlanId, Setting, Side, SkuId, Sort,
};
use crate::powershell::Value;

/// A user as a script finds it: by id where the directory has given one, else by name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    pub id: Option<ObjectId>,
    /// User principal name when the step's turn comes; empty when it was never imported.
    pub name: String,
}

/// An attribute that changes. `path` is Graph's name, or `object/name` inside an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub path: String,
    /// `None`: never imported, so there is nothing to compare and nothing to go back to.
    pub before: Option<Value>,
    pub after: Value,
}

/// The manager before the step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// Never imported: nothing to compare.
    Unknown,
    Nobody,
    Person(Target),
}

/// How a password must be changed at the next sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Force {
    No,
    Yes,
    AfterMfa,
}

/// A step of a hand-off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Create a user with a password that is generated where the script runs.
    Create { person: Target, fields: Vec<(String, Value)>, force: Force },
    /// Change attributes.
    Update {
        person: Target,
        fields: Vec<Field>,
        /// Unchanged members of an object that a request replaces as a whole. A script reads them
        /// where it runs; a batch has to bring them.
        along: Vec<(String, Value)>,
        /// The name that the user ends with, when this step only makes room for another one: a
        /// user who has it already is past this step.
        settled: Option<String>,
    },
    /// Set or clear the manager.
    Manager { person: Target, before: Expected, after: Option<Target> },
    /// Delete softly, if the user is still the one that was meant.
    Delete { person: Target, identity: Vec<(String, Value)> },
    /// Bring back a soft-deleted user, under another name if the old one is taken.
    Restore { person: Target, new_name: Option<String>, drop_proxies: bool },
    /// Give and take products.
    License { person: Target, changes: Vec<LicenseChange> },
    /// Something that leaves no attribute behind.
    Intent { person: Target, intent: Intent },
    /// Change settings that one object of the tenant keeps.
    Settings {
        home: Home,
        /// The object before the step; none where no import told.
        keeper: Option<Keeper>,
        fields: Vec<Field>,
        /// What the request has to bring besides. A script reads it where it runs; a batch has to bring it, and
        /// cannot be where it is not known.
        along: Option<Vec<(String, Value)>>,
        /// Whether the object goes, which there was not before the changes that are taken back.
        removes: bool,
    },
    /// Something done to a group.
    Group { group: GroupTarget, deed: Deed },
}

/// A group as a script finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupTarget {
    pub key: Key,
    /// Display name, for the reader; by it and the nickname a created group is looked for.
    pub label: String,
    pub nickname: String,
    /// Groups of the same name and nickname that were there before: none of them is meant.
    pub others: Vec<ObjectId>,
    /// Whether directory roles can be given to it, which takes a permission of its own.
    pub roles: bool,
    /// Whether reading who is in it takes a permission of its own.
    pub hidden: bool,
}

/// What a group, or somebody to be put into one, is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// The id that the directory has given.
    Id(ObjectId),
    /// A group that the script creates: an id of ours, which only stands for it.
    Made(ObjectId),
    /// A user without an id, known by name.
    Name,
}

/// Somebody who is put into a group or taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub sort: Sort,
    pub key: Key,
    /// User principal name when the step's turn comes; what anything else is called.
    pub name: String,
    /// Whether the member is likely to be in the group already: a batch, which cannot look, leaves
    /// the member out.
    pub likely: bool,
}

/// A product that is given, taken, or given with other plans switched off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LicenseChange {
    pub sku: SkuId,
    /// The plans that were switched off; none where it was not given.
    pub before: Option<Vec<ServicePlanId>>,
    pub after: Option<Vec<ServicePlanId>>,
}

/// What is done to a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Create it, with as many owners and members as one request takes.
    Create { fields: Vec<(String, Value)>, owners: Vec<Member>, members: Vec<Member> },
    /// Change attributes.
    Update {
        fields: Vec<Field>,
        /// The nickname that the group ends with, when this step only makes room for another one.
        settled: Option<String>,
        /// Where a rule takes over: how many members were imported, if that is all.
        members: Option<usize>,
    },
    /// Put members or owners in; no more than one request takes. `ruled`: on the way back from a rule,
    /// so it means something only if that was ended.
    Add { side: Side, members: Vec<Member>, ruled: bool },
    /// Take members or owners out.
    Remove { side: Side, members: Vec<Member>, ruled: bool },
    /// Take out every member whom the additions before have not put in, if all of these (`after` of
    /// them) were understood: on the way back from a rule.
    Trim { after: usize },
    /// Delete the group, if it is still the one that was meant.
    Delete { identity: Vec<(String, Value)> },
    /// Change what it gives to its members.
    License { changes: Vec<LicenseChange> },
    /// Bring a soft-deleted group back.
    Restore,
    /// Let its lifetime begin anew, if nobody has done that since this time (ISO 8601, to the second,
    /// without a zone).
    Renew { asked: String },
}

impl Step {
    /// Which user it concerns.
    pub const fn person(&self) -> Option<&Target> {
        match self {
            Self::Create { person, .. }
            | Self::Update { person, .. }
            | Self::Manager { person, .. }
            | Self::Delete { person, .. }
            | Self::Restore { person, .. }
            | Self::License { person, .. }
            | Self::Intent { person, .. } => Some(person),
            Self::Group { .. } | Self::Settings { .. } => None,
        }
    }
}

/// What a rollback does not bring back; named at the top of both scripts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lasting {
    /// A new password replaces the old one for good.
    Password(Target),
    /// A change of password was asked for; whether it already was is not known.
    ForcedChange(Target),
    /// Revoked sessions stay revoked.
    Sessions(Target),
    /// What groups have given since stays given.
    Licences(Target),
    /// A created user becomes a deleted one, for 30 days.
    Created(Target),
    /// Without an object id a deleted user cannot be restored by script.
    NoId(Target),
    /// A user restored under a new name and deleted again keeps the new name.
    NewName(Target),
    /// The value before was never imported.
    Unknown(Target, String),
    /// A user who was restored and is deleted again keeps the memberships given in between.
    Memberships(Target),
    /// A created group becomes a deleted one, for 30 days.
    GroupCreated(Target),
    /// A group that was restored and is deleted again keeps what was changed in between.
    GroupRestored(Target),
    /// A deleted security group can be restored only where the tenant keeps such groups for 30 days.
    SecurityGroup(Target),
    /// A group that had no owner keeps one: the last owner cannot be removed.
    LastOwner(Target),
    /// A rule that was resumed is paused again; whom it put in or took out meanwhile stays so.
    Resumed(Target),
    /// A renewal stays: no request makes a group older.
    Renewed(Target),
    /// What a setting was before was never imported.
    Setting(Setting),
    /// Not all members were imported, so not all come back when a rule no longer decides.
    Members(Target),
}

/// Why a staged change is in no script.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Omitted {
    /// The user has neither an object id nor a user principal name.
    Nameless { label: String },
    /// The staged manager cannot be found, or leaves too.
    Manager(Target),
    /// A restore needs the object id.
    NoId(Target),
    /// A group that was imported without an object id cannot be told from others of its name.
    GroupNoId(Target),
    /// Somebody to be put into a group, or taken out, has neither object id nor name.
    Member { group: Target, label: String },
    /// The new owner leaves too, so the last one cannot be removed.
    LastOwner(Target),
    /// The rule names an object that does not exist yet, so nobody knows its id.
    Rule(Target),
    /// Who may join a security group: Graph v1.0 does not write it.
    JoinPolicy { group: Target, policy: Option<JoinPolicy> },
    /// A setting of the tenant is changed by hand, where the tenant keeps it.
    Setting { setting: Setting, value: Datum },
    /// A setting names a group that the tenant has no known id of.
    SettingGroup { setting: Setting, label: String },
}
