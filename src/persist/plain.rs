//! The directory value by value: the simplest image there is.

use crate::domain::attribute::Schema;
use crate::domain::{Attribute, Datum, Existence, ObjectId, UserId};
use crate::persist::bytes::{Reader, Writer};
use crate::persist::frame::{self, Damage, Part, UpgradeError};
use crate::persist::numbers;
use crate::persist::value::{read_column, write_column};
use crate::store::{Directory, Loader, Users};

/// The directory as one record.
#[must_use]
pub(super) fn encode(directory: &Directory) -> Vec<u8> {
    let users = &directory.users;
    let rows = || (0..users.rows()).map(UserId);
    let mut out = Writer::default();
    out.list(users.schema().custom(), |out, name| out.text(name));
    out.number(users.rows());
    column(&mut out, rows().map(|user| users.id(user)));
    column(&mut out, rows().map(|user| users.is_provisional(user)));
    column(&mut out, rows().map(|user| users.existence(user)));
    let known: Vec<Attribute> = users
        .schema()
        .attributes()
        .filter(|attribute| rows().any(|user| users.get(user, *attribute) != Datum::Unknown))
        .collect();
    out.count(known.len());
    for attribute in known {
        numbers::write_attribute(&mut out, attribute);
        column(&mut out, rows().map(|user| users.get(user, attribute)));
    }
    frame::wrap(Part::Image, out.as_slice())
}

fn column<T: crate::persist::value::Item>(out: &mut Writer, values: impl Iterator<Item = T>) {
    let values: Vec<T> = values.collect();
    write_column(out, &values.iter().collect::<Vec<_>>());
}

/// Reads the record.
///
/// # Errors
/// [`UpgradeError`] when damaged or written by newer code.
pub(super) fn decode(bytes: &[u8]) -> Result<Directory, UpgradeError> {
    let (_version, body) = frame::unwrap(Part::Image, bytes)?;
    let mut input = Reader::new(body, Part::Image);
    let mut schema = Schema::default();
    for name in input.list(Reader::text)? {
        schema.custom_attribute(&name).ok_or_else(|| input.damage(Damage::Text))?;
    }
    let rows = input.count()?;
    let mut loader = Loader::new(schema);
    let ids: Vec<ObjectId> = read_column(&mut input, rows)?;
    let provisional: Vec<bool> = read_column(&mut input, rows)?;
    let existence: Vec<Existence> = read_column(&mut input, rows)?;
    for ((id, provisional), existence) in ids.into_iter().zip(provisional).zip(existence) {
        loader.push_row(id, provisional, existence).ok_or_else(|| input.damage(Damage::Number))?;
    }
    for _ in 0..input.count()? {
        let attribute = numbers::read_attribute(&mut input)?;
        let column = loader.column(attribute);
        for datum in read_column::<Datum>(&mut input, rows)? {
            column.push(&datum);
        }
    }
    input.end()?;
    let users: Users = loader.finish();
    Ok(Directory { users })
}
