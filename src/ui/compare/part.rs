//! One set in the page: how many, what is not sure, who, and what can be made of it.

use crate::{
    domain::{Party, Row, Subject, attribute::Of},
    exchange::{csv_out::Profile, parties_out},
    i18n::{Locale, Text},
    messages,
    session::{browser, export::CSV},
    store::{Crowd, Direction, Side},
    tenant::Workspace,
    text::collate::Collation,
    ui::{
        changes::artefact::table_name,
        compare::{desk::Desk, texts as t, told},
        fragment::Fragment,
        groups::{
            carry::{Carried, MEMBERS},
            relate::Ask,
        },
        kit::{
            icon::{Icon, icon},
            notice::{Notice, strip},
            popup::{Popup, PopupKind},
            toast::{Toasts, Tone, use_toasts},
        },
        lists::{ListMemory, separator, today},
        objects::link::object,
        page::Page,
    },
};
use leptos::prelude::*;

/// Names that are shown at once.
const SHOWN: usize = 100;

/// One set under a heading; `name` is what its menu is called by.
pub(super) fn part(desk: Desk, heading: String, name: &str, crowd: Crowd) -> AnyView {
    let locale = desk.locale;
    let count = told::count(crowd.named(), locale);
    let doubts: Vec<AnyView> = told::doubts(&crowd, locale)
        .into_iter()
        .map(|text| view! { <p>{text}</p> }.into_any())
        .collect();
    let doubts = (!doubts.is_empty()).then(|| strip(Notice::Warn, doubts));
    let empty = crowd.named().is_empty();
    let crowd = StoredValue::new(crowd);
    let open = RwSignal::new(false);
    let toggle = move |event: leptos::ev::Event| {
        open.set(event_target::<web_sys::Element>(&event).has_attribute("open"));
    };
    let names = move || {
        open.get().then(|| {
            desk.session.with_untracked(|workspace| {
                crowd.with_value(|crowd| names(workspace, crowd, locale))
            })
        })
    };
    let who = (!empty).then(|| {
        view! {
            <details on:toggle=toggle>
                <summary>{t::WHO.get(locale)}</summary>
                {names}
            </details>
        }
    });
    let verbs = (!empty).then(|| verbs(desk, name, crowd));
    view! {
        <li>
            <div class="line">
                <h3>{heading}</h3>
                <span>{count}</span>
                {verbs}
            </div>
            {doubts}
            {who}
        </li>
    }
    .into_any()
}

/// The first of those who are named: groups, then people, then devices, by name.
fn names(workspace: &Workspace, crowd: &Crowd, locale: Locale) -> AnyView {
    let directory = workspace.directory();
    let named = crowd.named();
    let mut items: Vec<AnyView> = Vec::new();
    let mut add = |party: Party, name: AnyView| {
        let perhaps = (!crowd.sure().contains(party))
            .then(|| view! { " " <span class="quiet">"(" {t::PERHAPS.get(locale)} ")"</span> });
        items.push(view! { <li>{name} {perhaps}</li> }.into_any());
    };
    let mut left = SHOWN;
    for of in [Of::Group, Of::User, Of::Device] {
        let by = [(messages::name_attribute(of), Direction::Ascending)];
        let order = directory.of(of).order(&by, named.rows(of), Collation::Root);
        for row in order.into_iter().take(left).map(Row) {
            add(Party::Here(Subject { of, row }), object(directory, of, row));
            left -= 1;
        }
    }
    for other in named.others().take(left) {
        let party = Party::Elsewhere(other);
        add(party, messages::party_name(directory, party).into_any());
        left -= 1;
    }
    let rest = u64::from(named.count()).saturating_sub((SHOWN - left) as u64);
    let more = (rest > 0).then(|| view! { <li class="quiet">{t::AND_MORE.of(locale, rest)}</li> });
    view! { <ul class="rows-list compare-names">{items} {more}</ul> }.into_any()
}

/// What can be made of a set.
#[derive(Clone, Copy)]
struct Use {
    desk: Desk,
    crowd: StoredValue<Crowd>,
    toasts: Toasts,
}

impl Use {
    fn parties(self) -> Vec<Party> {
        self.crowd.with_value(|crowd| crowd.named().iter().collect())
    }

    fn users(self) -> u64 {
        self.crowd.with_value(|crowd| u64::from(crowd.named().rows(Of::User).count()))
    }

    fn select(self) {
        let users = self.crowd.with_value(|crowd| crowd.named().rows(Of::User).clone());
        ListMemory::select(self.desk.session, Of::User, users);
        self.toasts.show(Tone::Good, t::CHOSEN.of(self.desk.locale, self.users()));
        self.desk.nav.go(Page::Users, &Fragment::default());
    }

    fn new_group(self) {
        Carried::take(self.desk.session, self.parties());
        self.desk.nav.go(Page::NewGroup, &Fragment::default().and(MEMBERS.0, MEMBERS.1));
    }

    fn add_to(self) {
        self.desk.relater.open(Ask {
            groups: Vec::new(),
            parties: self.parties(),
            side: Some(Side::Members),
            adds: true,
        });
    }

    fn export(self, profile: Profile) {
        let locale = self.desk.locale;
        let (name, file, rows) = self.desk.session.with_untracked(|workspace| {
            self.crowd.with_value(|crowd| {
                let name = table_name(&workspace.info.name, t::FILE.get(locale), today());
                let file = parties_out::table(workspace.directory(), crowd, profile);
                (name, file, u64::from(crowd.named().count()))
            })
        });
        browser::download(&name, CSV, &[&file]);
        self.toasts.show(Tone::Good, t::EXPORTED.of(locale, rows));
    }

    fn items(self) -> AnyView {
        let locale = self.desk.locale;
        let text = |text: Text| text.get(locale).to_owned();
        let sheet = Profile::Spreadsheet { separator: separator(locale) };
        let users = self.users();
        let select = (users > 0).then(|| {
            item(t::SELECT.of(locale, users), t::SELECT_WHY, locale, move || self.select())
        });
        view! {
            {select}
            {item(text(t::NEW_GROUP), t::NEW_GROUP_WHY, locale, move || self.new_group())}
            {item(text(t::ADD_TO), t::ADD_TO_WHY, locale, move || self.add_to())}
            {item(text(t::SHEET), t::SHEET_WHY, locale, move || self.export(sheet))}
            {item(text(t::RAW), t::RAW_WHY, locale, move || self.export(Profile::Raw))}
        }
        .into_any()
    }
}

fn verbs(desk: Desk, name: &str, crowd: StoredValue<Crowd>) -> AnyView {
    let locale = desk.locale;
    let uses = Use { desk, crowd, toasts: use_toasts() };
    let label = view! { {t::USE.get(locale)} {icon(Icon::Down)} }.into_any();
    view! {
        <Popup kind=PopupKind::Menu name=t::USE_OF.with(locale, &[name]) class="btn" button=label>
            {uses.items()}
        </Popup>
    }
    .into_any()
}

fn item(text: String, why: Text, locale: Locale, press: impl Fn() + 'static) -> AnyView {
    view! {
        <button type="button" role="menuitem" tabindex="-1" on:click=move |_| press()>
            <span>{text} <span class="why">{why.get(locale)}</span></span>
        </button>
    }
    .into_any()
}
