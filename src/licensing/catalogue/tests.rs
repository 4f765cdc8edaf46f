//! Lookups, merging, and the text form with what can be wrong in it.

use super::{Catalogue, CatalogueError, Flaw, Plan, Product};
use crate::domain::AppliesTo;
use crate::domain::{ObjectId, ServicePlanId, SkuId};
use crate::text::date::{Day, write_day};
use proptest::prelude::*;

/// The project's own table.
const PRODUCTS: &str = include_str!("../products.txt");

const SMALL: &str = "tenantry catalogue 1
# A comment.

dated 2026-06-24
plan 113feb6c-3fe4-4440-bddc-54d774bf0318 EXCHANGE_S_FOUNDATION
for company
= Exchange Foundation
plan 1259157c-8581-4875-bca7-2ffb18c51bda PROJECT_ESSENTIALS
= Project Online Essentials
= Élan
plan f944d685-f762-4371-806d-a1f48e5bea13 PROJECT_ESSENTIALS
for user
product 776df282-9fc0-4862-99e2-70e561b9909e PROJECT ESSENTIALS
= Project Online Essentials
+ EXCHANGE_S_FOUNDATION
+ f944d685-f762-4371-806d-a1f48e5bea13
";

fn products() -> Catalogue {
    Catalogue::read(PRODUCTS).unwrap()
}

fn sku(text: &str) -> SkuId {
    SkuId::parse(text).unwrap()
}

/// The only product with a part number.
fn called<'a>(catalogue: &'a Catalogue, part_number: &str) -> &'a Product {
    let mut found = catalogue.products().filter(|product| product.part_number == part_number);
    let product = found.next().unwrap();
    assert!(found.next().is_none(), "{part_number}");
    product
}

/// The names of the plans of the only product with a part number.
fn plans_of(catalogue: &Catalogue, part_number: &str) -> Vec<String> {
    let plans = called(catalogue, part_number).plans.iter();
    let mut names: Vec<String> =
        plans.map(|plan| catalogue.plan(*plan).unwrap().name.clone()).collect();
    names.sort_unstable();
    names
}

#[test]
fn our_own_table_is_read_and_is_as_it_would_be_written() {
    let catalogue = products();
    let is_told = |line: &&str| !line.starts_with('#');
    let told: Vec<&str> = PRODUCTS.lines().filter(is_told).collect();
    assert_eq!(catalogue.write().lines().collect::<Vec<_>>(), told);
    assert_eq!(catalogue.dated().map(write_day).as_deref(), Some("2026-06-24"));
    assert!(PRODUCTS.contains("Product names and service plan identifiers for licensing"));
    assert!(PRODUCTS.contains("CC-BY-4.0"));
    assert!((90..200).contains(&catalogue.products().len()));
    assert!(catalogue.products().all(|product| !product.plans.is_empty()));
    let brought =
        |plan: &Plan| catalogue.products().any(|product| product.plans.contains(&plan.id));
    assert!(catalogue.plans().all(brought));
}

#[test]
fn texts_name_several_products() {
    let catalogue = products();
    let twice = catalogue.with_part_number("mcopstn5");
    let ids = ["54a152dc-90de-4996-93d2-bc47e670fc06", "d43177b5-475b-4880-92d4-d54c27b5efbd"];
    assert_eq!(twice, ids.map(sku));
    assert_eq!(catalogue.with_part_number(" EMS ").len(), 1);
    assert_eq!(catalogue.with_part_number("MCOPSTN"), []);
    for (part_number, id) in [
        ("EMS", "efccb6f7-5641-4e0e-bd10-b4976e1bf68e"),
        ("EMSPREMIUM", "b05e124f-c7cc-45a0-a6aa-8cf78c946968"),
        ("EMS_EDU_FACULTY", "aedfac18-56b8-45e3-969b-53edb4ba4952"),
        ("O365_w/o Teams Bundle_M3", "c2fe850d-fbbb-4858-b67d-bd0c6e746da3"),
    ] {
        assert_eq!(called(&catalogue, part_number).id, sku(id), "{part_number}");
    }
    for (name, part_numbers) in [
        ("microsoft 365 f1", &["M365_F1", "M365_F1_COMM"][..]),
        ("Microsoft 365 Business Basic", &["O365_BUSINESS_ESSENTIALS", "SMB_BUSINESS_ESSENTIALS"]),
        ("Visio Plan 2", &["VISIOCLIENT", "VISIO_PLAN2_DEPT"]),
        ("Microsoft 365 F3", &["SPE_F1"]),
        ("Microsoft 365", &[]),
    ] {
        let found = catalogue.with_name(name);
        let mut found: Vec<&str> =
            found.iter().map(|id| catalogue.product(*id).unwrap().part_number.as_str()).collect();
        found.sort_unstable();
        assert_eq!(found, part_numbers, "{name}");
    }
}

