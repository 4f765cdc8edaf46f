//! The page as a whole.

use crate::{
    domain::Timestamp,
    i18n::Locale,
    messages,
    rules::limits,
    session::{Drifts, Session, browser},
    store::Directory,
    ui::{
        drift::{desk::Desk, export, list, pane, part::Part, texts as t},
        kit::{
            dom::on_window,
            icon::{Icon, icon},
            lang::{lang, zone},
            notice::{Notice, empty, strip},
        },
        nav::{plain, use_nav},
        page::Page,
        shell::{heading, keys::LIST_SEARCH},
    },
};
use leptos::{ev, prelude::*};
use std::sync::Arc;

/// Rings that are named.
const RINGS: usize = 20;

/// All dynamic groups against their rules.
pub fn drift_page(session: Session) -> AnyView {
    let (locale, nav) = (lang(), use_nav());
    let desk = Desk::new(session, locale, nav);
    on_window(ev::keydown, move |event: ev::KeyboardEvent| {
        if event.key() == "Escape"
            && !event.default_prevented()
            && desk.open.get_untracked().is_some()
        {
            desk.set_open(None);
        }
    });
    let state = Memo::new(move |_| desk.drifts.with(|drifts| drifts.as_ref().map(is_empty)));
    let content = move || match state.get() {
        None => working(desk),
        Some(true) => {
            let action = view! {
                <a class="btn" href=plain(Page::Groups)>{t::TO_GROUPS.get(locale)}</a>
            };
            empty(Icon::Groups, t::NONE.get(locale), t::NONE_WHY.get(locale), action)
        }
        Some(false) => untrack(|| content(desk)),
    };
    let total = move || {
        desk.drifts.with(|drifts| {
            let drifts = drifts.as_ref().filter(|drifts| !is_empty(drifts));
            drifts.map_or_else(|| t::LEAD.get(locale).to_owned(), |drifts| total(drifts, locale))
        })
    };
    view! {
        <div class="page-head">
            {heading(Page::Drift.title().get(locale))} <p class="lead">{total}</p>
        </div>
        {content}
    }
    .into_any()
}

fn is_empty(drifts: &Arc<Drifts>) -> bool {
    drifts.groups.is_empty() && drifts.unread == 0
}

/// How many there are, and how they stand.
fn total(drifts: &Drifts, locale: Locale) -> String {
    let count = |part: Part| drifts.groups.iter().filter(|one| part.has(one)).count() as u64;
    let differs = count(Part::Differs);
    let agrees = count(Part::Agrees);
    let all = drifts.groups.len() as u64;
    let at = locale.time(drifts.at.0, zone(drifts.at.0));
    let number = |number: u64| locale.number(number);
    let rest = all.saturating_sub(differs).saturating_sub(agrees);
    let values = [t::COUNT.of(locale, all), number(agrees), number(differs), number(rest), at];
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    let mut told = t::TOTAL.with(locale, &values);
    if drifts.unread > 0 {
        told.push(' ');
        told.push_str(&t::UNREAD.of(locale, u64::from(drifts.unread)));
    }
    told
}

/// Not there yet; a wait that is short is not seen.
fn working(desk: Desk) -> AnyView {
    let progress = desk.progress;
    view! {
        <section class="card slow">
            <p id="drift-working">{t::WORKING.get(desk.locale)}</p>
            <progress
                class="progress"
                aria-labelledby="drift-working"
                max=move || progress.get().1.max(1).to_string()
                value=move || progress.get().0.to_string()
            ></progress>
        </section>
    }
    .into_any()
}

fn content(desk: Desk) -> AnyView {
    let locale = desk.locale;
    let notes = move || {
        desk.drifts.with(|drifts| {
            let drifts = drifts.as_ref()?;
            Some(desk.session.with(|w| notes(w.directory(), drifts, locale)))
        })
    };
    view! {
        {tools(desk)}
        {notes}
        <div class="split">{list::list(desk)} {pane::pane(desk)}</div>
    }
    .into_any()
}

