//! Operations as journal records.

use crate::domain::{
    Actor, Intent, ObjectId, Operation, OperationId, SkuId, Timestamp, attribute::Of,
    operation::Title,
};
use crate::persist::bytes::{Reader, Writer};
use crate::persist::events;
use crate::persist::frame::{self, Damage, Part, UpgradeError};
use crate::persist::numbers;
use crate::persist::value::Item as _;

/// One operation as one record: what is written for every accepted command.
#[must_use]
pub fn encode(operation: &Operation) -> Vec<u8> {
    let mut out = Writer::default();
    write(&mut out, operation);
    frame::wrap_as(version(operation), Part::Operation, out.as_slice())
}

/// The least version that holds an operation: older code reads whatever it can know.
fn version(operation: &Operation) -> u32 {
    let events = operation.events.iter().map(events::since).max().unwrap_or(1);
    events.max(title_since(&operation.title))
}

/// The first version of an operation that can have a title.
fn title_since(title: &Title) -> u32 {
    match title {
        Title::Stage { intent: Intent::ReprocessLicenses, .. }
        | Title::Unstage { intent: Intent::ReprocessLicenses, .. }
        | Title::Price { .. } => 6,
        Title::CreateUser { .. }
        | Title::Edit { .. }
        | Title::Delete { .. }
        | Title::Restore { .. }
        | Title::Stage { .. }
        | Title::Unstage { .. }
        | Title::Undo(_)
        | Title::Redo(_)
        | Title::Drop { .. } => 1,
        Title::CreateGroup { .. }
        | Title::EditGroups { .. }
        | Title::Convert { .. }
        | Title::DeleteGroups { .. }
        | Title::RestoreGroups { .. }
        | Title::Relate { .. } => 2,
        Title::Set { settings } => {
            settings.iter().map(|it| numbers::setting_since(*it)).max().unwrap_or(3)
        }
        Title::SelfService { .. } | Title::Expect { .. } | Title::NoteView { .. } => 3,
        Title::RenewGroups { .. } => 4,
        Title::License { .. } => 5,
        Title::Educate { .. } => 8,
    }
}

/// Reads the record of one operation.
///
/// # Errors
/// [`UpgradeError`] when damaged or written by newer code.
pub fn decode(bytes: &[u8]) -> Result<Operation, UpgradeError> {
    let (_version, body) = frame::unwrap(Part::Operation, bytes)?;
    let mut input = Reader::new(body, Part::Operation);
    let operation = read(&mut input)?;
    input.end()?;
    Ok(operation)
}

/// Many operations as one record, in their order.
#[must_use]
pub fn encode_all<'a>(operations: impl ExactSizeIterator<Item = &'a Operation>) -> Vec<u8> {
    let mut out = Writer::default();
    out.count(operations.len());
    let mut newest = 1;
    for operation in operations {
        newest = newest.max(version(operation));
        write(&mut out, operation);
    }
    frame::wrap_as(newest, Part::Journal, out.as_slice())
}

/// Reads the record of many operations.
///
/// # Errors
/// [`UpgradeError`] when damaged or written by newer code.
pub fn decode_all(bytes: &[u8]) -> Result<Vec<Operation>, UpgradeError> {
    let (_version, body) = frame::unwrap(Part::Journal, bytes)?;
    let mut input = Reader::new(body, Part::Journal);
    let operations = input.list(read)?;
    input.end()?;
    Ok(operations)
}

fn write(out: &mut Writer, operation: &Operation) {
    let Operation { id, at, actor, origin, title, events } = operation;
    out.number(id.0);
    out.signed(at.0);
    write_actor(out, actor);
    out.byte(numbers::origin_number(*origin));
    write_title(out, title);
    events::write(out, events);
}

fn read(input: &mut Reader<'_>) -> Result<Operation, UpgradeError> {
    Ok(Operation {
        id: read_id(input)?,
        at: Timestamp(input.signed()?),
        actor: read_actor(input)?,
        origin: numbers::read_origin(input)?,
        title: read_title(input)?,
        events: events::read(input)?,
    })
}

fn read_sku(input: &mut Reader<'_>) -> Result<SkuId, UpgradeError> {
    Ok(SkuId(ObjectId::read(input)?))
}

fn read_id(input: &mut Reader<'_>) -> Result<OperationId, UpgradeError> {
    Ok(OperationId(input.small()?))
}

fn write_actor(out: &mut Writer, actor: &Actor) {
    let Actor { id, name, roles } = actor;
    out.optional(id.as_ref(), |out, id| id.write(out));
    out.text(name);
    out.list(roles, |out, role| numbers::write_role(out, *role));
}

fn read_actor(input: &mut Reader<'_>) -> Result<Actor, UpgradeError> {
    Ok(Actor {
        id: input.optional(ObjectId::read)?,
        name: input.text()?,
        roles: input.list(numbers::read_role)?,
    })
}

