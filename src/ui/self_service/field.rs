//! One setting of the tenant: its value, where it is kept, and the way to change it.

use super::texts as t;
use crate::{
    domain::{
        Command, Datum, ObjectId, Setting, Value,
        attribute::Of,
        setting::{Home, Shape},
    },
    i18n::{Locale, words},
    messages::{self, setting as m},
    session::Session,
    ui::{
        groups::find,
        kit::{
            combobox::{Choice, Combobox},
            dom::keep_focus,
            field::{describes, labelled},
            icon::{Icon, icon},
            lang::lang,
            toast::{Toasts, Tone, use_toasts},
        },
        user::act::{act, denied_text},
    },
};
use leptos::{ev, prelude::*};

/// What is worth knowing of a setting beside its name.
const fn hint(setting: Setting) -> Option<crate::i18n::Text> {
    match setting {
        Setting::OwnersManageRequests => Some(t::HINT_OWNERS),
        Setting::MyGroupsRestricted => Some(t::HINT_RESTRICTED),
        Setting::UsersCreateSecurityGroups => Some(t::HINT_SECURITY),
        Setting::UsersCreateMicrosoft365Groups => Some(t::HINT_UNIFIED),
        Setting::NamingRequirement => Some(t::HINT_NAMING),
        Setting::BlockedWords => Some(t::HINT_BLOCKED),
        Setting::Classifications => Some(t::HINT_LIST),
        Setting::ClassificationDescriptions => Some(t::HINT_DESCRIPTIONS),
        Setting::SensitivityLabels => Some(t::HINT_SENSITIVITY),
        Setting::WritebackOfNewGroups => Some(t::HINT_WRITEBACK),
        Setting::GroupLifetimeInDays => Some(t::HINT_LIFETIME),
        Setting::AlternateNotificationEmails => Some(t::HINT_ALTERNATE),
        Setting::RequestsLapseAfterDays => Some(t::HINT_LAPSE),
        _ => None,
    }
}

/// What one field works on. A handle.
#[derive(Debug, Clone, Copy)]
struct Field {
    session: Session,
    setting: Setting,
    toasts: Toasts,
    locale: Locale,
    errors: RwSignal<Vec<String>>,
}

impl Field {
    fn name(self) -> &'static str {
        m::setting(self.setting).get(self.locale)
    }

    fn datum(self) -> Memo<Datum> {
        self.session.select(move |workspace| workspace.setting(self.setting))
    }

    /// Stages a value; what stands against it is told at the field. Whether it stands.
    fn set(self, value: Option<Value>) -> bool {
        let command = Command::Set { settings: vec![(self.setting, value)] };
        let unchanged = self.session.with_untracked(|workspace| {
            let Command::Set { settings } = &command else { return false };
            settings
                .iter()
                .all(|(setting, value)| workspace.setting(*setting) == Datum::from(value.clone()))
        });
        if unchanged {
            self.errors.set(Vec::new());
            return true;
        }
        match self.session.dispatch(&command) {
            Ok(_) => {
                self.errors.set(Vec::new());
                let told = t::STAGED.with(self.locale, &[self.name()]);
                self.toasts.show(Tone::Good, told);
                true
            }
            Err(denied) => {
                self.errors.set(vec![denied_text(self.session, &denied, self.locale)]);
                false
            }
        }
    }
}

