//! The list of shortcuts.

use crate::ui::{kit::lang::lang, texts::shell as t};
use leptos::prelude::*;

/// What stands in its dialog.
pub(in crate::ui) fn sheet() -> AnyView {
    let locale = lang();
    let rows = [
        (&["Ctrl+K"][..], t::KEY_FIND),
        (&["Ctrl+O"], t::KEY_OPEN),
        (&["Ctrl+S"], t::KEY_SAVE),
        (&["Ctrl+Z"], t::UNDO),
        (&["Ctrl+Shift+Z"], t::REDO),
        (&["/"], t::KEY_SEARCH),
        (&["G O", "G U", "G G", "G D", "G R", "G C", "G A", "G S"], t::KEY_GO),
        (&["J", "K", "↓", "↑"], t::KEY_NEXT),
        (&["X", "Space"], t::KEY_SELECT),
        (&["Shift+↑", "Shift+↓"], t::KEY_EXTEND),
        (&["Ctrl+A"], t::KEY_ALL),
        (&["Enter"], t::KEY_ENTER),
        (&["Alt+Enter"], t::KEY_PANE),
        (&["Enter", "Shift+Enter"], t::KEY_SORT),
        (&["Alt+←", "Alt+→", "Alt+Shift+←", "Alt+Shift+→"], t::KEY_MOVE),
        (&["Esc"], t::KEY_CLOSE),
        (&["?"], t::KEY_SHEET),
    ];
    let row = |(keys, text): (&'static [&'static str], crate::i18n::Text)| {
        let keys = keys.iter().map(|key| view! { <kbd>{*key}</kbd> " " }).collect::<Vec<_>>();
        view! { <tr><td>{keys}</td><td>{text.get(locale)}</td></tr> }.into_any()
    };
    view! {
            <div class="body" tabindex="0" role="region" aria-label=t::SHORTCUTS.get(locale)>
                <table class="plain-table">
                    <thead>
                        <tr><th scope="col">{t::KEY.get(locale)}</th><th scope="col">{t::DOES.get(locale)}</th></tr>
                    </thead>
                    <tbody>{rows.into_iter().map(row).collect::<Vec<_>>()}</tbody>
                </table>
                <p class="quiet">{t::LETTERS_HINT.get(locale)}</p>
            </div>
        }
        .into_any()
}
