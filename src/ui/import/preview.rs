//! The files, the counts, the declaration, and the way in.

use super::{count, problems, products, whose};
use crate::{
    exchange::{import::Report, preview::Preview, staging::Counts},
    i18n::{Locale, Text, words},
    messages,
    session::{Import, import::Gathered},
    ui::{
        kit::{
            dom::fresh_id,
            notice::{Notice, strip},
        },
        nav::use_nav,
        page::Page,
        texts::import as t,
    },
};
use leptos::prelude::*;

/// How many names of columns without a place are shown.
const ASIDE_SHOWN: usize = 12;

pub(super) fn preview(import: Import, locale: Locale) -> AnyView {
    let drawn = import.with(|gathered| {
        view! {
            {numbers(gathered, locale)}
            {others(gathered, locale)}
            {products::products(import, gathered, locale)}
            {whose::whose(import, gathered, locale)}
            {files(gathered, locale)}
            {attributes(gathered, locale)}
            {problems::problems(gathered, locale)}
            {decision(import, gathered, locale)}
        }
        .into_any()
    });
    drawn.unwrap_or_else(|| ().into_any())
}

/// The people; nothing where the files hold none, but something else.
fn numbers(gathered: &Gathered, locale: Locale) -> AnyView {
    let counts = gathered.staging.counts;
    let staged = counts.users;
    let others = counts != Counts::default() || gathered.staging.products.is_some();
    if staged == 0 && others {
        return ().into_any();
    }
    let (new, changed, unchanged, contradictory) = match &gathered.preview {
        None => (staged, 0, 0, gathered.staging.contradictory),
        Some(preview) => (preview.new, preview.changed, preview.unchanged, preview.contradictory),
    };
    let tile = |name: Text, number: u32| {
        view! {
            <div class="figure">
                <b>{locale.number(u64::from(number))}</b>
                <span>{name.get(locale)}</span>
            </div>
        }
        .into_any()
    };
    view! {
        <div class="figures">
            {tile(t::NEW, new)} {tile(t::CHANGED, changed)} {tile(t::UNCHANGED, unchanged)}
            {tile(t::CONTRADICTORY, contradictory)}
        </div>
    }
    .into_any()
}

/// Groups, devices and memberships, where the files tell of them.
fn others(gathered: &Gathered, locale: Locale) -> AnyView {
    let counts = gathered.staging.counts;
    let told = &gathered.staging.organisation.settings;
    let told = u32::try_from(told.len()).unwrap_or(u32::MAX);
    let lines = match &gathered.preview {
        None => [
            (t::GROUPS, counts.groups, counts.groups, 0),
            (t::DEVICES, counts.devices, counts.devices, 0),
            (t::MEMBERSHIPS, counts.memberships, counts.memberships, 0),
            (t::AUDIT, counts.audit, counts.audit, 0),
            (t::TENANT_SETTINGS, told, told, 0),
        ],
        Some(preview) => [
            (t::GROUPS, counts.groups, preview.groups.new, preview.groups.changed),
            (t::DEVICES, counts.devices, preview.devices.new, preview.devices.changed),
            (
                t::MEMBERSHIPS,
                counts.memberships.max(preview.memberships.gone),
                preview.memberships.new,
                preview.memberships.gone,
            ),
            (
                t::AUDIT,
                counts.audit,
                preview.audit.new,
                preview.audit.known + preview.audit.completed,
            ),
            (t::TENANT_SETTINGS, told, preview.settings, told.saturating_sub(preview.settings)),
        ],
    };
    let number = |number: u32| locale.number(u64::from(number));
    let line = |(text, _, new, changed): (Text, u32, u32, u32)| {
        view! { <li>{text.with(locale, &[&number(new), &number(changed)])}</li> }.into_any()
    };
    let lines: Vec<AnyView> = lines.into_iter().filter(|line| line.1 > 0).map(line).collect();
    if lines.is_empty() {
        return ().into_any();
    }
    view! { <ul class="stack">{lines}</ul> }.into_any()
}

