//! Against a naive log: a list of entries that is looked through.

use super::*;
use crate::store::Bits;
use crate::text::fold;
use proptest::prelude::*;

/// The texts of an entry, by a few words so that they meet.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    at: i64,
    words: Vec<Option<&'static str>>,
    targets: Vec<Vec<[Option<&'static str>; 3]>>,
}

fn word() -> impl Strategy<Value = Option<&'static str>> {
    prop::sample::select(vec![
        None,
        None,
        Some(""),
        Some("success"),
        Some("Update user"),
        Some("Core Directory"),
        Some("Zoë Müller"),
        Some("zoe"),
        Some("Group.ObjectID"),
        Some("00000001-2222-4222-a222-222222222222"),
        Some("\"00000001-2222-4222-A222-222222222222\""),
        Some("Department"),
    ])
}

fn plan() -> impl Strategy<Value = Plan> {
    let property = prop::array::uniform3(word());
    let target = prop::collection::vec(property, 0..3);
    (0_i64..5, prop::collection::vec(word(), 40), prop::collection::vec(target, 0..5))
        .prop_map(|(at, words, targets)| Plan { at: at * 1000, words, targets })
}

impl Plan {
    fn entry(&self) -> DirectoryAudit<'_> {
        let mut words = self.words.iter().copied();
        let mut next = || words.next().flatten();
        DirectoryAudit {
            id: next(),
            activity_date_time: Timestamp(self.at),
            activity_display_name: next(),
            category: next(),
            correlation_id: next(),
            logged_by_service: next(),
            operation_type: next(),
            result: next(),
            result_reason: next(),
            user_agent: next(),
            initiated_by: InitiatedBy {
                actor_type: next(),
                display_name: next(),
                id: next(),
                user_principal_name: next(),
                ip_address: next(),
                ..InitiatedBy::default()
            },
            target_resources: self
                .targets
                .iter()
                .map(|properties| TargetResource {
                    id: next(),
                    display_name: next(),
                    resource_type: next(),
                    modified_properties: properties
                        .iter()
                        .map(|[display_name, old_value, new_value]| ModifiedProperty {
                            display_name: *display_name,
                            old_value: *old_value,
                            new_value: *new_value,
                        })
                        .collect(),
                    ..TargetResource::default()
                })
                .collect(),
            additional_details: vec![(next(), next()); self.targets.len() % 3],
        }
    }
}

fn log(plans: &[Plan]) -> AuditLog {
    let mut log = AuditLog::default();
    for plan in plans {
        log.add(&plan.entry());
    }
    log
}

fn texts<'a>(entry: &DirectoryAudit<'a>) -> Vec<&'a str> {
    let by = entry.initiated_by;
    let mut all = vec![
        entry.id,
        entry.activity_display_name,
        entry.category,
        entry.correlation_id,
        entry.logged_by_service,
        entry.operation_type,
        entry.result,
        entry.result_reason,
        entry.user_agent,
        by.actor_type,
        by.display_name,
        by.id,
        by.user_principal_name,
        by.ip_address,
    ];
    for target in &entry.target_resources {
        all.extend([target.id, target.display_name, target.resource_type]);
        for property in &target.modified_properties {
            all.extend([property.display_name, property.old_value, property.new_value]);
        }
    }
    all.extend(entry.additional_details.iter().flat_map(|(key, value)| [*key, *value]));
    all.into_iter().flatten().collect()
}

fn holds(text: Option<&str>, part: &str) -> bool {
    text.is_some_and(|text| fold::search(text).contains(&*fold::search(part.trim())))
}

/// The rows that answer, by looking at each.
fn naive(log: &AuditLog, q: &AuditQuestion) -> Vec<u32> {
    let fits = |entry: &DirectoryAudit<'_>| {
        let is = |text: Option<&str>, wanted: &Option<String>| {
            wanted.as_deref().is_none_or(|wanted| text == Some(wanted))
        };
        let by = entry.initiated_by;
        let target = |fits: &dyn Fn(Option<&str>) -> bool| {
            entry.target_resources.iter().any(|t| fits(t.id) || fits(t.display_name))
        };
        let actor = |fits: &dyn Fn(Option<&str>) -> bool| {
            [by.display_name, by.id, by.user_principal_name].into_iter().any(fits)
        };
        let properties = || entry.target_resources.iter().flat_map(|t| &t.modified_properties);
        let object = |text: Option<&str>| {
            let bare = text.map(|text| {
                text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text)
            });
            bare.is_some_and(|bare| q.object.iter().any(|wanted| fold::same(wanted, bare)))
        };
        let at = entry.activity_date_time;
        is(entry.logged_by_service, &q.service)
            && is(entry.category, &q.category)
            && is(entry.activity_display_name, &q.activity)
            && is(entry.result, &q.result)
            && q.from.is_none_or(|from| at >= from)
            && q.until.is_none_or(|until| at < until)
            && fold::search(&q.text)
                .split_whitespace()
                .all(|word| texts(entry).iter().any(|text| fold::search(text).contains(word)))
            && (q.target.trim().is_empty() || target(&|text| holds(text, &q.target)))
            && (q.initiated_by.trim().is_empty() || actor(&|text| holds(text, &q.initiated_by)))
            && (q.attribute.trim().is_empty()
                || properties().any(|property| holds(property.display_name, &q.attribute)))
            && (q.object.is_empty()
                || target(&object)
                || actor(&object)
                || properties().any(|property| {
                    property.display_name == Some("Group.ObjectID")
                        && (object(property.old_value) || object(property.new_value))
                }))
    };
    (0..log.len()).filter(|row| fits(&log.entry(*row))).collect()
}