#[test]
fn the_plans_of_enterprise_mobility_are_those_that_are_documented() {
    let catalogue = products();
    let foundation = "EXCHANGE_S_FOUNDATION";
    let mut three = vec![
        "AAD_PREMIUM",
        "ADALLOM_S_DISCOVERY",
        foundation,
        "INTUNE_A",
        "MFA_PREMIUM",
        "RMS_S_ENTERPRISE",
        "RMS_S_PREMIUM",
    ];
    assert_eq!(plans_of(&catalogue, "EMS"), three);
    three.extend(["AAD_EDU", "INTUNE_EDU", "WINDOWS_STORE"]);
    three.sort_unstable();
    assert_eq!(plans_of(&catalogue, "EMS_EDU_FACULTY"), three);
    let five = [
        "AAD_PREMIUM",
        "AAD_PREMIUM_P2",
        "ADALLOM_S_STANDALONE",
        "ATA",
        foundation,
        "INTUNE_A",
        "MFA_PREMIUM",
        "RMS_S_ENTERPRISE",
        "RMS_S_PREMIUM",
        "RMS_S_PREMIUM2",
    ];
    assert_eq!(plans_of(&catalogue, "EMSPREMIUM"), five);
    let gov = five.map(|name| if name == foundation { "EXCHANGE_S_FOUNDATION_GOV" } else { name });
    assert_eq!(plans_of(&catalogue, "EMSPREMIUM_GOV"), gov);
}

/// `INTUNE_O365` is not Intune.
#[test]
fn intune_is_where_it_is_sold() {
    let catalogue = products();
    let plan = |plan: &str| ServicePlanId::parse(plan).unwrap();
    let intune = plan("c1ec4a95-1f05-45b3-a911-aa3fa01094f5");
    let small = plan("882e1d05-acd1-4ccb-8708-6ee03664b117");
    for (part_number, is_intune) in [
        ("EMS", true),
        ("EMSPREMIUM", true),
        ("SPB", true),
        ("SPE_E3", true),
        ("SPE_F1", true),
        ("M365_F1", true),
        ("Microsoft_Teams_Rooms_Pro", true),
        ("STANDARDPACK", false),
        ("ENTERPRISEPACK", false),
        ("ENTERPRISEPREMIUM", false),
        ("DESKLESSPACK", false),
        ("O365_BUSINESS_PREMIUM", false),
    ] {
        let plans = &called(&catalogue, part_number).plans;
        assert_eq!(plans.contains(&intune), is_intune, "{part_number}");
        assert!(is_intune || plans.contains(&small), "{part_number}");
    }
}

#[test]
fn what_is_newer_replaces_products_and_adds_names() {
    let mut catalogue = Catalogue::read(SMALL).unwrap();
    let newer = Catalogue::read(
        "tenantry catalogue 1
dated 2026-06-23
plan 113feb6c-3fe4-4440-bddc-54d774bf0318
= New Foundation
= EXCHANGE FOUNDATION
plan 1259157c-8581-4875-bca7-2ffb18c51bda ESSENTIALS
for user
product 776df282-9fc0-4862-99e2-70e561b9909e PROJECTESSENTIALS
= Planner
+ ESSENTIALS
product efccb6f7-5641-4e0e-bd10-b4976e1bf68e EMS
",
    );
    catalogue.merge(newer.unwrap());
    let merged = "tenantry catalogue 1
dated 2026-06-24
plan 1259157c-8581-4875-bca7-2ffb18c51bda ESSENTIALS
for user
= Project Online Essentials
= Élan
plan 113feb6c-3fe4-4440-bddc-54d774bf0318 EXCHANGE_S_FOUNDATION
for company
= New Foundation
= Exchange Foundation
plan f944d685-f762-4371-806d-a1f48e5bea13 PROJECT_ESSENTIALS
for user
product efccb6f7-5641-4e0e-bd10-b4976e1bf68e EMS
product 776df282-9fc0-4862-99e2-70e561b9909e PROJECTESSENTIALS
= Planner
= Project Online Essentials
+ ESSENTIALS
";
    assert_eq!(catalogue.write(), merged);
    let before = catalogue.clone();
    catalogue.merge(Catalogue::default());
    assert_eq!(catalogue, before);
    let mut empty = Catalogue::default();
    empty.merge(before.clone());
    assert_eq!(empty, before);
    let product = before.product(sku("776df282-9fc0-4862-99e2-70e561b9909e")).unwrap();
    assert_eq!(product.title(), "Planner");
}