fn write_title(out: &mut Writer, title: &Title) {
    match title {
        Title::CreateUser { name } => {
            out.byte(0);
            out.text(name);
        }
        Title::Edit { users, attributes } => {
            out.byte(1);
            out.number(*users);
            out.list(attributes, |out, attribute| numbers::write_attribute(out, *attribute));
        }
        Title::Delete { users } => {
            out.byte(2);
            out.number(*users);
        }
        Title::Restore { users } => {
            out.byte(3);
            out.number(*users);
        }
        Title::Stage { users, intent } => {
            out.byte(4);
            out.number(*users);
            out.byte(numbers::intent_number(*intent));
        }
        Title::Unstage { users, intent } => {
            out.byte(5);
            out.number(*users);
            out.byte(numbers::intent_number(*intent));
        }
        Title::Undo(operation) | Title::Redo(operation) => {
            out.byte(if matches!(title, Title::Undo(_)) { 6 } else { 7 });
            out.number(operation.0);
        }
        Title::Drop { operation, dependents } => {
            out.byte(8);
            out.number(operation.0);
            out.list(dependents, |out, id| out.number(id.0));
        }
        Title::CreateGroup { name } => {
            out.byte(9);
            out.text(name);
        }
        Title::EditGroups { groups, attributes } => {
            out.byte(10);
            out.number(*groups);
            out.list(attributes, |out, attribute| numbers::write_attribute(out, *attribute));
        }
        Title::Convert { groups, to } => {
            out.byte(11);
            out.number(*groups);
            numbers::write_membership(out, *to);
        }
        Title::DeleteGroups { groups } => {
            out.byte(12);
            out.number(*groups);
        }
        Title::RestoreGroups { groups } => {
            out.byte(13);
            out.number(*groups);
        }
        Title::Relate { groups, side, added, removed } => {
            out.byte(14);
            out.number(*groups);
            numbers::write_side(out, *side);
            out.number(*added);
            out.number(*removed);
        }
        Title::RenewGroups { groups } => {
            out.byte(19);
            out.number(*groups);
        }
        Title::License { .. } => write_license(out, title),
        Title::Set { .. }
        | Title::SelfService { .. }
        | Title::Expect { .. }
        | Title::NoteView { .. }
        | Title::Price { .. }
        | Title::Educate { .. } => write_noted(out, title),
    }
}

/// A title about licences.
fn write_license(out: &mut Writer, title: &Title) {
    // Called by `write_title` for this one alone.
    let Title::License { of, objects, added, removed } = title else { return };
    out.byte(20);
    out.flag(*of == Of::Group);
    out.number(*objects);
    for products in [added, removed] {
        out.list(products, |out, sku| sku.0.write(out));
    }
}

/// A title about the ledger.
fn write_noted(out: &mut Writer, title: &Title) {
    match title {
        Title::Set { settings } => {
            out.byte(15);
            out.list(settings, |out, setting| numbers::write_setting(out, *setting));
        }
        Title::SelfService { deed, group, user } => {
            out.byte(16);
            numbers::write_deed(out, *deed);
            out.text(group);
            out.text(user);
        }
        Title::Expect { group, cases } => {
            out.byte(17);
            out.text(group);
            out.number(*cases);
        }
        Title::NoteView { user, taken } => {
            out.byte(18);
            out.text(user);
            out.number(*taken);
        }
        Title::Price { products } => {
            out.byte(21);
            out.number(*products);
        }
        Title::Educate { notes } => {
            out.byte(22);
            out.number(*notes);
        }
        // Written by `write_title`, which calls this for the rest alone.
        _ => {}
    }
}

fn read_title(input: &mut Reader<'_>) -> Result<Title, UpgradeError> {
    Ok(match input.byte()? {
        0 => Title::CreateUser { name: input.text()? },
        1 => {
            Title::Edit { users: input.small()?, attributes: input.list(numbers::read_attribute)? }
        }
        2 => Title::Delete { users: input.small()? },
        3 => Title::Restore { users: input.small()? },
        4 => Title::Stage { users: input.small()?, intent: numbers::read_intent(input)? },
        5 => Title::Unstage { users: input.small()?, intent: numbers::read_intent(input)? },
        6 => Title::Undo(read_id(input)?),
        7 => Title::Redo(read_id(input)?),
        8 => Title::Drop { operation: read_id(input)?, dependents: input.list(read_id)? },
        9 => Title::CreateGroup { name: input.text()? },
        10 => Title::EditGroups {
            groups: input.small()?,
            attributes: input.list(numbers::read_attribute)?,
        },
        11 => Title::Convert { groups: input.small()?, to: numbers::read_membership(input)? },
        12 => Title::DeleteGroups { groups: input.small()? },
        13 => Title::RestoreGroups { groups: input.small()? },
        14 => Title::Relate {
            groups: input.small()?,
            side: numbers::read_side(input)?,
            added: input.small()?,
            removed: input.small()?,
        },
        15 => Title::Set { settings: input.list(numbers::read_setting)? },
        16 => Title::SelfService {
            deed: numbers::read_deed(input)?,
            group: input.text()?,
            user: input.text()?,
        },
        17 => Title::Expect { group: input.text()?, cases: input.small()? },
        18 => Title::NoteView { user: input.text()?, taken: input.small()? },
        19 => Title::RenewGroups { groups: input.small()? },
        20 => Title::License {
            of: if input.flag()? { Of::Group } else { Of::User },
            objects: input.small()?,
            added: input.list(read_sku)?,
            removed: input.list(read_sku)?,
        },
        21 => Title::Price { products: input.small()? },
        22 => Title::Educate { notes: input.small()? },
        tag => return Err(input.damage(Damage::Tag(tag))),
    })
}
