//! The dialog that gives, takes or swaps products, for one or many people or groups, with what would follow
//! from it for everybody.

use super::{
    consequences, location, names, people_texts as p,
    plan_choice::{self, Choice},
    texts as t,
};
use crate::{
    domain::{
        AppliesTo, AssignedLicense, Attribute, Command, Row, ServicePlanId, SkuId, Subscription,
        attribute::Of,
    },
    i18n::{Locale, Text, words},
    messages,
    session::Session,
    store::Cell,
    tenant::licences::toggles::ByGroups,
    ui::{
        groups::{
            existence::staged,
            review::{self, Review},
            texts as groups,
        },
        kit::{
            dialog::Dialog,
            dom::fresh_id,
            lang::lang,
            notice::{Notice, strip},
            toast::{Tone, use_toasts},
        },
        user::act::denied_text,
    },
};
use leptos::{ev, prelude::*};
use std::collections::BTreeSet;

/// Products that are named of those that come by groups.
const MOST: usize = 8;

/// Who is asked about: people or groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    pub of: Of,
    pub rows: Vec<Row>,
    /// A product that is to be taken, to start with.
    pub take: Option<SkuId>,
}

impl Ask {
    /// Of these people or groups, with nothing chosen yet.
    #[must_use]
    pub const fn of(of: Of, rows: Vec<Row>) -> Self {
        Self { of, rows, take: None }
    }
}

/// Opens the dialog; one for a whole page.
#[derive(Debug, Clone, Copy)]
pub struct Licenser {
    ask: RwSignal<Option<Ask>>,
    open: RwSignal<bool>,
}

impl Licenser {
    /// Closed.
    #[must_use]
    pub fn new() -> Self {
        Self { ask: RwSignal::new(None), open: RwSignal::new(false) }
    }

    /// Opens it.
    pub fn open(self, ask: Ask) {
        self.ask.set(Some(ask));
        self.open.set(true);
    }

    /// The dialog.
    pub fn view(self, session: Session) -> AnyView {
        let locale = lang();
        let title = move || {
            self.ask.with(|ask| {
                let Ask { of, rows, .. } = ask.as_ref()?;
                Some(match rows.as_slice() {
                    [one] => {
                        let name = session.with_untracked(|workspace| {
                            messages::object_name(workspace.directory().of(*of), *one)
                        });
                        t::CHANGE_OF.with(locale, &[&name])
                    }
                    many if *of == Of::Group => t::CHANGE_GROUPS.of(locale, many.len() as u64),
                    many => t::CHANGE_PEOPLE.of(locale, many.len() as u64),
                })
            })
        };
        let body = move || self.ask.get_untracked().map(|ask| body(session, self.open, ask));
        view! {
            <Dialog
                open=self.open
                title=Signal::derive(move || title().unwrap_or_default())
                class="dialog wide"
            >
                {body}
            </Dialog>
        }
        .into_any()
    }
}

impl Default for Licenser {
    fn default() -> Self {
        Self::new()
    }
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Give,
    Take,
    Swap,
}

const DEEDS: [(Deed, Text); 3] =
    [(Deed::Give, t::GIVE), (Deed::Take, t::TAKE), (Deed::Swap, t::SWAP)];

/// The inputs as they stand.
#[derive(Clone, Copy)]
struct Form {
    session: Session,
    ask: StoredValue<Ask>,
    deed: RwSignal<Deed>,
    /// What is given.
    give: RwSignal<Option<SkuId>>,
    /// What is taken.
    take: RwSignal<Option<SkuId>>,
    /// Plans of what is given that are switched off.
    off: RwSignal<BTreeSet<ServicePlanId>>,
}

impl Form {
    fn gives(self) -> bool {
        self.deed.get() != Deed::Take
    }

    fn takes(self) -> bool {
        self.deed.get() != Deed::Give
    }

    /// The command; none while something is still to be chosen.
    fn command(self) -> Option<Command> {
        let mut add = Vec::new();
        let mut remove = Vec::new();
        if self.gives() {
            let off = self.off.get().into_iter().collect();
            add.push(AssignedLicense::new(self.give.get()?, off));
        }
        if self.takes() {
            remove.push(self.take.get()?);
        }
        let Ask { of, rows, .. } = self.ask.get_value();
        Some(Command::License { of, rows, add, remove })
    }

    /// What those who are asked about are given now.
    fn given(self) -> Vec<AssignedLicense> {
        let Ask { of, rows, .. } = self.ask.get_value();
        let attribute = match of {
            Of::Group => Attribute::GROUP_ASSIGNED_LICENSES,
            _ => Attribute::DIRECT_LICENSES,
        };
        self.session.with_untracked(|workspace| {
            let objects = workspace.directory().of(of);
            let lists = objects.numbered(attribute);
            let mut seen = BTreeSet::new();
            let mut given: Vec<AssignedLicense> = Vec::new();
            for row in rows {
                // Groups do not share their lists; of people with the same list, one is enough.
                if of != Of::Group && !seen.insert(lists.of(row.0)) {
                    continue;
                }
                if let Cell::Texts(texts) = objects.read(row, attribute) {
                    given.extend(texts.iter().filter_map(AssignedLicense::parse));
                }
            }
            given.sort();
            given.dedup_by_key(|license| license.sku);
            given
        })
    }