fn files(gathered: &Gathered, locale: Locale) -> AnyView {
    let row = |report: &Report| {
        view! {
            <tr>
                <th scope="row">{report.name.clone()}</th>
                <td>{messages::import::format(report.format).get(locale)}</td>
                <td class="amount">{locale.number(u64::from(report.rows))}</td>
                <td class="amount">{locale.number(report.problems.total())}</td>
                <td>{aside(report, locale)}</td>
            </tr>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = gathered.staging.files.iter().map(row).collect();
    view! {
        <section class="stack">
            <h2>{t::FILES.get(locale)}</h2>
            <div class="scroll-x" tabindex="0" role="region" aria-label=t::FILES.get(locale)>
                <table class="plain-table">
                    <thead>
                        <tr>
                            <th scope="col">{t::FILE.get(locale)}</th>
                            <th scope="col">{t::RECOGNISED.get(locale)}</th>
                            <th scope="col" class="amount">{t::ROWS.get(locale)}</th>
                            <th scope="col" class="amount">{t::PROBLEMS.get(locale)}</th>
                            <th scope="col">{t::ASIDE.get(locale)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// What of a file has no place, by name.
fn aside(report: &Report, locale: Locale) -> String {
    if !report.is_used() {
        return t::KEPT.get(locale).to_owned();
    }
    let mut names: Vec<String> = report.aside.iter().take(ASIDE_SHOWN).cloned().collect();
    let rest = report.aside.len().saturating_sub(ASIDE_SHOWN);
    if rest > 0 {
        names.push(t::MORE.of(locale, count(rest)));
    }
    names.join(", ")
}

fn attributes(gathered: &Gathered, locale: Locale) -> AnyView {
    let Some(preview) = gathered.preview.as_ref().filter(|p| !p.per_attribute.is_empty()) else {
        return ().into_any();
    };
    let schema = gathered.staging.users.schema();
    let row = |(attribute, number): &(crate::domain::Attribute, u32)| {
        let label = messages::attribute::label(schema, *attribute, locale);
        view! {
            <li class="line between">
                <span>{label}</span>
                <span class="number">{words::USERS.of(locale, u64::from(*number))}</span>
            </li>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = preview.per_attribute.iter().map(row).collect();
    view! {
        <section class="stack measure">
            <h2>{t::ATTRIBUTES.get(locale)}</h2>
            <ul class="stack">{rows}</ul>
        </section>
    }
    .into_any()
}

fn decision(import: Import, gathered: &Gathered, locale: Locale) -> AnyView {
    let of_tenant = gathered.staging.tells_of_tenant();
    let with_products = gathered.staging.products.is_some();
    let preview = gathered.preview.as_ref().filter(|_| of_tenant);
    let void = !with_products && preview.is_some_and(Preview::is_void);
    let complete = RwSignal::new(false);
    let proposal = gathered.staging.organisation.display_name.clone();
    let name = RwSignal::new(proposal.unwrap_or_else(|| t::DEFAULT_NAME.get(locale).to_owned()));
    let nav = use_nav();
    let accept = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        import.accept(&name.get_untracked(), complete.get_untracked());
        nav.go(Page::Import, &crate::ui::fragment::Fragment::default());
    };
    let declaration = preview.map(|preview| {
        declaration(complete, u64::try_from(preview.gone.len()).unwrap_or(u64::MAX), locale)
    });
    let cancel = view! {
        <button type="button" class="btn" on:click=move |_| import.cancel()>
            {words::CANCEL.get(locale)}
        </button>
    };
    if !of_tenant && !with_products {
        let notice = strip(Notice::Warn, t::NOTHING_USABLE.get(locale));
        return view! { {notice} <div class="line">{cancel}</div> }.into_any();
    }
    view! {
        <form class="stack measure" on:submit=accept>
            {void.then(|| strip(Notice::Info, t::VOID.get(locale)))}
            {(of_tenant && import.makes_new()).then(|| name_field(name, locale))}
            {declaration}
            <div class="line">
                <button type="submit" class="btn primary" id="accept-import">
                    {t::ACCEPT.get(locale)}
                </button>
                {cancel}
            </div>
        </form>
    }
    .into_any()
}

fn name_field(name: RwSignal<String>, locale: Locale) -> AnyView {
    let id = fresh_id("name");
    view! {
        <div class="field">
            <label for=id.clone()>{t::WORKSPACE_NAME.get(locale)}</label>
            <input
                class="input"
                id=id
                required
                maxlength="100"
                prop:value=name
                on:input=move |event| name.set(event_target_value(&event))
            />
        </div>
    }
    .into_any()
}

/// The count stands there before the box can be ticked.
fn declaration(complete: RwSignal<bool>, gone: u64, locale: Locale) -> AnyView {
    let told = if gone == 0 {
        t::COMPLETE_NONE.get(locale).to_owned()
    } else {
        t::COMPLETE_COUNT.of(locale, gone)
    };
    let notice = if gone == 0 { Notice::Info } else { Notice::Warn };
    let id = fresh_id("complete");
    view! {
        <fieldset class="stack">
            <label class="check">
                <input
                    type="checkbox"
                    aria-describedby=id.clone()
                    prop:checked=complete
                    on:change=move |event| complete.set(event_target_checked(&event))
                />
                <span>{t::COMPLETE.get(locale)}</span>
            </label>
            <div class="stack" id=id>
                <p class="quiet">{t::COMPLETE_HELP.get(locale)}</p>
                {strip(notice, told)}
            </div>
        </fieldset>
    }
    .into_any()
}
