//! The published table, with what is wrong in it.

use super::{Column, Fault};
use crate::domain::attribute::Schema;
use crate::domain::{ServicePlanId, SkuId, Timestamp};
use crate::exchange::import::Report;
use crate::exchange::problem::{self, LISTED, Problem, Severity};
use crate::exchange::{Format, Import, Staging};
use crate::licensing::Catalogue;
use crate::persist::ProductTable;
use crate::tenant::Info;
use crate::tenant::licences::{Assumptions, Licences};
use expect_test::expect;
use proptest::prelude::*;

const HEADER: &str = "Product_Display_Name,String_Id,GUID,Service_Plan_Name,Service_Plan_Id,\
                      Service_Plans_Included_Friendly_Names";
const PLAIN: &str = "product_name,sku_part_number,sku_id,service_plan_name,service_plan_id,\
                     service_plan_friendly_name";
const EMS: &str = "efccb6f7-5641-4e0e-bd10-b4976e1bf68e";
const COPILOT: &str = "639dec6b-bb19-468b-871c-c5c441c4b0cb";
const INTUNE: &str = "c1ec4a95-1f05-45b3-a911-aa3fa01094f5";
const RIGHTS: &str = "bea4c11e-220a-4e6d-8eb8-8ea15d019f90";
const DESKLESS: &str = "8c7d2df8-86f0-4902-b2ed-a0458298f3b3";

/// What the table has had wrong: blanks and a no-break space around cells, blanks inside a part number and
/// the name of a plan, quotes with a comma and a line break, a bracket that was typed along, a plan twice, ids
/// that are none, a name that is missing, a name in two spellings, another name, another part number, rows of
/// other lengths.
fn defective() -> String {
    let rows = [
        HEADER.to_owned(),
        format!(
            "  Enterprise Mobility + Security E3 ,EMS\t,{EMS},INTUNE_A,{INTUNE},MICROSOFT INTUNE"
        ),
        format!(
            "Enterprise Mobility + Security E3,EMS,{EMS},RMS_ S_ENTERPRISE,{RIGHTS},Azure Rights"
        ),
        format!("EMS E3,EMS,{EMS},RMS_S_ENTERPRISE,{RIGHTS},Azure Rights"),
        String::new(),
        format!(
            "\u{a0}Copilot,O365_w/o Teams Bundle_M3 ,{COPILOT},Deskless,{DESKLESS},Microsoft StaffHub"
        ),
        format!(
            "\"Copilot, \nnew\",M365_Copilot,{COPILOT},INTUNE_A,{INTUNE},\"Microsoft \"\"Intune\"\"\""
        ),
        format!("Copilot,M365_Copilot,{COPILOT},DESKLESS,c1ec4a95-1f05-45b3-a911-aa3fa0109f5,x"),
        format!("Copilot,M365_Copilot,,,{INTUNE},x"),
        format!("Copilot,,{COPILOT},,{RIGHTS},"),
        format!("COPILOT,EMS,{COPILOT},DESKLESS,{DESKLESS},Microsoft Intune"),
        format!("EMS,EMS,{EMS},X"),
        format!("EMS,EMS,{EMS},X,{DESKLESS},a,b"),
        format!("EMS,EMS,{EMS},INTUNE_A,{DESKLESS},Microsoft StaffHub"),
        format!("\"EMS\"3,EMS,{EMS},INTUNE_A,{INTUNE},\"open"),
    ];
    format!("\u{feff}{}\r\n", rows.join("\r\n"))
}

fn import(files: &[(&str, &[u8])], piece: usize) -> Staging {
    let mut import = Import::new(Schema::default());
    for (name, bytes) in files {
        import.open(name);
        bytes.chunks(piece).for_each(|piece| import.feed(piece));
    }
    import.finish()
}

/// What one file tells.
fn read(bytes: impl AsRef<[u8]>) -> (Report, Catalogue) {
    let staging = import(&[("products.csv", bytes.as_ref())], 1 << 20);
    assert_eq!(staging.counts, crate::exchange::staging::Counts::default());
    assert!(!staging.tells_of_tenant());
    let catalogue = staging.products.map(|products| products.catalogue).unwrap_or_default();
    let mut files = staging.files;
    (files.remove(0), catalogue)
}

