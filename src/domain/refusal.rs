//! Why a command was not accepted; data, not sentences (those are in `messages`).

use crate::domain::education::{NoteProblem, Topic};
use crate::domain::role::Role;
use crate::domain::{
    Attribute, Barrier, GroupId, Intent, Kind, ObjectId, OperationId, Party, ServicePlanId,
    Setting, SkuId, Subject, Timestamp, UserId,
};

/// A reason that concerns a whole command or one of its users.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The actor holds none of the roles that could.
    NotPermitted { subject: Option<Subject>, needs: Vec<Role> },
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
    Contradicts { subject: Subject },
    /// There is no such operation.
    NoSuchOperation { operation: OperationId },
    /// The operation has been taken back already.
    AlreadyUndone { operation: OperationId },
    /// Later operations stand on this one; drop them with it.
    HasDependents { operation: OperationId, dependents: Vec<OperationId> },
    /// The workspace cannot hold more rows.
    Full,
    /// A group, or one that is to be created, cannot be so.
    Group { group: GroupId, problem: GroupProblem },
    /// Whoever asks may not do it by themselves.
    SelfService { group: Option<GroupId>, barrier: Barrier },
    /// What somebody, or a group, was to be given or to lose cannot be so.
    License { who: Subject, problem: LicenseProblem },
    /// A setting of the tenant cannot be so.
    Setting { setting: Setting, problem: SettingProblem },
    /// Somebody of whom the rule of a group says nothing: it reads other objects, or there is none.
    NoCase { group: GroupId, who: Subject },
    /// The ledger says something else than the operation starts from.
    LedgerContradicts,
    /// A price cannot be noted.
    Price(PriceProblem),
    /// Something about education cannot be noted.
    Education { topic: Topic, problem: NoteProblem },
}

/// Why a price cannot be noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PriceProblem {
    /// Over [`Price::MOST`](super::Price::MOST).
    TooHigh { product: SkuId },
    /// The prices of the workspace would be in several currencies.
    MixedCurrencies,
}

/// What stands against a change of licences.
///
/// Source: "Assign licenses", Microsoft Graph v1.0, and the errors that it answers; "Group-based licensing:
/// scenarios, limitations and known issues", Microsoft Learn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LicenseProblem {
    /// No file tells what was given directly, or what the group gives.
    NotTold,
    /// The tenant does not own the product, as far as imported.
    NotOwned { product: SkuId },
    /// It is for the tenant as a whole, not for people.
    NotForPeople { product: SkuId },
    /// It is suspended, deleted or locked out.
    NotGivable { product: SkuId },
    /// The plan is none of the product's.
    ForeignPlan { product: SkuId, plan: ServicePlanId },
    /// Nobody can be given a licence without a usage location.
    NoLocation,
    /// No seat is left (`CountViolation`).
    NoSeat { product: SkuId },
    /// Two plans cannot stand beside each other (`MutuallyExclusiveViolation`).
    Exclusive { plan: ServicePlanId, with: ServicePlanId },
    /// A plan would lack what it needs (`DependencyViolation`).
    Dependency { plan: ServicePlanId },
    /// It comes by a group and cannot be taken from the person.
    Inherited { product: SkuId, group: ObjectId },
    /// It was not given, so it cannot be taken.
    NotGiven { product: SkuId },
    /// Only security groups, and Microsoft 365 groups with security enabled, can give licences.
    NotSecurity,
}

/// Why a setting cannot have a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingProblem {
    /// Not of its shape.
    WrongKind,
    /// Longer than the service takes, in UTF-16 units.
    TooLong { length: usize, max: usize },
    /// More items than the service takes.
    TooMany { count: usize, max: usize },
    /// None of the choices.
    NotAChoice,
    /// No whole number of days, or fewer than the service takes.
    Days { least: u32 },
    /// No active group.
    NoGroup,
    /// What is wrong with a naming requirement.
    Naming(NamingProblem),
}

/// Why a text is no naming requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamingProblem {
    /// `[GroupName]` is missing.
    NoGroupName,
    /// `[GroupName]` is there more than once.
    SecondGroupName,
}

