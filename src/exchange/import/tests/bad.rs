//! Bad input: each kind gets its message at its place, and the rest comes in.

use super::*;

const ID: &str = "8a2f0c5e-7b1d-4c3a-9e55-0f1d2c3b4a5";

/// A table with `id`, `userPrincipalName` and further columns; `{1}` stands for id number 1.
fn table(columns: &str, rows: &[&str]) -> String {
    let mut text = format!("id,userPrincipalName{columns}\n");
    for row in rows {
        let with_ids = (0..10).fold((*row).to_owned(), |row, number: u32| {
            row.replace(&format!("{{{number}}}"), &format!("{ID}{number}"))
        });
        text += &with_ids;
        text.push('\n');
    }
    text
}

/// Checks the problems, and who came in, by user principal name.
#[track_caller]
fn check(text: impl AsRef<[u8]>, expected: &[&str], names: &[&str]) {
    let staging = import(&[("users.csv", text.as_ref())]);
    let found: Vec<String> = staging.files[0].problems.list().iter().map(problem).collect();
    assert_eq!(found, expected);
    let users = &staging.users;
    let there: Vec<String> = users
        .present()
        .iter()
        .map(|row| {
            let name = users.read(UserId(row), crate::domain::Attribute::USER_PRINCIPAL_NAME);
            name.text().unwrap_or_default().to_owned()
        })
        .collect();
    assert_eq!(there, names);
}

#[test]
fn ragged_rows() {
    check(
        table(",city,state", &["{1},a@x", "{2},b@x,Oslo,,", "{3},c@x,Oslo,N,extra", "{4},d@x,,"]),
        &["too-few-cells 2", "too-many-cells 4"],
        &["a@x", "b@x", "d@x"],
    );
}

#[test]
fn unknown_headers() {
    check(
        table(",depratment,Shoe size,City,Town,city", &["{1},a@x,1,2,3,4,5"]),
        &[
            "unknown-column 1 depratment",
            "unknown-column 1 Shoe size",
            "unknown-column 1 Town",
            "duplicate-column 1 city",
        ],
        &["a@x"],
    );
}

#[test]
fn wrong_encodings() {
    let mixed = [table(",city", &["{1},a@x,Malmö"]).as_bytes(), b"x,b@x,Malm\xf6\n"].concat();
    check(mixed, &["not-an-id 3 id", "bad-encoding 3 city"], &["a@x", "b@x"]);
    let ansi = [table(",city", &["{1},a@x,Oslo"]).as_bytes(), b",b@x,Malm\xf6\n"].concat();
    check(ansi, &["read-as-windows-1252"], &["a@x", "b@x"]);
    let mut broken: Vec<u8> =
        table(",city", &["{1},a@x,Os"]).encode_utf16().flat_map(u16::to_le_bytes).collect();
    let end = broken.len() - 4;
    broken.splice(end..end, [0x00, 0xd8]);
    check(broken, &["bad-encoding 2 city"], &["a@x"]);
}

#[test]
fn quotation_marks_of_windows_1252() {
    let text = table(",displayName,surname", &["{1},anna@x.y,J\u{1}r\u{1}me,O\u{2}Brien"]);
    let windows = |byte| match byte {
        1 => 0xe9,
        2 => 0x92,
        other => other,
    };
    let bytes: Vec<u8> = text.bytes().map(windows).collect();
    let found = problems("users.csv", &bytes);
    assert!(found.iter().any(|problem| problem.contains("quotation-mark")), "{found:?}");
}

#[test]
fn the_same_person_twice() {
    check(
        table(
            ",city",
            &["{1},a@x,Oslo", "{1},a@x,Oslo", "{1},a@x,Bergen", "{2},A@X,Oslo", ",c@x,", ",C@x,"],
        ),
        &[
            "repeated-row 3",
            "contradictory-row 4",
            "duplicate-user-principal-name 5 userPrincipalName",
            "contradictory-row 7",
        ],
        &["a@x", "c@x"],
    );
    let text = table(",city", &["{1},a@x,Oslo", "{1},b@x,Bergen"]);
    let staging = import(&[("users.csv", text.as_bytes())]);
    let fault = &staging.files[0].problems.list()[0].fault;
    let columns = vec!["userPrincipalName".to_owned(), "city".to_owned()];
    assert_eq!(*fault, crate::exchange::problem::Fault::Contradicts { first: 2, columns });
    assert_eq!(staging.contradictory, 1);
}

#[test]
fn loops_of_managers() {
    check(
        table(
            ",managerId",
            &[
                "{1},a@x,{2}",
                "{2},b@x,{3}",
                "{3},c@x,{1}",
                "{4},d@x,{1}",
                "{5},e@x,{5}",
                "{6},f@x,B@x",
                "{7},g@x,z@x",
                "{8},h@x,boss",
            ],
        ),
        &[
            "manager-loop 2 manager",
            "manager-loop 6 manager",
            "manager-not-found 8 manager",
            "not-an-id 9 managerId",
        ],
        &["a@x", "b@x", "c@x", "d@x", "e@x", "f@x", "g@x", "h@x"],
    );
}

