//! Who has a product, as a page to print and to hand on, in a language of its own.

use super::{names, people_texts as p, product::figures, state::Told, texts as t};
use crate::{
    domain::{Attribute, Row, SkuId, attribute::Of},
    exchange::licences_report::{self, Head, Line},
    i18n::Locale,
    licensing::Catalogue,
    session::{
        Session,
        export::{HTML, Piece},
    },
    store::{Bits, Direction, Field},
    tenant::{
        Workspace,
        licences::{
            Licences,
            people::{Having, Question},
        },
    },
    ui::{
        changes::artefact::page_name,
        kit::{
            icon::{Icon, icon},
            lang::lang,
            popup::{Popup, PopupKind},
            toast::{Tone, use_toasts},
        },
        lists::today,
    },
};
use leptos::{prelude::*, task::spawn_local};
use std::sync::Arc;

/// The choice of a language for the page of whoever is listed; `part` says in that language which part of the
/// people that is, none where it is all.
pub(super) fn menu(
    session: Session,
    sku: SkuId,
    found: Memo<Bits>,
    part: impl Fn(Locale) -> Option<String> + Copy + Send + Sync + 'static,
) -> AnyView {
    let (locale, toasts) = (lang(), use_toasts());
    let item = move |of: Locale| {
        let make = move |_| {
            let people = found.with_untracked(Bits::count);
            let (part, bits) = (part(of), found.get_untracked());
            spawn_local(async move {
                if let Some((name, file)) = report(session, sku, &bits, part, of).await {
                    file.download(&name, HTML);
                    toasts.show(Tone::Good, t::EXPORTED.of(locale, u64::from(people)));
                }
            });
        };
        view! {
            <button type="button" role="menuitem" tabindex="-1" lang=of.tag() on:click=make>
                <span>{of.endonym()}</span>
            </button>
        }
        .into_any()
    };
    let label = view! { {icon(Icon::File)} {p::PRINTABLE.get(locale)} {icon(Icon::Down)} };
    view! {
        <Popup kind=PopupKind::Menu class="btn plain" end=true button=label.into_any()>
            {Locale::ALL.map(item).into_iter().collect::<Vec<_>>()}
        </Popup>
    }
    .into_any()
}

/// The page, and what the file is called; none when the workspace was closed meanwhile.
async fn report(
    session: Session,
    sku: SkuId,
    found: &Bits,
    part: Option<String>,
    locale: Locale,
) -> Option<(String, crate::session::browser::Parts)> {
    let people = u64::from(found.count());
    let by = [(Field::Attribute(Attribute::DISPLAY_NAME), Direction::Ascending)];
    let (rows, name) = session.with_untracked(|workspace| {
        let rows: Arc<[u32]> = workspace.directory().order(Of::User, &by, found).into();
        (rows, page_name(&workspace.info.name, t::FILE.get(locale), today()))
    });
    let write = |piece: Piece<'_>, workspace: &_, catalogue: &_, licences: &mut _| match piece {
        Piece::Start => {
            let mut head = head(workspace, catalogue, licences, sku, locale);
            (head.part, head.people) = (part.clone(), people);
            licences_report::before(&head, locale)
        }
        Piece::Rows(rows, before) => {
            let line = |row: &u32| line(workspace, catalogue, licences, Row(*row), sku, locale);
            let lines: Vec<Line> = rows.iter().map(line).collect();
            licences_report::rows(&lines, before, locale)
        }
        Piece::End => licences_report::after(people, locale),
    };
    Some((name, session.licences_file(rows, write).await?))
}

fn head(
    workspace: &Workspace,
    catalogue: &Catalogue,
    licences: &mut Licences,
    sku: SkuId,
    locale: Locale,
) -> Head {
    let assumptions = licences.assumptions();
    let of_product = licences.figures(workspace).into_iter().find(|one| one.sku == sku);
    let of_product = of_product.map(|one| {
        let mut told = figures(&one, locale);
        let free = one.free(assumptions.reading).map(|free| locale.signed_or_plain(free));
        let free = free.unwrap_or_else(|| t::NOT_TOLD.get(locale).to_owned());
        told.push((t::FREE.get(locale).to_owned(), free));
        if one.in_error() > 0 {
            let count = locale.number(u64::from(one.in_error()));
            told.push((t::IN_ERROR.get(locale).to_owned(), count));
        }
        told
    });
    let untold = licences.answer(workspace, Question::Of(sku, Having::Held)).unknown.count();
    let organisation = workspace.organisation().display_name.clone();
    Head {
        product: names::product(workspace, catalogue, sku),
        part_number: names::part_number(workspace, catalogue, sku),
        organisation: organisation.unwrap_or_else(|| workspace.info.name.clone()),
        day: locale.day(today()),
        figures: of_product.unwrap_or_default(),
        untold: u64::from(untold),
        assumed: super::assumed::sentence(assumptions, locale),
        ..Head::default()
    }
}

fn line(
    workspace: &Workspace,
    catalogue: &Catalogue,
    licences: &mut Licences,
    user: Row,
    sku: SkuId,
    locale: Locale,
) -> Line {
    let person = licences.person(user.0);
    let told = Told { workspace, catalogue, licences, locale };
    let users = workspace.users();
    let text = |attribute| users.read(user, attribute).text().unwrap_or_default().to_owned();
    let mut line = Line {
        name: text(Attribute::DISPLAY_NAME),
        principal: text(Attribute::USER_PRINCIPAL_NAME),
        department: text(Attribute::DEPARTMENT),
        place: text(Attribute::USAGE_LOCATION),
        ..Line::default()
    };
    let Some(holding) = person.holding(sku) else { return line };
    let ways: Vec<String> = holding.ways.iter().map(|way| told.way(way.way)).collect();
    let off = holding.plans.iter().filter(|(_, on)| holding.held && !on);
    let off: Vec<String> = off.map(|(plan, _)| names::plan(workspace, catalogue, *plan)).collect();
    line.way = locale.list_and(&ways);
    line.off = off.join(", ");
    (line.state, line.wrong) = told.state(Some(holding));
    line
}
