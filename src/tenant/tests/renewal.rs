//! Renewing groups that expire.

use super::*;
use crate::domain::attribute::Of;
use crate::domain::{GroupProblem, Setting, Side};
use crate::store::{Extent, List};
use crate::tenant::audit::Activity;
use crate::tenant::expiry::{Fate, How, Lacks, fate};
use crate::tenant::objects::ObjectChanges;

const RENEWED: Attribute = Attribute::GROUP_RENEWED_DATE_TIME;
const UNIFIED: GroupId = Row(0);
const SECURITY: GroupId = Row(1);
const DELETED: GroupId = Row(2);
/// Of a kind that is not known.
const UNKNOWN: GroupId = Row(3);

fn time(at: Timestamp) -> Datum {
    Datum::Value(Value::Time(at))
}

/// One group of each sort, last renewed 100 days ago; user 0 owns them. All expire after 180 days.
fn world() -> Workspace {
    let mut w = workspace(2);
    for (number, existence) in [Existence::Active, Existence::Active, Existence::Deleted(NOON)]
        .into_iter()
        .chain([Existence::Active])
        .enumerate()
    {
        let groups = &mut w.directory.groups;
        let row = groups.push(ObjectId::made_up(&format!("g{number}")), false, existence).unwrap();
        for attribute in groups.schema().attributes().collect::<Vec<_>>() {
            if !matches!(attribute, Attribute::GROUP_OBJECT_ID | Attribute::GROUP_DELETED_DATE_TIME)
            {
                groups.set(row, attribute, &Datum::Null);
            }
        }
        let unified = row != SECURITY;
        let types = if unified { vec!["Unified".to_owned()] } else { vec![] };
        for (attribute, datum) in [
            (Attribute::GROUP_DISPLAY_NAME, Datum::text(format!("Group {number}"))),
            (Attribute::GROUP_TYPES, Datum::Value(Value::Texts(types))),
            (Attribute::GROUP_MAIL_ENABLED, Datum::Value(Value::Boolean(unified))),
            (Attribute::GROUP_SECURITY_ENABLED, Datum::Value(Value::Boolean(true))),
            (RENEWED, time(NOON.plus_days(-100))),
            (Attribute::GROUP_EXPIRATION_DATE_TIME, time(NOON.plus_days(80))),
        ] {
            groups.set(row, attribute, &datum);
        }
        if row == UNKNOWN {
            groups.set(row, Attribute::GROUP_TYPES, &Datum::Unknown);
        }
        let owner = [(Of::User, vec![0]), (Of::Group, vec![]), (Of::Device, vec![])];
        let list = List::of(owner, vec![], Extent::Complete);
        w.directory.members.replace(Side::Owners, row, list);
    }
    let mut organisation = Organisation::default();
    for (setting, value) in
        [(Setting::ManagedGroupTypes, "All"), (Setting::GroupLifetimeInDays, "180")]
    {
        organisation.settings.insert(setting, Datum::text(value));
    }
    w.learn(Some(organisation), None);
    w
}

fn renew(groups: &[GroupId]) -> Command {
    Command::RenewGroups { groups: groups.to_vec() }
}

/// What the tenant says of the Microsoft 365 group by now.
fn import(w: &mut Workspace, renewed: Timestamp) -> Rebased {
    let cells = vec![(UNIFIED, RENEWED, time(renewed))];
    let groups = ObjectChanges { cells, ..ObjectChanges::default() };
    w.rebase(BaselineChanges { groups, ..BaselineChanges::default() }, vec![source()])
}

fn until(w: &Workspace) -> Fate {
    fate(w, UNIFIED, NOON)
}

