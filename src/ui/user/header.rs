//! Who it is, in one look, and what can be done to the whole person.

use crate::{
    domain::{Attribute, Command, Existence, Intent, UserId, Value},
    i18n::{Locale, words},
    messages,
    session::{Session, browser},
    tenant::Workspace,
    ui::{
        deleted::{choice::days_left, restore::Restorer, texts as deleted},
        kit::{
            icon::{Icon, icon},
            lang::lang,
            popup::{Popup, PopupKind},
            toast::{Tone, use_toasts},
            toolbar::Toolbar,
        },
        shell::heading,
        user::{
            act::{act, why_not},
            ask::{Asker, Question},
            facts::is_synced,
            texts,
        },
    },
};
use leptos::prelude::*;

/// What the marks beside the name say.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Marks {
    name: String,
    upn: String,
    existence: Existence,
    enabled: Option<bool>,
    guest: bool,
    synced: Option<bool>,
    provisional: bool,
    /// What the row was in the baseline, where that has changed.
    was: Option<Existence>,
    staged: u64,
}

fn marks(workspace: &Workspace, user: UserId) -> Marks {
    let users = workspace.users();
    let text = |attribute| users.read(user, attribute).text().unwrap_or_default().to_owned();
    let diff = workspace.staged().user(user);
    let staged = diff.map_or(0, |diff| {
        diff.attributes.len() + diff.intents.len() + usize::from(diff.existence.is_some())
    });
    Marks {
        name: messages::name(users, user),
        upn: text(Attribute::USER_PRINCIPAL_NAME),
        existence: users.existence(user),
        enabled: users.read(user, Attribute::ACCOUNT_ENABLED).boolean(),
        guest: users.read(user, Attribute::USER_TYPE).text() == Some("Guest"),
        synced: is_synced(users, user),
        provisional: users.is_provisional(user),
        was: diff.and_then(|diff| diff.existence),
        staged: u64::try_from(staged).unwrap_or_default(),
    }
}

/// Name, marks and verbs.
pub(super) fn header(session: Session, user: UserId, asker: Asker, restorer: Restorer) -> AnyView {
    let locale = lang();
    let marks = session.select(move |workspace| marks(workspace, user));
    let name = move || marks.with(|marks| marks.name.clone());
    let upn = move || marks.with(|marks| (marks.upn != marks.name).then(|| marks.upn.clone()));
    let badges = move || marks.with(|marks| badges(marks, locale));
    let verbs = move || {
        if !session.writes().get() {
            return view! { <p class="quiet">{texts::READ_ONLY_TAB.get(locale)}</p> }.into_any();
        }
        match marks.with(|marks| marks.existence) {
            Existence::Active => verbs(session, user, asker),
            Existence::Deleted(_) => {
                let open = move |_| restorer.open(vec![user]);
                view! {
                    <button type="button" class="btn primary" on:click=open>
                        {texts::RESTORE.get(locale)}
                    </button>
                }
                .into_any()
            }
            Existence::Absent => ().into_any(),
        }
    };
    view! {
        <div class="page-head">
            {heading(name)} <span class="quiet break">{upn}</span>
            <div class="line badges">{badges}</div>
        </div>
        {verbs}
    }
    .into_any()
}

fn badges(marks: &Marks, locale: Locale) -> Vec<AnyView> {
    let mut out = Vec::new();
    let mut badge = |class: &'static str, text: String| {
        out.push(view! { <span class=class>{text}</span> }.into_any());
    };
    match (marks.existence, marks.enabled) {
        (Existence::Deleted(at), _) => {
            badge("badge bad", texts::DELETED.get(locale).to_owned());
            badge(
                "badge warn",
                match days_left(at, browser::now()) {
                    Some(days) => deleted::DAYS_LEFT.of(locale, days),
                    None => deleted::EXPIRED.get(locale).to_owned(),
                },
            );
        }
        (_, Some(true)) => badge("badge good", texts::ENABLED.get(locale).to_owned()),
        (_, Some(false)) => badge("badge warn", texts::DISABLED.get(locale).to_owned()),
        (_, None) => {}
    }
    if marks.guest {
        badge("badge accent", texts::GUEST.get(locale).to_owned());
    }
    if marks.synced == Some(true) {
        badge("badge", texts::SYNCED.get(locale).to_owned());
    }
    if marks.synced.is_none() {
        badge("badge", texts::SYNC_UNKNOWN.get(locale).to_owned());
    }
    match marks.was {
        Some(Existence::Absent) => {
            badge("badge staged", texts::CREATED_HERE.get(locale).to_owned());
        }
        Some(Existence::Deleted(_)) => {
            badge("badge staged", texts::RESTORED.get(locale).to_owned());
        }
        _ if marks.provisional => badge("badge", texts::NO_ID.get(locale).to_owned()),
        _ => {}
    }
    if marks.staged > 0 {
        badge("badge staged", texts::STAGED.of(locale, marks.staged));
    }
    out
}

