//! The published table, with what is wrong in it.

use super::{Column, Fault, Problem, ProductNames, ProductNamesError, read};
use crate::domain::{ServicePlanId, SkuId};
use crate::exchange::problem::{LISTED, Severity};
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

/// What the table has had wrong: blanks and a no-break space around cells, blanks inside a part number,
/// quotes with a comma and a line break, a bracket that was typed along, a plan twice, ids that are none,
/// a name that is missing, a name in two spellings, another part number, rows of other lengths.
fn defective() -> String {
    let rows = [
        HEADER.to_owned(),
        format!(
            "  Enterprise Mobility + Security E3 ,EMS\t,{EMS},INTUNE_A,{INTUNE},MICROSOFT INTUNE"
        ),
        format!(
            "Enterprise Mobility + Security E3,EMS,{EMS},RMS_S_ENTERPRISE,{RIGHTS},Azure Rights"
        ),
        format!("EMS E3,EMS,{EMS},RMS_S_ENTERPRISE),{RIGHTS},Azure Rights"),
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
        format!("Copilot,EMS,{COPILOT},DESKLESS,{DESKLESS},Microsoft Intune"),
        format!("EMS,EMS,{EMS},X"),
        format!("EMS,EMS,{EMS},X,{DESKLESS},a,b"),
        format!("EMS,EMS,{EMS},INTUNE_A,{DESKLESS},Microsoft StaffHub"),
    ];
    format!("\u{feff}{}\r\n", rows.join("\r\n"))
}

