//! What is assumed of licensing: where everything foreseen says so, and where it is chosen.

mod relations;

use super::{assumed_texts as t, consequences, names, page, texts};
use crate::{
    domain::{Command, Reading, Setting, Value},
    i18n::{Locale, Text},
    licensing::Catalogue,
    session::Session,
    tenant::{
        Workspace,
        licences::{Assumptions, Licences, ProductFigures, consequences::Consequences},
    },
    ui::{
        fragment::Fragment,
        kit::{
            dom::{focus_soon, fresh_id},
            field::error_line,
            lang::lang,
            notice::{Notice, strip},
            toast::{Toasts, Tone, use_toasts},
        },
        nav::href,
        page::Page,
        user::act::denied_text,
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// What a comparison between two sides is called: by default, and where the other one is chosen.
const BETWEEN_SIDES: [Text; 2] = [t::COMPARE, t::COMPARE_DEFAULT];

/// A choice that is made, as part of a sentence.
const fn made(setting: Setting) -> Text {
    match setting {
        Setting::ExpiredSeatsAreGiven => t::MADE_SEATS,
        Setting::GeneralKnowledgeCounts => t::MADE_KNOWN,
        Setting::FormerRelationsCount => t::MADE_FORMER,
        Setting::NeededLicencesTurnDirect => t::MADE_DIRECT,
        _ => t::MADE_RESTORED,
    }
}

/// What is assumed otherwise than by default, as a sentence.
pub(super) fn sentence(assumptions: Assumptions, locale: Locale) -> Option<String> {
    let made: Vec<String> =
        assumptions.made().map(|setting| made(setting).get(locale).to_owned()).collect();
    (!made.is_empty()).then(|| t::NOTE.with(locale, &[&locale.list_and(&made)]))
}

/// The same as a strip, with the way to the choices.
fn told(assumptions: Assumptions, locale: Locale) -> Option<AnyView> {
    let text = sentence(assumptions, locale)?;
    let fragment = Fragment::default().and("part", page::ASSUMED);
    let way = view! {
        {text}
        " "
        <a href=href(Page::Licences, &fragment)>{t::TO_CHOICES.get(locale)}</a>
    };
    Some(strip(Notice::Info, way))
}

/// A text; what it quotes in French quotation marks is English.
fn quoting(text: Text, locale: Locale) -> AnyView {
    let piece = |piece: &'static str| match piece.split_once('\u{bb}') {
        Some((quoted, after)) => {
            let quoted = quoted.trim();
            view! { "«\u{a0}" <span lang="en">{quoted}</span> "\u{a0}»" {after} }.into_any()
        }
        None => piece.into_any(),
    };
    text.get(locale).split('\u{ab}').map(piece).collect::<Vec<_>>().into_any()
}

/// The strip for a page, as the workspace has it.
pub(super) fn note(session: Session) -> AnyView {
    let locale = lang();
    let assumptions = session.select(Assumptions::of);
    (move || told(assumptions.get(), locale)).into_any()
}

/// The part of the page where it is chosen.
pub(super) fn assumed(session: Session, locale: Locale) -> AnyView {
    let toasts = use_toasts();
    let choice = |setting| Choice { session, setting, toasts, locale, turn: RwSignal::new(0) };
    let seats =
        [(t::SEATS_DEFAULT, t::SEATS_DEFAULT_SOURCE), (t::SEATS_OTHER, t::SEATS_OTHER_SOURCE)];
    let needs =
        [(t::NEEDS_DEFAULT, t::NEEDS_DEFAULT_SOURCE), (t::NEEDS_OTHER, t::NEEDS_OTHER_SOURCE)];
    let restore = [
        (t::RESTORE_DEFAULT, t::RESTORE_DEFAULT_SOURCE),
        (t::RESTORE_OTHER, t::RESTORE_OTHER_SOURCE),
    ];
    let card = |title: Text, why: Text, content: AnyView| card(title, why, content, locale);
    let needs = view! {
        {choice(Setting::NeededLicencesTurnDirect).sides(t::NEEDS, needs)}
        <p class="quiet">{quoting(t::NEEDS_BOTH, locale)}</p>
        {choice(Setting::NeededLicencesTurnDirect).compare(BETWEEN_SIDES)}
    };
    let seats = view! {
        {choice(Setting::ExpiredSeatsAreGiven).sides(t::SEATS, seats)}
        {free_by_both(session, locale)}
        {choice(Setting::ExpiredSeatsAreGiven).compare(BETWEEN_SIDES)}
    };
    let restore = view! {
        {choice(Setting::RestoredNeedSeats).sides(t::RESTORE, restore)}
        {choice(Setting::RestoredNeedSeats).compare(BETWEEN_SIDES)}
    };
    let relations = view! {
        {choice(Setting::GeneralKnowledgeCounts).switch(t::RELATIONS_KNOWN)}
        {choice(Setting::FormerRelationsCount).switch(t::RELATIONS_FORMER)}
        {choice(Setting::GeneralKnowledgeCounts).compare([t::COMPARE_KNOWN, t::WITHOUT_KNOWN])}
        {choice(Setting::FormerRelationsCount).compare([t::COMPARE_FORMER, t::WITHOUT_FORMER])}
        {relations::table(session, locale)}
    };
    view! {
        <div class="stack wide">
            <p class="quiet measure">{t::LEAD.get(locale)}</p>
            {card(t::SEATS, t::SEATS_WHY, seats.into_any())}
            {card(t::RELATIONS, t::RELATIONS_WHY, relations.into_any())}
            {card(t::NEEDS, t::NEEDS_WHY, needs.into_any())}
            {card(t::RESTORE, t::RESTORE_WHY, restore.into_any())}
            {card(t::PLACES, t::PLACES_WHY, ().into_any())}
        </div>
    }
    .into_any()
}

fn card(title: Text, why: Text, content: AnyView, locale: Locale) -> AnyView {
    let id = fresh_id("assumed");
    let heading = id.clone();
    view! {
        <section class="card stack" aria-labelledby=id>
            <h2 id=heading>{title.get(locale)}</h2>
            <p class="quiet">{why.get(locale)}</p>
            {content}
        </section>
    }
    .into_any()
}

/// One choice. A handle.
#[derive(Clone, Copy)]
struct Choice {
    session: Session,
    setting: Setting,
    toasts: Toasts,
    locale: Locale,
    /// Grows when a choice was refused, so that what is chosen is drawn anew.
    turn: RwSignal<u32>,
}

impl Choice {
    fn is_made(self) -> Memo<bool> {
        let setting = self.setting;
        self.session.select(move |workspace| Assumptions::of(workspace).has(setting))
    }

    /// Chooses; what stands against it is told where the choice is, and leaves it as it was.
    fn choose(self, is: bool, id: &str, errors: RwSignal<Option<String>>) {
        let value = is.then_some(Value::Boolean(true));
        match self.session.dispatch(&Command::Set { settings: vec![(self.setting, value)] }) {
            Ok(_) => {
                errors.set(None);
                let told = if is {
                    t::CHOSEN.with(self.locale, &[made(self.setting).get(self.locale)])
                } else {
                    t::CHOSEN_BACK.get(self.locale).to_owned()
                };
                self.toasts.show(Tone::Good, told);
            }
            Err(denied) => {
                errors.set(Some(denied_text(self.session, &denied, self.locale)));
                self.turn.update(|turn| *turn += 1);
                focus_soon(id);
            }
        }
    }

    /// What one document says, and what another one says, as two sides.
    fn sides(self, name: Text, [default, other]: [(Text, Text); 2]) -> AnyView {
        let (locale, is_made) = (self.locale, self.is_made());
        let errors = RwSignal::new(None::<String>);
        let group = fresh_id("side");
        let side = move |(text, source): (Text, Text), is: bool| {
            let id = format!("{group}-{is}");
            let (of, hint) = (id.clone(), format!("{id}-source"));
            view! {
                <label class="check">
                    <input
                        type="radio"
                        id=id
                        name=group.clone()
                        aria-describedby=hint.clone()
                        prop:checked=move || is_made.get() == is
                        on:change=move |_| self.choose(is, &of, errors)
                    />
                    <span>
                        {text.get(locale)}
                        <span class="quiet source" id=hint>{quoting(source, locale)}</span>
                    </span>
                </label>
            }
            .into_any()
        };
        let both = move || {
            self.turn.track();
            [side(default, false), side(other, true)].into_iter().collect::<Vec<_>>()
        };
        view! {
            <fieldset class="plain-set">
                <legend class="visually-hidden">{name.get(locale)}</legend>
                {both}
            </fieldset>
            <div role="alert">{move || errors.get().map(error_line)}</div>
        }
        .into_any()
    }

    /// Something that counts as well, or not.
    fn switch(self, text: Text) -> AnyView {
        let is_made = self.is_made();
        let errors = RwSignal::new(None::<String>);
        let id = fresh_id("counts");
        let input = move || {
            self.turn.track();
            let (id, of) = (id.clone(), id.clone());
            view! {
                <label class="check">
                    <input
                        type="checkbox"
                        id=id
                        prop:checked=is_made
                        on:change=move |event| {
                            self.choose(event_target_checked(&event), &of, errors);
                        }
                    />
                    <span>{text.get(self.locale)}</span>
                </label>
            }
            .into_any()
        };
        view! {
            {input}
            <div role="alert">{move || errors.get().map(error_line)}</div>
        }
        .into_any()
    }

    /// What the other choice would change, for whoever asks: everybody's licences are computed once more for it.
    /// The labels are for a choice that is not made, and for one that is.
    fn compare(self, [label, back]: [Text; 2]) -> AnyView {
        let Self { session, setting, locale, .. } = self;
        let is_made = self.is_made();
        let is_open = RwSignal::new(false);
        let id = fresh_id("other");
        let found = Memo::new(move |_| {
            let found = is_open.get().then(|| {
                session.with_licences(|workspace, catalogue, licences| {
                    Arc::new(Other::of(workspace, catalogue, licences, setting))
                })
            });
            found.flatten()
        });
        // Only a short sentence is a status; figures are for whoever goes there.
        let said = move || {
            let text =
                if found.get()?.is_nothing() { t::NOTHING_CHANGES } else { t::SOMETHING_CHANGES };
            Some(view! { <p>{text.get(locale)}</p> })
        };
        let figures = move || {
            let found = found.get().filter(|found| !found.is_nothing())?;
            session.with_licences(|workspace, catalogue, _| {
                found.view(workspace, catalogue, setting, locale)
            })
        };
        view! {
            <div class="line">
                <button
                    type="button"
                    class="btn"
                    aria-expanded=move || is_open.get().to_string()
                    aria-controls=id.clone()
                    on:click=move |_| is_open.update(|is| *is = !*is)
                >
                    {move || (if is_made.get() { back } else { label }).get(locale)}
                </button>
            </div>
            <div class="stack" id=id>
                <div role="status">{said}</div>
                {figures}
            </div>
        }
        .into_any()
    }
}

/// What would change with one choice made the other way.
#[derive(Debug, PartialEq, Eq)]
struct Other {
    now: Assumptions,
    then: Assumptions,
    found: Consequences,
}

impl Other {
    fn of(
        workspace: &Workspace,
        catalogue: &Catalogue,
        licences: &mut Licences,
        setting: Setting,
    ) -> Self {
        let now = licences.assumptions();
        let then = now.otherwise(setting);
        let mut after = Licences::of(workspace, catalogue, then);
        let found = Consequences::between(licences, &mut after, workspace);
        Self { now, then, found }
    }

    fn is_nothing(&self) -> bool {
        self.found.products.is_empty() && self.found.plans.is_empty()
    }

    fn view(
        &self,
        workspace: &Workspace,
        catalogue: &Catalogue,
        setting: Setting,
        locale: Locale,
    ) -> AnyView {
        let Self { now, then, found } = self;
        // Several of them can be open on the page: each names the state that it is compared with.
        let text = if then.has(setting) { t::ASSUMING } else { t::NOT_ASSUMING };
        let label = text.with(locale, &[made(setting).get(locale)]);
        consequences::told(workspace, catalogue, found, (*now, *then), &label, locale)
    }
}

/// The products that have seats in the grace period, with what is free by both readings.
fn free_by_both(session: Session, locale: Locale) -> AnyView {
    let rows = move || {
        session.with_licences(|workspace, catalogue, licences| {
            let figures = licences.figures(workspace);
            let warning = |one: &ProductFigures| {
                let seats = one.owned.as_ref().and_then(|owned| owned.seats);
                seats.map(|seats| seats.warning).filter(|warning| *warning > 0)
            };
            let all = page::sorted(workspace, catalogue, figures).into_iter();
            let row = |(name, one): (String, ProductFigures)| {
                let free = |reading| one.free(reading).map(|free| locale.signed_or_plain(free));
                Some(
                    view! {
                        <tr>
                            <th scope="row">
                                <a href=names::address(one.sku)>{name}</a>
                            </th>
                            <td class="amount">{locale.number(u64::from(warning(&one)?))}</td>
                            <td class="amount">{free(Reading::Documented)}</td>
                            <td class="amount">{free(Reading::Technical)}</td>
                        </tr>
                    }
                    .into_any(),
                )
            };
            all.filter_map(row).collect::<Vec<AnyView>>()
        })
    };
    let table = move || {
        let rows = rows().unwrap_or_default();
        if rows.is_empty() {
            return view! { <p>{t::SEATS_SAME.get(locale)}</p> }.into_any();
        }
        let head = |text: Text| {
            view! { <th scope="col" class="amount">{text.get(locale)}</th> }.into_any()
        };
        let label = t::SEATS_BOTH.get(locale);
        view! {
            <div class="scroll-x" tabindex="0" role="region" aria-label=label>
                <table class="plain-table" aria-label=label>
                    <thead>
                        <tr>
                            <th scope="col">{texts::PRODUCT.get(locale)}</th>
                            {head(t::WARNING)}
                            {head(t::AS_DOCUMENTED)}
                            {head(t::WITH_GRACE)}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    table.into_any()
}
