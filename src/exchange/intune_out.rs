//! Managed devices that no licence covers, as CSV: one device a row.
//!
//! Columns: `id`, `deviceId`, `displayName`, `operatingSystem`, `enrollmentProfileName`, `reason` (`noPlan`, `planOff`,
//! `disabled`, `deleted`, `noUser`, `notInFiles`, `unknown`), `users` (`userPrincipalName`, else the id; parted by
//! spaces).

use crate::domain::Attribute;
use crate::exchange::csv_out::Profile;
use crate::exchange::sheet::write;
use crate::tenant::Workspace;
use crate::tenant::licences::intune::Uncovered;

const HEADERS: [&str; 7] = [
    "id",
    "deviceId",
    "displayName",
    "operatingSystem",
    "enrollmentProfileName",
    "reason",
    "users",
];

/// The file.
#[must_use]
pub fn table(workspace: &Workspace, devices: &[Uncovered], profile: Profile) -> Vec<u8> {
    let directory = workspace.directory();
    let row = |one: &Uncovered| {
        let text = |attribute| {
            let cell = directory.devices.read(one.device, attribute);
            cell.text().unwrap_or_default().to_owned()
        };
        let user = |user: &_| {
            let name = directory.users.read(*user, Attribute::USER_PRINCIPAL_NAME).text();
            name.map_or_else(|| directory.users.id(*user).to_string(), str::to_owned)
        };
        [
            directory.devices.id(one.device).to_string(),
            text(Attribute::DEVICE_ID),
            text(Attribute::DEVICE_DISPLAY_NAME),
            text(Attribute::DEVICE_OS_TYPE),
            text(Attribute::DEVICE_ENROLLMENT_PROFILE_NAME),
            one.reason.name().to_owned(),
            one.users.iter().map(user).collect::<Vec<String>>().join(" "),
        ]
    };
    let rows: Vec<[String; 7]> = devices.iter().map(row).collect();
    write(&HEADERS, &rows, profile)
}

#[cfg(test)]
mod tests {
    use super::table;
    use crate::domain::{Attribute, Datum, Existence, ObjectId, Row, Timestamp};
    use crate::exchange::csv_out::{Profile, Separator};
    use crate::store::Directory;
    use crate::tenant::licences::intune::{Reason, Uncovered};
    use crate::tenant::{Info, Workspace};

    #[test]
    fn a_device_a_row() {
        let mut directory = Directory::default();
        for number in 1..=2 {
            let id = ObjectId([number; 16]);
            directory.users.push(id, false, Existence::Active).unwrap();
        }
        let name = Datum::text("a@x.y");
        directory.users.set(Row(0), Attribute::USER_PRINCIPAL_NAME, &name);
        directory.devices.push(ObjectId([9; 16]), false, Existence::Active).unwrap();
        let name = Datum::text("=1+1");
        directory.devices.set(Row(0), Attribute::DEVICE_DISPLAY_NAME, &name);
        let info = Info { name: String::new(), sample: false, created: Timestamp(0) };
        let workspace = Workspace::new(info, directory);
        let users = vec![Row(0), Row(1)];
        let devices = [Uncovered { device: Row(0), reason: Reason::PlanOff, users }];
        let file = |profile| String::from_utf8(table(&workspace, &devices, profile)).unwrap();
        let id = |number: u8| ObjectId([number; 16]).to_string();
        let expected = format!(
            "id,deviceId,displayName,operatingSystem,enrollmentProfileName,reason,users\r\n\
             {},,=1+1,,,planOff,a@x.y {}\r\n",
            id(9),
            id(2)
        );
        assert_eq!(file(Profile::Raw), expected);
        let sheet = file(Profile::Spreadsheet { separator: Separator::Comma });
        assert!(sheet.contains(",'=1+1,"), "{sheet}");
    }
}