fn told(read: &ProductNames) -> String {
    let line = |Problem { row, fault }: &Problem| format!("{row}: {fault:?}");
    read.problems.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_is_wrong_is_told_by_row() {
    let read = read(defective().as_bytes()).unwrap();
    expect![[r#"
        4: OtherPlanName { stands: "RMS_S_ENTERPRISE", value: "RMS_S_ENTERPRISE)" }
        4: Repeated { first: 3 }
        7: OtherPartNumber { stands: "O365_w/o Teams Bundle_M3", value: "M365_Copilot" }
        8: NotAnId { column: PlanId, value: "c1ec4a95-1f05-45b3-a911-aa3fa0109f5" }
        9: NoText { column: PlanName }
        9: NotAnId { column: SkuId, value: "" }
        10: NoText { column: PartNumber }
        10: NoText { column: PlanName }
        11: OtherPartNumber { stands: "O365_w/o Teams Bundle_M3", value: "EMS" }
        11: Repeated { first: 6 }
        12: TooFewCells { cells: 4 }
        12: NotAnId { column: PlanId, value: "" }
        13: TooManyCells { cells: 7 }
        14: OtherPlanName { stands: "Deskless", value: "INTUNE_A" }"#]]
    .assert_eq(&told(&read));
    assert_eq!((read.rows, read.products, read.plans, read.unlisted), (12, 2, 3, 0));
}

#[test]
fn the_rest_is_taken_in() {
    let read = read(defective().as_bytes()).unwrap();
    expect![[r#"
        tenantry catalogue 1
        plan 8c7d2df8-86f0-4902-b2ed-a0458298f3b3 Deskless
        = Microsoft StaffHub
        = Microsoft Intune
        plan c1ec4a95-1f05-45b3-a911-aa3fa01094f5 INTUNE_A
        = MICROSOFT INTUNE
        = Microsoft "Intune"
        plan bea4c11e-220a-4e6d-8eb8-8ea15d019f90 RMS_S_ENTERPRISE
        = Azure Rights
        product efccb6f7-5641-4e0e-bd10-b4976e1bf68e EMS
        = Enterprise Mobility + Security E3
        = EMS E3
        = EMS
        + Deskless
        + INTUNE_A
        + RMS_S_ENTERPRISE
        product 639dec6b-bb19-468b-871c-c5c441c4b0cb O365_w/o Teams Bundle_M3
        = Copilot
        = Copilot,  new
        + Deskless
        + INTUNE_A
        + RMS_S_ENTERPRISE
    "#]]
    .assert_eq(&read.catalogue.write());
}

#[test]
fn both_forms_of_the_header_and_other_ways_to_write_it_say_the_same() {
    let row = format!("Intune,INTUNE_A,{EMS},INTUNE_A,{INTUNE},Microsoft Intune");
    let plain = read(format!("{HEADER}\n{row}\n").as_bytes()).unwrap();
    assert_eq!((plain.rows, plain.problems.len()), (1, 0));
    let id = SkuId::parse(EMS).unwrap();
    assert_eq!(plain.catalogue.product(id).unwrap().plans, [ServicePlanId::parse(INTUNE).unwrap()]);
    let quoted = |line: &str| format!("\"{}\"", line.replace(',', "\",\""));
    let reversed = |line: &str| line.rsplit(',').collect::<Vec<_>>().join(",");
    for text in [
        format!("{PLAIN}\n{row}"),
        format!("\u{feff}{PLAIN}\r\n{row}\r\n"),
        format!("{HEADER}\r{row}\r"),
        format!("\n{}\n{}\n", quoted(HEADER), quoted(&row)),
        format!("{}\n{}\n", HEADER.replace(',', ";"), row.replace(',', ";")),
        format!("{}\n{}\n", HEADER.replace(',', " , "), row.replace(',', "\t,  ")),
        format!("{}\n{}\n", HEADER.to_uppercase().replace('_', " "), row),
        format!("{HEADER},Note\n{row},\n"),
        format!("{}\n{}\n", reversed(HEADER), reversed(&row)),
    ] {
        assert_eq!(read(text.as_bytes()).unwrap(), plain, "{text}");
    }
    let wide: Vec<u8> =
        format!("\u{feff}{HEADER}\n{row}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&wide).unwrap(), plain);
}

#[test]
fn columns_that_are_missing_are_named() {
    for nothing in ["", " ", "\r\n\r\n", "\u{feff}", ",,\n"] {
        assert_eq!(read(nothing.as_bytes()), Err(ProductNamesError::Empty), "{nothing:?}");
    }
    let missing = |text: &str| match read(text.as_bytes()) {
        Err(ProductNamesError::MissingColumns { missing }) => missing,
        other => panic!("{other:?}"),
    };
    assert_eq!(missing("id,mail\n1,2\n"), Column::ALL);
    for column in Column::ALL {
        let header = HEADER.replace(column.header(), "Other");
        assert_eq!(missing(&header), [column]);
    }
    assert_eq!(read(HEADER.as_bytes()).unwrap(), ProductNames::default());
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
    let catalogue = read(text.as_bytes()).unwrap().catalogue;
    let plan = catalogue.plan(ServicePlanId::parse(DESKLESS).unwrap()).unwrap();
    assert_eq!(plan.friendly_names, ["Microsoft Teams Shifts", "Microsoft StaffHub"]);
    assert_eq!(catalogue.with_part_number("p").len(), 4);
}

#[test]
fn problems_are_listed_up_to_a_number_and_counted_beyond() {
    let rows = "P,P,1,DESKLESS,2,\n".repeat(LISTED);
    let read = read(format!("{HEADER}\n{rows}").as_bytes()).unwrap();
    assert_eq!((read.problems.len(), read.unlisted as usize), (LISTED, LISTED));
    assert_eq!((read.rows as usize, read.products, read.plans), (LISTED, 0, 0));
}

#[test]
fn only_a_row_that_is_left_out_is_a_loss() {
    let read = read(defective().as_bytes()).unwrap();
    let lost = |row| {
        let of_row = read.problems.iter().filter(|problem| problem.row == row);
        of_row.map(|problem| problem.fault.severity()).max() == Some(Severity::Loss)
    };
    let rows: Vec<u32> = (1..20).filter(|row| lost(*row)).collect();
    expect!["[8, 9, 12, 13]"].assert_eq(&format!("{rows:?}"));
    let told_twice = Fault::Repeated { first: 3 };
    assert!(read.problems.contains(&Problem { row: 4, fault: told_twice }));
}

#[test]
fn every_beginning_of_a_file_is_read_or_refused() {
    let whole = defective();
    for end in 0..whole.len() {
        match read(&whole.as_bytes()[..end]) {
            Ok(read) => assert!(read.rows <= 14 && read.products <= 2, "{end}"),
            Err(ProductNamesError::Empty) => assert!(end <= 3),
            Err(ProductNamesError::MissingColumns { missing }) => assert!(!missing.is_empty()),
        }
    }
}

proptest! {
    #[test]
    fn no_bytes_are_too_odd(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut table = HEADER.as_bytes().to_vec();
        table.push(b'\n');
        table.extend_from_slice(&bytes);
        for bytes in [bytes, table] {
            if let Ok(ProductNames { catalogue, .. }) = read(&bytes) {
                prop_assert_eq!(crate::licensing::Catalogue::read(&catalogue.write()), Ok(catalogue));
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
        let read = read(rows.join("\n").as_bytes()).unwrap();
        prop_assert!(read.catalogue.products().all(|product| !product.plans.is_empty()));
        prop_assert_eq!(read.catalogue.products().len(), read.products);
        prop_assert_eq!(read.catalogue.plans().len(), read.plans);
    }
}
