//! Modal dialogs and drawers on the browser's own `<dialog>`: it traps the focus, closes on
//! Escape and gives the focus back to where it came from.

use crate::{
    i18n::words,
    ui::kit::{
        dom::{fresh_id, keep_focus},
        icon::{Icon, icon},
        lang::lang,
    },
};
use leptos::{html, prelude::*, task::tick};

/// A modal dialog. It exists from the first time it is opened, its content only while it is open: a
/// page with several closed ones is there sooner.
#[component]
pub fn Dialog(
    open: RwSignal<bool>,
    /// Heading and accessible name.
    #[prop(into)]
    title: Signal<String>,
    /// `dialog`, with `wide` or `drawer`.
    #[prop(default = "dialog")]
    class: &'static str,
    children: ChildrenFn,
) -> AnyView {
    let needed = Memo::new(move |before: Option<&bool>| before == Some(&true) || open.get());
    (move || needed.get().then(|| modal(open, title, class, children.clone()))).into_any()
}

fn modal(
    open: RwSignal<bool>,
    title: Signal<String>,
    class: &'static str,
    children: ChildrenFn,
) -> AnyView {
    let locale = lang();
    let node = NodeRef::<html::Dialog>::new();
    let heading = fresh_id("dialog");
    let labelled_by = heading.clone();
    Effect::new(move |_| {
        let wanted = open.get();
        let Some(dialog) = node.get() else { return };
        leptos::task::spawn_local(async move {
            // The content must be there for the browser to put the focus into it.
            tick().await;
            if wanted && !dialog.open() {
                drop(dialog.show_modal());
            } else if !wanted && dialog.open() {
                dialog.close();
            }
        });
    });
    let content = move || {
        open.get().then(|| {
            view! {
                <div class="frame">
                    <header>
                        <h2 id=heading.clone()>{title}</h2>
                        <button
                            type="button"
                            class="btn plain only-icon"
                            aria-label=words::CLOSE.get(locale)
                            on:click=move |_| open.set(false)
                        >
                            {icon(Icon::Close)}
                        </button>
                    </header>
                    {children()}
                </div>
            }
            .into_any()
        })
    };
    let closed = move |_| {
        // Told a task after the focus was given back: a quick key may have opened it again.
        if node.get_untracked().is_some_and(|dialog| dialog.open()) {
            return;
        }
        open.set(false);
        // The browser has given the focus back, unless what was done took its place away.
        keep_focus();
    };
    view! {
        <dialog class=class node_ref=node aria-labelledby=labelled_by on:close=closed>
            {content}
        </dialog>
    }
    .into_any()
}