#[test]
fn a_plan_that_only_a_product_tells_of_has_no_name() {
    let mut catalogue = Catalogue::default();
    let [one, other] = [2, 1].map(|number| ServicePlanId(ObjectId([number; 16])));
    let (part_number, names) = ("A\r\nB".to_owned(), vec!["\tX ".to_owned(), "x".to_owned()]);
    let plans = vec![one, other, one];
    catalogue.add_product(Product { id: SkuId(one.0), part_number, names, plans });
    let product = catalogue.product(SkuId(one.0)).unwrap();
    assert_eq!((product.part_number.as_str(), product.title()), ("A  B", "x"));
    assert_eq!(product.names.len(), 1);
    assert_eq!(product.plans, [other, one]);
    assert_eq!(catalogue.plan(one).unwrap().title(), "");
    assert_eq!(Catalogue::read(&catalogue.write()), Ok(catalogue));
}

#[track_caller]
fn check(from: &str, to: &str, line: u32, character: u32, flaw: Flaw) {
    assert!(SMALL.contains(from), "{from}");
    let text = SMALL.replacen(from, to, 1);
    let expected = Err(CatalogueError { line, character, flaw });
    assert_eq!(Catalogue::read(&text), expected, "{text}");
    // A mark and other line ends move nothing.
    let text = format!("\u{feff}{}", text.replace('\n', " \r\n"));
    assert_eq!(Catalogue::read(&text), expected, "{text}");
}

#[test]
fn every_flaw_is_told_at_its_place() {
    let id = "776df282-9fc0-4862-99e2-70e561b9909e";
    check("tenantry", "tenant", 1, 1, Flaw::Foreign);
    check("catalogue 1", "catalogue 01x", 1, 20, Flaw::Foreign);
    check("catalogue 1", "catalogue 0", 1, 20, Flaw::Foreign);
    check("catalogue 1", "catalogue 2", 1, 20, Flaw::TooNew { found: 2, supported: 1 });
    check("for company", "For company", 6, 1, Flaw::UnknownLine);
    check("for company", " for company", 6, 1, Flaw::UnknownLine);
    check("for company", "for", 6, 4, Flaw::Missing);
    check("= Élan", "=", 10, 2, Flaw::Missing);
    check("2026-06-24", "2026-06-31", 4, 7, Flaw::NotADay);
    check("2026-06-24", "2026-6-24", 4, 7, Flaw::NotADay);
    check("2026-06-24", " 2026-06-24-", 4, 8, Flaw::NotADay);
    check("plan 113", "plan 11", 5, 6, Flaw::NotAnId);
    check("product 776", "product ", 13, 9, Flaw::NotAnId);
    check("for user", "for users", 12, 5, Flaw::NotAnAudience);
    check("# A comment.", "= Name", 2, 1, Flaw::Homeless);
    check("# A comment.", "+ EXCHANGE_S_FOUNDATION", 2, 1, Flaw::Homeless);
    check("= Élan", "+ EXCHANGE_S_FOUNDATION", 10, 1, Flaw::Homeless);
    check("= Project Online Essentials\n+", "for user\n+", 14, 1, Flaw::Homeless);
    let other = "1259157C-8581-4875-bca7-2ffb18c51bda";
    check("f944d685-f762-4371-806d-a1f48e5bea13", other, 11, 6, Flaw::RepeatedPlan);
    check("+ EX", &format!("product {id} X\n+ EX"), 15, 9, Flaw::RepeatedProduct);
    check("+ EXCHANGE", "+ Exchange", 15, 3, Flaw::UnknownPlan);
    check("+ f944", "+ f945", 16, 3, Flaw::UnknownPlan);
    check("+ EXCHANGE_S_FOUNDATION", "+   PROJECT_ESSENTIALS", 15, 5, Flaw::AmbiguousPlan);
    let error = Catalogue::read("tenantry catalogue 9").unwrap_err();
    assert_eq!(
        error.to_string(),
        "line 1, character 20: written in version 9, this code reads versions up to 1"
    );
}