/// A setting as a field with label, hint and value.
pub(super) fn field(session: Session, setting: Setting) -> AnyView {
    let locale = lang();
    let field =
        Field { session, setting, toasts: use_toasts(), locale, errors: RwSignal::new(Vec::new()) };
    let id = format!("setting-{}", setting.name());
    let control = match setting.shape() {
        Shape::Switch => choice(field, &id, &[("true", words::YES), ("false", words::NO)]),
        Shape::Choice(choices) => {
            let options: Vec<(&'static str, crate::i18n::Text)> =
                choices.iter().map(|one| (*one, m::choice(one))).collect();
            choice(field, &id, &options)
        }
        Shape::Text(_) | Shape::Days(_) | Shape::Texts(_) => text(field, &id),
        Shape::Group => group(field, &id),
    };
    let kept = m::home(setting.home()).get(locale);
    let hint = match hint(setting) {
        Some(hint) => format!("{} {kept}", hint.get(locale)),
        None => kept.to_owned(),
    };
    let label = field.name().to_owned();
    let control = labelled(id, label, hint, field.errors.into(), false, control);
    view! { <div class="setting">{control} {staged(field)}</div> }.into_any()
}

/// What was imported, where something else is staged, and the way back.
fn staged(field: Field) -> AnyView {
    let locale = field.locale;
    let imported = field.session.select(move |workspace| {
        let staged = workspace.staged_settings().find(|(setting, ..)| *setting == field.setting);
        staged.map(|(setting, imported, _)| {
            let value = m::value(Some(workspace.directory()), setting, &imported, locale);
            (imported, value)
        })
    });
    (move || {
        let (datum, value) = imported.get()?;
        let back = match datum {
            Datum::Unknown => None,
            Datum::Null => Some(None),
            Datum::Value(value) => Some(Some(value)),
        };
        let button = back.map(|value| {
            let press = move |_| {
                let settings = vec![(field.setting, value.clone())];
                let command = Command::Set { settings };
                if act(field.session, field.toasts, locale, &command, "").is_some() {
                    keep_focus();
                }
            };
            view! {
                <button
                    type="button"
                    class="btn"
                    aria-label=t::TAKE_BACK_OF.with(locale, &[field.name()])
                    on:click=press
                >
                    {icon(Icon::Undo)} {t::TAKE_BACK.get(locale)}
                </button>
            }
            .into_any()
        });
        let record = move |_| match field.session.record_setting(field.setting) {
            Ok(()) => keep_focus(),
            Err(denied) => {
                let text = denied_text(field.session, &denied, locale);
                field.toasts.show(Tone::Bad, text);
            }
        };
        Some(
            view! {
                <p class="line">
                    <span class="badge staged">{t::IMPORTED.with(locale, &[&value])}</span>
                    {button}
                    <button
                        type="button"
                        class="btn"
                        aria-label=t::RECORD_OF.with(locale, &[field.name()])
                        title=t::RECORD_WHY.get(locale)
                        on:click=record
                    >
                        {t::RECORD.get(locale)}
                    </button>
                </p>
            }
            .into_any(),
        )
    })
    .into_any()
}

fn choice(field: Field, id: &str, options: &[(&'static str, crate::i18n::Text)]) -> AnyView {
    let locale = field.locale;
    let datum = field.datum();
    let key = move || match datum.get() {
        Datum::Unknown => "?".to_owned(),
        Datum::Value(Value::Boolean(yes)) => yes.to_string(),
        Datum::Value(Value::Text(text)) => text,
        _ => String::new(),
    };
    let options: Vec<AnyView> = options
        .iter()
        .map(|(value, text)| {
            let value = *value;
            view! {
                <option value=value selected=move || key() == value>{text.get(locale)}</option>
            }
            .into_any()
        })
        .collect();
    let unknown = move || {
        let told = match datum.get() {
            Datum::Unknown => ("?", words::UNKNOWN),
            Datum::Null => ("", words::NOT_SET),
            Datum::Value(_) => return None,
        };
        let text = told.1.get(locale);
        Some(view! { <option value=told.0 selected=true disabled=true>{text}</option> }.into_any())
    };
    let switch = field.setting.shape() == Shape::Switch;
    let set = move |event: ev::Event| {
        let chosen = event_target_value(&event);
        let value = if switch { Value::Boolean(chosen == "true") } else { Value::Text(chosen) };
        // What was refused is not shown as if it were so.
        if !field.set(Some(value)) {
            let target: web_sys::HtmlSelectElement = event_target(&event);
            target.set_value(&untrack(key));
        }
    };
    view! {
        <select
            class="input"
            id=id.to_owned()
            aria-describedby=describes(id)
            prop:value=key
            on:change=set
        >
            {unknown}
            {options}
        </select>
    }
    .into_any()
}

/// A text, a number of days, or texts separated by commas.
fn text(field: Field, id: &str) -> AnyView {
    let locale = field.locale;
    let datum = field.datum();
    let written = move || match datum.get() {
        Datum::Value(Value::Text(text)) => text,
        Datum::Value(Value::Texts(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let placeholder = move || {
        // No file could tell what only this workspace assumes.
        let text = match datum.get() {
            Datum::Unknown if field.setting.home() != Home::Here => words::UNKNOWN,
            _ => words::NOT_SET,
        };
        text.get(locale)
    };
    let several = matches!(field.setting.shape(), Shape::Texts(_));
    let set = move |event: ev::Event| {
        let typed = event_target_value(&event);
        let typed = typed.trim();
        let value = if several {
            let texts: Vec<String> = typed
                .split([',', '\n'])
                .map(|text| text.trim().to_owned())
                .filter(|text| !text.is_empty())
                .collect();
            (!texts.is_empty()).then_some(Value::Texts(texts))
        } else {
            (!typed.is_empty()).then(|| Value::Text(typed.to_owned()))
        };
        // Leaving an empty field that was never imported says nothing.
        if value.is_none() && datum.with_untracked(|datum| *datum == Datum::Unknown) {
            return;
        }
        let _ = field.set(value);
    };
    view! {
        <input
            class="input"
            id=id.to_owned()
            type="text"
            autocomplete="off"
            spellcheck="false"
            placeholder=placeholder
            aria-invalid=move || (!field.errors.with(Vec::is_empty)).then_some("true")
            aria-describedby=describes(id)
            prop:value=written
            on:change=set
        />
    }
    .into_any()
}

fn group(field: Field, id: &str) -> AnyView {
    let (session, locale) = (field.session, field.locale);
    let name = session.select(move |workspace| match workspace.setting(field.setting) {
        Datum::Value(Value::Reference(id)) => workspace.groups().find(id).map_or_else(
            || id.to_string(),
            |group| messages::object_name(workspace.groups(), group),
        ),
        _ => String::new(),
    });
    let text = RwSignal::new(String::new());
    Effect::new(move |_| text.set(name.get()));
    let search = Callback::new(move |query: String| {
        session.with_untracked(|workspace| find::objects(workspace, &[Of::Group], &query, locale))
    });
    let pick = Callback::new(move |choice: Choice| {
        let _ = field.set(ObjectId::parse(&choice.key).map(Value::Reference));
    });
    let clear = move || {
        (!name.with(String::is_empty)).then(|| {
            view! {
                <button
                    type="button"
                    class="btn plain only-icon"
                    aria-label=words::CLEAR.get(locale)
                    on:click=move |_| {
                        if field.set(None) {
                            keep_focus();
                        }
                    }
                >
                    {icon(Icon::Close)}
                </button>
            }
            .into_any()
        })
    };
    view! {
        <div class="line">
            <Combobox
                id=id.to_owned()
                name=t::GROUPS.get(locale)
                text=text
                search=search
                pick=pick
                described_by=describes(id)
            />
            {clear}
        </div>
    }
    .into_any()
}
