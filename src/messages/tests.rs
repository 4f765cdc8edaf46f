//! Every text is set well, and sentences come out whole.

use super::{conflict, datum, label, operation, refusal, rule, title, warning};
use crate::{
    domain::{
        Attribute, Datum, Existence, Intent, NameProblem, ObjectId, OperationId, Refusal, Role,
        Setting, Subject, Timestamp, Title, UserId, Value, Warning,
    },
    i18n::{
        Locale::{self, En, Fr},
        Zone, typography,
    },
    store::Directory,
    tenant::{Conflict, ConflictKind},
};

fn directory() -> Directory {
    let mut directory = Directory::default();
    let users = &mut directory.users;
    for (name, upn) in [("Anna Lindqvist", "anna@contoso.com"), ("", "bo@contoso.com"), ("", "")] {
        let user = users.push(ObjectId::made_up(upn), false, Existence::Active).unwrap();
        users.set(user, Attribute::DISPLAY_NAME, &Datum::text(name));
        users.set(user, Attribute::USER_PRINCIPAL_NAME, &Datum::text(upn));
    }
    directory
}

fn utc(_: i64) -> Zone {
    Zone::Utc
}

#[test]
fn every_text_is_set_well() {
    typography::check(&operation::all());
    typography::check(&refusal::all());
    typography::check(&refusal::group::all());
    typography::check(&warning::all());
    typography::check(&super::group::all());
    typography::check(&super::drift::all());
    typography::check(&rule::all());
    typography::check(&rule::help::all());
    typography::check(&rule::remark::all());
    typography::check(&rule::sentence::all());
}

#[test]
fn people_are_called_by_what_is_known() {
    let directory = directory();
    let users = &directory.users;
    assert_eq!(super::name(users, UserId(0)), "Anna Lindqvist");
    assert_eq!(super::name(users, UserId(1)), "bo@contoso.com");
    assert_eq!(super::name(users, UserId(2)), ObjectId::made_up("").to_string());
}

#[test]
fn refusals_are_sentences() {
    let directory = directory();
    let say = |refused: &Refusal, locale| refusal(&directory, refused, locale);
    for (refused, en, fr) in [
        (
            Refusal::NotPermitted {
                subject: Some(Subject::user(UserId(0))),
                needs: vec![Role::UserAdministrator, Role::GlobalAdministrator],
            },
            "For Anna Lindqvist this takes one of these roles: User Administrator or Global Administrator",
            "Pour Anna Lindqvist, cette action requiert l’un de ces rôles\u{a0}: Administrateur d’utilisateurs ou Administrateur général",
        ),
        (
            Refusal::TooLong { attribute: Attribute::STREET_ADDRESS, length: 1500, max: 1024 },
            "Street address has 1,500 characters; 1,024 is the limit",
            "Adresse postale compte 1\u{202f}500 caractères\u{202f}; la limite est 1\u{202f}024",
        ),
        (
            Refusal::Name {
                attribute: Attribute::USER_PRINCIPAL_NAME,
                value: "a b@x.com".into(),
                problem: NameProblem::Character { character: ' ', at: 1 },
            },
            "User principal name “a b@x.com”: a blank at position 2 is not allowed",
            "Nom d’utilisateur principal «\u{a0}a b@x.com\u{a0}»\u{a0}: une espace à la position 2 n’est pas autorisée",
        ),
        (
            Refusal::ManagerLoop { user: UserId(0), chain: vec![UserId(0), UserId(1), UserId(0)] },
            "Anna Lindqvist would report to themselves: Anna Lindqvist → bo@contoso.com → Anna Lindqvist",
            "Anna Lindqvist dépendrait de sa propre personne\u{a0}: Anna Lindqvist → bo@contoso.com → Anna Lindqvist",
        ),
    ] {
        assert_eq!(say(&refused, En), en);
        assert_eq!(say(&refused, Fr), fr);
    }
}

/// The two functions that share the variants leave none out.
#[test]
fn no_refusal_is_silent() {
    let directory = directory();
    let (user, attribute) = (UserId(0), Attribute::DEPARTMENT);
    let (operation, value) = (OperationId(3), String::from("x"));
    let all = [
        Refusal::NotPermitted { subject: None, needs: vec![Role::GlobalAdministrator] },
        Refusal::OwnAccount { user },
        Refusal::NothingToDo,
        Refusal::NobodySelected,
        Refusal::NoSuchUser { user },
        Refusal::NotDeleted { user },
        Refusal::ReadOnly { attribute },
        Refusal::MasteredOnPremises { user, attribute },
        Refusal::DeletedAtSource { user },
        Refusal::RolesUnknown { user },
        Refusal::Required { attribute },
        Refusal::WrongKind { attribute, expected: attribute.kind() },
        Refusal::TooMany { attribute, count: 300, max: 250 },
        Refusal::NotAChoice { attribute, value: value.clone() },
        Refusal::ControlCharacter { attribute, at: 0 },
        Refusal::Taken { attribute, value: value.clone(), by: user },
        Refusal::TakenTwice { attribute, value: value.clone() },
        Refusal::NotACountry { value: value.clone() },
        Refusal::NoSuchManager { id: ObjectId::default() },
        Refusal::RestoreTooLate { user, deleted: Timestamp(0) },
        Refusal::ProxyTaken { user, addresses: vec![value] },
        Refusal::RestoreAtSource { user },
        Refusal::PasswordElsewhere { user, home: crate::domain::refusal::PasswordHome::HomeTenant },
        Refusal::IntentUnchanged { user, intent: Intent::RevokeSessions },
        Refusal::Contradicts { subject: Subject::user(user) },
        Refusal::NoSuchOperation { operation },
        Refusal::AlreadyUndone { operation },
        Refusal::HasDependents { operation, dependents: vec![OperationId(4)] },
        Refusal::Full,
    ];
    for refused in &all {
        let texts = Locale::ALL.map(|locale| refusal(&directory, refused, locale));
        assert!(texts.iter().all(|text| text.len() > 10), "{refused:?}");
        assert_ne!(texts[0], texts[1], "{refused:?}");
    }
}

