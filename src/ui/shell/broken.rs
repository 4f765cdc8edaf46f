//! Why a workspace could not be opened, and what can be done.

use crate::{
    i18n::{Locale, words},
    session::{Broken, FileError, FileProblem, Shelf},
    ui::{
        kit::{
            lang::lang,
            notice::{Notice, strip},
        },
        shell::{heading, save_state},
        texts::storage as st,
    },
};
use leptos::prelude::*;

pub(in crate::ui) fn broken(broken: Broken, shelf: Shelf) -> AnyView {
    let locale = lang();
    let back = view! {
        <button type="button" class="btn" on:click=move |_| shelf.close()>
            {words::BACK.get(locale)}
        </button>
    };
    match broken {
        Broken::Stored { id, why } => {
            let export = move |_| shelf.export_raw(&id);
            let actions = view! {
                <button type="button" class="btn primary" on:click=export>
                    {st::EXPORT_RAW.get(locale)}
                </button>
                {back}
            };
            view! {
                {heading(st::BROKEN_TITLE.get(locale))}
                {strip(Notice::Bad, save_state::storage_error(&why, locale))}
                <p class="measure">{st::BROKEN_STORED.get(locale)}</p>
                <div class="line">{actions}</div>
            }
            .into_any()
        }
        Broken::File { name, why } => {
            let title = st::BROKEN_FILE.with(locale, &[&name]);
            view! {
                {heading(title)}
                {strip(Notice::Bad, file_problem(&why, locale))}
                <div class="line">{back}</div>
            }
            .into_any()
        }
    }
}

fn file_problem(why: &FileProblem, locale: Locale) -> String {
    let number = |operation: &crate::domain::OperationId| operation.0.to_string();
    match why {
        FileProblem::NotReadable => st::NOT_READABLE.get(locale).to_owned(),
        FileProblem::Content(FileError::Foreign) => st::FOREIGN.get(locale).to_owned(),
        FileProblem::Content(FileError::Unreadable(why)) => save_state::upgrade_error(why, locale),
        FileProblem::Content(FileError::Contradiction { operation }) => {
            st::CONTRADICTION.with(locale, &[&number(operation)])
        }
        FileProblem::Content(FileError::Refused { operation, .. }) => {
            st::REFUSED.with(locale, &[&number(operation)])
        }
    }
}
