//! From what was done on a view to the file that goes back.

use super::{Action, File, KIND, Named, Person, VERSION, seal};
use crate::domain::attribute::Of;
use crate::domain::{
    Attribute, Command, Datum, Event, GroupId, GroupKind, Kind, ObjectId, Operation, Party, Row,
    Side, Subject, Title, UserId, Value, Wish,
};
use crate::store::Objects;
use crate::tenant::{Workspace, groups::Nature};
use crate::text::date::write_iso;

/// Words of actions. What they need beside the group: `who` for approve, deny, add and remove, `text` for
/// ask and deny and the value of an edit, `attribute` for an edit, `kind` for a creation.
pub(super) const JOIN: &str = "join";
pub(super) const LEAVE: &str = "leave";
pub(super) const ASK: &str = "ask";
pub(super) const WITHDRAW: &str = "withdraw";
pub(super) const APPROVE: &str = "approve";
pub(super) const DENY: &str = "deny";
pub(super) const ADD: &str = "add";
pub(super) const REMOVE: &str = "remove";
pub(super) const CREATE: &str = "create";
pub(super) const EDIT: &str = "edit";
pub(super) const RENEW: &str = "renew";

pub(super) const SECURITY: &str = "security";
pub(super) const UNIFIED: &str = "microsoft365";

/// The file of what was done; none where the workspace is nobody's view.
#[must_use]
pub fn file_of(workspace: &Workspace) -> Option<String> {
    let view = workspace.view()?;
    let user = workspace.users().find(view.person)?;
    let name = workspace.users().get(user, Attribute::USER_PRINCIPAL_NAME);
    let own = |operation: &&Operation| operation.actor.id == Some(view.person);
    let told = in_force(workspace).filter(own);
    let mut actions: Vec<Action> = told.flat_map(|it| of(workspace, it)).collect();
    let mut last = [0; 16];
    for action in &mut actions {
        last = seal::of(&view.view.secret, &last, action);
        action.seal = seal::print(&last);
    }
    let file = File {
        kind: KIND.to_owned(),
        version: VERSION,
        workspace: workspace.info.name.clone(),
        person: Person {
            id: view.person.to_string(),
            user_principal_name: name.as_text().unwrap_or_default().to_owned(),
        },
        view: write_iso(view.view.at.0),
        seal: seal::print(&seal::of_end(&view.view.secret, &last)),
        actions,
    };
    serde_json::to_string_pretty(&file).ok()
}

/// What somebody did, as actions without seals.
pub(super) fn done_by(workspace: &Workspace, person: ObjectId) -> Vec<Action> {
    let own = in_force(workspace).filter(|operation| operation.actor.id == Some(person));
    own.flat_map(|operation| of(workspace, operation)).collect()
}

/// How many changes in force are of a kind that no answer carries.
#[must_use]
pub fn unanswerable(workspace: &Workspace) -> usize {
    in_force(workspace).map(|operation| left_out(workspace, operation)).sum()
}

/// Changes of an operation that its actions do not tell. A group is created with its person as owner and
/// member, which no action needs to say.
fn left_out(workspace: &Workspace, operation: &Operation) -> usize {
    let person = workspace.view().map(|view| view.person);
    let own = operation.actor.id == person;
    let creates = matches!(operation.title, Title::CreateGroup { .. });
    let renews = matches!(operation.title, Title::RenewGroups { .. });
    let me = person.and_then(|id| workspace.users().find(id));
    let told = |event: &&Event| match event {
        Event::Relation { party: Party::Here(Subject { of: Of::User, row }), .. } if creates => {
            Some(*row) == me
        }
        Event::Relation { .. } => {
            related(workspace, event).is_some()
                || matches!(operation.title, Title::SelfService { .. })
        }
        Event::Attribute { attribute, .. } if creates => {
            attribute.kind() != Kind::Text || TOLD.contains(attribute)
        }
        Event::Attribute { .. } if renews => true,
        Event::Attribute { .. } => edited(workspace, event).is_some(),
        Event::Existence { .. } => creates,
        Event::Ledger { .. } => matches!(operation.title, Title::SelfService { .. }),
        Event::Intent { .. } => false,
    };
    operation.events.iter().filter(|event| !own || !told(event)).count()
}

/// The texts of a new group that are told.
const TOLD: [Attribute; 6] = [
    Attribute::GROUP_DISPLAY_NAME,
    Attribute::GROUP_MAIL_NICKNAME,
    Attribute::GROUP_DESCRIPTION,
    Attribute::GROUP_VISIBILITY,
    Attribute::GROUP_ACCESS_TYPE,
    Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE,
];

fn in_force(workspace: &Workspace) -> impl Iterator<Item = &Operation> {
    workspace.journal().iter().filter(|operation| {
        workspace.is_in_force(operation.id)
            && !matches!(operation.title, Title::Undo(_) | Title::Redo(_) | Title::Drop { .. })
    })
}

fn named(objects: &Objects, row: Row, name: Attribute) -> Named {
    let name = objects.get(row, name);
    let display_name = name.as_text().unwrap_or_default().to_owned();
    Named { id: objects.id(row).to_string(), display_name }
}