    /// Chooses what is given; the plans that are off now, where there is one such choice, stay off.
    fn choose(self, sku: Option<SkuId>) {
        let one = self.ask.with_value(|ask| ask.rows.len() == 1);
        let given = if one { self.given() } else { Vec::new() };
        let same = given.iter().find(|license| Some(license.sku) == sku);
        let taken = self.take.get_untracked();
        let swapped = given.iter().find(|license| Some(license.sku) == taken);
        let off = same.or(swapped).map(|license| license.disabled_plans.clone());
        let plans = sku.map(|sku| self.plans(sku)).unwrap_or_default();
        let off = off.unwrap_or_default().into_iter().filter(|plan| plans.contains(plan));
        self.off.set(off.collect());
        self.give.set(sku);
    }

    fn plans(self, sku: SkuId) -> Vec<ServicePlanId> {
        self.session.with_untracked(|workspace| {
            let owned = workspace.organisation().subscription(sku);
            owned.map(|owned| owned.plan_ids().collect()).unwrap_or_default()
        })
    }
}

fn body(session: Session, open: RwSignal<bool>, ask: Ask) -> AnyView {
    let (locale, toasts) = (lang(), use_toasts());
    let take = ask.take;
    let form = Form {
        session,
        ask: StoredValue::new(ask),
        deed: RwSignal::new(if take.is_some() { Deed::Take } else { Deed::Give }),
        give: RwSignal::new(None),
        take: RwSignal::new(take),
        off: RwSignal::new(BTreeSet::new()),
    };
    let review = Memo::new(move |_| Review::of(session, form.command().as_ref()));
    let told = move || {
        if form.command().is_none() {
            return view! { <p class="quiet">{t::CHOOSE_FIRST.get(locale)}</p> }.into_any();
        }
        let follows = move || {
            let label = t::FOLLOWS.get(locale);
            review.with(|review| consequences::view(session, review, label, locale))
        };
        view! {
            {move || review.with(|review| review::view(session, review, None, locale))} {follows}
        }
        .into_any()
    };
    let off = move || review.with(Review::is_void) || !session.writes().get();
    let stage = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(command) = review.with_untracked(|review| review.accepted.clone()) else { return };
        if review.with_untracked(Review::is_void) {
            return;
        }
        match session.dispatch(&command) {
            Ok(id) => {
                open.set(false);
                toasts.show(Tone::Good, staged(session, id, locale));
            }
            Err(denied) => toasts.show(Tone::Bad, denied_text(session, &denied, locale)),
        }
    };
    let owned = session.with_untracked(|w| w.organisation().subscriptions.is_some());
    let unowned = (!owned).then(|| strip(Notice::Warn, t::UNKNOWN_OWNED.get(locale)));
    view! {
        <form class="frame finds" on:submit=stage>
            <div class="body">
                {unowned} {choice(form, locale)}
                {move || form.gives().then(|| places(form, locale))}
                {move || form.takes().then(|| taken(form, locale))}
                {move || form.takes().then(|| not_taken(form, locale))}
                {move || form.gives().then(|| given(form, locale))}
                {move || form.gives().then(|| plans(form, locale))}
                <div class="stack" role="status">{told}</div>
            </div>
            <footer>
                <button
                    type="submit"
                    class="btn primary"
                    aria-disabled=move || off().then_some("true")
                >
                    {groups::STAGE.get(locale)}
                </button>
                <button type="button" class="btn" on:click=move |_| open.set(false)>
                    {words::CANCEL.get(locale)}
                </button>
            </footer>
        </form>
    }
    .into_any()
}

/// The usage location of those who have none.
fn places(form: Form, locale: Locale) -> Option<AnyView> {
    let Ask { of, rows, .. } = form.ask.get_value();
    (of == Of::User).then(|| location::ask(form.session, rows, locale))
}

fn choice(form: Form, locale: Locale) -> AnyView {
    let radio = |(deed, text): (Deed, Text)| {
        view! {
            <label class="check">
                <input
                    type="radio"
                    name="deed"
                    prop:checked=move || form.deed.get() == deed
                    on:change=move |_| form.deed.set(deed)
                />
                <span>{text.get(locale)}</span>
            </label>
        }
        .into_any()
    };
    view! {
        <fieldset class="plain-set choice">
            <legend class="visually-hidden">{t::DEED.get(locale)}</legend>
            <div class="line">{DEEDS.map(radio).into_iter().collect::<Vec<_>>()}</div>
        </fieldset>
    }
    .into_any()
}

