//! What the rule means in this directory: whom it catches besides, values that nobody has.

use crate::{
    messages,
    rules::{
        Target,
        survey::{Remark, survey},
        syntax::Operand,
    },
    text::span::Span,
    ui::{
        kit::icon::{Icon, icon},
        rules::{
            editor::{put, show},
            findings::coded,
            lab::Lab,
            texts as t,
        },
    },
};
use leptos::prelude::*;

pub(super) fn remarks(lab: Lab) -> AnyView {
    let found = Memo::new(move |_| {
        let shown = lab.settled()?;
        // What is asked of users means nothing of devices.
        if lab.target != Target::User {
            return None;
        }
        let members = &shown.takes.members;
        let found = lab.session.with(|w| survey(&shown.rule, w.users(), members));
        (!found.is_empty()).then_some(found)
    });
    let content = move || {
        found.get().map(|found| {
            let items: Vec<AnyView> = found.iter().map(|one| item(one, lab)).collect();
            view! {
                <section class="card">
                    <h2>{t::HERE.get(lab.locale)}</h2>
                    <ul class="findings">{items}</ul>
                </section>
            }
            .into_any()
        })
    };
    content.into_any()
}

fn item(one: &Remark, lab: Lab) -> AnyView {
    let locale = lab.locale;
    let text = lab.session.with_untracked(|workspace| {
        messages::rule::remark(one, workspace.users().schema(), locale)
    });
    let (shape, style) = match one {
        Remark::Everybody | Remark::Agents | Remark::Guests { .. } | Remark::Disabled { .. } => {
            (Icon::Info, "info")
        }
        _ => (Icon::Warning, "warn"),
    };
    let go = |span: Span| {
        view! {
            " "
            <button type="button" class="btn link" on:click=move |_| show(span)>
                {t::SHOW.get(locale)}
            </button>
        }
        .into_any()
    };
    let (place, mend) = match one {
        Remark::Nowhere { span, instead: Some(instead), .. } => {
            let (span, with) = (*span, Operand::Text(instead.clone()).to_string());
            let name = t::MEND_THIS.with(locale, &[&text]);
            let mend = view! {
                <button
                    type="button"
                    class="btn"
                    aria-label=name
                    on:click=move |_| put(&[(span, with.clone())])
                >
                    {t::MEND.get(locale)}
                </button>
            };
            (Some(go(span)), Some(mend.into_any()))
        }
        Remark::Nowhere { span, .. } | Remark::Spellings { span, .. } => (Some(go(*span)), None),
        _ => (None, None),
    };
    view! {
        <li class=style>
            {icon(shape)} <div><p>{coded(&text)} {place}</p></div> {mend}
        </li>
    }
    .into_any()
}
