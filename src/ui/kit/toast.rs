//! Short messages that come and go, and the live regions that say them aloud.

use crate::{
    i18n::{Text, words},
    ui::kit::{
        dom::keep_focus,
        icon::{Icon, icon},
        lang::lang,
    },
};
use leptos::prelude::*;
use std::time::Duration;

/// What a message is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Good,
    Bad,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Toast {
    id: u32,
    tone: Tone,
    text: String,
}

/// The way to say something: visibly for a while, or to screen readers alone.
#[derive(Debug, Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
    polite: RwSignal<String>,
    urgent: RwSignal<String>,
}

/// Name of the place where messages appear.
const AREA: Text = Text::new("Messages", "Messages");

/// How long a good message stays; a bad one stays until it is closed.
const STAY: Duration = Duration::from_secs(8);

impl Toasts {
    /// Offers itself to everything below.
    #[must_use]
    pub fn provide() -> Self {
        let toasts = Self {
            shown: RwSignal::default(),
            next: StoredValue::new(0),
            polite: RwSignal::default(),
            urgent: RwSignal::default(),
        };
        provide_context(toasts);
        toasts
    }

    /// Shows a message.
    pub fn show(self, tone: Tone, text: impl Into<String>) {
        let (id, text) = (self.next.get_value(), text.into());
        self.next.set_value(id + 1);
        match tone {
            Tone::Good => self.polite.set(text.clone()),
            Tone::Bad => self.urgent.set(text.clone()),
        }
        self.shown.update(|shown| {
            if shown.len() >= 3 {
                shown.remove(0);
            }
            shown.push(Toast { id, tone, text });
        });
        if tone == Tone::Good {
            set_timeout(move || self.close(id), STAY);
        }
    }

    /// Says something to screen readers, without showing it.
    pub fn announce(self, text: impl Into<String>) {
        self.polite.set(text.into());
    }

    fn close(self, id: u32) {
        self.shown.try_update(|shown| shown.retain(|toast| toast.id != id));
    }
}

/// The way to say something. To be asked while drawing.
#[must_use]
pub fn use_toasts() -> Toasts {
    use_context::<Toasts>().unwrap_or_else(Toasts::provide)
}

/// Where messages appear. Once per page, and never removed: a live region must be there before its
/// text.
#[component]
pub fn ToastArea() -> AnyView {
    let toasts = use_toasts();
    let locale = lang();
    let toast = move |toast: Toast| {
        let close = move |_| {
            toasts.close(toast.id);
            keep_focus();
        };
        let (class, shape) = match toast.tone {
            Tone::Good => ("toast good", Icon::Check),
            Tone::Bad => ("toast bad", Icon::Stop),
        };
        view! {
            <div class=class>
                {icon(shape)} <span>{toast.text}</span>
                <button
                    type="button"
                    class="btn plain only-icon"
                    aria-label=words::CLOSE.get(locale)
                    on:click=close
                >
                    {icon(Icon::Close)}
                </button>
            </div>
        }
        .into_any()
    };
    view! {
        <div class="toasts" role="region" aria-label=AREA.get(locale)>
            <For each=move || toasts.shown.get() key=|toast| toast.id children=toast />
        </div>
        <div class="visually-hidden" role="status">{toasts.polite}</div>
        <div class="visually-hidden" role="alert">{toasts.urgent}</div>
    }
    .into_any()
}
