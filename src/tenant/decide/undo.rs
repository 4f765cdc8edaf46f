//! Taking operations back: undo, redo, and dropping one from the middle.

use super::Expansion;
use crate::domain::{Event, Operation, OperationId, Refusal, Title};
use crate::tenant::{Workspace, depend};

pub(super) fn undo(workspace: &Workspace, id: OperationId) -> Result<Expansion, Vec<Refusal>> {
    let operation = find(workspace, id)?;
    if matches!(operation.title, Title::Undo(_) | Title::Redo(_)) {
        return Err(vec![Refusal::NoSuchOperation { operation: id }]);
    }
    if !workspace.is_in_force(id) {
        return redo(workspace, operation);
    }
    let dependents = depend::dependents(workspace, id);
    if !dependents.is_empty() {
        return Err(vec![Refusal::HasDependents { operation: id, dependents }]);
    }
    // Below what was dropped it is dropped, too: so the last one to go is the first to come back.
    if depend::dropped_from(workspace, id) {
        return drop(workspace, id, &[]);
    }
    let events = inverse(&operation.events);
    Ok(Expansion { title: Title::Undo(id), events, warnings: Vec::new() })
}

/// Brings back an operation that was undone; admitting it finds out whether it still fits.
fn redo(workspace: &Workspace, operation: &Operation) -> Result<Expansion, Vec<Refusal>> {
    if workspace.redoable() != Some(operation.id) {
        return Err(vec![Refusal::AlreadyUndone { operation: operation.id }]);
    }
    Ok(Expansion {
        title: Title::Redo(operation.id),
        events: operation.events.clone(),
        warnings: Vec::new(),
    })
}

pub(super) fn drop(
    workspace: &Workspace,
    id: OperationId,
    dependents: &[OperationId],
) -> Result<Expansion, Vec<Refusal>> {
    let operation = find(workspace, id)?;
    if matches!(operation.title, Title::Undo(_) | Title::Redo(_)) {
        return Err(vec![Refusal::NoSuchOperation { operation: id }]);
    }
    if !workspace.is_in_force(id) {
        return Err(vec![Refusal::AlreadyUndone { operation: id }]);
    }
    let needed = depend::dependents(workspace, id);
    // What goes along must have been said before, exactly: nobody drops what they did not see.
    if needed != dependents {
        return Err(vec![Refusal::HasDependents { operation: id, dependents: needed }]);
    }
    let events: Vec<Event> = needed
        .iter()
        .rev()
        .filter_map(|dependent| workspace.operation(*dependent))
        .chain([operation])
        .flat_map(|operation| inverse(&operation.events))
        .collect();
    Ok(Expansion {
        title: Title::Drop { operation: id, dependents: needed },
        events,
        warnings: Vec::new(),
    })
}

fn find(workspace: &Workspace, id: OperationId) -> Result<&Operation, Vec<Refusal>> {
    workspace.operation(id).ok_or_else(|| vec![Refusal::NoSuchOperation { operation: id }])
}

fn inverse(events: &[Event]) -> Vec<Event> {
    events.iter().rev().cloned().map(Event::inverse).collect()
}
