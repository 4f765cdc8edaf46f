//! What people do with groups by themselves, and what stands against it.

use crate::domain::{GroupKind, OperationId, Setting};

/// A thing that somebody does about their own membership, or about that of others in a group they own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deed {
    /// Become a member of a group that is open to all.
    Join,
    Leave,
    /// Ask the owners of a group to be let in.
    Ask,
    /// Take one's own request back.
    Withdraw,
    Approve,
    Deny,
}

impl Deed {
    pub const ALL: [Self; 6] =
        [Self::Join, Self::Leave, Self::Ask, Self::Withdraw, Self::Approve, Self::Deny];
}

/// Who may come in without an administrator.
///
/// Source: "Set up self-service group management", Microsoft Learn, and the three labels of My Groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JoinPolicy {
    /// "This group is open to join for all users."
    Open,
    /// "This group requires owner approval."
    Approval,
    /// "Only the owner of this group can add members."
    OwnersOnly,
}

/// Why a group is none of self-service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ineligible {
    /// A mail-enabled security group: Exchange manages it.
    MailEnabled,
    /// A distribution group: Exchange manages it.
    Distribution,
    /// Active Directory is its master.
    Synced,
    /// Its rule decides who is in.
    Dynamic,
    /// Directory roles can be given to it: only owners and Privileged Role Administrators change it.
    RoleAssignable,
    /// Nobody owns it: nobody could answer.
    NoOwner,
    /// Its kind was never imported.
    KindUnknown,
    /// Its owners were never imported.
    OwnersUnknown,
}

/// Why somebody may not do a thing of self-service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Barrier {
    /// The page is not looked at through a user of the directory.
    NoPersona,
    /// The persona's account is deleted or disabled.
    PersonaInactive,
    /// The setting forbids it.
    Off { setting: Setting },
    /// Whether the setting allows it was never imported.
    SettingUnknown { setting: Setting },
    /// The group is none of self-service.
    Ineligible { why: Vec<Ineligible> },
    /// Another policy governs who comes in.
    Policy { policy: JoinPolicy },
    /// Who may join was never imported.
    PolicyUnknown,
    /// They are in already.
    AlreadyIn,
    /// They are not in directly.
    NotIn,
    /// A request of theirs waits already.
    AlreadyAsked,
    /// There is no request that waits.
    NoRequest,
    /// The request has lapsed.
    Lapsed,
    /// They do not own the group.
    NotOwner,
    /// A request needs a justification.
    JustificationMissing,
    /// A denial needs a reason.
    ReasonMissing,
    /// Guests cannot do that.
    Guest,
    /// Only administrators create groups of the kind, or with a rule.
    Creation { kind: GroupKind },
    /// An operation of somebody else: only an administrator takes it back.
    NotOwnOperation { operation: OperationId },
    /// The person was given no such view.
    NoView,
}