#[test]
fn every_beginning_of_a_file_is_read_or_refused() {
    let whole = Catalogue::read(SMALL).unwrap();
    assert_eq!(whole.plans().len(), 3);
    assert_eq!(whole.plans().filter(|plan| plan.applies_to == Some(AppliesTo::User)).count(), 1);
    for (end, _) in SMALL.char_indices() {
        let (beginning, _) = SMALL.split_at(end);
        let lines = beginning.lines().count().max(1);
        match Catalogue::read(beginning) {
            Ok(read) => assert!(read.plans().len() <= 3 && read.products().len() <= 1),
            Err(error) => assert!(error.line as usize <= lines, "{end}: {error}"),
        }
    }
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[aAbB #=+]{0,3}",
        ".{0,6}",
        Just("01010101-0101-0101-0101-010101010101".to_owned())
    ]
}

fn id() -> impl Strategy<Value = ObjectId> {
    (0_u8..6).prop_map(|number| ObjectId([number; 16]))
}

prop_compose! {
    fn plan()(
        id in id(),
        name in text(),
        friendly_names in prop::collection::vec(text(), 0..4),
        applies_to in prop::option::of(prop_oneof![Just(AppliesTo::User), Just(AppliesTo::Company)]),
    ) -> Plan {
        Plan { id: ServicePlanId(id), name, friendly_names, applies_to }
    }
}

prop_compose! {
    fn product()(
        id in id(),
        part_number in text(),
        names in prop::collection::vec(text(), 0..4),
        plans in prop::collection::vec(id().prop_map(ServicePlanId), 0..5),
    ) -> Product {
        Product { id: SkuId(id), part_number, names, plans }
    }
}

prop_compose! {
    fn catalogue()(
        days in prop::option::of(-1_000_000_i64..4_000_000),
        plans in prop::collection::vec(plan(), 0..6),
        products in prop::collection::vec(product(), 0..6),
    ) -> Catalogue {
        let mut catalogue = Catalogue::default();
        catalogue.set_dated(days.map(Day::from_days));
        for plan in plans {
            catalogue.add_plan(plan);
        }
        for product in products {
            catalogue.add_product(product);
        }
        catalogue
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_as_the_same(catalogue in catalogue()) {
        let text = catalogue.write();
        let again = Catalogue::read(&text);
        prop_assert_eq!(again.as_ref(), Ok(&catalogue), "{}", text);
        prop_assert_eq!(again.unwrap().write(), text);
    }

    #[test]
    fn a_merge_has_everything_that_is_newer(older in catalogue(), newer in catalogue()) {
        let mut merged = older.clone();
        merged.merge(newer.clone());
        for product in newer.products() {
            let it = merged.product(product.id).unwrap();
            prop_assert_eq!(&it.plans, &product.plans);
            prop_assert!(it.names.len() >= product.names.len());
        }
        prop_assert!(older.products().all(|product| merged.product(product.id).is_some()));
        let mut plans = older.plans().chain(newer.plans());
        prop_assert!(plans.all(|plan| merged.plan(plan.id).is_some()));
        prop_assert_eq!(Catalogue::read(&merged.write()), Ok(merged));
    }

    #[test]
    fn no_text_is_too_odd(text in "(tenantry catalogue 1\n)?[a-z0-9=+# \n-]{0,80}", any in ".*") {
        for text in [text, any] {
            let lines = text.lines().count().max(1);
            if let Err(error) = Catalogue::read(&text) {
                prop_assert!((1..=lines).contains(&(error.line as usize)));
            }
        }
    }
}
