//! The columns without which a file would not be read again.

use crate::domain::Attribute as A;
use crate::domain::attribute::Of;
use crate::store::Field;

/// What tells that a table is one of groups: the importer looks for one of these.
const OF_GROUPS: [Field; 6] = [
    Field::Kind,
    Field::Membership,
    Field::Attribute(A::GROUP_TYPES),
    Field::Attribute(A::GROUP_MEMBERSHIP_RULE),
    Field::Attribute(A::GROUP_MAIL_ENABLED),
    Field::Attribute(A::GROUP_SECURITY_ENABLED),
];

/// The chosen columns, and those that a file needs besides to be read again. The importer tells people
/// apart by object id or user principal name, and knows a table of users by two columns; groups by object
/// id, and their table by what only groups have; devices by object id or device id, and their table by
/// device id and name, or by the operating system.
#[must_use]
pub fn with_identity(of: Of, columns: &[Field]) -> Vec<Field> {
    let has = |wanted: A| columns.contains(&Field::Attribute(wanted));
    let mut all = columns.to_vec();
    let id = Field::Attribute(A::id_of(of));
    match of {
        Of::User => {
            let named = columns.len() >= 2 && has(A::USER_PRINCIPAL_NAME);
            if !columns.contains(&id) && !named {
                all.insert(0, id);
            }
            if all.len() < 2 {
                all.push(Field::Attribute(A::USER_PRINCIPAL_NAME));
            }
        }
        Of::Group => {
            if !columns.contains(&id) {
                all.insert(0, id);
            }
            if !columns.iter().any(|column| OF_GROUPS.contains(column)) {
                all.push(Field::Attribute(A::GROUP_TYPES));
            }
        }
        Of::Device => {
            if !columns.contains(&id) {
                all.insert(0, id);
            }
            if !has(A::DEVICE_ID) {
                all.push(Field::Attribute(A::DEVICE_ID));
            }
            if ![A::DEVICE_DISPLAY_NAME, A::DEVICE_TRUST_TYPE, A::DEVICE_OS_TYPE]
                .into_iter()
                .any(has)
            {
                all.push(Field::Attribute(A::DEVICE_OS_TYPE));
            }
        }
    }
    all
}
