//! The files that the workspace stands on.

use crate::{
    session::Session,
    tenant::Source,
    ui::{
        kit::{
            icon::{Icon, icon},
            lang::lang,
        },
        shell::save_state::near,
        start::intake::use_intake,
        texts::overview as t,
    },
};
use leptos::prelude::*;

pub(super) fn sources(session: Session) -> AnyView {
    let locale = lang();
    let intake = use_intake();
    let row = move |source: &Source| {
        let complete = source
            .complete
            .then(|| view! { " " <span class="badge">{t::COMPLETE.get(locale)}</span> });
        view! {
            <tr>
                <td class="break">{source.name.clone()}{complete}</td>
                <td class="amount">{locale.number(u64::from(source.rows))}</td>
                <td>{near(source.at, locale)}</td>
            </tr>
        }
        .into_any()
    };
    let content = move || {
        let (rows, sample) = session.with(|workspace| {
            let rows: Vec<AnyView> = workspace.sources().iter().rev().map(row).collect();
            (rows, workspace.info.sample)
        });
        if rows.is_empty() {
            let text = if sample { t::SAMPLE_FILES } else { t::NO_FILES };
            return view! { <p class="quiet">{text.get(locale)}</p> }.into_any();
        }
        view! {
            <div class="scroll-x">
                <table class="plain-table">
                    <thead>
                        <tr>
                            <th scope="col">{t::FILE.get(locale)}</th>
                            <th scope="col" class="amount">{t::ROWS.get(locale)}</th>
                            <th scope="col">{t::IMPORTED.get(locale)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="card">
            <h2>{t::FILES.get(locale)}</h2>
            {content}
            <div class="line">
                <button type="button" class="btn" on:click=move |_| intake.choose_files()>
                    {icon(Icon::Upload)} {t::IMPORT_MORE.get(locale)}
                </button>
            </div>
        </section>
    }
    .into_any()
}
