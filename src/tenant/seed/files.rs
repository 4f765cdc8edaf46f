//! The synthetic directory as the files that an administrator would have.

use super::{Person, Synthetic};
use crate::text::date::{Day, write_day, write_iso};
use serde::Serialize;
use std::fmt::Write as _;

/// Header of the CSV: Graph's names, `telephoneNumber` and `managerId` for what Graph nests.
pub const COLUMNS: [&str; 31] = [
    "id",
    "userPrincipalName",
    "displayName",
    "givenName",
    "surname",
    "mail",
    "mailNickname",
    "userType",
    "accountEnabled",
    "department",
    "jobTitle",
    "companyName",
    "officeLocation",
    "streetAddress",
    "city",
    "state",
    "postalCode",
    "country",
    "usageLocation",
    "preferredLanguage",
    "employeeId",
    "employeeType",
    "employeeHireDate",
    "createdDateTime",
    "mobilePhone",
    "telephoneNumber",
    "onPremisesSyncEnabled",
    "onPremisesSamAccountName",
    "extensionAttribute1",
    "extensionAttribute2",
    "managerId",
];

/// Users on a page of Graph's answer: the most that `$top` allows.
pub const PAGE: u32 = 999;

impl Person {
    /// `createdDateTime` as Graph writes it.
    #[must_use]
    pub fn created(&self) -> String {
        write_iso((i64::from(self.hired) * 86_400 + i64::from(self.created_second)) * 1000)
    }

    /// `employeeHireDate` as files write it.
    #[must_use]
    pub fn hire_date(&self) -> String {
        write_day(Day::from_days(i64::from(self.hired)))
    }

    /// `userType`.
    #[must_use]
    pub const fn user_type(&self) -> &'static str {
        if self.guest { "Guest" } else { "Member" }
    }

    /// Appends the row of [`COLUMNS`], line end included.
    ///
    /// No value of the pools holds a comma, a quote or a line break, so none is quoted; a test
    /// holds every pool to that.
    pub fn write_csv(&self, out: &mut String) {
        let none = String::new();
        // Writing to a `String` cannot fail.
        let _ = write!(
            out,
            "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},",
            self.id,
            self.user_principal_name,
            self.display_name,
            self.given_name,
            self.surname,
            self.mail,
            self.mail_nickname,
            self.user_type(),
            self.account_enabled,
            self.department,
            self.job_title,
            self.company_name,
            self.office_location,
            self.street_address,
            self.city,
            self.state,
            self.postal_code,
            self.country,
            self.usage_location,
            self.preferred_language,
            self.employee_id,
            self.employee_type,
            self.hire_date(),
            self.created(),
            self.mobile_phone.as_ref().unwrap_or(&none),
            self.telephone_number,
            self.on_premises_sync_enabled,
            self.on_premises_sam_account_name.as_ref().unwrap_or(&none),
            self.extension_attribute_1,
            self.extension_attribute_2.as_ref().unwrap_or(&none),
        );
        if let Some(manager) = self.manager_id {
            let _ = write!(out, "{manager}");
        }
        out.push_str("\r\n");
    }
}

impl Synthetic {
    /// The header line of the CSV.
    #[must_use]
    pub fn csv_header() -> String {
        COLUMNS.join(",") + "\r\n"
    }

    /// The whole CSV of the first `count` people.
    #[must_use]
    pub fn csv(&self, count: u32) -> String {
        let mut out = Self::csv_header();
        for person in self.people(count) {
            person.write_csv(&mut out);
        }
        out
    }

    /// Page `page` (from 0) of Graph's answer to `GET /users` with the first `count` people; all
    /// but the last page name the next one.
    ///
    /// # Errors
    /// Never: every value has a form in JSON.
    pub fn graph_page(&self, page: u32, count: u32) -> serde_json::Result<String> {
        let from = page.saturating_mul(PAGE).min(count);
        let to = from.saturating_add(PAGE).min(count);
        serde_json::to_string(&Page {
            context: "https://graph.microsoft.com/v1.0/$metadata#users(manager(id))",
            next: (to < count).then(|| {
                format!("https://graph.microsoft.com/v1.0/users?$skiptoken=page-{}", page + 1)
            }),
            value: (from..to).map(|index| GraphUser::from(self.person(index))).collect(),
        })
    }
}

#[derive(Serialize)]
struct Page {
    #[serde(rename = "@odata.context")]
    context: &'static str,
    #[serde(rename = "@odata.nextLink", skip_serializing_if = "Option::is_none")]
    next: Option<String>,
    value: Vec<GraphUser>,
}

/// A person as Graph writes a user; products are left out, as they have no ids here.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct GraphUser {
    id: String,
    user_principal_name: String,
    display_name: String,
    given_name: &'static str,
    surname: &'static str,
    mail: String,
    mail_nickname: String,
    user_type: &'static str,
    account_enabled: bool,
    department: &'static str,
    job_title: String,
    company_name: &'static str,
    office_location: String,
    street_address: String,
    city: &'static str,
    state: &'static str,
    postal_code: String,
    country: &'static str,
    usage_location: &'static str,
    preferred_language: &'static str,
    employee_id: String,
    employee_type: &'static str,
    employee_hire_date: String,
    created_date_time: String,
    mobile_phone: Option<String>,
    business_phones: [String; 1],
    on_premises_sync_enabled: bool,
    on_premises_sam_account_name: Option<String>,
    on_premises_extension_attributes: Extensions,
    #[serde(skip_serializing_if = "Option::is_none")]
    manager: Option<Manager>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Extensions {
    extension_attribute1: String,
    extension_attribute2: Option<String>,
}

#[derive(Serialize)]
struct Manager {
    #[serde(rename = "@odata.type")]
    kind: &'static str,
    id: String,
}

impl From<Person> for GraphUser {
    fn from(person: Person) -> Self {
        Self {
            id: person.id.to_string(),
            user_type: person.user_type(),
            employee_hire_date: person.hire_date() + "T00:00:00Z",
            created_date_time: person.created(),
            user_principal_name: person.user_principal_name,
            display_name: person.display_name,
            given_name: person.given_name,
            surname: person.surname,
            mail: person.mail,
            mail_nickname: person.mail_nickname,
            account_enabled: person.account_enabled,
            department: person.department,
            job_title: person.job_title,
            company_name: person.company_name,
            office_location: person.office_location,
            street_address: person.street_address,
            city: person.city,
            state: person.state,
            postal_code: person.postal_code,
            country: person.country,
            usage_location: person.usage_location,
            preferred_language: person.preferred_language,
            employee_id: person.employee_id,
            employee_type: person.employee_type,
            mobile_phone: person.mobile_phone,
            business_phones: [person.telephone_number],
            on_premises_sync_enabled: person.on_premises_sync_enabled,
            on_premises_sam_account_name: person.on_premises_sam_account_name,
            on_premises_extension_attributes: Extensions {
                extension_attribute1: person.extension_attribute_1,
                extension_attribute2: person.extension_attribute_2,
            },
            manager: person
                .manager_id
                .map(|id| Manager { kind: "#microsoft.graph.user", id: id.to_string() }),
        }
    }
}