/// A choice among products, by name.
fn select(
    form: Form,
    label: Text,
    (products, barred): (Vec<SkuId>, Vec<(SkuId, Text)>),
    chosen: RwSignal<Option<SkuId>>,
    choose: impl Fn(Option<SkuId>) + 'static,
    locale: Locale,
) -> AnyView {
    let id = fresh_id("product");
    let options = move || {
        form.session.with_licences(|workspace, catalogue, licences| {
            let figures = licences.figures(workspace);
            let reading = licences.assumptions().reading;
            let mut all: Vec<(String, String, SkuId)> = products
                .iter()
                .map(|sku| {
                    let name = names::product(workspace, catalogue, *sku);
                    let free = figures.iter().find(|one| one.sku == *sku);
                    let free = free.and_then(|one| one.free(reading));
                    let shown = match free {
                        Some(free) => {
                            let count = locale.signed_or_plain(free);
                            format!("{name} ({})", t::SO_MANY_FREE.with(locale, &[&count]))
                        }
                        None => name.clone(),
                    };
                    (name, shown, *sku)
                })
                .collect();
            let root = crate::text::collate::Collation::Root;
            all.sort_by(|(one, ..), (other, ..)| crate::text::collate::compare(one, other, root));
            let option = |(_, shown, sku): (String, String, SkuId)| {
                let is = chosen.get_untracked() == Some(sku);
                view! { <option value=sku.to_string() selected=is>{shown}</option> }.into_any()
            };
            let barred = barred.iter().map(|(sku, why)| {
                let shown = why.with(locale, &[&names::product(workspace, catalogue, *sku)]);
                view! { <option disabled>{shown}</option> }.into_any()
            });
            all.into_iter().map(option).chain(barred).collect::<Vec<_>>()
        })
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label.get(locale)}</label>
            <select
                class="input"
                id=id
                on:change=move |event| choose(SkuId::parse(&event_target_value(&event)))
            >
                <option value="">{t::CHOOSE.get(locale)}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}

fn taken(form: Form, locale: Locale) -> AnyView {
    let products: Vec<SkuId> = form.given().into_iter().map(|license| license.sku).collect();
    if products.is_empty() {
        return view! { <p class="quiet">{t::NOTHING_TO_TAKE.get(locale)}</p> }.into_any();
    }
    let choose = move |sku| {
        form.take.set(sku);
        if form.deed.get_untracked() == Deed::Swap {
            form.choose(form.give.get_untracked());
        }
    };
    select(form, t::TAKEN, (products, Vec::new()), form.take, choose, locale)
}

fn given(form: Form, locale: Locale) -> AnyView {
    let products = form.session.with_untracked(|workspace| {
        let owned = workspace.organisation().subscriptions.as_deref().unwrap_or_default();
        let (given, barred): (Vec<_>, Vec<_>) = owned.iter().partition(|it| it.can_be_given());
        let why = |one: &Subscription| match one.applies_to {
            Some(AppliesTo::Company) => p::IS_OF_TENANT,
            _ => p::IS_SUSPENDED,
        };
        let barred = barred.into_iter().map(|one| (one.sku, why(one))).collect();
        (given.into_iter().map(|one| one.sku).collect(), barred)
    });
    select(form, t::GIVEN, products, form.give, move |sku| form.choose(sku), locale)
}

/// The plans of what is given, each to be switched off.
fn plans(form: Form, locale: Locale) -> Option<AnyView> {
    let give = form.give.get()?;
    let take = if form.takes() { form.take.get() } else { None };
    let Ask { of, rows, .. } = form.ask.get_value();
    Some(plan_choice::plans(form.session, Choice { of, rows, give, take }, form.off, locale))
}

/// What cannot be taken from people, since it comes by groups.
fn not_taken(form: Form, locale: Locale) -> AnyView {
    let Ask { of, rows, .. } = form.ask.get_value();
    if of != Of::User {
        return ().into_any();
    }
    let items = move || {
        let all = form.session.with_licences(|workspace, catalogue, licences| {
            let all = licences.by_groups_alone(&rows).into_iter().take(MOST);
            let item = |(sku, by_groups): (SkuId, ByGroups)| {
                let name = names::product(workspace, catalogue, sku);
                let groups = plan_choice::group_names(workspace, licences, &by_groups);
                p::COMES_BY.with(locale, &[&name, &locale.list_and(&groups)])
            };
            all.map(item).collect::<Vec<String>>()
        });
        let all = all.unwrap_or_default();
        (!all.is_empty()).then(|| {
            let items: Vec<AnyView> =
                all.into_iter().map(|text| view! { <li>{text}</li> }.into_any()).collect();
            view! {
                <div class="quiet">
                    <p>{p::NOT_TAKEN.get(locale)}</p>
                    <ul class="dots">{items}</ul>
                </div>
            }
        })
    };
    items.into_any()
}
