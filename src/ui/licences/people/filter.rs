//! What the list of people can be asked of their products: a product and a way, nothing at all, nothing told.

use crate::{
    domain::{Attribute, SkuId},
    i18n::{Locale, Text, words},
    session::Session,
    store::{Filter, Operator},
    tenant::licences::people::{Having, Hold, Question},
    text::collate::{Collation, compare},
    ui::{
        kit::{
            dom::{fresh_id, keep_focus},
            icon::{Icon, icon},
            popup::{Popup, PopupKind},
        },
        licences::{names, people_texts as t},
        lists::{List, state::ListState},
    },
};
use leptos::{ev, prelude::*};

const fn label(having: Having) -> Text {
    match having {
        Having::Held => t::IS_HELD,
        Having::HeldBy(Hold::Direct) => t::IS_DIRECT,
        Having::HeldBy(Hold::Inherited) => t::IS_INHERITED,
        Having::HeldBy(Hold::Both) => t::IS_BOTH,
        Having::HeldBy(Hold::Unsaid) => t::IS_UNSAID,
        Having::Wrong => t::IS_WRONG,
        Having::Without => t::IS_WITHOUT,
    }
}

/// The questions that are asked, and the way to ask another.
pub(super) fn questions(list: List) -> AnyView {
    let (session, locale) = (list.session, list.locale);
    let asked = Memo::new(move |_| list.memory.state.with(|state| state.licences.clone()));
    let pill = move |question: Question| {
        let text = sentence(session, question, locale);
        let name = t::REMOVE_FILTER.with(locale, &[&text]);
        let remove = move |_| {
            list.ask(|state| state.licences.retain(|one| *one != question));
            keep_focus();
        };
        view! {
            <div class="pill on">
                <span class="pill-text">{text}</span>
                <button type="button" class="x" aria-label=name on:click=remove>
                    {icon(Icon::Close)}
                </button>
            </div>
        }
        .into_any()
    };
    let pills = move || asked.get().into_iter().map(pill).collect::<Vec<_>>();
    let open = RwSignal::new(false);
    let button = view! { {icon(Icon::Key)} {t::ADD_FILTER.get(locale)} }.into_any();
    view! {
        {pills}
        <Popup kind=PopupKind::Form open=open class="btn plain" button=button>
            {editor(list, open)}
        </Popup>
    }
    .into_any()
}

/// A question in words.
fn sentence(session: Session, question: Question, locale: Locale) -> String {
    match question {
        Question::Nothing => t::NOTHING.get(locale).to_owned(),
        Question::NotTold => t::LICENCES_NOT_TOLD.get(locale).to_owned(),
        Question::Of(sku, having) => {
            let name = session
                .with_licences(|workspace, catalogue, _| names::product(workspace, catalogue, sku));
            t::PILL.with(locale, &[&name.unwrap_or_default(), label(having).get(locale)])
        }
        Question::Unclear(sku, having) => {
            let asked = sentence(session, Question::Of(sku, having), locale);
            t::UNCLEAR_PILL.with(locale, &[&asked])
        }
    }
}

/// The products of the tenant, by name.
fn products(session: Session) -> Vec<(String, SkuId)> {
    let products = session.with_licences(|workspace, catalogue, licences| {
        let model = licences.model();
        let all = model.products().filter_map(|product| model.sku(product));
        let named = |sku: SkuId| (names::product(workspace, catalogue, sku), sku);
        let mut named: Vec<(String, SkuId)> = all.map(named).collect();
        named.sort_by(|(one, _), (other, _)| compare(one, other, Collation::Root));
        named
    });
    products.unwrap_or_default()
}

