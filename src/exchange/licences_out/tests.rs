//! The file of who has a product, cell by cell.

use super::{People, table};
use crate::domain::attribute::Of;
use crate::domain::{
    Attribute, Datum, Existence, ObjectId, Row, ServicePlanId, SkuId, SubscribedPlan, Subscription,
    Timestamp, Value,
};
use crate::exchange::csv_out::{Profile, Separator};
use crate::licensing::Catalogue;
use crate::store::{Directory, Extent, List, Side};
use crate::tenant::licences::{Assumptions, Licences};
use crate::tenant::{Info, Organisation, Workspace};

const E3: &str = "05e9a617-0261-4cee-bb44-138d3ef5d965";
const VISIO: &str = "c5928f49-12ba-48f7-ada3-0d743a3601d5";
const SWAY: &str = "a23b959c-7ce8-4e57-9140-b90eb88a9e97";
const NAMELESS: &str = "5dbe027f-2339-4123-9542-606e4d348a72";
const GROUP: ObjectId = ObjectId([7; 16]);

/// The first has the product directly and in part, the second by a group and by the service's word, the
/// third could not get it, of the fourth it is not told whence, and the last has another product.
fn workspace() -> Workspace {
    let mut directory = Directory::default();
    let refused = format!("{E3}/{GROUP}/Error/CountViolation/");
    for (number, name, direct, states, assigned) in [
        (1, "=SUM(1)", Some(format!("{E3}/{SWAY}")), None, None),
        (2, "Ben", None, Some(format!("{E3}/{GROUP}/Active//")), None),
        (3, "Cléo; x", None, Some(refused), None),
        (4, "Dan", None, None, Some(E3.to_owned())),
        (5, "Eve", Some(VISIO.to_owned()), None, None),
    ] {
        let users = &mut directory.users;
        let row = users.push(ObjectId([number; 16]), false, Existence::Active).unwrap();
        users.set(row, Attribute::DISPLAY_NAME, &Datum::text(name));
        users.set(row, Attribute::USER_PRINCIPAL_NAME, &Datum::text(format!("u{number}@x.y")));
        let told = assigned.is_none();
        let list = |text: Option<String>, told: bool| match text {
            Some(text) => Datum::Value(Value::Texts(vec![text])),
            None if told => Datum::Null,
            None => Datum::Unknown,
        };
        users.set(row, Attribute::DIRECT_LICENSES, &list(direct, told));
        users.set(row, Attribute::LICENSE_ASSIGNMENT_STATES, &list(states, told));
        users.set(row, Attribute::ASSIGNED_LICENSES, &list(assigned, false));
    }
    let group = directory.groups.push(GROUP, false, Existence::Active).unwrap();
    let gives = Datum::Value(Value::Texts(vec![E3.to_owned()]));
    directory.groups.set(group, Attribute::GROUP_ASSIGNED_LICENSES, &gives);
    let members = [(Of::User, vec![1, 2]), (Of::Group, vec![]), (Of::Device, vec![])];
    directory.members.grow(1);
    directory.members.replace(
        Side::Members,
        Row(0),
        List::of(members, Vec::new(), Extent::Complete),
    );
    directory.settle_members();
    let info = Info { name: String::new(), sample: false, created: Timestamp(0) };
    let mut workspace = Workspace::new(info, directory);
    let plan = |id: &str, name: &str| SubscribedPlan {
        id: ServicePlanId::parse(id).unwrap(),
        name: name.to_owned(),
        applies_to: None,
        status: None,
    };
    let owned = Subscription {
        sku: SkuId::parse(E3).unwrap(),
        part_number: "SPE_E3".to_owned(),
        applies_to: None,
        status: None,
        seats: None,
        consumed: None,
        plans: vec![plan(NAMELESS, ""), plan(SWAY, "SWAY")],
    };
    let organisation = Organisation { subscriptions: Some(vec![owned]), ..Organisation::default() };
    workspace.learn(Some(organisation), None);
    workspace
}

fn written(profile: Profile) -> String {
    let workspace = workspace();
    let catalogue = Catalogue::default();
    let mut licences = Licences::of(&workspace, &catalogue, Assumptions::default());
    let all = workspace.users().active().clone();
    let of = (SkuId::parse(E3).unwrap(), &all);
    String::from_utf8(table(&workspace, &catalogue, &mut licences, of, profile)).unwrap()
}

