//! A list as a file: what is seen, in the order in which it is seen.

use crate::{
    exchange::csv_out::{Profile, Separator, with_identity},
    i18n::{Locale, Text},
    session::{browser, export::CSV},
    store::Field,
    text::date::Day,
    ui::{
        changes::artefact::table_name,
        kit::{
            icon::{Icon, icon},
            lang::zone,
            popup::{Popup, PopupKind},
            toast::{Toasts, Tone, use_toasts},
        },
        licences,
        lists::{columns::Content, list::List, texts as t, which::Which, words::words},
    },
};
use leptos::{prelude::*, task::spawn_local};

pub(super) fn menu(list: List) -> AnyView {
    let toasts = use_toasts();
    let spreadsheet = (t::EXPORT_SPREADSHEET, t::EXPORT_SPREADSHEET_TEXT);
    let raw = (t::EXPORT_RAW, t::EXPORT_RAW_TEXT);
    profiles(list.locale, (t::EXPORT, spreadsheet, raw), move |profile| {
        export(list, profile, toasts);
    })
}

/// The two ways in which a table leaves: its label, then what each is called and is for.
pub(in crate::ui) fn profiles(
    locale: Locale,
    (label, spreadsheet, raw): (Text, (Text, Text), (Text, Text)),
    export: impl Fn(Profile) + Copy + Send + Sync + 'static,
) -> AnyView {
    let item = move |(text, explanation): (Text, Text), profile: Profile| {
        view! {
            <button
                type="button"
                role="menuitem"
                tabindex="-1"
                on:click=move |_| export(profile)
            >
                <span>
                    {text.get(locale)} <span class="why">{explanation.get(locale)}</span>
                </span>
            </button>
        }
        .into_any()
    };
    let label = view! { {icon(Icon::Download)} {label.get(locale)} {icon(Icon::Down)} }.into_any();
    view! {
        <Popup kind=PopupKind::Menu class="btn plain" end=true button=label>
            {item(spreadsheet, Profile::Spreadsheet { separator: separator(locale) })}
            {item(raw, Profile::Raw)}
        </Popup>
    }
    .into_any()
}

/// What Excel cuts lines at where the language is spoken.
pub(in crate::ui) const fn separator(locale: Locale) -> Separator {
    match locale {
        Locale::En => Separator::Comma,
        Locale::Fr => Separator::Semicolon,
    }
}

/// The day by the clock that the page shows.
pub(in crate::ui) fn today() -> Day {
    let now = browser::now().0;
    zone(now).moment(now).day
}

fn export(list: List, profile: Profile, toasts: Toasts) {
    let (rows, locale, words) = (list.wanted(), list.locale, words(list.which));
    let columns = list.memory.columns_now(list.session);
    let contents: Vec<Content> = columns.iter().map(|shown| shown.content).collect();
    let name = list.session.with_untracked(|workspace| {
        table_name(&workspace.info.name, words.file.get(locale), today())
    });
    spawn_local(async move {
        let count = u64::try_from(rows.len()).unwrap_or_default();
        let file = if list.which == Which::Licences {
            licences::export(list.session, rows, &contents, profile).await
        } else {
            let fields: Vec<Field> = contents.iter().filter_map(|one| one.field()).collect();
            let columns = with_identity(list.of, &fields);
            list.session.csv(list.of, rows, &columns, profile).await
        };
        if let Some(file) = file {
            file.download(&name, CSV);
            toasts.show(Tone::Good, words.exported.of(locale, count));
        }
    });
}
