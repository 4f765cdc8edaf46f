//! The headers of real files.

use super::*;

/// Entra "Download users", present layout.
const ENTRA: &str = "userPrincipalName,displayName,surname,mail,givenName,id,userType,jobTitle,department,accountEnabled,usageLocation,streetAddress,state,country,officeLocation,city,postalCode,telephoneNumber,mobilePhone,alternateEmailAddress,ageGroup,consentProvidedForMinor,legalAgeGroupClassification,companyName,creationType,directorySynced,invitationState,identityIssuer,createdDateTime";

/// The same, older layout.
const ENTRA_OLDER: &str = "userPrincipalName,displayName,surname,mail,givenName,objectId,userType,jobTitle,department,accountEnabled,usageLocation,streetAddress,state,country,physicalDeliveryOfficeName,city,postalCode,telephoneNumber,mobile,authenticationPhoneNumber,authenticationAlternativePhoneNumber,authenticationEmail,alternateEmailAddress,ageGroup,consentProvidedForMinor,legalAgeGroupClassification,companyName,creationType,directorySynced,invitationState,identityIssuer,createdDateTime";

const MICROSOFT_365: &str = "Block credential,City,Country/Region,Department,DirSyncEnabled,Display name,Fax,First name,Last dirsync time,Last name,Last password change time stamp,License assignment details,Licenses,Mobile Phone,Oath token meta data,Object Id,Office,Password never expires,Phone number,Postal code,Preferred data location,Preferred language,Proxy addresses,Release track,Soft deletion time stamp,State,Street address,Strong password required,Title,Usage location,User principal name,When created";

const FRENCH: &str = "Bloquer les informations d’identification;Ville;Pays/région;Service;DirSyncEnabled;Nom d’affichage;Télécopie;Prénom;Nom;Licences;Téléphone mobile;ID d'objet;Bureau;Code postal;Adresses proxy;État;Adresse;Titre;Emplacement d’utilisation;Nom d’utilisateur principal;Date de création";

const BULK_CREATE: &str = "Name [displayName] Required,User name [userPrincipalName] Required,Initial password [passwordProfile] Required,Block sign in (Yes/No) [accountEnabled] Required,First name [givenName],Last name [surname],Job title [jobTitle],Department [department],Usage location [usageLocation],Street address [streetAddress],State or province [state],Country or region [country],Office [physicalDeliveryOfficeName],City [city],ZIP or postal code [postalCode],Office phone [telephoneNumber],Mobile phone [mobile]";

const ADD_MULTIPLE: &str = "User Name,First Name,Last Name,Display Name,Job Title,Department,Office Number,Office Phone,Mobile Phone,Fax,Address,City,State or Province,ZIP or Postal Code,Country or Region";

const INTUNE: &str = "Device ID,Device name,Enrollment date,Last check-in,Azure AD Device ID,OS version,Serial number,Compliance,Primary user UPN,OS,JoinType";

#[track_caller]
fn check(headers: &str, delimiter: char, expected: Option<Format>, aside: &[&str]) {
    let headers: Vec<&str> = headers.split(delimiter).collect();
    assert_eq!(format(&headers), expected);
    if expected.is_some_and(Format::holds_users) {
        let mut schema = Schema::default();
        let columns: Vec<Column> =
            headers.iter().map(|header| column(header, &mut schema)).collect();
        let found: Vec<&str> = headers
            .iter()
            .zip(&columns)
            .filter(|(_, column)| **column == Column::Aside)
            .map(|(header, _)| *header)
            .collect();
        assert_eq!(found, aside);
        let mut attributes: Vec<Attribute> = columns
            .iter()
            .filter_map(|column| match column {
                Column::Attribute(attribute, _) => Some(*attribute),
                Column::Aside => None,
                Column::Unknown { .. } => panic!("a header of a documented file is unknown"),
            })
            .collect();
        let count = attributes.len();
        attributes.sort();
        attributes.dedup();
        assert_eq!(attributes.len(), count, "two headers mean one attribute");
    }
}

