//! The text of a rule outside the lab: an input, what is wrong with it, and the way into the lab.

use crate::{
    i18n::{Locale, Text},
    messages,
    rules::{Class, Diagnostic, Target, examine},
    session::{Session, browser},
    ui::{
        fragment::Fragment,
        groups::texts as t,
        kit::{
            icon::{Icon, icon},
            lang::lang,
        },
        nav::href,
        page::Page,
        rules::{conditions, findings::coded, texts as lab},
    },
};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use std::time::Duration;

/// How long a text rests before everybody is asked.
const REST: Duration = Duration::from_millis(300);
/// Findings that are shown.
const MOST: usize = 12;

/// The text of a rule. A handle.
#[derive(Debug, Clone, Copy)]
pub struct RuleText {
    pub text: RwSignal<String>,
    /// The text as it was when it came to rest.
    pub rested: RwSignal<String>,
}

impl RuleText {
    /// With a text to start from.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { text: RwSignal::new(text.to_owned()), rested: RwSignal::new(text.to_owned()) }
    }

    /// Takes what was typed last into account; whether that is news.
    pub fn settle(self) -> bool {
        let Some(typed) = self.text.try_get_untracked() else { return false };
        let news = self.rested.with_untracked(|rested| *rested != typed);
        if news {
            self.rested.set(typed);
        }
        news
    }
}

/// The address of the lab with a rule.
pub(in crate::ui) fn in_lab(rule: &str, target: Target, group: Option<String>) -> String {
    let mut fragment = Fragment::default().and("rule", rule);
    if target == Target::Device {
        fragment = fragment.and("for", "devices");
    }
    if let Some(group) = group {
        fragment = fragment.and("group", group);
    }
    href(Page::Rules, &fragment)
}

/// The input with its findings. `errors` are what the core says of it besides.
pub fn rule_field(
    id: String,
    label: Text,
    rule: RuleText,
    target: Signal<Target>,
    errors: Signal<Vec<String>>,
) -> AnyView {
    let locale = lang();
    let found = Memo::new(move |_| {
        rule.text.with(|text| examine(text, &conditions(target.get())).diagnostics)
    });
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(Some(handle)) = waiting.try_update_value(Option::take) {
            handle.clear();
        }
    };
    on_cleanup(stop);
    let typed = move |event| {
        rule.text.set(event_target_value(&event));
        stop();
        let settle = move || {
            rule.settle();
        };
        waiting.set_value(set_timeout_with_handle(settle, REST).ok());
    };
    let (hint, wrong) = (format!("{id}-hint"), format!("{id}-error"));
    let findings = move || findings(rule, &found.get(), locale);
    let lines = move || {
        let line = crate::ui::kit::field::error_line;
        errors.get().into_iter().map(line).collect::<Vec<_>>()
    };
    let example = move || match target.get() {
        Target::User => "user.department -eq \"Sales\"",
        Target::Device => "device.deviceOSType -eq \"Windows\"",
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label.get(locale)}<span aria-hidden="true">" *"</span></label>
            <textarea
                class="input rule-input"
                rows="3"
                id=id
                spellcheck="false"
                autocomplete="off"
                autocapitalize="off"
                placeholder=example
                aria-required="true"
                aria-invalid=move || errors.with(|errors| !errors.is_empty()).then_some("true")
                aria-describedby=format!("{hint} {wrong}")
                prop:value=move || rule.text.get()
                on:input=typed
                on:blur=move |_| {
                    rule.settle();
                }
            ></textarea>
            <p class="hint" id=hint>{t::RULE_HINT.get(locale)}</p>
            <div id=wrong>{lines}</div>
            <div role="status">{findings}</div>
        </div>
    }
    .into_any()
}

/// What is wrong with the text, or worth knowing, each with the change that mends it.
fn findings(rule: RuleText, found: &[Diagnostic], locale: Locale) -> Option<AnyView> {
    let text = rule.text.get_untracked();
    if text.trim().is_empty() {
        return None;
    }
    let mut found: Vec<&Diagnostic> = found.iter().collect();
    found.sort_by_key(|one| (one.code.class(), one.span));
    let items: Vec<AnyView> =
        found.iter().take(MOST).map(|one| finding(rule, one, &text, locale)).collect();
    let rest = u64::try_from(found.len().saturating_sub(MOST)).unwrap_or_default();
    let more = (rest > 0).then(|| view! { <li class="quiet">{t::MORE.of(locale, rest)}</li> });
    Some(view! { <ul class="findings">{items}{more}</ul> }.into_any())
}

fn finding(rule: RuleText, one: &Diagnostic, text: &str, locale: Locale) -> AnyView {
    let class = one.code.class();
    let (shape, style) = match class {
        Class::NotARule | Class::Refused => (Icon::Stop, "bad"),
        Class::Unwise => (Icon::Warning, "warn"),
        Class::NotDrawable => (Icon::Info, "info"),
    };
    let sentence = messages::rule::diagnostic(one, text, locale);
    let mend = one.fix.clone().map(|fix| {
        let name = lab::MEND_THIS.with(locale, &[&sentence.replace('`', "")]);
        let mend = move |_| {
            rule.text.update(|text| *text = fix.apply(text));
            rule.settle();
        };
        view! {
            <button type="button" class="btn" aria-label=name on:click=mend>
                {lab::MEND.get(locale)}
            </button>
        }
        .into_any()
    });
    view! {
        <li class=style>
            {icon(shape)}
            <div><p><b>{messages::rule::class(class).get(locale)}</b> ": " {coded(&sentence)}</p></div>
            {mend}
        </li>
    }
    .into_any()
}

/// How many the rule takes now, and the way to try it out; nothing for a text that is no rule.
pub fn taken(
    session: Session,
    rule: RuleText,
    target: Signal<Target>,
    locale: Locale,
) -> impl Fn() -> Option<AnyView> + Clone + Send {
    let effect = Memo::new(move |_| {
        let (text, target) = (rule.rested.get(), target.get());
        session.with(|workspace| {
            let directory = workspace.directory();
            let found =
                crate::ui::groups::effect::effect(directory, None, &text, target, browser::now())?;
            Some((u64::from(found.taken), u64::from(found.unknown.count())))
        })
    });
    move || {
        let (taken, unknown) = effect.get()?;
        let text = match target.get() {
            Target::User => t::TAKES_USERS,
            Target::Device => t::TAKES_DEVICES,
        };
        let open = (unknown > 0).then(|| {
            view! { <span class="quiet">" " {t::CANNOT_TELL.of(locale, unknown)}</span> }
        });
        let address = in_lab(&rule.rested.get(), target.get(), None);
        Some(
            view! {
                <p>
                    {text.of(locale, taken)} {open} " "
                    <a href=address>{t::OPEN_LAB.get(locale)}</a>
                </p>
            }
            .into_any(),
        )
    }
}
