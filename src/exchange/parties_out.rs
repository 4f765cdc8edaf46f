//! Members of several groups together, as CSV: one object a row, and how sure it is of being one.
//!
//! Headers are names as Graph writes its own. What an object is not called, and what no file told, is
//! empty. Columns: `id`, `objectType` (`user`, `group`, `device`, `servicePrincipal`, `contact`, or empty
//! where no file told), `displayName`, `userPrincipalName`, `membership` (`certain`, or `possible` where a
//! list that is not whole leaves it open).

use crate::domain::attribute::Of;
use crate::domain::{Attribute, Party, Subject};
use crate::exchange::csv_out::Profile;
use crate::exchange::sheet::write;
use crate::store::{Crowd, Directory, Sort};

const HEADERS: [&str; 5] = ["id", "objectType", "displayName", "userPrincipalName", "membership"];

/// The file of whom the lists name, in the order of the directory.
#[must_use]
pub fn table(directory: &Directory, crowd: &Crowd, profile: Profile) -> Vec<u8> {
    let row = |party: Party| {
        let membership = if crowd.sure().contains(party) { "certain" } else { "possible" };
        let [id, sort, name, principal] = cells(directory, party);
        [id, sort, name, principal, membership.to_owned()]
    };
    let rows: Vec<[String; 5]> = crowd.named().iter().map(row).collect();
    write(&HEADERS, &rows, profile)
}

fn cells(directory: &Directory, party: Party) -> [String; 4] {
    let (of, row) = match party {
        Party::Here(Subject { of, row }) => (of, row),
        Party::Elsewhere(other) => {
            let sort = match other.sort {
                Sort::User => "user",
                Sort::Group => "group",
                Sort::Device => "device",
                Sort::ServicePrincipal => "servicePrincipal",
                Sort::Contact => "contact",
                Sort::Unsaid => "",
            };
            return [other.id.to_string(), sort.to_owned(), String::new(), String::new()];
        }
    };
    let objects = directory.of(of);
    let text = |attribute| objects.read(row, attribute).text().unwrap_or_default().to_owned();
    let (sort, name) = match of {
        Of::User => ("user", Attribute::DISPLAY_NAME),
        Of::Group => ("group", Attribute::GROUP_DISPLAY_NAME),
        Of::Device => ("device", Attribute::DEVICE_DISPLAY_NAME),
    };
    // A made-up id is nobody's.
    let provisional = objects.is_provisional(row);
    let id = if provisional { String::new() } else { objects.id(row).to_string() };
    let principal =
        if of == Of::User { text(Attribute::USER_PRINCIPAL_NAME) } else { String::new() };
    [id, sort.to_owned(), text(name), principal]
}

#[cfg(test)]
mod tests {
    use super::table;
    use crate::domain::attribute::Of;
    use crate::domain::{Attribute, Datum, Existence, ObjectId, Other, Row};
    use crate::exchange::csv_out::{Profile, Separator};
    use crate::store::{Combine, Crowd, Directory, Extent, List, Side, Sort};

    fn written(profile: Profile) -> String {
        let mut directory = Directory::default();
        for (number, name, principal) in [(0, "=A1", "a@x.y"), (1, "Ben", "b@x.y")] {
            let id = ObjectId([number; 16]);
            let user = directory.users.push(id, number == 1, Existence::Active).unwrap();
            directory.users.set(user, Attribute::DISPLAY_NAME, &Datum::text(name));
            directory.users.set(user, Attribute::USER_PRINCIPAL_NAME, &Datum::text(principal));
        }
        for (number, users, others, extent) in
            [(7_u8, vec![0, 1], vec![9], Extent::Complete), (8, vec![1], vec![], Extent::AtLeast)]
        {
            let id = ObjectId([number; 16]);
            let group = directory.groups.push(id, false, Existence::Active).unwrap();
            let rows = [(Of::User, users), (Of::Group, vec![]), (Of::Device, vec![])];
            let other = |number: u8| Other { id: ObjectId([number; 16]), sort: Sort::Contact };
            let list = List::of(rows, others.into_iter().map(other).collect(), extent);
            directory.members.replace(Side::Members, group, list);
        }
        let mut crowd = Crowd::of_group(&directory, Row(0), false);
        crowd.combine(Combine::Not, &Crowd::of_group(&directory, Row(1), false));
        String::from_utf8(table(&directory, &crowd, profile)).unwrap()
    }

    #[test]
    fn who_and_how_sure() {
        let first = "00000000-0000-0000-0000-000000000000,user,=A1,a@x.y,possible";
        let second = "09090909-0909-0909-0909-090909090909,contact,,,possible";
        let header = "id,objectType,displayName,userPrincipalName,membership";
        assert_eq!(written(Profile::Raw), format!("{header}\r\n{first}\r\n{second}\r\n"));
        let sheet = written(Profile::Spreadsheet { separator: Separator::Semicolon });
        assert!(sheet.starts_with("\u{feff}id;objectType;'displayName;userPrincipalName;"));
        assert!(sheet.contains(";user;'=A1;a@x.y;possible\r\n"), "{sheet}");
    }
}
