//! What somebody asks for.

use crate::domain::attribute::Of;
use crate::domain::education::{Note, Topic};
use crate::domain::{
    AssignedLicense, Attribute, GroupId, GroupKind, Membership, ObjectId, OperationId, Party,
    Price, Row, Setting, Side, SkuId, Subject, UserId, Value, View,
};

/// A request to change the directory. It is permitted, then decided; it never applies itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Create a user.
    CreateUser(Box<NewUser>),
    /// Set or clear (`None`) attributes of one or many users; the manager and `accountEnabled` too.
    Edit { users: Vec<UserId>, changes: Vec<(Attribute, Option<Value>)> },
    /// Soft-delete users.
    Delete { users: Vec<UserId> },
    /// Bring soft-deleted users back.
    Restore { users: Vec<UserId>, new_names: Vec<(UserId, String)>, proxies: ProxyConflict },
    /// Stage something that only the tenant can do.
    Stage { users: Vec<UserId>, intent: Intent },
    /// Take such a thing back.
    Unstage { users: Vec<UserId>, intent: Intent },
    /// Create a group.
    CreateGroup(Box<NewGroup>),
    /// Set or clear attributes of groups; the rule and whether it is processed too.
    EditGroups { groups: Vec<GroupId>, changes: Vec<(Attribute, Option<Value>)> },
    /// Give groups another way for members to come in. `rule` is taken where that is a rule.
    Convert { groups: Vec<GroupId>, to: Membership, rule: Option<String> },
    /// Delete groups; softly, where the service does.
    DeleteGroups { groups: Vec<GroupId> },
    /// Bring soft-deleted groups back.
    RestoreGroups { groups: Vec<GroupId> },
    /// Let the lifetime of groups that expire begin anew.
    RenewGroups { groups: Vec<GroupId> },
    /// Give users or groups products, and take others from them; a product that they have is given anew, with
    /// these plans switched off and no others (`assignLicense`).
    License { of: Of, rows: Vec<Row>, add: Vec<AssignedLicense>, remove: Vec<SkuId> },
    /// Put members or owners into groups, and take others out.
    Relate { groups: Vec<GroupId>, side: Side, add: Vec<Party>, remove: Vec<Party> },
    /// Change settings of the tenant; `None` sets to nothing.
    Set { settings: Vec<(Setting, Option<Value>)> },
    /// What somebody does by themselves about their membership of a group, or as its owner about others'.
    SelfService { group: GroupId, wish: Wish },
    /// Note whom a group's rule must have in or out; `None` forgets.
    Expect { group: GroupId, cases: Vec<(Subject, Option<bool>)> },
    /// Note that somebody is given a view of their own groups; with `taken` above zero, that so many
    /// actions of its answers were taken in.
    NoteView { user: UserId, view: View },
    /// Note what a seat of products costs; `None` forgets. All prices of a workspace are in one currency.
    Price { prices: Vec<(SkuId, Option<Price>)> },
    /// Note what the organisation says of how it manages devices, and promises; `None` forgets.
    Educate { notes: Vec<(Topic, Option<Note>)> },
    /// Take back the effect of an operation; undoing an undo is redo.
    Undo(OperationId),
    /// Take back an operation in the middle, together with these later ones that depend on it.
    Drop { operation: OperationId, dependents: Vec<OperationId> },
}

/// A user to be created.
///
/// Graph needs `accountEnabled`, `displayName`, `mailNickname`, `userPrincipalName` and a password
/// profile; the password itself is generated where the script runs, never here.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewUser {
    /// Attributes to set; the manager among them.
    pub attributes: Vec<(Attribute, Value)>,
    /// Whether the password must be changed at the first sign-in.
    pub force_change: bool,
}

/// A group to be created.
///
/// Graph makes security groups and Microsoft 365 groups; the two kinds that Exchange manages cannot
/// be made through it ("Create group", Microsoft Graph v1.0).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewGroup {
    /// The id under which somebody's own view knows it already; one is drawn where there is none.
    pub id: Option<ObjectId>,
    pub kind: GroupKind,
    pub membership: Membership,
    /// Whether directory roles can be given to it: cannot be changed later.
    pub role_assignable: bool,
    /// Attributes to set: the name, and the rule of a group with one.
    pub attributes: Vec<(Attribute, Value)>,
    pub owners: Vec<Party>,
    pub members: Vec<Party>,
}

/// Something the script does in the tenant that leaves no attribute behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Intent {
    /// Set a temporary password, generated where the script runs, to be changed at next sign-in.
    ResetPassword,
    /// Ask for a new password at next sign-in.
    ForcePasswordChange,
    /// The same, after multifactor authentication.
    ForcePasswordChangeWithMfa,
    /// Revoke refresh tokens and session cookies (`revokeSignInSessions`).
    RevokeSessions,
    /// Try what groups give and could not be given again (`reprocessLicenseAssignment`).
    ReprocessLicenses,
}

impl Intent {
    /// All intents, in the order in which a script carries them out.
    pub const ALL: [Self; 5] = [
        Self::ResetPassword,
        Self::ForcePasswordChange,
        Self::ForcePasswordChangeWithMfa,
        Self::RevokeSessions,
        Self::ReprocessLicenses,
    ];
}

/// What happens to proxy addresses that an active user has taken in the meantime.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ProxyConflict {
    /// Refuse to restore.
    #[default]
    Refuse,
    /// Drop them from the restored user, as the service does with `autoReconcileProxyConflict`.
    DropFromRestored,
}

/// What somebody does by themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// Become a member of a group that is open.
    Join,
    /// Cease to be a member.
    Leave,
    /// Ask the owners to be let in.
    Ask { justification: String },
    /// Take back one's own request.
    Withdraw,
    /// Let somebody in who asked.
    Approve { user: UserId },
    /// Turn somebody down who asked.
    Deny { user: UserId, reason: String },
}
