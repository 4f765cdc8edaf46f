//! Makes what was decided so.

use super::decide;
use crate::domain::attribute::Of;
use crate::domain::{Attribute, Event, Existence, ObjectId, Row, Side};
use crate::store::{Directory, List};

/// Makes an event so.
pub(super) fn apply_event(directory: &mut Directory, event: &Event) {
    match event {
        Event::Existence { of, row, id, before, after } => {
            if *before == Existence::Absent && *after == Existence::Active {
                raise(directory, *of, *row, *id);
            }
            directory.of_mut(*of).set_existence(*row, *after);
        }
        Event::Attribute { row, attribute, after, .. } => {
            directory.of_mut(attribute.of()).set(*row, *attribute, after);
        }
        // Neither leaves anything in the directory: intents are kept in the staged difference.
        Event::Intent { .. } | Event::Ledger { .. } => {}
        Event::Relation { group, side, party, after, .. } => {
            directory.members.put_party(*side, *group, *party, *after);
        }
    }
}

/// Gives a created object its row, or the same row again: everything that an administrator could set
/// is null (a new object has nothing else), what only the service sets is unknown. Nobody is in a new
/// group, and nobody owns it.
fn raise(directory: &mut Directory, of: Of, row: Row, id: ObjectId) {
    let objects = directory.of_mut(of);
    while objects.rows() <= row.0 {
        // Rows of creations that are not in this journal stay empty under an id of their own.
        let gap = objects.rows() < row.0;
        let id = if gap { ObjectId::made_up(&objects.rows().to_string()) } else { id };
        if objects.push(id, true, Existence::Absent).is_none() {
            return;
        }
    }
    let attributes: Vec<Attribute> = objects.schema().attributes().collect();
    for attribute in attributes {
        let datum = decide::fresh(attribute);
        if objects.get(row, attribute) != datum {
            objects.set(row, attribute, &datum);
        }
    }
    if of == Of::Group {
        for side in Side::BOTH {
            directory.members.replace(side, row, List::empty());
        }
    }
}
