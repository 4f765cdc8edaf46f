//! Changes of the tenant's settings.

use super::Expansion;
use crate::domain::{Datum, Event, LedgerEntry, LedgerKey, Refusal, Setting, Title, Value};
use crate::tenant::Workspace;
use crate::tenant::self_service::setting::problem;

pub(super) fn expand(
    workspace: &Workspace,
    settings: &[(Setting, Option<Value>)],
) -> Result<Expansion, Vec<Refusal>> {
    let refusals: Vec<Refusal> = settings
        .iter()
        .filter_map(|(setting, value)| {
            let problem = problem(workspace, *setting, value.as_ref())?;
            Some(Refusal::Setting { setting: *setting, problem })
        })
        .collect();
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let events = settings.iter().map(|(setting, value)| {
        let key = LedgerKey::Setting(*setting);
        let datum = Datum::from(value.clone());
        // What is imported already is nothing to be noted.
        let after = (workspace.organisation().setting(*setting) != datum)
            .then_some(LedgerEntry::Setting(datum));
        Event::Ledger { key, before: workspace.ledger().get(&key).cloned(), after }
    });
    let title = Title::Set { settings: settings.iter().map(|(setting, _)| *setting).collect() };
    Ok(Expansion { title, events: events.collect(), warnings: Vec::new() })
}
