//! Whose a device is, as far as files tell: registered owners and users from Graph, the primary user from
//! Intune's "All devices".
//!
//! Sources: Microsoft Graph, `device` resource (`registeredOwners`: who joined or registered it;
//! `registeredUsers`: who is registered on it; expanded lists end at 20 objects); Intune, columns of the
//! "All devices" export ("Primary user UPN").

use crate::domain::attribute::Of;
use crate::domain::{Attribute, DeviceId, ObjectId, Row, UserId};
use crate::store::{Cell, Directory};
use std::collections::BTreeMap;

/// Objects in an expanded list at which Graph may have cut it off.
pub const CUT_AT: usize = 20;

/// How somebody is tied to a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tie {
    Owner,
    User,
    Primary,
}

impl Tie {
    /// In their order.
    pub const ALL: [Self; 3] = [Self::Owner, Self::User, Self::Primary];

    /// The attribute of devices that tells.
    #[must_use]
    pub const fn attribute(self) -> Attribute {
        match self {
            Self::Owner => Attribute::DEVICE_REGISTERED_OWNERS,
            Self::User => Attribute::DEVICE_REGISTERED_USERS,
            Self::Primary => Attribute::DEVICE_PRIMARY_USER_UPN,
        }
    }
}

/// Somebody that a file names at a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    Here(UserId),
    /// By an id that no user here has.
    Id(ObjectId),
    /// By a user principal name that no user here has, or a text that is no id.
    Text(String),
}

/// Who is tied to a device in a way; none where no file told. Deleted users are named like others.
#[must_use]
pub fn people(directory: &Directory, device: DeviceId, tie: Tie) -> Option<Vec<Named>> {
    let users = &directory.users;
    let by_id = |text: &str| match ObjectId::parse(text) {
        Some(id) => users.find(id).map_or(Named::Id(id), Named::Here),
        None => Named::Text(text.to_owned()),
    };
    match directory.devices.read(device, tie.attribute()) {
        Cell::Texts(texts) => Some(texts.iter().map(by_id).collect()),
        Cell::Text(text) => {
            let found = users.find_by_text(Attribute::USER_PRINCIPAL_NAME, text);
            let who = found
                .first()
                .map_or_else(|| Named::Text(text.to_owned()), |user| Named::Here(*user));
            Some(vec![who])
        }
        Cell::Null => Some(Vec::new()),
        _ => None,
    }
}

/// The active devices that a user is tied to, with every way, by row.
#[must_use]
pub fn devices(directory: &Directory, user: UserId) -> Vec<(DeviceId, Vec<Tie>)> {
    let (users, devices) = (&directory.users, &directory.devices);
    let id = (!users.is_provisional(user)).then(|| users.id(user).to_string());
    let principal = users.read(user, Attribute::USER_PRINCIPAL_NAME).text();
    let mut found: BTreeMap<u32, Vec<Tie>> = BTreeMap::new();
    for tie in Tie::ALL {
        let text = if tie == Tie::Primary { principal } else { id.as_deref() };
        let Some(text) = text else { continue };
        for device in devices.find_by_text(tie.attribute(), text) {
            found.entry(device.0).or_default().push(tie);
        }
    }
    found.into_iter().map(|(device, ties)| (Row(device), ties)).collect()
}

/// The active devices of which no file told anybody: one of them may be anybody's.
#[must_use]
pub fn untold(directory: &Directory) -> u32 {
    let devices = directory.of(Of::Device);
    let untold =
        |row: &u32| Tie::ALL.iter().all(|tie| !devices.read(Row(*row), tie.attribute()).is_known());
    let count = devices.active().iter().filter(untold).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Named, Tie, devices, people, untold};
    use crate::domain::{Attribute, Datum, Existence, ObjectId, Row, Value};
    use crate::store::Directory;

    #[test]
    fn both_ways() {
        let mut directory = Directory::default();
        for number in 0..2 {
            let id = ObjectId([number; 16]);
            let user = directory.users.push(id, number == 1, Existence::Active).unwrap();
            let name = Datum::text(format!("user{number}@x.y"));
            directory.users.set(user, Attribute::USER_PRINCIPAL_NAME, &name);
        }
        for number in 0..3 {
            let id = ObjectId([50 + number; 16]);
            directory.devices.push(id, false, Existence::Active).unwrap();
        }
        let id = |number: u8| ObjectId([number; 16]);
        let ids = |numbers: &[u8]| {
            Datum::Value(Value::Texts(numbers.iter().map(|at| id(*at).to_string()).collect()))
        };
        let set = |directory: &mut Directory, row, attribute, datum: &Datum| {
            directory.devices.set(Row(row), attribute, datum);
        };
        set(&mut directory, 0, Attribute::DEVICE_REGISTERED_OWNERS, &ids(&[0, 9]));
        set(&mut directory, 0, Attribute::DEVICE_REGISTERED_USERS, &Datum::Null);
        set(&mut directory, 0, Attribute::DEVICE_PRIMARY_USER_UPN, &Datum::text("USER0@x.y"));
        set(&mut directory, 1, Attribute::DEVICE_PRIMARY_USER_UPN, &Datum::text("user1@x.y"));
        let of = |device, tie| people(&directory, Row(device), tie);
        assert_eq!(of(0, Tie::Owner), Some(vec![Named::Here(Row(0)), Named::Id(id(9))]));
        assert_eq!(of(0, Tie::User), Some(vec![]));
        assert_eq!(of(0, Tie::Primary), Some(vec![Named::Here(Row(0))]));
        assert_eq!(of(1, Tie::Owner), None);
        assert_eq!(devices(&directory, Row(0)), [(Row(0), vec![Tie::Owner, Tie::Primary])]);
        // A made-up id is nobody's in the tenant; the name is theirs.
        assert_eq!(devices(&directory, Row(1)), [(Row(1), vec![Tie::Primary])]);
        assert_eq!(untold(&directory), 1);
        directory.devices.set_existence(Row(0), Existence::Absent);
        assert_eq!(devices(&directory, Row(0)), []);
    }
}
