//! What people with one kind of device are told: how far it is settled, the page as they read it, and the files.

use super::{
    page::{ORGANISATION, SWITCHES, with_library},
    texts as t,
};
use crate::{
    documents::{html, markdown_out, plain, template::TemplateError, tree::Document},
    domain::education::{Field, Method, Place, Profile, Promise, Scenario},
    education::{
        library::Library,
        promises::{LawFinding, law},
        statement::{Reader, Statement},
        truth::{Ground, Line, truth},
    },
    i18n::{Locale, Text},
    messages::education,
    session::{Session, browser},
    tenant::Workspace,
    ui::{
        changes::artefact::page_name,
        fragment::Fragment,
        kit::{
            document,
            dom::fresh_id,
            icon::{Icon, icon},
            notice::{Notice, strip},
            popup::{Popup, PopupKind},
            toast::{Tone, use_toasts},
        },
        lists::today,
        nav::href,
        page::Page,
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// What is shown.
#[derive(Debug, Clone, Copy)]
struct Choice {
    session: Session,
    place: RwSignal<Place>,
    of: RwSignal<Locale>,
    reader: RwSignal<Reader>,
    locale: Locale,
}

/// The part of the page.
pub(super) fn part(session: Session, locale: Locale) -> AnyView {
    let choice = Choice {
        session,
        place: RwSignal::new(Place::usual(Scenario::IosUserEnrollment)),
        of: RwSignal::new(locale),
        reader: RwSignal::new(Reader::Novice),
        locale,
    };
    let content = move || {
        let of = choice.of.get();
        with_library(session, of, locale, move |library| shown(choice, library, of))
    };
    view! {
        <div class="stack">
            <section class="card form-columns" aria-label=t::PREVIEW.get(locale)>
                {devices(choice)} {ways(choice)} {languages(choice)} {readers(choice)}
            </section>
            {content}
        </div>
    }
    .into_any()
}

/// A choice among few, as a list to choose from.
fn select(
    label: Text,
    options: impl Fn() -> Vec<(&'static str, String, bool)> + Send + Sync + 'static,
    choose: impl Fn(&str) + 'static,
    locale: Locale,
) -> AnyView {
    let id = fresh_id("statement");
    let options = move || {
        options()
            .into_iter()
            .map(|(value, name, selected)| {
                view! { <option value=value selected=selected>{name}</option> }.into_any()
            })
            .collect::<Vec<_>>()
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label.get(locale)}</label>
            <select class="input" id=id on:change=move |event| choose(&event_target_value(&event))>
                {options}
            </select>
        </div>
    }
    .into_any()
}

fn devices(choice: Choice) -> AnyView {
    let locale = choice.locale;
    let options = move || {
        let now = choice.place.get().scenario;
        let one = |one: Scenario| {
            (one.key(), education::scenario(one).get(locale).to_owned(), one == now)
        };
        Scenario::ALL.map(one).to_vec()
    };
    let choose = move |key: &str| {
        if let Some(scenario) = Scenario::parse(key) {
            choice.place.set(Place::usual(scenario));
        }
    };
    select(t::DEVICE, options, choose, locale)
}

const fn way(method: Method) -> Text {
    match method {
        Method::AppBased | Method::CompanyPortal => t::WAY_APP,
        Method::Web => t::WAY_WEB,
        Method::Code => t::WAY_CODE,
        Method::IntuneApp => t::WAY_INTUNE,
        Method::AccountDriven => t::WAY_ACCOUNT,
        Method::WebProfile => t::WAY_PROFILE,
        Method::Automated => t::WAY_AUTOMATED,
        Method::None => t::WAY_NONE,
    }
}

fn ways(choice: Choice) -> AnyView {
    let locale = choice.locale;
    let options = move || {
        let Place { scenario, method } = choice.place.get();
        let one = |one: &Method| (one.key(), way(*one).get(locale).to_owned(), *one == method);
        scenario.methods().iter().map(one).collect()
    };
    let choose = move |key: &str| {
        if let Some(method) = Method::parse(key) {
            choice.place.update(|place| place.method = method);
        }
    };
    select(t::WAY_IN, options, choose, locale)
}

fn languages(choice: Choice) -> AnyView {
    let options = move || {
        let now = choice.of.get();
        Locale::ALL.map(|one| (one.tag(), one.endonym().to_owned(), one == now)).to_vec()
    };
    let choose = move |tag: &str| {
        if let Some(of) = Locale::from_tag(tag) {
            choice.of.set(of);
        }
    };
    select(t::LANGUAGE, options, choose, choice.locale)
}

fn readers(choice: Choice) -> AnyView {
    let locale = choice.locale;
    let all = [("novice", Reader::Novice, t::NOVICE), ("expert", Reader::Expert, t::EXPERT)];
    let options = move || {
        let now = choice.reader.get();
        all.map(|(key, one, name)| (key, name.get(locale).to_owned(), one == now)).to_vec()
    };
    let choose = move |key: &str| {
        if let Some((_, reader, _)) = all.into_iter().find(|(one, ..)| *one == key) {
            choice.reader.set(reader);
        }
    };
    select(t::READER, options, choose, locale)
}

/// What the workspace says, as far as statements follow from it.
#[derive(Debug, Clone, PartialEq)]
struct Said {
    profile: Profile,
    promises: Vec<Promise>,
}

impl Said {
    fn of(workspace: &Workspace) -> Self {
        let ledger = workspace.ledger();
        let promises = ledger.promises().map(|(_, promise)| promise.clone()).collect();
        let mut profile = ledger.profile();
        if profile.contact.get(Field::OrganisationName).is_empty() {
            // The directory's own name, where it fits.
            let name = workspace.organisation().display_name.as_deref().unwrap_or_default();
            profile.contact.set(Field::OrganisationName, name).unwrap_or_default();
        }
        Self { profile, promises }
    }

    fn document(
        &self,
        library: &Library,
        place: Place,
        of: Locale,
        reader: Reader,
    ) -> Result<Document, TemplateError> {
        let statement = Statement {
            profile: &self.profile,
            place,
            matrix: &library.matrix,
            texts: &library.texts,
            guides: &library.guides,
            promises: &self.promises,
            locale: of,
            reader,
            version: None,
            day: today(),
        };
        statement.document()
    }
}

fn shown(choice: Choice, library: Arc<Library>, of: Locale) -> AnyView {
    let locale = choice.locale;
    let said = choice.session.select(Said::of);
    let for_state = library.clone();
    let state =
        move || said.with(|said| state(&for_state, &said.profile, choice.place.get(), locale));
    let for_files = library.clone();
    let files = files(choice, for_files, said, of);
    let page = move || {
        let (place, reader) = (choice.place.get(), choice.reader.get());
        match said.with(|said| said.document(&library, place, of, reader)) {
            Ok(document) => {
                let lead = document
                    .lead
                    .iter()
                    .map(|line| {
                        let text = crate::documents::tree::words(line);
                        view! { <p class="quiet">{text}</p> }.into_any()
                    })
                    .collect::<Vec<_>>();
                view! {
                    <article class="card document" lang=of.tag()>
                        <h2>{document.title.clone()}</h2>
                        {lead}
                        {document::blocks(&document.blocks)}
                    </article>
                }
                .into_any()
            }
            Err(error) => {
                let line = u64::try_from(error.line).unwrap_or_default();
                strip(Notice::Bad, t::TEXT_WRONG.with(locale, &[&locale.number(line)]))
            }
        }
    };
    view! { {state} {files} {page} }.into_any()
}

/// How many lines are settled, and what stands against publishing.
fn state(library: &Library, profile: &Profile, place: Place, locale: Locale) -> AnyView {
    let lines = truth(&library.matrix, profile, place);
    let count = |fits: fn(&Line<'_>) -> bool| {
        u64::try_from(lines.iter().filter(|line| fits(line)).count()).unwrap_or_default()
    };
    let undecided = count(|line| matches!(line.ground, Ground::Undecided(_)));
    let disputed = count(|line| line.other.is_some() || line.ground == Ground::Unsaid);
    let all = u64::try_from(lines.len()).unwrap_or_default();
    let facts = all - count(|line| !line.is_fact());
    let way = |part: &'static str, text: Text| {
        let to = href(Page::Education, &Fragment::default().and("part", part.to_owned()));
        view! { <a href=to>{text.get(locale)}</a> }.into_any()
    };
    let undecided = (undecided > 0).then(|| {
        let text = t::OPEN_SWITCHES.of(locale, undecided);
        view! { <li>{text} " " {way(SWITCHES, t::TO_SWITCHES)}</li> }.into_any()
    });
    let disputed =
        (disputed > 0).then(|| view! { <li>{t::DISPUTED.of(locale, disputed)}</li> }.into_any());
    let contact = [Field::Phone, Field::Email, Field::SiteUrl]
        .into_iter()
        .all(|field| profile.contact.get(field).is_empty())
        .then(|| {
            let content = view! {
                {t::CONTACT_MISSING.get(locale)}
                " "
                {way(ORGANISATION, t::TO_ORGANISATION)}
            };
            strip(Notice::Warn, content)
        });
    let law = law(&profile.countries, &profile.switches, place).into_iter().map(|finding| {
        let LawFinding::WipeInFrance = finding;
        strip(Notice::Bad, t::WIPE_IN_FRANCE.get(locale))
    });
    view! {
        <section class="card stack">
            <h2>{t::STANDS.get(locale)}</h2>
            <ul class="dots">
                <li>{t::LINES.of(locale, all)} " · " {t::FACTS.of(locale, facts)}</li>
                {undecided}
                {disputed}
            </ul>
            {contact}
            {law.collect::<Vec<_>>()}
        </section>
    }
    .into_any()
}

/// What a form is called, how its files end, of which type they are, and how it is made.
type Form = (Text, &'static str, &'static str, fn(&Document) -> String);

/// The page in each form that leaves.
fn files(choice: Choice, library: Arc<Library>, said: Memo<Said>, of: Locale) -> AnyView {
    let (locale, toasts) = (choice.locale, use_toasts());
    let library = StoredValue::new(library);
    let item = move |(name, ending, mime, form): Form| {
        let make = move |_| {
            let (place, reader) = (choice.place.get_untracked(), choice.reader.get_untracked());
            let document = said.with_untracked(|said| {
                library.with_value(|library| said.document(library, place, of, reader))
            });
            let Ok(document) = document else { return };
            let workspace = choice.session.with_untracked(|workspace| workspace.info.name.clone());
            let content = format!("{}-{}", t::FILE.get(of), place.scenario.key());
            let name = page_name(&workspace, &content, today());
            let name = format!("{}.{ending}", name.trim_end_matches(".html"));
            browser::download(&name, mime, &[form(&document).as_bytes()]);
            toasts.show(Tone::Good, t::TAKEN.with(locale, &[&name]));
        };
        view! {
            <button type="button" role="menuitem" tabindex="-1" on:click=make>
                <span>{name.get(locale)}</span>
            </button>
        }
        .into_any()
    };
    let forms: [Form; 3] = [
        (t::AS_HTML, "html", "text/html", html::page),
        (t::AS_MARKDOWN, "md", "text/markdown", markdown_out::text),
        (t::AS_TEXT, "txt", "text/plain", plain::text),
    ];
    let label = view! { {icon(Icon::Download)} {t::TAKE_AWAY.get(locale)} {icon(Icon::Down)} };
    view! {
        <div class="line">
            <Popup kind=PopupKind::Menu class="btn" end=false button=label.into_any()>
                {forms.map(item).into_iter().collect::<Vec<_>>()}
            </Popup>
        </div>
    }
    .into_any()
}
