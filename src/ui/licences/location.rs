//! Asks for the usage location of those who have none: nobody can be given a licence before one is set.

use super::people_texts as t;
use crate::{
    domain::{Attribute, Command, Row, Value},
    i18n::Locale,
    session::Session,
    store::Cell,
    ui::{
        groups::existence::staged,
        kit::{
            dom::fresh_id,
            notice::{Notice, strip},
            toast::{Tone, use_toasts},
        },
        new_user::proposals,
        user::act::denied_text,
    },
};
use leptos::prelude::*;

/// The form; nothing where everybody who is asked about has a place, or no file tells.
pub(super) fn ask(session: Session, people: Vec<Row>, locale: Locale) -> AnyView {
    let toasts = use_toasts();
    let usual = session.with_untracked(proposals::usage_location).unwrap_or_default();
    let place = RwSignal::new(usual);
    let nowhere = session.select(move |workspace| {
        let users = workspace.users();
        let has_none = |row: &Row| users.read(*row, Attribute::USAGE_LOCATION) == Cell::Null;
        people.iter().copied().filter(has_none).collect::<Vec<Row>>()
    });
    let set = move |_| {
        let text = place.get_untracked().trim().to_ascii_uppercase();
        let changes = vec![(Attribute::USAGE_LOCATION, Some(Value::Text(text)))];
        match session.dispatch(&Command::Edit { users: nowhere.get_untracked(), changes }) {
            Ok(id) => toasts.show(Tone::Good, staged(session, id, locale)),
            Err(denied) => toasts.show(Tone::Bad, denied_text(session, &denied, locale)),
        }
    };
    let is_none = Memo::new(move |_| nowhere.with(Vec::is_empty));
    let form = move || {
        (!is_none.get()).then(|| {
            let id = fresh_id("place");
            let label = move || t::PLACE_OF.of(locale, nowhere.with(Vec::len) as u64);
            let field = view! {
                <div class="field">
                    <label for=id.clone()>{label}</label>
                    <div class="line">
                        <input
                            class="input place"
                            id=id
                            maxlength="2"
                            autocomplete="off"
                            prop:value=place
                            on:input=move |event| place.set(event_target_value(&event))
                        />
                        <button
                            type="button"
                            class="btn"
                            disabled=move || place.with(|place| place.trim().len() != 2)
                            on:click=set
                        >
                            {t::SET_PLACE.get(locale)}
                        </button>
                    </div>
                    <p class="quiet small">{t::PLACE_WHY.get(locale)}</p>
                </div>
            };
            strip(Notice::Warn, field)
        })
    };
    form.into_any()
}
