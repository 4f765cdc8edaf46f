//! What is written into an address is read from it, whatever the values are.

use super::{ListState, OPERATORS, operators, takes_values};
use crate::{
    domain::{
        Attribute, Kind, ObjectId, SkuId, Timestamp, Value,
        attribute::{Of, Schema},
    },
    store::{
        Direction::{Ascending, Descending},
        Field, Filter, Operator,
    },
    tenant::licences::people::{Having, Question},
    ui::{
        fragment::Fragment,
        objects::shown::{Shown, choices},
    },
};
use proptest::prelude::*;

fn schema() -> Schema {
    let mut schema = Schema::default();
    schema.custom_attribute("extension_0123456789abcdef0123456789abcdef_unit").unwrap();
    schema
}

#[test]
fn reads_like_a_sentence() {
    let state = ListState {
        search: " anna ".into(),
        filters: vec![
            Filter {
                attribute: Attribute::DEPARTMENT,
                operator: Operator::In,
                values: vec![Value::Text("R&D, Lab".into()), Value::Text("Legal:x".into())],
            },
            Filter::bare(Attribute::MANAGER, Operator::IsEmpty),
            Filter::new(Attribute::ACCOUNT_ENABLED, Operator::Is, Value::Boolean(false)),
        ],
        sort: vec![
            (Attribute::DEPARTMENT.into(), Ascending),
            (Attribute::DISPLAY_NAME.into(), Descending),
        ],
        ..ListState::default()
    };
    let text = state.to_fragment(&schema()).print();
    assert_eq!(
        text,
        "#q=anna&f=department:in:R%26D%5C,%20Lab,Legal:x&f=manager:empty&f=accountEnabled:is:false&sort=department,-displayName"
    );
    let back = ListState::from_fragment(&Fragment::parse(&text), &schema());
    assert_eq!(back, ListState { search: "anna".into(), ..state });
}

#[test]
fn asks_about_licences_of_people_alone() {
    let sku = SkuId::parse("05e9a617-0261-4cee-bb44-138d3ef5d965").unwrap();
    let mut state = ListState::default();
    state.ask(Question::Of(sku, Having::Without));
    state.ask(Question::Nothing);
    state.ask(Question::Nothing);
    let text = state.to_fragment(&schema()).print();
    assert_eq!(text, "#l=without:05e9a617-0261-4cee-bb44-138d3ef5d965&l=nothing");
    assert!(state.is_narrowed());
    assert_eq!(ListState::from_fragment(&Fragment::parse(&text), &schema()), state);
    let of_groups = ListState::from_fragment(&Fragment::parse(&text), &Schema::of(Of::Group));
    assert_eq!(of_groups, ListState::default());
    state.widen();
    assert_eq!(state, ListState::default());
}

#[test]
fn leaves_out_what_it_does_not_know() {
    let text = "#f=nonsense:is:1&f=city&f=city:almost:x&f=city:is&f=createdDateTime:before:soon&sort=nothing,-city&open=me&x=y&show=ownerless";
    let state = ListState::from_fragment(&Fragment::parse(text), &schema());
    assert_eq!(
        state,
        ListState { sort: vec![(Attribute::CITY.into(), Descending)], ..ListState::default() }
    );
}

#[test]
fn a_column_sorts_up_then_down_then_not() {
    let city = Field::Attribute(Attribute::CITY);
    let name = Field::Attribute(Attribute::DISPLAY_NAME);
    let mut state = ListState::default();
    for expected in [vec![(city, Ascending)], vec![(city, Descending)], vec![]] {
        state.sort_by(city, false);
        assert_eq!(state.sort, expected);
    }
    state.sort_by(city, false);
    state.sort_by(name, true);
    state.sort_by(city, true);
    assert_eq!(state.sort, [(city, Descending), (name, Ascending)]);
    state.sort_by(city, true);
    assert_eq!(state.sort, [(name, Ascending)]);
    state.sort_by(city, true);
    state.sort_by(name, false);
    assert_eq!(state.sort, [(name, Descending)]);
}

#[test]
fn groups_and_devices_are_asked_for_as_users_are() {
    for of in [Of::Group, Of::Device] {
        let schema = Schema::of(of);
        for (part, name) in choices(of) {
            let sort = Field::all(&schema).map(|field| (field, Descending)).collect();
            let state = ListState { part: *part, sort, ..ListState::default() };
            let text = state.to_fragment(&schema).print();
            assert_eq!(text.contains(&format!("show={name}")), !name.is_empty());
            assert_eq!(ListState::from_fragment(&Fragment::parse(&text), &schema), state);
        }
    }
    let text = "#show=ownerless&f=visibility:in:Private&sort=-memberCount,displayName";
    let schema = Schema::of(Of::Group);
    let state = ListState::from_fragment(&Fragment::parse(text), &schema);
    assert_eq!(state.part, Shown::Ownerless);
    assert_eq!(state.filters.len(), 1);
    assert_eq!(state.sort.first(), Some(&(Field::Members, Descending)));
    assert_eq!(state.to_fragment(&schema).print(), text);
}

#[test]
fn the_deleted_ones_are_a_list_of_their_own() {
    let mut state = ListState::default();
    state.sort_by(Field::Members, false);
    state.show(Shown::Ownerless);
    assert!(state.is_narrowed() && !state.sort.is_empty());
    state.show(Shown::Deleted);
    assert!(!state.is_narrowed() && state.sort.is_empty());
    state.search = "x".into();
    state.widen();
    assert_eq!(state, ListState { part: Shown::Deleted, ..ListState::default() });
}

#[test]
fn every_operator_has_a_name_and_every_kind_operators() {
    let mut names: Vec<&str> = OPERATORS.iter().map(|(_, name)| *name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), OPERATORS.len());
    for kind in [Kind::Text, Kind::Texts, Kind::Boolean, Kind::Time, Kind::Date, Kind::Reference] {
        assert!(operators(kind).contains(&Operator::IsUnknown));
        assert!(operators(kind).iter().all(|one| OPERATORS.iter().any(|(known, _)| known == one)));
    }
}

fn filter() -> impl Strategy<Value = Filter> {
    let attribute = prop::sample::select(schema().attributes().collect::<Vec<_>>());
    let operator = prop::sample::select(OPERATORS.map(|(operator, _)| operator).to_vec());
    let values = prop::collection::vec((".*", any::<bool>(), 0_i64..4_000_000_000_000), 1..4);
    (attribute, operator, values).prop_map(|(attribute, operator, values)| {
        let value = |(text, boolean, time): (String, bool, i64)| match attribute.kind() {
            Kind::Text | Kind::Texts => Value::Text(text),
            Kind::Boolean => Value::Boolean(boolean),
            Kind::Time | Kind::Date => Value::Time(Timestamp(time)),
            Kind::Reference => Value::Reference(ObjectId::made_up(&text)),
        };
        let values = if takes_values(operator) {
            values.into_iter().map(value).collect()
        } else {
            Vec::new()
        };
        Filter { attribute, operator, values }
    })
}

proptest! {
    #[test]
    fn round_trip(filters in prop::collection::vec(filter(), 0..4), search in "\\S.{0,9}\\S") {
        let state = ListState { search: search.trim().to_owned(), filters, ..ListState::default() };
        let text = state.to_fragment(&schema()).print();
        prop_assert_eq!(ListState::from_fragment(&Fragment::parse(&text), &schema()), state);
    }

    #[test]
    fn never_panics(text in ".*") {
        drop(ListState::from_fragment(&Fragment::parse(&text), &schema()));
    }
}
