//! What somebody asks for.

use crate::domain::{Attribute, OperationId, UserId, Value};

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
}

impl Intent {
    /// All intents, in the order in which a script carries them out.
    pub const ALL: [Self; 4] = [
        Self::ResetPassword,
        Self::ForcePasswordChange,
        Self::ForcePasswordChangeWithMfa,
        Self::RevokeSessions,
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