#[test]
fn the_lifetime_begins_anew_and_is_taken_back_with_it() {
    let mut w = world();
    assert_eq!(until(&w), Fate::Expires(NOON.plus_days(80), How::Imported));
    let id = do_it(&mut w, &renew(&[UNIFIED]));
    assert_eq!(until(&w), Fate::Expires(NOON.plus_days(180), How::Renewed));
    let predicted = |w: &Workspace, id| {
        let records = w.audit(w.operation(id).unwrap());
        records.into_iter().map(|record| record.activity).collect::<Vec<_>>()
    };
    assert_eq!(predicted(&w, id), [Activity::RenewGroup]);
    let again = w.decide(&renew(&[UNIFIED]), &context(0));
    assert_eq!(again, Err(vec![Refusal::NothingToDo]));
    let undo = do_it(&mut w, &Command::Undo(id));
    assert_eq!(until(&w), Fate::Expires(NOON.plus_days(80), How::Imported));
    assert_eq!(predicted(&w, undo), []);
    let redo = w.redoable().unwrap();
    let redo = do_it(&mut w, &Command::Undo(redo));
    assert_eq!(until(&w), Fate::Expires(NOON.plus_days(180), How::Renewed));
    assert_eq!(predicted(&w, redo), [Activity::RenewGroup]);
}

/// The date that the service gave holds no longer; the next one takes the policy.
#[test]
fn without_the_policy_the_new_date_is_not_known() {
    let mut w = world();
    w.organisation.settings.clear();
    assert_eq!(until(&w), Fate::Expires(NOON.plus_days(80), How::Imported));
    do_it(&mut w, &renew(&[UNIFIED]));
    assert_eq!(until(&w), Fate::Renewed(Lacks::Setting(Setting::ManagedGroupTypes)));
}

#[test]
fn what_never_expires_is_not_renewed() {
    let w = world();
    for (group, problem) in [
        (SECURITY, GroupProblem::NeverExpires),
        (DELETED, GroupProblem::NotActive),
        (UNKNOWN, GroupProblem::KindUnknown),
    ] {
        let refused = w.decide(&renew(&[group]), &context(0));
        assert_eq!(refused, Err(vec![Refusal::Group { group, problem }]));
        let (part, _) = w.acceptable_part(&renew(&[group, UNIFIED]), &context(0));
        assert_eq!(part, Some(renew(&[UNIFIED])));
    }
    let mut w = world();
    let none = vec![(Setting::ManagedGroupTypes, Some(text("None")))];
    do_it(&mut w, &Command::Set { settings: none });
    let problem = GroupProblem::NeverExpires;
    let refused = w.decide(&renew(&[UNIFIED]), &context(0));
    assert_eq!(refused, Err(vec![Refusal::Group { group: UNIFIED, problem }]));
}

#[test]
fn owners_renew_and_others_do_not() {
    let w = world();
    for (user, may) in [(0, true), (1, false)] {
        let id = Some(w.users().id(Row(user)));
        let actor = Actor { id, name: format!("user{user}"), roles: Vec::new() };
        let asked = w.decide(&renew(&[UNIFIED]), &Context { actor, ..context(0) });
        let refused = asked
            .as_ref()
            .err()
            .is_some_and(|refusals| matches!(refusals.as_slice(), [Refusal::NotPermitted { .. }]));
        assert_eq!((asked.is_ok(), refused), (may, !may), "user {user}");
    }
}

#[test]
fn a_later_renewal_in_the_tenant_is_the_same_one_and_an_earlier_one_is_not() {
    for (renewed, arrives) in [(NOON.plus_days(1), true), (NOON, true), (NOON.plus_days(-1), false)]
    {
        let mut w = world();
        let id = do_it(&mut w, &renew(&[UNIFIED]));
        let rebased = import(&mut w, renewed);
        assert_eq!((rebased.arrived, rebased.kept), (u32::from(arrives), u32::from(!arrives)));
        assert_eq!(w.conflicts(), [], "a renewal contradicts none");
        assert_eq!(w.staged().is_empty(), arrives);
        let stands = if arrives { renewed } else { NOON };
        assert_eq!(w.groups().get(UNIFIED, RENEWED), time(stands));
        if !arrives {
            do_it(&mut w, &Command::Undo(id));
            assert_eq!(w.groups().get(UNIFIED, RENEWED), time(renewed));
        }
    }
}
