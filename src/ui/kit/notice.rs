//! Strips under a title, and what stands where a list would be.

use crate::ui::kit::icon::{Icon, icon};
use leptos::prelude::*;

/// How loud a strip is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    Info,
    Good,
    Warn,
    Bad,
}

/// A strip with a message.
pub fn strip(notice: Notice, content: impl IntoView + 'static) -> AnyView {
    let (class, shape) = match notice {
        Notice::Info => ("strip", Icon::Info),
        Notice::Good => ("strip good", Icon::Check),
        Notice::Warn => ("strip warn", Icon::Warning),
        Notice::Bad => ("strip bad", Icon::Stop),
    };
    strip_view(class, shape, content.into_any())
}

fn strip_view(class: &'static str, shape: Icon, content: AnyView) -> AnyView {
    view! { <div class=class>{icon(shape)} <div>{content}</div></div> }.into_any()
}

/// An empty state: what would be here, why it is not, what to do.
pub fn empty(shape: Icon, title: &str, text: &str, actions: impl IntoView + 'static) -> AnyView {
    empty_view(shape, title.to_owned(), text.to_owned(), actions.into_any())
}

fn empty_view(shape: Icon, title: String, text: String, actions: AnyView) -> AnyView {
    view! {
        <div class="empty">
            {icon(shape)} <h2>{title}</h2> <p>{text}</p> <div class="line">{actions}</div>
        </div>
    }
    .into_any()
}
