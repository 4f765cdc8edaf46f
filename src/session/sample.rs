//! The sample organisation as a workspace.

use crate::domain::time::DAY;
use crate::domain::{Datum, Timestamp, Value};
use crate::tenant::seed;
use crate::tenant::{Info, Organisation, RoleAssignments, Workspace};

/// The sample organisation, marked as such, as if it had been exported on the day it is opened:
/// "no sign-in for 90 days" would soon say the same of everybody.
pub(super) fn workspace(name: String, created: Timestamp) -> Workspace {
    let sample = seed::sample();
    let later = (created.0 - sample.exported.0).div_euclid(DAY) * DAY;
    let today = |datum: &Datum| match datum {
        Datum::Value(Value::Time(at)) => Datum::Value(Value::Time(Timestamp(at.0 + later))),
        datum => datum.clone(),
    };
    let audit_log = sample.audit_log(later / DAY);
    let directory = sample.directory(today);
    let mut workspace = Workspace::new(Info { name, sample: true, created }, directory);
    let verified_domains: Vec<String> =
        sample.verified_domains.iter().map(|domain| (*domain).to_owned()).collect();
    let mut bought = sample.company_subscriptions.clone();
    for at in bought.iter_mut().flat_map(|one| [&mut one.created, &mut one.next]).flatten() {
        at.0 += later;
    }
    let organisation = Organisation {
        id: Some(sample.tenant),
        display_name: Some(sample.display_name.to_owned()),
        default_domain: verified_domains.first().cloned(),
        verified_domains,
        settings: seed::sample_settings(),
        keepers: seed::sample_keepers(),
        subscriptions: Some(sample.subscriptions.clone()),
        subscriptions_before: None,
        company_subscriptions: Some(bought),
    };
    workspace.learn(Some(organisation), Some(RoleAssignments::imported(sample.roles)));
    workspace.learn_audit_log(audit_log);
    workspace
}