/// What is to be known of rules that take the members of groups.
fn notes(directory: &Directory, drifts: &Drifts, locale: Locale) -> Vec<AnyView> {
    let mut notes = Vec::new();
    let gathers = drifts.groups.iter().filter(|one| one.gathers).count() as u64;
    let most = u64::from(limits::MEMBER_OF_GROUPS.value);
    if gathers > most {
        let text = t::TOO_MANY.with(locale, &[&locale.number(gathers), &locale.number(most)]);
        notes.push(strip(Notice::Warn, text));
    }
    if !drifts.rings.is_empty() {
        let item = |ring: &Vec<crate::domain::GroupId>| {
            view! { <li>{messages::drift::names(directory, ring, locale)}</li> }.into_any()
        };
        let items: Vec<AnyView> = drifts.rings.iter().take(RINGS).map(item).collect();
        let content = view! {
            <details>
                <summary>{t::RINGS.of(locale, drifts.rings.len() as u64)}</summary>
                <p>{t::RING_WHY.get(locale)}</p>
                <ul class="dots">{items}</ul>
            </details>
        };
        notes.push(strip(Notice::Warn, content));
    }
    notes
}

fn tools(desk: Desk) -> AnyView {
    let locale = desk.locale;
    let options: Vec<AnyView> = Part::ALL
        .iter()
        .map(|(part, name)| {
            let part = *part;
            view! {
                <option value=*name selected=move || desk.part.get() == part>
                    {part.title().get(locale)}
                </option>
            }
            .into_any()
        })
        .collect();
    let choose = move |event: ev::Event| desk.show(Part::named(&event_target_value(&event)));
    let told = move || {
        let count = desk.rows.with(Vec::len) as u64;
        if count == 0 { t::NO_MATCH.get(locale).to_owned() } else { t::COUNT.of(locale, count) }
    };
    view! {
        <div class="line">
            <div class="with-icon">
                {icon(Icon::Search)}
                <input
                    id=LIST_SEARCH
                    type="search"
                    class="input filter"
                    autocomplete="off"
                    aria-label=t::SEARCH.get(locale)
                    placeholder=t::SEARCH.get(locale)
                    prop:value=desk.query
                    on:input=move |event| desk.query.set(event_target_value(&event))
                />
            </div>
            <label for="drift-show">{t::SHOW.get(locale)}</label>
            <select class="input small-select" id="drift-show" on:change=choose>
                {options}
            </select>
            <span class="quiet" role="status">{told}</span>
            <div class="drift-export">{export::menu(desk)}</div>
        </div>
        {end(desk)}
    }
    .into_any()
}

/// The switch for the date that only a third party tells; nothing where no rule is of that form.
fn end(desk: Desk) -> AnyView {
    let locale = desk.locale;
    let some = Memo::new(move |_| {
        desk.drifts.with(|drifts| {
            drifts.as_ref().is_some_and(|drifts| drifts.groups.iter().any(|one| one.gathers))
        })
    });
    let switch = move || {
        let end: Timestamp = limits::end_of_member_of().filter(|_| some.get())?;
        // It is a day of the calendar, whatever the clock.
        let day = locale.date(end.0, crate::i18n::Zone::Utc);
        let text = if browser::now() >= end { t::ENDED } else { t::ENDS };
        let set = move |event: ev::Event| desk.set_ends(event_target_checked(&event));
        Some(
            view! {
                <label class="check">
                    <input
                        type="checkbox"
                        aria-describedby="drift-end-why"
                        prop:checked=move || desk.ends.get()
                        on:change=set
                    />
                    <span>
                        {text.with(locale, &[&day])}
                        " "
                        <span class="quiet small drift-why" id="drift-end-why">
                            {t::END_WHY.get(locale)}
                        </span>
                    </span>
                </label>
            }
            .into_any(),
        )
    };
    switch.into_any()
}
