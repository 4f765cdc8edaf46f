//! The files that administrators have.
#![expect(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use super::*;
use expect_test::{Expect, expect};

macro_rules! data {
    ($name:literal) => {
        ($name, &include_bytes!(concat!("../../../../tests/data/import/", $name))[..])
    };
}

#[track_caller]
fn check(files: &[(&str, &[u8])], expected: &Expect) {
    expected.assert_eq(&show(&import(files)));
}

#[test]
fn entra_users() {
    check(
        &[data!("entra-users.csv")],
        &expect![[r#"
        entra-users.csv: entra-users, 2 rows
          ! kept-aside 1 identityIssuer
        51
          userPrincipalName anna.berg@contoso.example
          displayName Anna Berg
          givenName Anna
          surname Berg
          userType Member
          mail anna.berg@contoso.example
          accountEnabled true
          usageLocation SE
          jobTitle Buyer, senior
          department Sales
          companyName Contoso
          officeLocation B01-1.01
          businessPhones +46 8 123456
          mobilePhone –
          otherMails –
          streetAddress Storgatan 1
          city Stockholm
          state –
          postalCode 11122
          country Sweden
          ageGroup –
          consentProvidedForMinor –
          legalAgeGroupClassification –
          createdDateTime 2021-08-19T13:25:31Z
          creationType –
          externalUserState –
          onPremisesSyncEnabled true
        52
          userPrincipalName eve_partner.example#EXT#@contoso.example
          displayName Eve O\'Neil
          givenName Eve
          surname O\'Neil
          userType Guest
          mail eve@partner.example
          accountEnabled false
          usageLocation –
          jobTitle –
          department –
          companyName –
          officeLocation –
          businessPhones –
          mobilePhone –
          otherMails eve@partner.example
          streetAddress –
          city –
          state –
          postalCode –
          country –
          ageGroup –
          consentProvidedForMinor –
          legalAgeGroupClassification –
          createdDateTime 2024-01-02T00:00:00Z
          creationType Invitation
          externalUserState PendingAcceptance
          onPremisesSyncEnabled –
    "#]],
    );
}

#[test]
fn entra_users_of_the_older_layout() {
    check(
        &[data!("entra-users-older.csv")],
        &expect![[r#"
        entra-users-older.csv: entra-users-older, 1 rows
          ! kept-aside 1 authenticationPhoneNumber
          ! kept-aside 1 authenticationAlternativePhoneNumber
          ! kept-aside 1 authenticationEmail
          ! kept-aside 1 identityIssuer
        51
          userPrincipalName anna.berg@contoso.example
          displayName Anna Berg
          givenName Anna
          surname Berg
          userType Member
          mail –
          accountEnabled true
          usageLocation SE
          jobTitle –
          department Sales
          companyName –
          officeLocation B01-1.01
          businessPhones –
          mobilePhone +46 70 1
          otherMails –
          streetAddress –
          city –
          state –
          postalCode –
          country –
          ageGroup –
          consentProvidedForMinor –
          legalAgeGroupClassification –
          createdDateTime 2021-08-19T13:25:31Z
          creationType –
          externalUserState –
          onPremisesSyncEnabled false
    "#]],
    );
}

#[test]
fn microsoft_365_users() {
    check(
        &[data!("microsoft365-users.csv")],
        &expect![[r#"
        microsoft365-users.csv: microsoft365-users, 2 rows
          ! kept-aside 1 License assignment details
          ! kept-aside 1 Oath token meta data
          ! kept-aside 1 Password never expires
          ! kept-aside 1 Release track
          ! kept-aside 1 Strong password required
        51
          userPrincipalName anna.berg@contoso.example
          displayName Anna Berg
          givenName Anna
          surname Berg
          accountEnabled true
          usageLocation SE
          jobTitle Buyer
          department Sales
          officeLocation B01-1.01
          businessPhones +46 8 123456
          mobilePhone –
          faxNumber –
          proxyAddresses SMTP:anna.berg@contoso.example | smtp:anna+news@contoso.example
          streetAddress Storgatan 1
          city Stockholm
          state –
          postalCode 11122
          country Sweden
          preferredLanguage sv-SE
          preferredDataLocation –
          lastPasswordChangeDateTime 2026-01-31T10:11:12Z
          createdDateTime 2021-08-19T13:25:31Z
          assignedLicenses Office 365 E3 | Visio Plan 2
          onPremisesSyncEnabled true
          onPremisesLastSyncDateTime 2026-05-01T08:00:00Z
        53
          userPrincipalName ben@contoso.example
          displayName Ben Roux
          givenName Ben
          surname Roux
          accountEnabled false
          usageLocation –
          jobTitle –
          department –
          officeLocation –
          businessPhones –
          mobilePhone –
          faxNumber –
          proxyAddresses SMTP:ben@contoso.example
          streetAddress –
          city –
          state –
          postalCode –
          country –
          preferredLanguage –
          preferredDataLocation –
          lastPasswordChangeDateTime –
          createdDateTime 2022-01-01T00:00:00Z
          assignedLicenses –
          onPremisesSyncEnabled –
          onPremisesLastSyncDateTime –
    "#]],
    );
}

#[test]
fn microsoft_365_users_in_french() {
    check(
        &[data!("microsoft365-users-fr.csv")],
        &expect![[r#"
        microsoft365-users-fr.csv: microsoft365-users-fr, 2 rows
          ! read-as-windows-1252
        54
          userPrincipalName helene@contoso.example
          displayName Hélène Müller
          givenName Hélène
          surname Müller
          accountEnabled true
          usageLocation FR
          jobTitle Responsable
          department Comptabilité
          officeLocation Bât. A; étage 2
          mobilePhone +33 6 12 34 56 78
          proxyAddresses SMTP:helene@contoso.example
          city Orléans
          postalCode 45000
          country France
          createdDateTime 2022-04-03T08:09:10Z
          assignedLicenses Office 365 E3
          onPremisesSyncEnabled true
        55
          userPrincipalName eloise@contoso.example
          displayName Éloïse Œuvrard
          givenName Éloïse
          surname Œuvrard
          accountEnabled false
          usageLocation –
          jobTitle –
          department –
          officeLocation –
          mobilePhone –
          proxyAddresses –
          city –
          postalCode –
          country –
          createdDateTime 2021-12-25T23:59:59Z
          assignedLicenses –
          onPremisesSyncEnabled –
    "#]],
    );
}

#[test]
fn powershell_users() {
    check(
        &[data!("powershell-users.csv")],
        &expect![[r#"
        powershell-users.csv: powershell-users, 2 rows
          ! column-says-nothing AccountEnabled
          ! column-says-nothing BusinessPhones
          ! column-says-nothing Department
          ! column-says-nothing Manager
          ! column-says-nothing ProxyAddresses
          ! kept-aside 2 AboutMe
        51
          userPrincipalName anna.berg@contoso.example
          displayName Anna Berg
          mail anna.berg@contoso.example
        53
          userPrincipalName ben@contoso.example
          displayName Ben Roux
          mail –
    "#]],
    );
}

#[test]
fn graph_users() {
    check(
        &[data!("graph-users.json")],
        &expect![[r#"
            graph-users.json: graph-users, 2 rows
              ! direction-override 2 displayName @5
              ! wrong-type 2 department
            51
              userPrincipalName anna.berg@contoso.example
              displayName Anna Berg
              accountEnabled true
              manager 53
              employeeHireDate 2021-08-19T00:00:00Z
              division North
              costCenter –
              businessPhones +46 8 123456
              otherMails –
              proxyAddresses SMTP:anna.berg@contoso.example | smtp:a@contoso.example
              lastSignInDateTime 2026-05-11T07:00:00Z
              createdDateTime 2021-08-19T13:25:31Z
              assignedLicenses 06ebc4ee-1bb5-47dd-8120-11324bc54e06
              extensionAttribute1 CC-1
              extensionAttribute2 –
              extension_0f3c_shirtSize M
            53
              userPrincipalName ben@contoso.example
              displayName Ben \u{202e}Roux
              accountEnabled –
              manager –
              division –
              costCenter –
        "#]],
    );
}

/// Each plan once, in one order and without its day; an empty list is none, and what cannot be written
/// as one text is not known.
#[test]
fn plans_of_graph_users() {
    let user = |number: u8, plans: &str| {
        format!(
            "{{\"id\":\"{number:08}-0000-4000-8000-0000000000{number:02}\",\
             \"userPrincipalName\":\"u{number}@contoso.example\"{plans}}}"
        )
    };
    let plan = |day: &str, status: &str, id: &str| {
        format!(
            "{{\"assignedDateTime\":\"{day}T00:00:00Z\",\"capabilityStatus\":{status},\
             \"service\":\"exchange\",\"servicePlanId\":\"{id}\"}}"
        )
    };
    let id = "9AAF7827-D63C-4B61-89C3-182F06F82E5C";
    let (enabled, deleted) =
        (plan("2026-01-01", "\"Enabled\"", id), plan("2025-01-01", "\"Deleted\"", id));
    let again = plan("2026-02-02", "\"Enabled\"", id);
    let users = [
        user(1, &format!(",\"assignedPlans\":[{enabled},{deleted},{again}]")),
        user(2, &format!(",\"AssignedPlans\":[{deleted},{enabled}]")),
        user(3, ",\"assignedPlans\":[]"),
        user(4, &format!(",\"assignedPlans\":[{}]", plan("2026-01-01", "null", ""))),
        user(5, &format!(",\"assignedPlans\":[{}]", plan("2026-01-01", "\"a/b\"", id))),
        user(6, ",\"assignedPlans\":[\"exchange\"]"),
        user(7, ""),
    ];
    let file = format!("{{\"value\":[{}]}}", users.join(","));
    check(
        &[("plans.json", file.as_bytes())],
        &expect![[r#"
        plans.json: graph-users, 7 rows
          ! wrong-type 5 assignedPlans
          ! wrong-type 6 assignedPlans
        01
          userPrincipalName u1@contoso.example
          assignedPlans 9aaf7827-d63c-4b61-89c3-182f06f82e5c/exchange/Deleted | 9aaf7827-d63c-4b61-89c3-182f06f82e5c/exchange/Enabled
        02
          userPrincipalName u2@contoso.example
          assignedPlans 9aaf7827-d63c-4b61-89c3-182f06f82e5c/exchange/Deleted | 9aaf7827-d63c-4b61-89c3-182f06f82e5c/exchange/Enabled
        03
          userPrincipalName u3@contoso.example
          assignedPlans –
        04
          userPrincipalName u4@contoso.example
          assignedPlans /exchange/
        05
          userPrincipalName u5@contoso.example
        06
          userPrincipalName u6@contoso.example
        07
          userPrincipalName u7@contoso.example
    "#]],
    );
}

#[test]
fn files_are_joined_by_id() {
    check(
        &[data!("powershell-users.csv"), data!("graph-users.json")],
        &expect![[r#"
            powershell-users.csv: powershell-users, 2 rows
              ! column-says-nothing AccountEnabled
              ! column-says-nothing BusinessPhones
              ! column-says-nothing Department
              ! column-says-nothing Manager
              ! column-says-nothing ProxyAddresses
              ! kept-aside 2 AboutMe
            graph-users.json: graph-users, 2 rows
              ! direction-override 2 displayName @5
              ! wrong-type 2 department
              ! contradictory-file 2 displayName
            51
              userPrincipalName anna.berg@contoso.example
              displayName Anna Berg
              mail anna.berg@contoso.example
              accountEnabled true
              manager 53
              employeeHireDate 2021-08-19T00:00:00Z
              division North
              costCenter –
              businessPhones +46 8 123456
              otherMails –
              proxyAddresses SMTP:anna.berg@contoso.example | smtp:a@contoso.example
              lastSignInDateTime 2026-05-11T07:00:00Z
              createdDateTime 2021-08-19T13:25:31Z
              assignedLicenses 06ebc4ee-1bb5-47dd-8120-11324bc54e06
              extensionAttribute1 CC-1
              extensionAttribute2 –
              extension_0f3c_shirtSize M
            53
              userPrincipalName ben@contoso.example
              displayName Ben Roux
              mail –
              accountEnabled –
              manager –
              division –
              costCenter –
        "#]],
    );
}
