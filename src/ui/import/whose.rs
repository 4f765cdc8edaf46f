//! Files of members that do not say whose: the reader is asked.

use crate::{
    domain::ObjectId,
    exchange::assign::Unassigned,
    i18n::Locale,
    session::{Import, import::Gathered},
    text::fold,
    ui::{
        kit::{
            combobox::{Choice, Combobox},
            dom::fresh_id,
        },
        texts::import as t,
    },
};
use leptos::prelude::*;

pub(super) fn whose(import: Import, gathered: &Gathered, locale: Locale) -> AnyView {
    let waiting = &gathered.staging.unassigned;
    if waiting.is_empty() {
        return ().into_any();
    }
    let groups = StoredValue::new(import.groups());
    let file = |one: &Unassigned| {
        let name = gathered.staging.files.get(one.file).map(|report| report.name.clone());
        question(import, one, &name.unwrap_or_default(), groups, locale)
    };
    let files: Vec<AnyView> = waiting.iter().map(file).collect();
    view! {
        <section class="stack measure">
            <h2>{t::WHOSE.get(locale)}</h2>
            {files}
        </section>
    }
    .into_any()
}

fn question(
    import: Import,
    one: &Unassigned,
    name: &str,
    groups: StoredValue<Vec<(String, ObjectId)>>,
    locale: Locale,
) -> AnyView {
    let why = t::WHOSE_WHY.with(locale, u64::from(one.count()), &[name]);
    if groups.with_value(Vec::is_empty) {
        return view! { <p>{why}</p> <p class="quiet">{t::WHOSE_NONE.get(locale)}</p> }.into_any();
    }
    let id = fresh_id("whose");
    let named = move |id: ObjectId| {
        groups
            .with_value(|all| all.iter().find(|(_, one)| *one == id).map(|(name, _)| name.clone()))
    };
    let chosen = RwSignal::new(one.proposal);
    let text = RwSignal::new(one.proposal.and_then(named).unwrap_or_default());
    // Typing takes the choice back.
    Effect::new(move |_| {
        let typed = text.get();
        if chosen.get_untracked().and_then(named).is_some_and(|name| name != typed) {
            chosen.set(None);
        }
    });
    let search = Callback::new(move |query: String| {
        let wanted = fold::search(query.trim()).into_owned();
        groups.with_value(|all| {
            let fits = all.iter().filter(|(name, _)| fold::search(name).contains(&wanted));
            let choice = |(name, id): &(String, ObjectId)| Choice {
                key: id.to_string(),
                text: name.clone(),
                detail: String::new(),
                group: String::new(),
            };
            fits.map(choice).collect()
        })
    });
    let pick = Callback::new(move |choice: Choice| {
        text.set(choice.text);
        chosen.set(ObjectId::parse(&choice.key));
    });
    let file = one.file;
    let take = move |_| {
        if let Some(group) = chosen.get_untracked() {
            import.assign(file, group);
        }
    };
    view! {
        <p>{why}</p>
        <div class="field">
            <label for=id.clone()>{t::WHOSE_GROUP.get(locale)}</label>
            <Combobox
                id=id
                name=t::WHOSE_GROUP.get(locale)
                text=text
                search=search
                pick=pick
            />
        </div>
        <p>
            <button
                type="button"
                class="btn"
                aria-disabled=move || chosen.get().is_none().then_some("true")
                on:click=take
            >
                {t::WHOSE_TAKE.get(locale)}
            </button>
        </p>
    }
    .into_any()
}
