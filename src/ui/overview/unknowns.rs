//! What no file told, and which file would.

use crate::{domain::Attribute, store::Objects};

/// The attributes that this page works with.
const USED: [Attribute; 14] = [
    Attribute::USER_TYPE,
    Attribute::ACCOUNT_ENABLED,
    Attribute::USAGE_LOCATION,
    Attribute::ON_PREMISES_SYNC_ENABLED,
    Attribute::DEPARTMENT,
    Attribute::JOB_TITLE,
    Attribute::COUNTRY,
    Attribute::CREATED_DATE_TIME,
    Attribute::EXTERNAL_USER_STATE,
    Attribute::MANAGER,
    Attribute::LAST_SIGN_IN_DATE_TIME,
    Attribute::PROXY_ADDRESSES,
    Attribute::EMPLOYEE_HIRE_DATE,
    Attribute::EXTENSION_ATTRIBUTE_1,
];

/// Attributes without any known value, by the file that would tell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unknowns {
    /// Columns of Entra's "Download users" ("Bulk download users in Microsoft Entra ID").
    pub by_csv: Vec<Attribute>,
    /// Only Graph has them.
    pub by_graph: Vec<Attribute>,
}

/// What is unknown of everybody.
#[must_use]
pub fn unknowns(users: &Objects) -> Unknowns {
    let mut unknowns = Unknowns::default();
    for attribute in USED.into_iter().filter(|attribute| !users.is_known(*attribute)) {
        if in_entra_csv(attribute) {
            unknowns.by_csv.push(attribute);
        } else {
            unknowns.by_graph.push(attribute);
        }
    }
    unknowns
}

const fn in_entra_csv(attribute: Attribute) -> bool {
    matches!(
        attribute,
        Attribute::USER_TYPE
            | Attribute::ACCOUNT_ENABLED
            | Attribute::USAGE_LOCATION
            | Attribute::ON_PREMISES_SYNC_ENABLED
            | Attribute::DEPARTMENT
            | Attribute::JOB_TITLE
            | Attribute::COUNTRY
            | Attribute::CREATED_DATE_TIME
            | Attribute::EXTERNAL_USER_STATE
    )
}

#[cfg(test)]
mod tests {
    //! One known cell is enough to be known.

    use super::{USED, unknowns};
    use crate::{
        domain::{Attribute, Datum, Existence, ObjectId},
        store::Objects,
    };

    #[test]
    fn names_what_is_missing() {
        let mut users = Objects::default();
        let user = users.push(ObjectId::made_up("a"), false, Existence::Active).unwrap();
        let missing = unknowns(&users);
        assert_eq!(missing.by_csv.len() + missing.by_graph.len(), USED.len());
        users.set(user, Attribute::MANAGER, &Datum::Null);
        users.set(user, Attribute::DEPARTMENT, &Datum::text("Sales"));
        let missing = unknowns(&users);
        assert!(!missing.by_graph.contains(&Attribute::MANAGER));
        assert!(!missing.by_csv.contains(&Attribute::DEPARTMENT));
    }
}