fn editor(list: List, open: RwSignal<bool>) -> AnyView {
    let (session, locale) = (list.session, list.locale);
    let all = untrack(|| products(session));
    let product = RwSignal::new(all.first().map(|(_, sku)| *sku));
    let having = RwSignal::new(Having::Held);
    let apply = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if let Some(sku) = product.get_untracked() {
            open.set(false);
            list.ask(|state| state.ask(Question::Of(sku, having.get_untracked())));
        }
    };
    let products: Vec<AnyView> = all
        .into_iter()
        .map(|(name, sku)| view! { <option value=sku.to_string()>{name}</option> }.into_any())
        .collect();
    let ways: Vec<AnyView> = Having::ALL
        .into_iter()
        .map(|(having, name)| {
            view! { <option value=name>{label(having).get(locale)}</option> }.into_any()
        })
        .collect();
    let choose_way = move |event| {
        let wanted = event_target_value(&event);
        let found = Having::ALL.into_iter().find(|(_, name)| *name == wanted);
        having.set(found.map_or(Having::Held, |(having, _)| having));
    };
    let (of_product, of_way) = (fresh_id("product"), fresh_id("way"));
    view! {
        <form class="stack" on:submit=apply>
            <div class="field">
                <label for=of_product.clone()>{t::PRODUCT.get(locale)}</label>
                <select
                    class="input"
                    id=of_product
                    on:change=move |event| product.set(SkuId::parse(&event_target_value(&event)))
                >
                    {products}
                </select>
            </div>
            <div class="field">
                <label for=of_way.clone()>{t::WAY.get(locale)}</label>
                <select class="input" id=of_way on:change=choose_way>
                    {ways}
                </select>
            </div>
            <div class="line">
                <button type="submit" class="btn primary">
                    {words::APPLY.get(locale)}
                </button>
                <button type="button" class="btn" on:click=move |_| open.set(false)>
                    {words::CANCEL.get(locale)}
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// What is asked most, with how many there are; pressed again, it is no longer asked.
pub(super) fn quick(list: List) -> AnyView {
    let (session, locale) = (list.session, list.locale);
    let answer = move |question: Question| {
        let count = Memo::new(move |_| {
            let count = session.with_licences(|workspace, _, licences| {
                licences.answer(workspace, question).yes.count()
            });
            count.unwrap_or_default()
        });
        let is_asked =
            Memo::new(move |_| list.memory.state.with(|state| state.licences.contains(&question)));
        let change = move |state: &mut ListState, on: bool| {
            if on {
                state.ask(question);
            } else {
                state.licences.retain(|one| *one != question);
            }
        };
        toggle(list, count, is_asked, change)
    };
    let nowhere = || Filter::bare(Attribute::USAGE_LOCATION, Operator::IsEmpty);
    let without_place = session.select(move |workspace| {
        let users = workspace.users();
        users.filter_within(&nowhere(), users.active()).yes.count()
    });
    let is_asked =
        Memo::new(move |_| list.memory.state.with(|state| state.filters.contains(&nowhere())));
    let change = move |state: &mut ListState, on: bool| {
        state.filters.retain(|filter| *filter != nowhere());
        if on {
            state.filters.push(nowhere());
        }
    };
    view! {
        <div class="line" role="group" aria-label=t::QUICK.get(locale)>
            {answer(Question::Nothing)(t::NOTHING)}
            {answer(Question::NotTold)(t::LICENCES_NOT_TOLD)}
            {toggle(list, without_place, is_asked, change)(t::NO_LOCATION)}
        </div>
    }
    .into_any()
}

/// A button that asks something, and says of how many it is true; none where it is of nobody.
fn toggle(
    list: List,
    count: Memo<u32>,
    is_asked: Memo<bool>,
    change: impl Fn(&mut ListState, bool) + Copy + Send + Sync + 'static,
) -> impl FnOnce(Text) -> AnyView {
    move |text: Text| {
        let locale = list.locale;
        let press = move |_| {
            let on = !is_asked.get_untracked();
            list.ask(|state| change(state, on));
        };
        let shown = Memo::new(move |_| count.get() > 0 || is_asked.get());
        let name = move || {
            let count = locale.number(u64::from(count.get()));
            t::QUICK_COUNT.with(locale, &[text.get(locale), &count])
        };
        let button = move || {
            shown.get().then(|| {
                view! {
                    <button
                        type="button"
                        class="btn quick"
                        aria-pressed=move || if is_asked.get() { "true" } else { "false" }
                        on:click=press
                    >
                        {name}
                    </button>
                }
            })
        };
        button.into_any()
    }
}
