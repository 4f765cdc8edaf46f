//! The dialog that brings deleted users back, with the choices that the service leaves.

use crate::{
    domain::{Refusal, UserId},
    i18n::words,
    messages,
    session::Session,
    ui::{
        deleted::{choice, texts},
        kit::{
            dialog::Dialog,
            field::{TextField, error_line},
            lang::lang,
            toast::use_toasts,
        },
        user::act::{act, refusal_lines},
    },
};
use leptos::prelude::*;

/// Opens the dialog; one for a whole page.
#[derive(Debug, Clone, Copy)]
pub struct Restorer {
    users: RwSignal<Vec<UserId>>,
    open: RwSignal<bool>,
}

impl Restorer {
    /// Closed.
    #[must_use]
    pub fn new() -> Self {
        Self { users: RwSignal::default(), open: RwSignal::new(false) }
    }

    /// Asks about some users.
    pub fn open(self, users: Vec<UserId>) {
        self.users.set(users);
        self.open.set(true);
    }

    /// The dialog.
    pub fn view(self, session: Session) -> AnyView {
        let locale = lang();
        let title = move || {
            let count = self.users.with(Vec::len);
            texts::ASK.of(locale, u64::try_from(count).unwrap_or_default())
        };
        view! {
            <Dialog open=self.open title=Signal::derive(title)>
                {move || body(session, self.open, self.users.get())}
            </Dialog>
        }
        .into_any()
    }
}

impl Default for Restorer {
    fn default() -> Self {
        Self::new()
    }
}

/// A user whose name is taken, with the input for another one.
#[derive(Debug, Clone, Copy)]
struct Renamed {
    user: UserId,
    name: RwSignal<String>,
}

fn body(session: Session, open: RwSignal<bool>, users: Vec<UserId>) -> AnyView {
    let (locale, toasts) = (lang(), use_toasts());
    let renamed: Vec<Renamed> = session.with_untracked(|workspace| {
        let taken = choice::names_taken(workspace, &users);
        let ask = |user| Renamed { user, name: RwSignal::new(choice::proposal(workspace, user)) };
        taken.into_iter().take(choice::MOST_NAMES).map(ask).collect()
    });
    let (renamed, users) = (StoredValue::new(renamed), StoredValue::new(users));
    let drop_proxies = RwSignal::new(false);
    let command = move || {
        let names: Vec<(UserId, String)> = renamed
            .with_value(|renamed| renamed.iter().map(|one| (one.user, one.name.get())).collect());
        users.with_value(|users| choice::command(users, &names, drop_proxies.get()))
    };
    let judged = Memo::new(move |_| session.acceptable_part(&command()));
    let asks_proxies = Memo::new(move |before: Option<&bool>| {
        // Once asked, the question stays: its answer is what made the refusal go.
        before == Some(&true) || judged.with(|(_, refusals)| choice::asks_for_proxies(refusals))
    });
    let possible = move || {
        judged.with(|(part, _)| match part {
            Some(crate::domain::Command::Restore { users, .. }) => users.len(),
            _ => 0,
        })
    };
    let confirm_text = move || {
        let (possible, all) = (possible(), users.with_value(Vec::len));
        let count = u64::try_from(possible).unwrap_or_default();
        if possible == all || possible == 0 {
            texts::RESTORE.get(locale).to_owned()
        } else {
            texts::ONLY_PART.of(locale, count)
        }
    };
    let refused = move || possible() == 0 || !session.writes().get();
    let confirm = move |_| {
        let Some(command) = judged.with_untracked(|(part, _)| part.clone()) else { return };
        let count = u64::try_from(possible()).unwrap_or_default();
        if act(session, toasts, locale, &command, &texts::DONE.of(locale, count)).is_some() {
            open.set(false);
        }
    };
    view! {
        <div class="body">
            <p>{texts::ASK_WHY.get(locale)}</p> {names(session, renamed)}
            {move || asks_proxies.get().then(|| proxies(drop_proxies))}
            <div class="stack" aria-live="polite">
                {move || judged.with(|(_, refusals)| against(session, refusals))}
            </div>
        </div>
        <footer>
            <button type="button" class="btn" on:click=move |_| open.set(false)>
                {words::CANCEL.get(locale)}
            </button>
            <button
                type="button"
                class="btn primary"
                aria-disabled=move || refused().then_some("true")
                on:click=confirm
            >
                {confirm_text}
            </button>
        </footer>
    }
    .into_any()
}

fn names(session: Session, renamed: StoredValue<Vec<Renamed>>) -> AnyView {
    let locale = lang();
    if renamed.with_value(Vec::is_empty) {
        return ().into_any();
    }
    let field = |one: &Renamed| {
        let name = session.with_untracked(|workspace| messages::name(workspace.users(), one.user));
        let id = format!("new-name-{}", one.user.0);
        view! { <TextField id=id label=texts::NEW_NAME_OF.with(locale, &[&name]) value=one.name /> }
            .into_any()
    };
    let fields = renamed.with_value(|renamed| renamed.iter().map(field).collect::<Vec<_>>());
    view! {
        <fieldset class="plain-set">
            <legend>{texts::NEW_NAMES.get(locale)}</legend>
            <p class="quiet">{texts::NEW_NAMES_WHY.get(locale)}</p>
            {fields}
        </fieldset>
    }
    .into_any()
}

fn proxies(drop_proxies: RwSignal<bool>) -> AnyView {
    let locale = lang();
    view! {
        <div>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=drop_proxies
                    on:change=move |event| drop_proxies.set(event_target_checked(&event))
                />
                {texts::DROP_PROXIES.get(locale)}
            </label>
            <p class="quiet small">{texts::DROP_PROXIES_WHY.get(locale)}</p>
        </div>
    }
    .into_any()
}

fn against(session: Session, refusals: &[Refusal]) -> AnyView {
    let locale = lang();
    let lines = refusal_lines(session, refusals, locale);
    if lines.is_empty() {
        return ().into_any();
    }
    let lines: Vec<AnyView> = lines.into_iter().take(20).map(error_line).collect();
    view! { <h3>{texts::CANNOT.get(locale)}</h3> {lines} }.into_any()
}
