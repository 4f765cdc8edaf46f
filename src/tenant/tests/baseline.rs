//! A baseline that is made beside the tables is the same as one that is made in them.

use super::group_laws::{GroupDump, any_group_command, dump_groups, play};
use super::groups::user;
use super::*;
use crate::domain::attribute::Of;
use crate::domain::{Other, Party, Row, Side, Sort};
use crate::store::members::{Extent, List};
use crate::tenant::baseline::{Pace, Rebasing};
use crate::tenant::{ListChange, ObjectChanges};
use proptest::prelude::*;

/// An object that no file has brought yet, until one of `changes` does.
fn newcomer(number: u32) -> ObjectId {
    ObjectId::made_up(&format!("newcomer {number}"))
}

fn row(number: u32, attribute: Attribute) -> NewRow {
    let attributes = vec![(attribute, Datum::text(format!("New {number}")))];
    NewRow { id: newcomer(number), provisional: false, existence: Existence::Active, attributes }
}

type Word = (u32, Option<String>);

/// What an import says: of users and groups, and who is in which group.
#[derive(Debug, Clone)]
struct Said {
    users: Vec<Word>,
    groups: Vec<Word>,
    deleted: Vec<u32>,
    new_users: Vec<u32>,
    new_groups: Vec<u32>,
    lists: Vec<(u32, Side, Vec<u32>, Vec<u32>)>,
    custom: bool,
}

fn any_said() -> impl Strategy<Value = Said> {
    let word = || (0_u32..6, prop::option::of("[a-c]"));
    let words = || prop::collection::vec(word(), 0..5);
    let numbers = |range| prop::collection::vec(range, 0..3);
    let side = prop::sample::select(Side::BOTH.to_vec());
    let list = (0_u32..12, side, numbers(0_u32..6), numbers(0_u32..8));
    let lists = prop::collection::vec(list, 0..6);
    let new = (numbers(0_u32..4), numbers(4_u32..8));
    (words(), words(), numbers(0_u32..6), new, lists, any::<bool>()).prop_map(
        |(users, groups, deleted, (new_users, new_groups), lists, custom)| Said {
            users,
            groups,
            deleted,
            new_users,
            new_groups,
            lists,
            custom,
        },
    )
}

impl Said {
    fn changes(&self, w: &Workspace) -> BaselineChanges {
        let datum = |text: &Option<String>| text.as_deref().map_or(Datum::Null, Datum::text);
        let cells = |words: &[Word], attribute| {
            words.iter().map(|(row, text)| (Row(*row), attribute, datum(text))).collect()
        };
        let rows = |numbers: &[u32], attribute| {
            numbers.iter().map(|number| row(*number, attribute)).collect::<Vec<_>>()
        };
        let mut changes = BaselineChanges {
            custom: self.custom.then(|| "extension_a_b".to_owned()).into_iter().collect(),
            cells: cells(&self.users, Attribute::JOB_TITLE),
            rows: rows(&self.new_users, Attribute::DISPLAY_NAME),
            gone: self.deleted.iter().map(|user| UserId(*user)).collect(),
            groups: ObjectChanges {
                rows: rows(&self.new_groups, Attribute::GROUP_DISPLAY_NAME),
                cells: cells(&self.groups, Attribute::GROUP_DESCRIPTION),
                ..ObjectChanges::default()
            },
            ..BaselineChanges::default()
        };
        for (group, side, here, elsewhere) in &self.lists {
            // The last ones are of groups that come in.
            let group = match group.checked_sub(8) {
                Some(new) => newcomer(4 + new),
                None => w.groups().id(Row(*group)),
            };
            let sort = Sort::Unsaid;
            let others = elsewhere.iter().map(|number| Other { id: newcomer(*number), sort });
            let rows = [(Of::User, here.clone()), (Of::Group, vec![]), (Of::Device, vec![])];
            let list = List::of(rows, others.collect(), Extent::Complete);
            changes.lists.push(ListChange { group, side: *side, list });
        }
        changes
    }
}

type All = (Dump, GroupDump, Vec<(Party, Extent)>, String);

fn all(w: &Workspace) -> All {
    let lists = (0..w.groups().rows()).map(|group| {
        let extent = w.directory().members.of(Side::Members, Row(group)).extent;
        (user(group), extent)
    });
    let rest = format!(
        "{:?} {:?} {:?} {:?}",
        w.staged(),
        w.conflicts(),
        w.journal().iter().map(|operation| &operation.events).collect::<Vec<_>>(),
        w.users().schema()
    );
    (dump(w), dump_groups(w), lists.collect(), rest)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn copied_tables_are_as_changed_ones(
        commands in prop::collection::vec(any_group_command(), 0..8),
        said in any_said(),
        slice in 1_usize..4,
        many in 0_usize..10,
    ) {
        let mut here = play(&commands);
        let changes = said.changes(&here);
        let never = Pace { many: usize::MAX, slice: 1 };
        let expected = Rebasing::at_pace(&here, changes.clone(), NOON, never);
        let expected = here.rebase_on(expected, vec![source()]);

        let mut beside = play(&commands);
        let before = all(&beside);
        let mut baseline = Rebasing::at_pace(&beside, changes, NOON, Pace { many, slice });
        while baseline.step(&beside) {
            prop_assert_eq!(&all(&beside), &before);
        }
        prop_assert_eq!(beside.rebase_on(baseline, vec![source()]), expected);
        prop_assert_eq!(all(&beside), all(&here));
    }
}
