//! The sets: which ones, how each joins those above it, and the ways to add one.

use crate::{
    domain::ObjectId,
    i18n::Text,
    store::{Combine, Crowd},
    ui::{
        compare::{
            desk::Desk,
            sets::{MOST, Operand, Whose},
            texts as t, told,
        },
        groups::find,
        kit::{
            combobox::{Choice, Combobox},
            dom::focus_soon,
            field::{describes, labelled},
            icon::{Icon, icon},
        },
        objects::link::address,
    },
};
use leptos::{ev, prelude::*};

/// The input that finds groups.
const FIND: &str = "compare-find";

pub(super) fn chosen(desk: Desk) -> AnyView {
    let locale = desk.locale;
    let list = move || {
        let sets = desk.sets.get();
        let crowds = desk.crowds.get();
        let lines = sets.operands.iter().zip(crowds.iter()).enumerate();
        let lines: Vec<AnyView> =
            lines.map(|(at, (operand, crowd))| line(desk, at, *operand, crowd)).collect();
        (!lines.is_empty()).then(|| view! { <ol class="compare-sets">{lines}</ol> })
    };
    view! {
        <section class="card">
            <h2>{t::SETS.get(locale)}</h2>
            {list}
            {move || add(desk)}
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || desk.sets.with(|sets| sets.through)
                    on:change=move |event| {
                        let through = event_target_checked(&event);
                        desk.change(|sets| sets.through = through);
                    }
                />
                <span>{t::THROUGH.get(locale)}</span>
            </label>
        </section>
    }
    .into_any()
}

/// What a way of joining is called.
pub(super) const fn word(how: Combine) -> Text {
    match how {
        Combine::Or => t::OR,
        Combine::And => t::AND,
        Combine::Not => t::NOT,
    }
}

/// One set.
fn line(desk: Desk, at: usize, operand: Operand, crowd: &Crowd) -> AnyView {
    let locale = desk.locale;
    let name = desk.session.with_untracked(|workspace| desk.name(workspace, operand.whose));
    let how = (at > 0).then(|| {
        let options: Vec<AnyView> = Combine::ALL
            .into_iter()
            .map(|how| {
                view! {
                    <option value=(how as u8).to_string() selected=operand.how == how>
                        {word(how).get(locale)}
                    </option>
                }
                .into_any()
            })
            .collect();
        let choose = move |event: ev::Event| {
            let value = event_target_value(&event);
            let how = Combine::ALL.into_iter().find(|how| (*how as u8).to_string() == value);
            desk.change(|sets| {
                if let (Some(operand), Some(how)) = (sets.operands.get_mut(at), how) {
                    operand.how = how;
                }
            });
        };
        let id = format!("compare-how-{at}");
        let back = id.clone();
        let choose = move |event: ev::Event| {
            choose(event);
            // The list is drawn anew.
            focus_soon(back.clone());
        };
        view! {
            <select
                class="input small-select"
                id=id
                aria-label=t::HOW.with(locale, &[&name])
                on:change=choose
            >
                {options}
            </select>
        }
    });
    let leave = move |_| {
        desk.change(|sets| {
            if at < sets.operands.len() {
                sets.operands.remove(at);
            }
        });
        focus_soon(FIND);
    };
    let label = t::LEAVE_OUT.with(locale, &[&name]);
    let title = match operand.whose {
        Whose::Group(id) => {
            view! { <a href=address(crate::domain::attribute::Of::Group, id)>{name}</a> }.into_any()
        }
        Whose::Selected => view! { <span>{name}</span> }.into_any(),
    };
    let open = (!crowd.is_exact())
        .then(|| view! { <span class="badge warn">{t::NOT_EXACT.get(locale)}</span> });
    view! {
        <li class="line">
            {how} <b>{title}</b> <span class="quiet">{told::count(crowd.named(), locale)}</span>
            {open}
            <button type="button" class="btn plain icon-only" aria-label=label.clone() title=label on:click=leave>
                {icon(Icon::Close)}
            </button>
        </li>
    }
    .into_any()
}

/// The ways to add a set.
fn add(desk: Desk) -> AnyView {
    let (locale, session) = (desk.locale, desk.session);
    if desk.sets.with(crate::ui::compare::sets::Sets::is_full) {
        let most = u64::try_from(MOST).unwrap_or_default();
        return view! { <p class="quiet">{t::FULL.of(locale, most)}</p> }.into_any();
    }
    let text = RwSignal::new(String::new());
    let search = Callback::new(move |query: String| {
        session.with_untracked(|workspace| find::groups(workspace, None, &query, locale))
    });
    let pick = Callback::new(move |choice: Choice| {
        if let Some(id) = ObjectId::parse(&choice.key) {
            desk.change(|sets| sets.add(Whose::Group(id)));
            focus_soon(FIND);
        }
        text.set(String::new());
    });
    let control = view! {
        <Combobox
            described_by=describes(FIND)
            id=FIND.to_owned()
            name=t::ADD_GROUP.get(locale)
            text=text
            search=search
            pick=pick
            placeholder=t::FIND_GROUP.get(locale)
        />
    }
    .into_any();
    let none = Signal::stored(Vec::new());
    let label = t::ADD_GROUP.get(locale).to_owned();
    let selection = move || {
        let there = desk
            .sets
            .with(|sets| sets.operands.iter().any(|operand| operand.whose == Whose::Selected));
        let count = session.with(|workspace| {
            let mut selected = workspace.users().active().clone();
            desk.selected.with(|bits| selected.and(bits));
            u64::from(selected.count())
        });
        (!there && count > 0).then(|| {
            let add = move |_| {
                desk.change(|sets| sets.add(Whose::Selected));
                focus_soon(FIND);
            };
            view! {
                <button type="button" class="btn" on:click=add>
                    {icon(Icon::Users)} {t::ADD_SELECTED.of(locale, count)}
                </button>
            }
        })
    };
    view! {
        {labelled(FIND.to_owned(), label, String::new(), none, false, control)}
        <div class="line">{selection}</div>
    }
    .into_any()
}