fn part() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "",
        "",
        "",
        " zo",
        "MULLER",
        "core  dir",
        "update",
        "object",
        "0001-2",
    ])
    .prop_map(str::to_owned)
}

prop_compose! {
    fn question()(
        exact in prop::collection::vec(word(), 4),
        parts in prop::collection::vec(part(), 4),
        from in prop::option::of(0_i64..4000),
        until in prop::option::of(0_i64..6000),
        object in prop::sample::select(vec![None, None, Some("00000001-2222-4222-A222-222222222222"), Some("ZOE")]),
    ) -> AuditQuestion {
        let exact: Vec<Option<String>> = exact.iter().map(|word| word.map(str::to_owned)).collect();
        AuditQuestion {
            service: exact[0].clone(),
            category: exact[1].clone().filter(|_| parts[0].is_empty()),
            activity: None,
            result: exact[3].clone().filter(|_| from.is_none()),
            target: parts[0].clone(),
            initiated_by: parts[1].clone(),
            attribute: parts[2].clone(),
            text: parts[3].clone(),
            from: from.map(Timestamp),
            until: until.map(Timestamp),
            object: object.into_iter().map(str::to_owned).collect(),
        }
    }
}

fn decoded(blocks: &[Vec<u8>]) -> Option<AuditLog> {
    let mut decoder = image::Decoder::default();
    for block in blocks {
        decoder.read(block).ok()?;
    }
    Some(decoder.finish())
}

fn encoded(log: &AuditLog) -> Vec<Vec<u8>> {
    let mut encoder = image::Encoder::new(log, Vec::new);
    std::iter::from_fn(|| encoder.step(log)).collect()
}

proptest! {
    #[test]
    fn answers_are_those_of_a_naive_log(plans in prop::collection::vec(plan(), 0..9), questions in prop::collection::vec(question(), 1..6)) {
        let log = log(&plans);
        for question in questions {
            let found: Vec<u32> = log.ask(&question).iter().collect();
            prop_assert_eq!(found, naive(&log, &question), "{:?}", question);
        }
    }

    #[test]
    fn what_goes_in_comes_out(plans in prop::collection::vec(plan(), 0..9)) {
        for plan in &plans {
            let mut one = AuditLog::default();
            one.add(&plan.entry());
            prop_assert_eq!(one.entry(0), plan.entry());
        }
    }

    #[test]
    fn taken_in_twice_is_taken_in_once(plans in prop::collection::vec(plan(), 0..9), more in prop::collection::vec(plan(), 0..9)) {
        let (mut here, there) = (log(&plans), log(&more));
        let foreseen = here.compare(&there);
        let before = here.len();
        let tally = here.take_in(there.clone());
        prop_assert_eq!(here.len(), before + tally.new);
        if before > 0 {
            prop_assert!(foreseen.new >= tally.new && foreseen.known <= tally.known);
        }
        let once = here.clone();
        let again = here.take_in(there);
        prop_assert_eq!(again.new, 0);
        prop_assert_eq!(again.completed, 0);
        prop_assert!(here == once);
    }

    #[test]
    fn bytes_and_back(plans in prop::collection::vec(plan(), 0..9), cut in any::<prop::sample::Index>(), other in any::<u8>()) {
        let log = log(&plans);
        let mut blocks = encoded(&log);
        let read = decoded(&blocks).unwrap();
        prop_assert!(read == log);
        // What was read is written the same, so a workspace that only opens never changes.
        prop_assert_eq!(encoded(&read), blocks.clone());
        if let Some(block) = blocks.first_mut() {
            let at = cut.index(block.len());
            block[at] = other;
            decoded(&blocks);
            blocks[0].truncate(at);
            decoded(&blocks);
        }
    }

    #[test]
    fn every_order_has_every_row(plans in prop::collection::vec(plan(), 0..9), down in any::<bool>()) {
        let (one, other) = plans.split_at(plans.len() / 2);
        let (one, other) = (log(one), log(other));
        let (all_one, all_other) = (Bits::all(one.len()), Bits::all(other.len()));
        let logs = [(&one, &all_one), (&other, &all_other)];
        for by in [AuditOrder::Date, AuditOrder::Log, AuditOrder::Targets, AuditOrder::InitiatedBy, AuditOrder::Column(AuditColumn::Activity)] {
            let rows = order(&logs, by, down);
            let mut sorted = rows.clone();
            sorted.sort_unstable();
            let mut all: Vec<(u8, u32)> = (0..one.len()).map(|row| (0, row)).collect();
            all.extend((0..other.len()).map(|row| (1, row)));
            prop_assert_eq!(sorted, all);
            if by == AuditOrder::Date {
                let times: Vec<i64> = rows.iter().map(|(which, row)| logs[usize::from(*which)].0.at(*row).0).collect();
                let sorted = if down { times.is_sorted_by(|a, b| a >= b) } else { times.is_sorted() };
                prop_assert!(sorted);
            }
        }
    }
}

