//! From the rule lab to a group: the rule is given to the group that it is compared with, to another
//! one, or to a new one.

use crate::{
    domain::{GroupId, Membership, ObjectId},
    messages,
    rules::Target,
    session::Session,
    ui::{
        fragment::Fragment,
        groups::{
            convert::{Ask, Converter},
            find, reason, texts as t,
        },
        kit::{
            combobox::{Choice, Combobox},
            dom::fresh_id,
            field::{describes, labelled},
            icon::{Icon, icon},
            lang::lang,
        },
        nav::href,
        page::Page,
    },
};
use leptos::prelude::*;

/// The membership that a rule for something makes.
const fn dynamic(target: Target) -> Membership {
    match target {
        Target::User => Membership::DynamicUser,
        Target::Device => Membership::DynamicDevice,
    }
}

/// A card with the ways from the lab to groups. The text comes with whether it is a rule; `compared` is
/// the group that the lab compares with.
pub fn use_rule(
    session: Session,
    target: Target,
    (text, is_rule): (RwSignal<String>, Memo<bool>),
    compared: Signal<Option<ObjectId>>,
) -> AnyView {
    let locale = lang();
    let converter = Converter::new();
    let give = Callback::new(move |group: GroupId| {
        let rule = Some(text.get_untracked());
        converter.open(Ask { group, to: dynamic(target), rule });
    });
    let same = Memo::new(move |_| {
        let id = compared.get()?;
        session.with(|workspace| {
            let group = workspace.groups().find(id)?;
            let name = messages::object_name(workspace.groups(), group);
            Some((group, name, reason::not_convertible(workspace, group, locale)))
        })
    });
    let for_same = move || {
        same.get().map(|(group, name, why)| {
            let off = why.is_some();
            let told = why.map(|why| view! { <p class="quiet">{why}</p> });
            let press = move |_| {
                if !off {
                    give.run(group);
                }
            };
            view! {
                <p>
                    <button
                        type="button"
                        class="btn primary"
                        aria-disabled=off.then_some("true")
                        on:click=press
                    >
                        {icon(Icon::Check)} {t::USE_FOR.with(locale, &[&name])}
                    </button>
                </p>
                {told}
            }
        })
    };
    let new_group = move || {
        let mut fragment = Fragment::default().and("rule", text.get());
        if target == Target::Device {
            fragment = fragment.and("for", "devices");
        }
        href(Page::NewGroup, &fragment)
    };
    let content = move || {
        if !is_rule.get() {
            return view! { <p class="quiet">{t::USE_NOT_YET.get(locale)}</p> }.into_any();
        }
        view! {
            {for_same}
            {another(session, give)}
            <p>
                <a class="btn" href=new_group>{icon(Icon::Add)} {t::NEW_WITH_RULE.get(locale)}</a>
            </p>
        }
        .into_any()
    };
    view! {
        <section class="card">
            <h2>{t::USE_RULE.get(locale)}</h2>
            {content}
        </section>
        {converter.view(session)}
    }
    .into_any()
}

/// The search for a group; choosing one opens the dialog.
fn another(session: Session, give: Callback<GroupId>) -> AnyView {
    let locale = lang();
    let id = fresh_id("rule-for");
    let text = RwSignal::new(String::new());
    let refused = RwSignal::new(Vec::<String>::new());
    let search = Callback::new(move |query: String| {
        session.with_untracked(|workspace| find::groups(workspace, None, &query, locale))
    });
    let pick = Callback::new(move |choice: Choice| {
        let found = ObjectId::parse(&choice.key)
            .and_then(|id| session.with_untracked(|workspace| workspace.groups().find(id)));
        let Some(group) = found else { return };
        let why = session.with_untracked(|w| reason::not_convertible(w, group, locale));
        text.set(String::new());
        let open = why.is_none();
        refused.set(why.into_iter().collect());
        if open {
            give.run(group);
        }
    });
    let control = view! {
        <Combobox
            described_by=describes(&id)
            id=id.clone()
            name=t::GROUPS.get(locale)
            text=text
            search=search
            pick=pick
            placeholder=t::FIND_GROUP.get(locale)
        />
    }
    .into_any();
    let label = t::USE_FOR_GROUP.get(locale).to_owned();
    labelled(id, label, String::new(), refused.into(), false, control)
}
