//! What exists in a directory and what can happen to it; types only, no computation.
//!
//! A [`Command`] is what somebody asks for; it is decided into [`Event`]s (what happened, with
//! before and after) or a [`Refusal`]. An [`Operation`] is one accepted command with its events.

pub mod assigned_license;
pub mod assigned_plan;
pub mod attribute;
pub mod command;
pub mod company_subscription;
pub mod directory_audit;
pub mod education;
pub mod event;
pub mod group;
pub mod id;
pub mod ledger;
pub mod licence;
pub mod operation;
pub mod price;
pub mod refusal;
pub mod role;
pub mod self_service;
pub mod setting;
pub mod subject;
pub mod subscription;
pub mod time;
pub mod value;

pub use assigned_license::{
    AssignedLicense, AssignmentCondition, AssignmentError, LicenseAssignmentState,
};
pub use assigned_plan::AssignedPlan;
pub use attribute::{Attribute, Kind};
pub use command::{Command, Intent, NewGroup, NewUser, ProxyConflict, Wish};
pub use company_subscription::CompanySubscription;
pub use directory_audit::DirectoryAudit;
pub use event::{Event, Existence};
pub use group::{GroupKind, Membership};
pub use id::{ObjectId, Row};
// Under the name of its kind, a row says which table it is of.
pub use id::{Row as DeviceId, Row as GroupId, Row as UserId};
pub use ledger::{LedgerEntry, LedgerKey, Outcome, Request, View};
pub use licence::{ServicePlanId, SkuId};
pub use operation::{Actor, Context, Operation, OperationId, Origin, Title};
pub use price::{AmountError, Currency, Price, Term};
pub use refusal::{
    GroupProblem, LicenseProblem, NameProblem, NamingProblem, PartyProblem, PasswordHome,
    PriceProblem, Refusal, SettingProblem, Warning,
};
pub use role::Role;
pub use self_service::{Barrier, Deed, Ineligible, JoinPolicy};
pub use setting::Setting;
pub use subject::{Other, Party, Side, Sort, Subject};
pub use subscription::{
    AppliesTo, CapabilityStatus, PrepaidUnits, ProvisioningStatus, Reading, SubscribedPlan,
    Subscription,
};
pub use time::Timestamp;
pub use value::{Datum, Value};