fn said(Problem { row, column, fault, .. }: &Problem) -> String {
    let row = row.map_or("-".to_owned(), |row| row.to_string());
    let column = column.clone().unwrap_or_default();
    match fault {
        problem::Fault::ProductNames(fault) => format!("{row} {column}: {fault:?}"),
        fault => format!("{row} {column}: {fault:?}"),
    }
}

fn told(report: &Report) -> String {
    report.problems.list().iter().map(said).collect::<Vec<_>>().join("\n")
}

fn sku(text: &str) -> SkuId {
    SkuId::parse(text).unwrap()
}

fn plan(text: &str) -> ServicePlanId {
    ServicePlanId::parse(text).unwrap()
}

#[test]
fn what_is_wrong_is_told_by_row() {
    let (report, catalogue) = read(defective());
    expect![[r#"
        3 Service_Plan_Name: BlankInside
        4 Product_Display_Name: NamedOtherwise { first: 2, name: "Enterprise Mobility + Security E3" }
        4 Service_Plan_Name: SaidOtherwise { first: 3, stands: "RMS_ S_ENTERPRISE" }
        4 Service_Plan_Id: PlanTwice { first: 3 }
        6 String_Id: BlankInside
        7 Product_Display_Name: NamedOtherwise { first: 6, name: "Copilot" }
        7 String_Id: SaidOtherwise { first: 6, stands: "O365_w/o Teams Bundle_M3" }
        8 Service_Plan_Id: NotAnId { value: "c1ec4a95-1f05-45b3-a911-aa3fa0109f5" }
        9 Service_Plan_Name: EmptyCell
        9 GUID: NotAnId { value: "" }
        10 String_Id: EmptyCell
        10 Service_Plan_Name: EmptyCell
        11 String_Id: SaidOtherwise { first: 6, stands: "O365_w/o Teams Bundle_M3" }
        11 Service_Plan_Id: PlanTwice { first: 6 }
        12 : TooFewCells { cells: 4, columns: 6 }
        12 Service_Plan_Id: NotAnId { value: "" }
        13 : TooManyCells { cells: 7, columns: 6 }
        14 Product_Display_Name: NamedOtherwise { first: 2, name: "Enterprise Mobility + Security E3" }
        14 Service_Plan_Name: SaidOtherwise { first: 6, stands: "Deskless" }
        15 Product_Display_Name: TextAfterQuote
        15 Service_Plans_Included_Friendly_Names: OpenQuote
        15 Product_Display_Name: NamedOtherwise { first: 2, name: "Enterprise Mobility + Security E3" }
        15 Service_Plan_Id: PlanTwice { first: 2 }"#]].assert_eq(&told(&report));
    assert_eq!((report.format, report.rows), (Format::ProductNames, 13));
    assert_eq!((catalogue.products().len(), catalogue.plans().len()), (2, 3));
    assert!(report.is_used() && !report.is_kept());
}

#[test]
fn the_rest_is_taken_in() {
    expect![[r#"
        tenantry catalogue 1
        plan 8c7d2df8-86f0-4902-b2ed-a0458298f3b3 Deskless
        = Microsoft StaffHub
        = Microsoft Intune
        plan c1ec4a95-1f05-45b3-a911-aa3fa01094f5 INTUNE_A
        = MICROSOFT INTUNE
        = Microsoft "Intune"
        = "open
        plan bea4c11e-220a-4e6d-8eb8-8ea15d019f90 RMS_ S_ENTERPRISE
        = Azure Rights
        product efccb6f7-5641-4e0e-bd10-b4976e1bf68e EMS
        = Enterprise Mobility + Security E3
        = EMS E3
        = EMS
        = EMS3
        + Deskless
        + INTUNE_A
        + RMS_ S_ENTERPRISE
        product 639dec6b-bb19-468b-871c-c5c441c4b0cb O365_w/o Teams Bundle_M3
        = Copilot
        = Copilot,  new
        + Deskless
        + INTUNE_A
        + RMS_ S_ENTERPRISE
    "#]]
    .assert_eq(&read(defective()).1.write());
}

/// One row of the table, and what is told of it.
#[track_caller]
fn check(rows: &[&str], expected: &[&str]) {
    let fill = |row: &&str| {
        let ids =
            [("{ems}", EMS), ("{copilot}", COPILOT), ("{intune}", INTUNE), ("{rights}", RIGHTS)];
        ids.iter().fold((*row).to_owned(), |row, (name, id)| row.replace(name, id))
    };
    let rows: Vec<String> = rows.iter().map(fill).collect();
    let (report, _) = read(format!("{HEADER}\n{}\n", rows.join("\n")));
    let found: Vec<String> = report.problems.list().iter().map(said).collect();
    assert_eq!(found, expected);
}

#[test]
fn each_fault_is_told_once_at_its_place() {
    let whole = "A,A,{ems},P,{intune},F";
    check(&[whole], &[]);
    check(&[whole, whole], &["3 Service_Plan_Id: PlanTwice { first: 2 }"]);
    check(&["A,A,,P,{intune},F"], &[r#"2 GUID: NotAnId { value: "" }"#]);
    check(
        &["A,A,{ems}0,P,P,F"],
        &[
            &format!(r#"2 GUID: NotAnId {{ value: "{EMS}0" }}"#),
            r#"2 Service_Plan_Id: NotAnId { value: "P" }"#,
        ],
    );
    check(
        &[",,{ems},,{intune},"],
        &[
            "2 Product_Display_Name: EmptyCell",
            "2 String_Id: EmptyCell",
            "2 Service_Plan_Name: EmptyCell",
        ],
    );
    // Of a product only once, however many rows it has.
    check(
        &[
            "A,A B,{ems},P,{intune},F",
            "A,A B,{ems},Q,{rights},F",
            "A,A\u{a0}B,{copilot},P,{intune},F",
        ],
        &["2 String_Id: BlankInside", "4 String_Id: BlankInside"],
    );
    check(
        &["A,A,{ems},P,{intune},F", "A,B,{ems},Q,{rights},F", "A,B,{ems},Q,{rights},F"],
        &[
            r#"3 String_Id: SaidOtherwise { first: 2, stands: "A" }"#,
            "4 Service_Plan_Id: PlanTwice { first: 3 }",
        ],
    );
    // Two spellings of a plan are one name.
    check(&[whole, "C,C,{copilot},p,{intune},G"], &[]);
    check(
        &[whole, "C,C,{copilot},Q,{intune},G"],
        &[r#"3 Service_Plan_Name: SaidOtherwise { first: 2, stands: "P" }"#],
    );
    check(&[whole, "a,A,{ems},Q,{rights},F"], &[]);
    check(
        &[whole, "B,A,{ems},Q,{rights},F"],
        &[r#"3 Product_Display_Name: NamedOtherwise { first: 2, name: "A" }"#],
    );
    check(&["A,A,{ems},P,{intune}"], &["2 : TooFewCells { cells: 5, columns: 6 }"]);
    check(&["A,A,{ems},P,{intune},F,x"], &["2 : TooManyCells { cells: 7, columns: 6 }"]);
}

#[test]
fn only_a_row_that_is_left_out_is_a_loss() {
    let (report, _) = read(defective());
    let lost = |row| {
        let of_row = report.problems.list().iter().filter(|problem| problem.row == Some(row));
        of_row.map(|problem| problem.fault.severity()).max() == Some(Severity::Loss)
    };
    let rows: Vec<u32> = (1..20).filter(|row| lost(*row)).collect();
    expect!["[8, 9, 12, 13]"].assert_eq(&format!("{rows:?}"));
}

#[test]
fn both_forms_of_the_header_and_other_ways_to_write_it_say_the_same() {
    let row = format!("Intune,INTUNE_A,{EMS},INTUNE_A,{INTUNE},Microsoft Intune");
    let (report, plain) = read(format!("{HEADER}\n{row}\n"));
    assert_eq!((report.rows, told(&report).as_str()), (1, ""));
    assert_eq!(plain.product(sku(EMS)).unwrap().plans, [plan(INTUNE)]);
    let quoted = |line: &str| format!("\"{}\"", line.replace(',', "\",\""));
    let reversed = |line: &str| line.rsplit(',').collect::<Vec<_>>().join(",");
    for text in [
        format!("{PLAIN}\n{row}"),
        format!("\u{feff}{PLAIN}\r\n{row}\r\n"),
        format!("{HEADER}\r{row}\r"),
        format!("sep=;\n{}\n{}\n", HEADER.replace(',', ";"), row.replace(',', ";")),
        format!("{}\n{}\n", quoted(HEADER), quoted(&row)),
        format!("{}\n{}\n", HEADER.replace(',', ";"), row.replace(',', ";")),
        format!("{}\n{}\n", HEADER.replace(',', "\t"), row.replace(',', "\t")),
        format!("{}\n{}\n", HEADER.replace(',', " , "), row.replace(',', "\t,  ")),
        format!("{}\n{}\n", HEADER.to_uppercase().replace('_', " "), row),
        format!("{HEADER},Note\n{row},\n"),
        format!("{}\n{}\n", reversed(HEADER), reversed(&row)),
    ] {
        assert_eq!(read(&text).1, plain, "{text}");
    }
    assert_eq!(read(format!("{HEADER},Note\n{row},\n")).0.aside, ["Note"]);
    let wide: Vec<u8> =
        format!("\u{feff}{HEADER}\n{row}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(wide).1, plain);
    let (twice, same) = read(format!("{HEADER},sku_id\n{row},{COPILOT}\n"));
    assert_eq!(
        (told(&twice).as_str(), same),
        (r#"1 sku_id: DuplicateColumn { first: "GUID" }"#, plain)
    );
}

#[test]
fn other_encodings_are_read() {
    let table = |name: &[u8]| {
        let end = format!(",A,{EMS},P,{INTUNE},F\n");
        [HEADER.as_bytes(), b"\n", name, end.as_bytes()].concat()
    };
    let (report, catalogue) = read(table(b"A \x96 B"));
    assert_eq!(told(&report), "- : ReadAsWindows1252");
    assert_eq!(catalogue.product(sku(EMS)).unwrap().title(), "A – B");
    let (report, _) = read([table("A – B".as_bytes()), table(b"A \x96 B")].concat());
    assert!(told(&report).contains("4 Product_Display_Name: BadEncoding"), "{}", told(&report));
}

#[test]
fn columns_that_are_missing_are_named() {
    let row = format!("Intune,INTUNE_A,{EMS},INTUNE_A,{INTUNE},Microsoft Intune");
    for column in Column::ALL {
        let header = HEADER.replace(&format!("{},", column.header()), "Other,");
        let header =
            if header == HEADER { header.replace(column.header(), "Other") } else { header };
        let (report, catalogue) = read(format!("{header}\n{row}\n"));
        let expected = format!("- : MissingColumns {{ columns: [{:?}] }}", column.header());
        assert_eq!((told(&report), report.format), (expected, Format::ProductNames));
        assert_eq!((report.rows, catalogue), (1, Catalogue::default()));
    }
    // With no more than a header nothing is wrong, and nothing said.
    let (report, catalogue) = read(HEADER);
    assert_eq!((told(&report).as_str(), report.rows, catalogue), ("", 0, Catalogue::default()));
}

/// Other files that speak of products are not the table, and the table is never a list of users.
#[test]
fn what_else_has_such_columns_is_something_else() {
    for (headers, expected) in [
        (HEADER, Format::ProductNames),
        (PLAIN, Format::ProductNames),
        ("SkuId,SkuPartNumber,ServicePlanName,ServicePlanId,AppliesTo", Format::ProductNames),
        ("SkuId,SkuPartNumber,ConsumedUnits", Format::Unknown),
        ("ServicePlanName,ServicePlanId", Format::Unknown),
        ("userPrincipalName,displayName,SkuId,SkuPartNumber,ServicePlanName", Format::UsersTable),
        ("id,displayName,SkuId,SkuPartNumber,ServicePlanId", Format::UsersTable),
        ("displayName,securityEnabled,groupTypes", Format::Groups),
    ] {
        let staging = import(&[("file.csv", format!("{headers}\n").as_bytes())], 1 << 20);
        assert_eq!(staging.files[0].format, expected, "{headers}");
    }
}

#[test]
fn among_other_files_it_stays_apart() {
    let users = format!(
        "id,userPrincipalName,displayName\n{INTUNE},anna@contoso.com,Anna\n{RIGHTS},ben@contoso.com,Ben\n"
    );
    let table = format!("{HEADER}\nA,A,{EMS},P,{INTUNE},F\n");
    let other = format!("{HEADER}\nB,B,{EMS},P,{INTUNE},F\n");
    let files =
        [("t.csv", table.as_bytes()), ("u.csv", users.as_bytes()), ("o.csv", other.as_bytes())];
    let staging = import(&files, 10);
    assert_eq!(staging.counts.users, 2);
    assert!(staging.tells_of_tenant());
    let products = staging.products.as_ref().unwrap();
    assert_eq!(products.file, "t.csv");
    assert_eq!(products.catalogue.product(sku(EMS)).unwrap().title(), "A");
    assert_eq!(told(&staging.files[2]), r#"- : TableTwice { file: "t.csv" }"#);
    // The history of the workspace is of the tenant.
    let sources = staging.sources(Timestamp(0), true);
    assert_eq!(sources.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["u.csv"]);
}

#[test]
fn a_friendly_name_that_most_rows_have_is_shown() {
    let row = |sku: &str, friendly: &str| format!("P,P,{sku},DESKLESS,{DESKLESS},{friendly}\n");
    let text = format!(
        "{HEADER}\n{}{}{}{}",
        row(EMS, "Microsoft StaffHub"),
        row(COPILOT, "MICROSOFT STAFFHUB"),
        row(INTUNE, "Microsoft Teams Shifts"),
        row(RIGHTS, "Microsoft Teams Shifts"),
    );
    let (report, catalogue) = read(text);
    let known = catalogue.plan(plan(DESKLESS)).unwrap();
    assert_eq!(known.friendly_names, ["Microsoft Teams Shifts", "Microsoft StaffHub"]);
    assert_eq!((catalogue.with_name("p").len(), told(&report).as_str()), (4, ""));
}

#[test]
fn problems_are_listed_up_to_a_number_and_counted_beyond() {
    let rows = "P,P,1,DESKLESS,2,\n".repeat(LISTED);
    let (report, catalogue) = read(format!("{HEADER}\n{rows}"));
    let code = Fault::NotAnId { value: String::new() }.code();
    assert_eq!(report.problems.list().len(), LISTED);
    assert_eq!(report.problems.count(code) as usize, 2 * LISTED);
    assert_eq!((report.rows as usize, catalogue), (LISTED, Catalogue::default()));
}

/// What is dropped, kept by the browser and read again names products, over the project's own table; what the
/// tenant's list of products says stands.
#[test]
fn from_the_file_to_the_names() {
    let table = format!(
        "{HEADER}\nSecurity Suite,EMS,{EMS},INTUNE_A,{INTUNE},Intune\n\
         Security Suite,EMS,{EMS},RMS,{RIGHTS},Rights\nMy Copilot,COP,{COPILOT},SHIFTS,{DESKLESS},Shifts\n"
    );
    let context = |of: &str| format!("https://graph.microsoft.com/v1.0/$metadata#{of}");
    let skus = format!(
        r#"{{"@odata.context":"{}","value":[{{"skuId":"{EMS}","skuPartNumber":"OWN","servicePlans":[{{"servicePlanId":"{RIGHTS}","servicePlanName":"RMS"}}]}}]}}"#,
        context("subscribedSkus")
    );
    let users = format!(
        r#"{{"@odata.context":"{}","value":[{{"id":"{RIGHTS}","userPrincipalName":"a@b.example","assignedLicenses":[{{"skuId":"{EMS}","disabledPlans":[]}},{{"skuId":"{COPILOT}","disabledPlans":[]}}]}}]}}"#,
        context("users")
    );
    let files = [
        ("skus.json", skus.as_bytes()),
        ("products.csv", table.as_bytes()),
        ("users.json", users.as_bytes()),
    ];
    let mut staging = import(&files, 64);
    let products = staging.products.take().unwrap();
    let catalogue = products.catalogue.write();
    let record = ProductTable { file: products.file, at: Timestamp(5), catalogue }.encode();
    let kept = ProductTable::decode(&record).unwrap();
    assert_eq!((kept.file.as_str(), kept.at), ("products.csv", Timestamp(5)));
    let kept = Catalogue::read(&kept.catalogue).unwrap();
    assert_eq!(kept, products.catalogue);

    let own = Catalogue::read(include_str!("../../licensing/products.txt")).unwrap();
    let mut all = own.clone();
    all.merge(kept);
    assert_eq!(all.dated(), own.dated());
    assert_eq!(all.products().len(), own.products().len());
    let ems = all.product(sku(EMS)).unwrap();
    // Portals may still call it what the older table does.
    let known = own.product(sku(EMS)).unwrap().title();
    assert_eq!((ems.title(), ems.names[1].as_str()), ("Security Suite", known));
    assert!(own.products().all(|product| all.product(product.id).is_some()));

    let info = Info { name: String::new(), sample: false, created: Timestamp(0) };
    let workspace = staging.into_workspace(info, false);
    let licences = Licences::of(&workspace, &all, Assumptions::default());
    assert_eq!(licences.products_with(plan(INTUNE)), []);
    assert_eq!(licences.products_with(plan(RIGHTS)), [sku(EMS)]);
    assert_eq!(licences.products_with(plan(DESKLESS)), [sku(COPILOT)]);
}

/// About as many products, plans and rows as the published table had in June 2026.
#[test]
fn a_table_of_the_real_size_is_read_whole() {
    let (products, plans, rows) = (620_u32, 796_u32, 5973_u32);
    let mut text = HEADER.to_owned();
    for product in 0..products {
        for at in 0..rows / products + u32::from(product < rows % products) {
            let plan = (product * 7 + at * 13) % plans;
            let row = format!(
                "\r\n\"Product {product}, new\",SKU_{product},{product:08x}-1111-4111-8111-111111111111,\
                 PLAN_{plan},{plan:08x}-2222-4222-8222-222222222222,Plan {plan}"
            );
            text.push_str(&row);
        }
    }
    let (report, catalogue) = read(&text);
    assert_eq!((told(&report).as_str(), report.rows), ("", rows));
    assert_eq!(catalogue.products().len(), products as usize);
    assert_eq!(catalogue.plans().len(), plans as usize);
    let pairs: usize = catalogue.products().map(|product| product.plans.len()).sum();
    assert_eq!(pairs, rows as usize);
    assert_eq!(Catalogue::read(&catalogue.write()), Ok(catalogue));
}

#[test]
fn every_beginning_of_a_file_is_read_or_refused() {
    let whole = defective();
    for end in 0..whole.len() {
        let staging = import(&[("products.csv", &whole.as_bytes()[..end])], 1 << 20);
        let report = &staging.files[0];
        let products = staging.products.map_or(0, |table| table.catalogue.products().len());
        assert!(report.rows <= 15 && products <= 2, "{end}");
        assert!(report.format == Format::ProductNames || !report.problems.is_empty(), "{end}");
    }
}

proptest! {
    #[test]
    fn no_bytes_are_too_odd(bytes in prop::collection::vec(any::<u8>(), 0..300), piece in 1_usize..99) {
        let mut table = HEADER.as_bytes().to_vec();
        table.push(b'\n');
        table.extend_from_slice(&bytes);
        for bytes in [bytes, table] {
            let staging = import(&[("products.csv", &bytes)], 1 << 20);
            let pieces = import(&[("products.csv", &bytes)], piece);
            prop_assert_eq!(&staging.products, &pieces.products);
            prop_assert_eq!(staging.files, pieces.files);
            if let Some(table) = staging.products {
                prop_assert_eq!(Catalogue::read(&table.catalogue.write()), Ok(table.catalogue));
            }
        }
    }

    #[test]
    fn cells_of_any_kind_are_read_or_told(
        cells in prop::collection::vec(("[ab\"\r\n, ]{0,4}", 0_usize..4, 0_usize..4), 1..12),
    ) {
        let ids = [EMS, COPILOT, RIGHTS, ""];
        let rows = cells.iter().map(|(text, sku, plan)| {
            format!("{text},{text},{},{text},{},{text}", ids[*sku], ids[*plan])
        });
        let rows: Vec<String> = std::iter::once(HEADER.to_owned()).chain(rows).collect();
        let (_, catalogue) = read(rows.join("\n"));
        prop_assert!(catalogue.products().all(|product| !product.plans.is_empty()));
        prop_assert_eq!(Catalogue::read(&catalogue.write()), Ok(catalogue));
    }
}
