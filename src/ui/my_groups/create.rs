//! A group that the person creates, where the tenant's settings let them.

use super::act::reasons;
use crate::{
    domain::{
        Attribute, Command, GroupKind, JoinPolicy, Membership, NewGroup, Party, Subject, UserId,
        Value,
    },
    i18n::{Locale, words},
    messages,
    session::Session,
    tenant::{
        Workspace,
        naming_policy::{Named, creator, requirement},
        self_service::policy_change,
    },
    ui::{
        kit::{dialog::Dialog, field::TextField, lang::lang, toast::use_toasts},
        my_groups::texts as t,
        user::act::{act, refusal_lines},
    },
};
use leptos::prelude::*;

/// The name with what the tenant's policy puts around it; a security group keeps the name given.
fn whole(workspace: &Workspace, user: UserId, kind: GroupKind, name: &str) -> String {
    let name = name.trim();
    match requirement(workspace).filter(|_| kind == GroupKind::Microsoft365) {
        Some((_, requirement)) => match requirement.apply(name, creator(workspace, Some(user))) {
            Named::Name(name) | Named::TooLong { name, .. } => name,
            Named::Unknown(_) => name.to_owned(),
        },
        None => name.to_owned(),
    }
}

/// What the form asks.
#[derive(Debug, Clone, Copy)]
struct Draft {
    kind: RwSignal<GroupKind>,
    name: RwSignal<String>,
    description: RwSignal<String>,
    policy: RwSignal<JoinPolicy>,
}

impl Draft {
    fn command(self, workspace: &Workspace, user: UserId) -> Command {
        let kind = self.kind.get();
        let name = self.name.with(|name| whole(workspace, user, kind, name));
        let mut attributes = vec![(Attribute::GROUP_DISPLAY_NAME, Value::Text(name))];
        let description = self.description.with(|text| text.trim().to_owned());
        if !description.is_empty() {
            attributes.push((Attribute::GROUP_DESCRIPTION, Value::Text(description)));
        }
        attributes.extend(policy_change(kind, self.policy.get()));
        let me = Party::Here(Subject::user(user));
        Command::CreateGroup(Box::new(NewGroup {
            id: None,
            kind,
            membership: Membership::Assigned,
            role_assignable: false,
            attributes,
            owners: vec![me],
            members: vec![me],
        }))
    }
}

/// The dialog; `kinds` are those that the person may create.
pub(super) fn dialog(
    session: Session,
    user: UserId,
    open: RwSignal<bool>,
    kinds: Vec<GroupKind>,
) -> AnyView {
    let locale = lang();
    let title = Signal::stored(t::NEW.get(locale).to_owned());
    let kinds = StoredValue::new(kinds);
    view! {
        <Dialog open=open title=title>
            {move || form(session, user, open, &kinds.get_value(), locale)}
        </Dialog>
    }
    .into_any()
}

fn form(
    session: Session,
    user: UserId,
    open: RwSignal<bool>,
    kinds: &[GroupKind],
    locale: Locale,
) -> AnyView {
    let toasts = use_toasts();
    let first = kinds.first().copied().unwrap_or(GroupKind::Microsoft365);
    let draft = Draft {
        kind: RwSignal::new(first),
        name: RwSignal::new(String::new()),
        description: RwSignal::new(String::new()),
        policy: RwSignal::new(JoinPolicy::Approval),
    };
    let tried = RwSignal::new(false);
    let command = move || session.with(|workspace| draft.command(workspace, user));
    let against = Memo::new(move |_| {
        let refusals = session.rehearse(&command()).err().unwrap_or_default();
        refusal_lines(session, &refusals, locale)
    });
    let called = move || {
        let typed = draft.name.with(|name| name.trim().to_owned());
        let name = session.with(|workspace| whole(workspace, user, draft.kind.get(), &typed));
        (!typed.is_empty() && name != typed).then(|| t::NEW_RESULT.with(locale, &[&name]))
    };
    let create = move |_| {
        tried.set(true);
        if against.with_untracked(|lines| !lines.is_empty()) {
            return;
        }
        let command = untrack(command);
        let name = draft.name.get_untracked();
        let done = t::NEW_DONE.with(locale, &[name.trim()]);
        if act(session, toasts, locale, &command, &done).is_some() {
            open.set(false);
        }
    };
    view! {
        <div class="body stack">
            {kind_field(draft, kinds, locale)}
            <TextField id="my-name".to_owned() label=t::NEW_NAME.get(locale) value=draft.name required=true />
            <p role="status">{called}</p>
            <TextField
                id="my-description".to_owned()
                label=t::NEW_DESCRIPTION.get(locale)
                value=draft.description
            />
            {policy_field(draft, locale)}
            <div role="alert">
                {move || tried.get().then(|| reasons(against.get()))}
            </div>
        </div>
        <footer>
            <button type="button" class="btn" on:click=move |_| open.set(false)>
                {words::CANCEL.get(locale)}
            </button>
            <button type="button" class="btn primary" on:click=create>
                {words::CREATE.get(locale)}
            </button>
        </footer>
    }
    .into_any()
}

const fn kind_key(kind: GroupKind) -> &'static str {
    if matches!(kind, GroupKind::Security) { "security" } else { "unified" }
}

fn kind_field(draft: Draft, kinds: &[GroupKind], locale: Locale) -> AnyView {
    let kind_options: Vec<AnyView> = kinds
        .iter()
        .map(|kind| {
            let kind = *kind;
            view! {
                <option value=kind_key(kind) selected=move || draft.kind.get() == kind>
                    {messages::group::kind(kind).get(locale)}
                </option>
            }
            .into_any()
        })
        .collect();
    let choose_kind = move |event| {
        let security = event_target_value(&event) == kind_key(GroupKind::Security);
        draft.kind.set(if security { GroupKind::Security } else { GroupKind::Microsoft365 });
        if !security && draft.policy.get_untracked() == JoinPolicy::OwnersOnly {
            draft.policy.set(JoinPolicy::Approval);
        }
    };
    view! {
        <div class="field">
            <label for="my-kind">{t::NEW_KIND.get(locale)}</label>
            <select class="input" id="my-kind" on:change=choose_kind>
                {kind_options}
            </select>
        </div>
    }
    .into_any()
}

fn policy_field(draft: Draft, locale: Locale) -> AnyView {
    let policies = move || {
        let kind = draft.kind.get();
        let all = [JoinPolicy::Open, JoinPolicy::Approval, JoinPolicy::OwnersOnly];
        let options = all.into_iter().enumerate().filter(|(_, policy)| {
            // A Microsoft 365 group is public or private.
            kind == GroupKind::Security || *policy != JoinPolicy::OwnersOnly
        });
        options
            .map(|(at, policy)| {
                view! {
                    <option value=at.to_string() selected=move || draft.policy.get() == policy>
                        {messages::self_service::policy(Some(policy)).get(locale)}
                    </option>
                }
                .into_any()
            })
            .collect::<Vec<_>>()
    };
    let choose_policy = move |event| {
        draft.policy.set(match event_target_value(&event).as_str() {
            "0" => JoinPolicy::Open,
            "2" => JoinPolicy::OwnersOnly,
            _ => JoinPolicy::Approval,
        });
    };
    view! {
        <div class="field">
            <label for="my-policy">{t::NEW_POLICY.get(locale)}</label>
            <select class="input" id="my-policy" on:change=choose_policy>
                {policies}
            </select>
        </div>
    }
    .into_any()
}