#[test]
fn documented_files() {
    check(ENTRA, ',', Some(Format::EntraUsers), &["identityIssuer"]);
    let phones = ["authenticationPhoneNumber", "authenticationAlternativePhoneNumber"];
    check(
        ENTRA_OLDER,
        ',',
        Some(Format::EntraUsersOlder),
        &[phones[0], phones[1], "authenticationEmail", "identityIssuer"],
    );
    check(
        MICROSOFT_365,
        ',',
        Some(Format::Microsoft365Users),
        &[
            "License assignment details",
            "Oath token meta data",
            "Password never expires",
            "Release track",
            "Strong password required",
        ],
    );
    check(FRENCH, ';', Some(Format::Microsoft365UsersFrench), &[]);
    let password = "Initial password [passwordProfile] Required";
    check(BULK_CREATE, ',', Some(Format::EntraBulkCreate), &[password]);
    check(ADD_MULTIPLE, ',', Some(Format::Microsoft365AddUsers), &[]);
    check(&crate::tenant::seed::COLUMNS.join(","), ',', Some(Format::UsersTable), &[]);
    check("Id,UserPrincipalName,DisplayName,Photo", ',', Some(Format::PowerShellUsers), &["Photo"]);
}

#[test]
fn files_that_hold_something_else() {
    check(INTUNE, ',', Some(Format::Devices), &[]);
    check("id,displayName,groupTypes,membershipRule,mail", ',', Some(Format::Groups), &[]);
    check(
        "Member object ID or user principal name [memberObjectIdOrUpn] Required",
        ',',
        Some(Format::GroupMembers),
        &[],
    );
    check(
        "Date (UTC),CorrelationId,Service,Category,Activity,Result",
        ',',
        Some(Format::Audit),
        &[],
    );
    check("a,b,c", ',', None, &[]);
    check("Name,Price,City", ',', None, &[]);
}

#[test]
fn every_attribute_is_found_by_its_own_name() {
    for attribute in Attribute::all() {
        let name = attribute.definition().name;
        let plain = Column::Attribute(attribute, Meaning::Plain);
        assert_eq!(column(name, &mut Schema::default()), plain, "{name}");
        assert_eq!(column(&name.to_uppercase(), &mut Schema::default()), plain, "{name}");
    }
}

#[test]
fn blocking_is_the_reverse_of_enabling() {
    for header in ["Block credential", "Block sign in (Yes/No) [accountEnabled] Required"] {
        let reversed = Column::Attribute(Attribute::ACCOUNT_ENABLED, Meaning::Reversed);
        assert_eq!(column(header, &mut Schema::default()), reversed);
    }
}

#[test]
fn unknown_headers_say_what_they_may_mean() {
    let mut schema = Schema::default();
    let similar = |header: &str, schema: &mut Schema| match column(header, schema) {
        Column::Unknown { similar } => similar,
        other => panic!("{other:?}"),
    };
    assert_eq!(similar("depratment", &mut schema), Some("department"));
    assert_eq!(similar("T-shirt size", &mut schema), None);
    assert_eq!(schema.custom().len(), 0);
    let custom = column("extension_0f3c_shirtSize", &mut schema);
    assert!(matches!(custom, Column::Attribute(attribute, _) if attribute.is_custom()));
}

#[test]
fn keys_of_the_tables_are_keys() {
    for (name, _) in names::ENGLISH.iter().chain(names::FRENCH) {
        assert_eq!(&key(name), name);
        assert!(in_table(name).is_none(), "{name} is in the attribute table already");
    }
    for name in names::ASIDE.iter().chain(names::GRAPH_ASIDE) {
        assert_eq!(&key(name), name);
        assert!(in_table(name).is_none(), "{name} has a place");
    }
}