#[test]
fn an_entry_that_comes_with_its_id_is_completed() {
    let mut log = AuditLog::default();
    let mut entry = DirectoryAudit {
        activity_date_time: Timestamp(5),
        activity_display_name: Some("Update user"),
        correlation_id: Some("ABC"),
        result_reason: Some(""),
        ..DirectoryAudit::default()
    };
    assert_eq!(log.add(&entry), identity::AuditAdded::New(0));
    entry.correlation_id = Some("abc");
    assert_eq!(log.add(&entry), identity::AuditAdded::Known(0));
    (entry.id, entry.operation_type) = (Some("x"), Some("Update"));
    assert_eq!(log.add(&entry), identity::AuditAdded::Completed(0));
    assert_eq!(log.entry(0), entry);
    assert_eq!(log.add(&entry), identity::AuditAdded::Known(0));
    entry.id = Some("y");
    assert_eq!(log.add(&entry), identity::AuditAdded::New(1));
    entry.id = None;
    assert_eq!(log.add(&entry), identity::AuditAdded::Known(0));
    assert_eq!(log.span(), Some((Timestamp(5), Timestamp(5))));
    assert_eq!(log.of_operation(0), [0, 1]);
}

#[test]
fn many_come_in_blocks() {
    let mut log = AuditLog::default();
    let ids: Vec<String> = (0..40_000).map(|number| format!("Directory_{number}")).collect();
    for (at, id) in (0..).zip(&ids) {
        log.add(&DirectoryAudit {
            id: Some(id),
            activity_date_time: Timestamp(at * -1000),
            category: Some("UserManagement"),
            ..DirectoryAudit::default()
        });
    }
    let blocks = encoded(&log);
    assert_eq!(blocks.len(), 3);
    assert!(decoded(&blocks).unwrap() == log);
    assert!(decoded(&blocks[1..]).is_none());
    assert!(encoded(&AuditLog::default()).is_empty());
    let values = log.values(AuditColumn::Category, &Bits::all(log.len()));
    assert_eq!(values, [("UserManagement", 40_000)]);
}

/// A log as large as a busy month's.
#[test]
fn a_hundred_thousand_entries() {
    let mut log = AuditLog::default();
    for number in 0..100_000_u32 {
        let (id, correlation) = (format!("Directory_{number:08}"), format!("c{:07}", number / 3));
        let (person, value) =
            (format!("user{:05}@contoso.com", number % 5000), format!("\"v{number}\""));
        let property = ModifiedProperty {
            display_name: Some("Department"),
            new_value: Some(&value),
            ..ModifiedProperty::default()
        };
        log.add(&DirectoryAudit {
            id: Some(&id),
            activity_date_time: Timestamp(i64::from(number) * 1000),
            activity_display_name: Some(if number % 2 == 0 { "Update user" } else { "Add user" }),
            category: Some("UserManagement"),
            correlation_id: Some(&correlation),
            target_resources: vec![TargetResource {
                display_name: Some(&person),
                modified_properties: vec![property],
                ..TargetResource::default()
            }],
            ..DirectoryAudit::default()
        });
    }
    let count = |question: AuditQuestion| log.ask(&question).count();
    let text = |text: &str| AuditQuestion { text: text.to_owned(), ..AuditQuestion::default() };
    assert_eq!(count(text("v99999")), 1);
    assert_eq!(count(text("user00042 update")), 20);
    assert_eq!(count(AuditQuestion { attribute: "depart".to_owned(), ..text("") }), 100_000);
    assert_eq!(log.of_operation(0), [0, 1, 2]);
    assert_eq!(log.compare(&log.clone()).known, 100_000);
}
