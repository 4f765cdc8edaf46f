//! Why a command was not accepted; data, not sentences (those are in `messages`).

use crate::domain::role::Role;
use crate::domain::{Attribute, Intent, Kind, ObjectId, OperationId, Timestamp, UserId};

/// A reason that concerns a whole command or one of its users.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The actor holds none of the roles that could.
    NotPermitted { user: Option<UserId>, needs: Vec<Role> },
    /// The actor is the target, and the service forbids that.
    OwnAccount { user: UserId },
    /// Nothing would change.
    NothingToDo,
    /// No user was named.
    NobodySelected,
    /// The row is no active user.
    NoSuchUser { user: UserId },
    /// The row is no soft-deleted user.
    NotDeleted { user: UserId },
    /// The service sets this attribute.
    ReadOnly { attribute: Attribute },
    /// The user is mastered on-premises, and so is the attribute: change it in Active Directory.
    MasteredOnPremises { user: UserId, attribute: Attribute },
    /// The user is synchronised: it is deleted in Active Directory.
    DeletedAtSource { user: UserId },
    /// Whether the user holds roles was never imported, and the actor's rights depend on it.
    RolesUnknown { user: UserId },
    /// A mandatory attribute would become empty.
    Required { attribute: Attribute },
    /// The value is not of the attribute's kind.
    WrongKind { attribute: Attribute, expected: Kind },
    /// Text over the limit, in UTF-16 units.
    TooLong { attribute: Attribute, length: usize, max: usize },
    /// More items than allowed.
    TooMany { attribute: Attribute, count: usize, max: usize },
    /// Not one of the closed list.
    NotAChoice { attribute: Attribute, value: String },
    /// A control character inside a text.
    ControlCharacter { attribute: Attribute, at: usize },
    /// A UPN or nickname that the service would refuse.
    Name { attribute: Attribute, value: String, problem: NameProblem },
    /// Another user has this value already.
    Taken { attribute: Attribute, value: String, by: UserId },
    /// Two users of the same command would get the same value.
    TakenTwice { attribute: Attribute, value: String },
    /// A usage location that is no two-letter code.
    NotACountry { value: String },
    /// The manager is the user, or reports to the user; the chain starts and ends with the user.
    ManagerLoop { user: UserId, chain: Vec<UserId> },
    /// The manager is no active user of the directory.
    NoSuchManager { id: ObjectId },
    /// Deleted longer than 30 days ago: the service has purged the user.
    RestoreTooLate { user: UserId, deleted: Timestamp },
    /// Proxy addresses of the deleted user that active users have now.
    ProxyTaken { user: UserId, addresses: Vec<String> },
    /// The deleted user is synchronised: it comes back from the source.
    RestoreAtSource { user: UserId },
    /// The password lives elsewhere.
    PasswordElsewhere { user: UserId, home: PasswordHome },
    /// The intent is staged already, or not staged.
    IntentUnchanged { user: UserId, intent: Intent },
    /// An event of a stored operation does not start from the state before it.
    Contradicts { user: UserId },
    /// There is no such operation.
    NoSuchOperation { operation: OperationId },
    /// The operation has been taken back already.
    AlreadyUndone { operation: OperationId },
    /// Later operations stand on this one; drop them with it.
    HasDependents { operation: OperationId, dependents: Vec<OperationId> },
    /// The workspace cannot hold more rows.
    Full,
}

/// What is wrong with a user principal name or mail nickname.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameProblem {
    /// There is no `@`.
    NoAt,
    /// There is more than one `@`.
    SecondAt,
    /// Nothing before the `@`.
    EmptyLocal,
    /// Nothing after the `@`.
    EmptyDomain,
    /// Over 64 characters before the `@`.
    LocalTooLong,
    /// Over 48 characters after the `@`.
    DomainTooLong,
    /// A character that is not allowed, at this UTF-16 offset.
    Character { character: char, at: usize },
    /// Starts with a dot, ends with a dot, or has two in a row.
    Dot,
    /// The domain is none of this tenant's.
    ForeignDomain,
}

/// Where a password can be changed instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordHome {
    /// In Active Directory (synchronised without known writeback).
    OnPremises,
    /// In the guest's home tenant.
    HomeTenant,
}

/// Something that is accepted and still worth knowing before it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// Whether these users are synchronised was never imported; the script checks it.
    SourceUnknown { users: u32 },
    /// The tenant's domains were never imported and no user has this one.
    DomainUnseen { domain: String },
    /// A soft-deleted user has this name; taking it blocks the restore.
    DeletedUserHas { attribute: Attribute, value: String, user: UserId },
    /// Accents are allowed in names but break some first-party apps.
    Accents { value: String },
    /// Another active user has the same value, which the service may refuse for mailboxes.
    AlsoUsed { attribute: Attribute, value: String, by: UserId },
    /// Users without a usage location cannot be given licences.
    NoUsageLocation,
}