#[test]
fn titles_count_and_list() {
    let schema = directory().users.schema().clone();
    let edit =
        |users, attributes: &[Attribute]| Title::Edit { users, attributes: attributes.to_vec() };
    let two = [Attribute::DEPARTMENT, Attribute::CITY];
    for (what, en, fr) in [
        (
            edit(1, &two),
            "Change Department and City of 1 user",
            "Modifier Service et Ville de 1 utilisateur",
        ),
        (
            edit(48_213, &[Attribute::CITY; 4]),
            "Change 4 attributes of 48,213 users",
            "Modifier 4 attributs de 48\u{202f}213 utilisateurs",
        ),
        (
            Title::Unstage { users: 2, intent: Intent::RevokeSessions },
            "Take back: Revoke the sessions of 2 users",
            "Retirer\u{a0}: Révoquer les sessions de 2 utilisateurs",
        ),
        (Title::Undo(OperationId(7)), "Undo operation 7", "Annuler l’opération 7"),
        (
            Title::Drop { operation: OperationId(2), dependents: vec![OperationId(3)] },
            "Drop operation 2 and 1 that depends on it",
            "Abandonner l’opération 2 et 1 qui en dépend",
        ),
    ] {
        assert_eq!(title(&schema, &what, En), en);
        assert_eq!(title(&schema, &what, Fr), fr);
    }
}

#[test]
fn values_are_told_in_the_readers_words() {
    let directory = directory();
    let users = &directory.users;
    let say = |attribute, value: Datum, locale| datum(users, attribute, &value, locale, &utc);
    let value = |value| Datum::Value(value);
    assert_eq!(say(Attribute::CITY, Datum::Unknown, Fr), "Non importé");
    assert_eq!(say(Attribute::CITY, Datum::Null, En), "Not set");
    assert_eq!(say(Attribute::USER_TYPE, Datum::text("Guest"), Fr), "Invité");
    assert_eq!(say(Attribute::CITY, Datum::text("Guest"), Fr), "Guest");
    assert_eq!(say(Attribute::ACCOUNT_ENABLED, value(Value::Boolean(false)), Fr), "Non");
    let id = users.id(UserId(0));
    assert_eq!(say(Attribute::MANAGER, value(Value::Reference(id)), En), "Anna Lindqvist");
    assert_eq!(say(Attribute::ID, value(Value::Reference(id)), En), id.to_string());
    let day = value(Value::Time(Timestamp(1_795_250_527_000)));
    assert_eq!(say(Attribute::EMPLOYEE_HIRE_DATE, day.clone(), En), "21\u{a0}Nov\u{a0}2026");
    assert_eq!(say(Attribute::CREATED_DATE_TIME, day, En), "21\u{a0}Nov\u{a0}2026, 08:42\u{a0}UTC");
}

#[test]
fn warnings_and_conflicts_name_people() {
    let directory = directory();
    let users = &directory.users;
    let used = Warning::AlsoUsed {
        attribute: Attribute::MAIL_NICKNAME,
        value: "anna".into(),
        by: UserId(0),
    };
    assert_eq!(
        warning(&directory, &used, En),
        "Anna Lindqvist has the same Mail nickname “anna”; the service may refuse it for mailboxes"
    );
    let moved = Conflict::Object {
        subject: Subject::user(UserId(0)),
        kind: ConflictKind::Attribute {
            attribute: Attribute::DEPARTMENT,
            was: Datum::text("Sales"),
            arrived: Datum::text("Legal"),
            staged: Datum::Null,
        },
    };
    assert_eq!(
        conflict(&directory, &moved, Fr, &utc),
        "Service de Anna Lindqvist\u{a0}: l’importation indique Legal, la valeur préparée est Non défini, c’était Sales"
    );
    let set = Conflict::Setting {
        setting: Setting::ManagedGroupTypes,
        was: Datum::Unknown,
        arrived: Datum::text("All"),
        staged: Datum::text("None"),
    };
    assert_eq!(
        conflict(&directory, &set, En, &utc),
        "Setting “Groups that expire”: the import says All, staged is None, it was Not imported"
    );
    assert_eq!(label(users.schema(), Attribute::DEPARTMENT, Fr), "Service");
}