/// What stands against a change of a group.
///
/// Sources: "Learn about group types, membership types, and access management", "Manage Microsoft
/// Entra groups and group membership", "Change static group membership to dynamic" and "Use Microsoft
/// Entra groups to manage role assignments", Microsoft Learn; "Update group", "Remove group owner",
/// Microsoft Graph v1.0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GroupProblem {
    /// It is no active group.
    NotActive,
    /// It is no soft-deleted group.
    NotDeleted,
    /// Its kind, or how members come in, was never imported.
    KindUnknown,
    /// It is synchronised: Active Directory is where it is changed.
    OnPremises,
    /// Exchange manages it; Graph only reads it.
    InExchange,
    /// Exchange kinds cannot be made through Graph.
    MadeInExchange,
    /// Its rule decides who is a member.
    ByRule,
    /// It has no rule: members are assigned.
    NotByRule,
    /// A group with a rule needs one.
    RuleMissing,
    /// The service refuses the rule.
    RuleRefused { rule: String },
    /// The rule reads devices where it has to read users, or the other way round.
    RuleOfOthers { rule: String },
    /// A Microsoft 365 group holds users only.
    UsersOnly,
    /// A group that roles can be given to has assigned members.
    RolesNeedAssigned,
    /// A group that roles can be given to is private.
    RolesNeedPrivate,
    /// A security group that could carry roles must be enabled for security.
    RolesNeedSecurity,
    /// The attribute is fixed when the group is created.
    Fixed { attribute: Attribute },
    /// Only Microsoft 365 groups have this attribute, or this value of it.
    OnlyMicrosoft365 { attribute: Attribute },
    /// Another Microsoft 365 group has the mail nickname.
    NicknameTaken { value: String, by: GroupId },
    /// Whoever it is cannot be a member or owner.
    Party { party: Party, problem: PartyProblem },
    /// More owners than the service allows.
    TooManyOwners { count: usize, max: usize },
    /// The last user among the owners cannot be taken out.
    LastOwner,
    /// More groups with rules than the service allows in a tenant.
    TooManyDynamic { max: usize },
    /// More groups that roles can be given to than the service allows in a tenant.
    TooManyRoleAssignable { max: usize },
    /// Deleted longer than 30 days ago: the service has purged it.
    RestoreTooLate,
    /// A kind that is gone at once when it is deleted.
    GoneAtOnce,
    /// It gives licences; the service refuses to delete it before they are taken from it.
    GivesLicenses,
    /// It never expires, so there is nothing to renew.
    NeverExpires,
    /// The name, or the mail nickname, lacks what the tenant's naming policy puts around it.
    NamingPolicy { attribute: Attribute, requirement: String },
    /// With what the naming policy puts around it, the name is longer than the service takes.
    NameTooLong { length: usize, max: usize },
    /// The tenant blocks the name.
    NameBlocked { word: String },
}

/// Why somebody cannot be in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartyProblem {
    /// The object is deleted, or was never created.
    NotActive,
    /// Owners are users and service principals.
    NoOwner,
    /// A Microsoft 365 group holds users only.
    UsersOnly,
    /// A group that roles can be given to holds users and service principals only.
    InRoleAssignable,
    /// Only security groups can be put into a group.
    NotNestable,
    /// The kind of the group to be put in was never imported.
    KindUnknown,
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
    /// So many users of whom no file tells where they are; the service refuses to license whoever has no usage
    /// location.
    LocationsUnknown { users: u32 },
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
    /// Asked-for members or owners who are so already, or whom the lists do not hold.
    AlreadySo { relations: u32 },
    /// The group gets into itself: through these groups, first and last the same.
    NestingLoop { chain: Vec<GroupId> },
    /// Sources disagree on whether a group with a rule can be put into another one.
    NestedDynamic { group: GroupId },
    /// Members whom the service takes out when the rule takes over, as far as the list is known.
    RuleTakesOver { group: GroupId, members: u32, complete: bool },
    /// Nobody owns the group: nobody but administrators can manage it.
    Ownerless { groups: u32 },
    /// What is known of these groups' lists is not all: who is in them besides stays unseen.
    ListsIncomplete { groups: u32 },
    /// Groups that hold these: what comes through them goes, too.
    StillInside { group: GroupId, inside: Vec<GroupId> },
    /// Another group has this name already.
    SameName { value: String, by: GroupId },
    /// Groups whose rules name this one with `memberOf`.
    NamedByRules { group: GroupId, rules: Vec<GroupId> },
    /// Cases of a group's rule that hold now, and would no longer.
    CasesBreak { group: GroupId, cases: u32 },
    /// The naming policy puts this attribute of whoever gives a name into it, and it was never imported: the
    /// name cannot be checked.
    NameUnchecked { attribute: Attribute },
    /// Whether directory roles can be given to these groups was not imported.
    RolesOfGroupUnknown { groups: u32 },
}