#[test]
fn enormous_cells() {
    let big = "x".repeat(10 << 20);
    check(
        table(",city", &[&format!("{{1}},a@x,\"{big}\""), "{2},b@x,Oslo"]),
        &["oversized-cell 2 city"],
        &["a@x", "b@x"],
    );
    let long = "x".repeat(129);
    check(table(",city", &[&format!("{{1}},a@x,{long}")]), &["too-long 2 city"], &["a@x"]);
}

#[test]
fn files_that_are_something_else() {
    for (bytes, expected) in [
        (&b"PK\x03\x04\x14\0\0\0\x08\0 users.csv"[..], "zip-archive"),
        (b"PK\x03\x04\x14\0\0\0\x08\0 [Content_Types].xml", "excel-workbook"),
        (b"%PDF-1.7", "not-text"),
        (b"", "empty-file"),
        (b"Dear all,\nplease find attached\n", "not-recognised"),
        (b"{\"a\":1}", "not-recognised"),
    ] {
        assert_eq!(problems("users.csv", bytes), [expected]);
    }
}

#[test]
fn json_that_is_cut_or_wrong() {
    let whole = include_str!("../../../../tests/data/import/graph-users.json");
    let cut = whole.find("\"id\": \"8a2f0c5e-7b1d-4c3a-9e55-0f1d2c3b4a53\",").unwrap();
    check(&whole.as_bytes()[..cut], &["json-cut"], &["anna.berg@contoso.example"]);
    let users = r#"[{"id":"8a2f0c5e-7b1d-4c3a-9e55-0f1d2c3b4a51","userPrincipalName":"a@x"},"#;
    check(format!("{users}{{\"id\":}}, 7]"), &["json-object 2", "json-object 3"], &["a@x"]);
    check(format!("{users}\n;]"), &["json-syntax"], &["a@x"]);
}

#[test]
fn hostile_texts_come_in_and_are_told() {
    let row = "{1},a@x,=1+3,<script>,gnp\u{202e}exe,a\0b,“O’Brien”,+33 1 23";
    check(
        table(",city,state,department,jobTitle,surname,mobilePhone", &[row]),
        &[
            "formula 2 city",
            "markup 2 state @1",
            "direction-override 2 department @4",
            "control-character 2 jobTitle @2",
            "quotation-mark 2 surname @1",
        ],
        &["a@x"],
    );
}

#[test]
fn values_that_say_nothing_leave_the_attribute_unknown() {
    check(
        table(
            ",accountEnabled,createdDateTime,userType",
            &["{1},a@x,perhaps,soon,Robot", ",,,,", "1234,,True,,", "x,,,,,,,"],
        ),
        &[
            "not-a-boolean 2 accountEnabled",
            "not-a-time 2 createdDateTime",
            "not-a-choice 2 userType",
            "not-an-id 4 id",
            "no-identity 4",
            "not-an-id 5 id",
            "no-identity 5",
        ],
        &["a@x"],
    );
}

#[test]
fn quotes_that_are_never_closed() {
    check(
        table(",city", &["{1},a@x,\"Oslo", "{2},b@x,Bergen", "{3},c@x,\"x\"y"]),
        &["open-quote 2 city", "text-after-quote 4 city"],
        &["a@x", "b@x", "c@x"],
    );
}

#[test]
fn dates_whose_order_is_a_guess() {
    check(
        table(",createdDateTime", &["{1},a@x,03/04/2021"]),
        &["date-order-guessed createdDateTime"],
        &["a@x"],
    );
}

#[test]
fn problems_past_a_thousand_are_counted() {
    let rows = vec!["1234,,,"; 1500];
    let staging = import(&[("users.csv", table(",city,state", &rows).as_bytes())]);
    let problems = &staging.files[0].problems;
    assert_eq!(problems.list().len(), 2000);
    assert_eq!(problems.count("not-an-id"), 1500);
    assert_eq!(problems.total(), 3000);
}

#[test]
fn a_next_page_that_is_not_there() {
    let page = |next: &str, number: u32| {
        let id = format!("{ID}{number}");
        format!(r#"{{"value":[{{"id":"{id}","userPrincipalName":"{number}@x"}}]{next}}}"#)
    };
    let (one, two) = (page(r#","@odata.nextLink":"n""#, 1), page("", 2));
    let alone = import(&[("users-0001.json", one.as_bytes())]);
    assert_eq!(alone.files[0].problems.count("more-pages"), 1);
    let both = import(&[("users-0001.json", one.as_bytes()), ("users-0002.json", two.as_bytes())]);
    assert!(both.files.iter().all(|file| file.problems.is_empty()));
    assert_eq!(both.counts.users, 2);
}