fn group(workspace: &Workspace, group: GroupId) -> Named {
    named(workspace.groups(), group, Attribute::GROUP_DISPLAY_NAME)
}

fn user(workspace: &Workspace, user: UserId) -> Named {
    named(workspace.users(), user, Attribute::DISPLAY_NAME)
}

/// What an operation was, as actions.
fn of(workspace: &Workspace, operation: &Operation) -> Vec<Action> {
    match &operation.title {
        Title::SelfService { .. } => match workspace.command_of(operation) {
            Some(Command::SelfService { group: which, wish }) => {
                vec![of_wish(workspace, which, wish)]
            }
            _ => Vec::new(),
        },
        Title::CreateGroup { .. } => created(workspace, operation),
        Title::Relate { .. } => {
            operation.events.iter().filter_map(|event| related(workspace, event)).collect()
        }
        Title::RenewGroups { .. } => {
            let renewed = operation.events.iter().filter_map(Event::subject);
            let action = |subject: Subject| Action {
                action: RENEW.to_owned(),
                group: group(workspace, subject.row),
                ..Action::default()
            };
            renewed.map(action).collect()
        }
        Title::EditGroups { .. } => {
            operation.events.iter().filter_map(|event| edited(workspace, event)).collect()
        }
        _ => Vec::new(),
    }
}

fn of_wish(workspace: &Workspace, which: GroupId, wish: Wish) -> Action {
    let answered = match &wish {
        Wish::Approve { user } | Wish::Deny { user, .. } => {
            workspace.ledger().request(which, *user).map(|request| write_iso(request.since.0))
        }
        _ => None,
    };
    let (word, who, text) = match wish {
        Wish::Join => (JOIN, None, None),
        Wish::Leave => (LEAVE, None, None),
        Wish::Ask { justification } => (ASK, None, Some(justification)),
        Wish::Withdraw => (WITHDRAW, None, None),
        Wish::Approve { user } => (APPROVE, Some(user), None),
        Wish::Deny { user, reason } => (DENY, Some(user), Some(reason)),
    };
    Action {
        action: word.to_owned(),
        group: group(workspace, which),
        who: who.map(|who| user(workspace, who)),
        text,
        request: answered,
        ..Action::default()
    }
}

/// Members who are users: whoever else is in a group is in no view.
fn related(workspace: &Workspace, event: &Event) -> Option<Action> {
    let Event::Relation {
        group: which,
        side: Side::Members,
        party: Party::Here(Subject { of: Of::User, row }),
        after,
        ..
    } = event
    else {
        return None;
    };
    Some(Action {
        action: if *after { ADD } else { REMOVE }.to_owned(),
        group: group(workspace, *which),
        who: Some(user(workspace, *row)),
        ..Action::default()
    })
}

fn edited(workspace: &Workspace, event: &Event) -> Option<Action> {
    let Event::Attribute { row, attribute, after, .. } = event else { return None };
    if attribute.of() != Of::Group || attribute.kind() != Kind::Text {
        return None;
    }
    let text = match after {
        Datum::Value(Value::Text(text)) => Some(text.clone()),
        Datum::Null => None,
        _ => return None,
    };
    Some(Action {
        action: EDIT.to_owned(),
        group: group(workspace, *row),
        attribute: Some(attribute.definition().name.to_owned()),
        text,
        ..Action::default()
    })
}

/// The creation of a group, then each text that it got.
fn created(workspace: &Workspace, operation: &Operation) -> Vec<Action> {
    let row = operation.events.iter().find_map(|event| match event {
        Event::Existence { of: Of::Group, row, .. } => Some(*row),
        _ => None,
    });
    let Some(row) = row else { return Vec::new() };
    let kind = match Nature::in_table(workspace.groups(), row).kind {
        Some(GroupKind::Microsoft365) => UNIFIED,
        _ => SECURITY,
    };
    let text = |wanted: Attribute| {
        operation.events.iter().find_map(|event| match event {
            Event::Attribute { attribute, after, .. } if *attribute == wanted => {
                after.as_text().map(ToOwned::to_owned)
            }
            _ => None,
        })
    };
    let name = text(Attribute::GROUP_DISPLAY_NAME);
    let id: ObjectId = workspace.groups().id(row);
    let named = Named { id: id.to_string(), display_name: name.clone().unwrap_or_default() };
    let mut actions = vec![Action {
        action: CREATE.to_owned(),
        group: named.clone(),
        text: name,
        attribute: text(Attribute::GROUP_MAIL_NICKNAME),
        kind: Some(kind.to_owned()),
        ..Action::default()
    }];
    let others =
        [Attribute::GROUP_DESCRIPTION, Attribute::GROUP_VISIBILITY, Attribute::GROUP_ACCESS_TYPE];
    for attribute in others {
        if let Some(value) = text(attribute) {
            actions.push(Action {
                action: EDIT.to_owned(),
                group: named.clone(),
                attribute: Some(attribute.definition().name.to_owned()),
                text: Some(value),
                ..Action::default()
            });
        }
    }
    actions
}