fn verbs(session: Session, user: UserId, asker: Asker) -> AnyView {
    let (locale, toasts) = (lang(), use_toasts());
    let enabled = session.select(move |workspace| {
        workspace.users().read(user, Attribute::ACCOUNT_ENABLED).boolean()
    });
    let switched = move |on: bool| {
        let changes = vec![(Attribute::ACCOUNT_ENABLED, Some(Value::Boolean(on)))];
        Command::Edit { users: vec![user], changes }
    };
    let switch = move |_| {
        let on = enabled.get_untracked() == Some(false);
        let done = if on { texts::ENABLED_DONE } else { texts::DISABLED_DONE };
        // A refusal is said when the button is pressed: its title alone is for the mouse.
        act(session, toasts, locale, &switched(on), done.get(locale));
    };
    let not_switched = why_not(session, locale, move || switched(enabled.get() == Some(false)));
    let not_deleted = why_not(session, locale, move || Command::Delete { users: vec![user] });
    let switch_label = move || {
        let off = enabled.get() == Some(false);
        (if off { texts::ENABLE } else { texts::DISABLE }).get(locale)
    };
    let delete = move |_| match not_deleted.get_untracked() {
        Some(why) => toasts.show(Tone::Bad, why),
        None => asker.ask(delete_question(session, user, locale)),
    };
    let menu_button = view! { {icon(Icon::Key)} {texts::SIGN_IN.get(locale)} {icon(Icon::Down)} };
    view! {
        <Toolbar label=texts::VERBS.get(locale)>
            <button
                type="button"
                class="btn"
                aria-disabled=move || not_switched.with(Option::is_some).then_some("true")
                title=move || not_switched.get()
                on:click=switch
            >
                {icon(Icon::Power)} {switch_label}
            </button>
            <Popup kind=PopupKind::Menu button=menu_button.into_any()>
                {Intent::ALL.map(|intent| item(session, user, intent, asker)).into_iter().collect::<Vec<_>>()}
            </Popup>
            <button
                type="button"
                class="btn"
                aria-disabled=move || not_deleted.with(Option::is_some).then_some("true")
                title=move || not_deleted.get()
                on:click=delete
            >
                {icon(Icon::Trash)} {texts::DELETE.get(locale)}
            </button>
        </Toolbar>
    }
    .into_any()
}

/// A thing that only the tenant can do: asked for when it is not staged, taken back when it is.
fn item(session: Session, user: UserId, intent: Intent, asker: Asker) -> AnyView {
    let (locale, toasts) = (lang(), use_toasts());
    let staged = session.select(move |workspace| workspace.staged().has_intent(user, intent));
    let label = messages::intent(intent).get(locale);
    let choose = move |_| {
        let users = vec![user];
        if staged.get_untracked() {
            let done = texts::UNSTAGED_DONE.with(locale, &[label]);
            act(session, toasts, locale, &Command::Unstage { users, intent }, &done);
        } else {
            asker.ask(Question {
                title: label.to_owned(),
                text: explanation(intent, locale),
                command: Command::Stage { users, intent },
                confirm: texts::STAGE.get(locale).to_owned(),
                danger: false,
                done: texts::INTENT_DONE.with(locale, &[label]),
            });
        }
    };
    view! {
        <button
            type="button"
            role="menuitemcheckbox"
            tabindex="-1"
            aria-checked=move || staged.get().to_string()
            on:click=choose
        >
            <span class="check-mark" aria-hidden="true">
                {move || staged.get().then(|| icon(Icon::Check))}
            </span>
            {label}
        </button>
    }
    .into_any()
}

fn explanation(intent: Intent, locale: Locale) -> Vec<String> {
    let what = match intent {
        Intent::ResetPassword => texts::RESET_WHY,
        Intent::ForcePasswordChange => texts::FORCE_WHY,
        Intent::ForcePasswordChangeWithMfa => texts::FORCE_MFA_WHY,
        Intent::RevokeSessions => texts::REVOKE_WHY,
        Intent::ReprocessLicenses => texts::REPROCESS_WHY,
    };
    [what, texts::NO_WAY_BACK, texts::STAGED_ONLY].map(|text| text.get(locale).to_owned()).into()
}

fn delete_question(session: Session, user: UserId, locale: Locale) -> Question {
    session.with_untracked(|workspace| {
        let users = workspace.users();
        let name = messages::name(users, user);
        let created = workspace.staged().user(user).and_then(|diff| diff.existence)
            == Some(Existence::Absent);
        let reports = users.reports(users.id(user));
        let reports = reports.iter().filter(|who| users.existence(**who) == Existence::Active);
        let reports = u64::try_from(reports.count()).unwrap_or_default();
        let mut text = Vec::new();
        if created {
            text.push(texts::DELETE_CREATED_WHY.get(locale).to_owned());
        } else {
            text.push(texts::DELETE_WHY.get(locale).to_owned());
            text.push(texts::STAGED_ONLY.get(locale).to_owned());
        }
        if reports > 0 {
            text.insert(1, texts::DELETE_REPORTS.of(locale, reports));
        }
        let done = if created { texts::NEVER_CREATED_DONE } else { texts::DELETED_DONE };
        Question {
            title: texts::DELETE_ASK.with(locale, &[&name]),
            text,
            command: Command::Delete { users: vec![user] },
            confirm: words::DELETE.get(locale).to_owned(),
            danger: true,
            done: done.with(locale, &[&name]),
        }
    })
}
