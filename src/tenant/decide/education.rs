//! What an organisation says of how it manages devices, and promises. Nothing of the tenant changes, so it takes no
//! role.

use super::Expansion;
use crate::domain::education::{Note, Topic};
use crate::domain::{Command, Event, LedgerEntry, LedgerKey, Operation, Refusal, Title};
use crate::tenant::Workspace;
use std::collections::BTreeMap;

pub(super) fn expand(workspace: &Workspace, notes: &[(Topic, Option<Note>)]) -> Expansion {
    // About one topic the last note counts.
    let last: BTreeMap<Topic, &Option<Note>> = notes.iter().map(|(it, note)| (*it, note)).collect();
    let each = last.into_iter().map(|(topic, note)| {
        let key = LedgerKey::Education(topic);
        let before = workspace.ledger().get(&key).cloned();
        Event::Ledger { key, before, after: note.clone().map(LedgerEntry::Education) }
    });
    let events: Vec<Event> = each.filter(|event| !event.is_void()).collect();
    let notes = u32::try_from(events.len()).unwrap_or(u32::MAX);
    Expansion { title: Title::Educate { notes }, events, warnings: Vec::new() }
}

/// The command that an operation about education comes from.
pub(super) fn command(operation: &Operation) -> Option<Command> {
    let note = |event: &Event| match event {
        Event::Ledger { key: LedgerKey::Education(topic), after: None, .. } => Some((*topic, None)),
        Event::Ledger {
            key: LedgerKey::Education(topic),
            after: Some(LedgerEntry::Education(note)),
            ..
        } => Some((*topic, Some(note.clone()))),
        _ => None,
    };
    let notes: Option<Vec<_>> = operation.events.iter().map(note).collect();
    notes.map(|notes| Command::Educate { notes })
}

/// What stands against notes as an operation leaves them, whatever its title.
pub(super) fn problems(operation: &Operation) -> Vec<Refusal> {
    let each = operation.events.iter().filter_map(|event| {
        let Event::Ledger { key: LedgerKey::Education(topic), after, .. } = event else {
            return None;
        };
        match after {
            None => None,
            Some(LedgerEntry::Education(note)) => {
                let problem = topic.check(note).err()?;
                Some(Refusal::Education { topic: *topic, problem })
            }
            Some(_) => Some(Refusal::LedgerContradicts),
        }
    });
    each.collect()
}