#[test]
fn who_has_it_whence_and_with_which_plans() {
    let id = |number: u8| ObjectId([number; 16]).to_string();
    let both = format!("{NAMELESS} SWAY");
    let expected = [
        "id,userPrincipalName,displayName,skuId,skuPartNumber,sources,state,error,enabledPlans,\
         disabledPlans"
            .to_owned(),
        format!("{},u1@x.y,=SUM(1),{E3},SPE_E3,direct,Active,None,{NAMELESS},SWAY", id(1)),
        format!("{},u2@x.y,Ben,{E3},SPE_E3,{GROUP},Active,None,{both},", id(2)),
        format!("{},u3@x.y,\"Cléo; x\",{E3},SPE_E3,{GROUP},Error,CountViolation,,{both}", id(3)),
        format!("{},u4@x.y,Dan,{E3},SPE_E3,unknown,Active,None,{both},", id(4)),
    ];
    let text = written(Profile::Raw);
    assert_eq!(text.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn cells_that_would_run_are_marked_for_spreadsheets() {
    let text = written(Profile::Spreadsheet { separator: Separator::Semicolon });
    assert!(text.contains(";'=SUM(1);"), "{text}");
    assert!(text.contains(";'displayName;"), "{text}");
}

/// Of people with several products: each by which way, what stands against it, and what is not told.
#[test]
fn people_with_several_products() {
    let workspace = workspace();
    let catalogue = Catalogue::default();
    let mut licences = Licences::of(&workspace, &catalogue, Assumptions::default());
    let products = [E3, VISIO].map(|product| SkuId::parse(product).unwrap());
    let mut written = |profile: Profile, rows: &[&[u32]]| {
        let people = People::new(products.to_vec(), profile);
        let mut bytes = people.start(&workspace, &catalogue);
        for rows in rows {
            bytes.extend(people.rows(&workspace, &mut licences, rows));
        }
        String::from_utf8(bytes).unwrap()
    };
    let id = |number: u8| ObjectId([number; 16]).to_string();
    let text = written(Profile::Raw, &[&[0, 1], &[2, 3, 4]]);
    let expected = [
        format!("id,userPrincipalName,displayName,SPE_E3,{VISIO}"),
        format!("{},u1@x.y,=SUM(1),direct,", id(1)),
        format!("{},u2@x.y,Ben,{GROUP},", id(2)),
        format!("{},u3@x.y,\"Cléo; x\",error:CountViolation,", id(3)),
        format!("{},u4@x.y,Dan,unknown,", id(4)),
        format!("{},u5@x.y,Eve,,direct", id(5)),
    ];
    assert_eq!(text.lines().collect::<Vec<_>>(), expected);
    let sheet = written(Profile::Spreadsheet { separator: Separator::Semicolon }, &[&[0]]);
    assert!(sheet.starts_with("\u{feff}id;") && sheet.contains(";'=SUM(1);direct;"), "{sheet}");
}

/// Two products with the same part number are told apart by their ids.
#[test]
fn columns_of_one_part_number_are_told_apart() {
    let mut workspace = workspace();
    let mut owned = workspace.organisation().subscriptions.clone().unwrap();
    let twin = Subscription { sku: SkuId::parse(VISIO).unwrap(), ..owned[0].clone() };
    owned.push(twin);
    let organisation = Organisation { subscriptions: Some(owned), ..Organisation::default() };
    workspace.learn(Some(organisation), None);
    let start = |products: &[&str]| {
        let products = products.iter().map(|product| SkuId::parse(product).unwrap()).collect();
        let bytes = People::new(products, Profile::Raw).start(&workspace, &Catalogue::default());
        String::from_utf8(bytes).unwrap()
    };
    let identity = "id,userPrincipalName,displayName";
    assert_eq!(
        start(&[E3, VISIO]).trim_end(),
        format!("{identity},SPE_E3 ({E3}),SPE_E3 ({VISIO})")
    );
    assert_eq!(start(&[VISIO]).trim_end(), format!("{identity},SPE_E3"));
}
