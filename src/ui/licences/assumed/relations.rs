//! Every relation between plans that is known, with its source, and whether it counts.

use super::t;
use crate::{
    domain::ServicePlanId,
    i18n::{Locale, Text, words},
    licensing::{
        Standing,
        relations::{EXCLUSIVE, NEEDS, Source},
    },
    session::Session,
    tenant::licences::Assumptions,
    ui::licences::names,
};
use leptos::prelude::*;

const fn standing(standing: Standing) -> Text {
    match standing {
        Standing::Documented => t::DOCUMENTED,
        Standing::Seen => t::SEEN,
        Standing::Known => t::KNOWN,
        Standing::Past => t::PAST,
    }
}

const fn source(source: Source) -> Text {
    match source {
        Source::GraphSample => t::SOURCE_GRAPH_SAMPLE,
        Source::ScriptOnRooms => t::SOURCE_ROOMS,
        Source::EntraOnExchange => t::SOURCE_EXCHANGE,
        Source::SharedOut => t::SOURCE_SHARED,
        Source::Entra => t::SOURCE_ENTRA,
        Source::EntraAndTeams => t::SOURCE_TEAMS,
        Source::GraphWriteUp => t::SOURCE_WRITE_UP,
        Source::GraphScript => t::SOURCE_SCRIPT,
        Source::CodeOnExchange => t::SOURCE_CODE,
        Source::KnownWithF1 => t::SOURCE_F1,
        Source::Known => t::SOURCE_KNOWN,
    }
}

/// A relation as a sentence, how well it is known, and who says so.
type Row = (String, Standing, Source);

fn rows(name: impl Fn(ServicePlanId) -> String, locale: Locale) -> Vec<Row> {
    let exclusive = EXCLUSIVE.iter().map(|row| {
        let [one, other] = row.pair.map(&name);
        (t::EXCLUDES.with(locale, &[&one, &other]), row.standing, row.source)
    });
    let needs = NEEDS.iter().map(|row| {
        let one_of: Vec<String> = row.one_of.iter().map(|one| name(one.plan)).collect();
        let needs = t::NEEDS_ONE.with(locale, &[&name(row.plan), &locale.list_or(&one_of)]);
        (needs, row.standing, row.source)
    });
    let mut rows: Vec<Row> = exclusive.chain(needs).collect();
    rows.sort_by_key(|(_, standing, _)| *standing);
    rows
}

pub(super) fn table(session: Session, locale: Locale) -> AnyView {
    let counted = session.select(|workspace| Assumptions::of(workspace).standing);
    let all = Memo::new(move |_| {
        let named = session.with_licences(|workspace, catalogue, _| {
            rows(|plan| names::plan(workspace, catalogue, plan), locale)
        });
        named.unwrap_or_default()
    });
    let row = move |(relation, known, by): Row| {
        let counts = move || {
            let counts = counted.get().contains(&known);
            (if counts { words::YES } else { words::NO }).get(locale)
        };
        view! {
            <tr>
                <th scope="row">{relation}</th>
                <td>{counts}</td>
                <td>{standing(known).get(locale)}</td>
                <td>{super::quoting(source(by), locale)}</td>
            </tr>
        }
        .into_any()
    };
    let label = t::RELATIONS_TABLE.get(locale);
    view! {
        <div class="scroll-x" tabindex="0" role="region" aria-label=label>
            <table class="plain-table relations" aria-label=label>
                <thead>
                    <tr>
                        <th scope="col">{t::RELATION.get(locale)}</th>
                        <th scope="col">{t::COUNTS.get(locale)}</th>
                        <th scope="col">{t::STANDING.get(locale)}</th>
                        <th scope="col">{t::SOURCE.get(locale)}</th>
                    </tr>
                </thead>
                <tbody>{move || all.get().into_iter().map(row).collect::<Vec<_>>()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
