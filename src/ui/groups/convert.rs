//! The dialog that changes how members come in: the rule of a dynamic group, or from assigned to dynamic
//! and back; with who would be lost, gained, or cannot be told, before anything is staged.

use crate::{
    domain::{Attribute, Command, GroupId, Membership, Value},
    i18n::{Locale, words},
    messages,
    rules::Target,
    session::{Session, browser},
    store::Extent,
    tenant::groups::{Nature, against_rule, target},
    ui::{
        groups::{
            effect::{Effect, effect},
            existence::staged,
            named::{first, folded},
            review::{self, Review},
            rule_field::{RuleText, in_lab, rule_field},
            texts as t,
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

/// Objects that are named of each sort.
const NAMED: usize = 20;

/// What is asked: a group, how members are to come in, and a rule to start from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    pub group: GroupId,
    pub to: Membership,
    /// None starts from the rule that the group has.
    pub rule: Option<String>,
}

/// Opens the dialog; one for a whole page.
#[derive(Debug, Clone, Copy)]
pub struct Converter {
    ask: RwSignal<Option<Ask>>,
    open: RwSignal<bool>,
}

impl Converter {
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
                let group = ask.as_ref()?.group;
                let name = session.with_untracked(|w| messages::object_name(w.groups(), group));
                Some(t::MEMBERSHIP_OF.with(locale, &[&name]))
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

impl Default for Converter {
    fn default() -> Self {
        Self::new()
    }
}

/// What the dialog asks for, as its inputs stand.
#[derive(Debug, Clone, Copy)]
struct Form {
    session: Session,
    group: GroupId,
    /// How members come in now.
    now: Option<Membership>,
    to: RwSignal<Membership>,
    rule: RuleText,
}

impl Form {
    fn target(self) -> Option<Target> {
        target(self.to.get())
    }

    /// Whether the rule is none of the membership that was chosen; its findings say so.
    fn is_wrong(self) -> bool {
        let to = self.to.get();
        self.rule.rested.with(|rule| against_rule(rule, to, browser::now())).is_some()
    }

    /// The command; none while nothing would change.
    fn command(self) -> Option<Command> {
        let (groups, to) = (vec![self.group], self.to.get());
        let rule = target(to).map(|_| self.rule.rested.get());
        match rule {
            Some(rule) if self.now == Some(to) => Some(Command::EditGroups {
                groups,
                changes: vec![(
                    Attribute::GROUP_MEMBERSHIP_RULE,
                    (!rule.trim().is_empty()).then_some(Value::Text(rule)),
                )],
            }),
            None if self.now == Some(to) => None,
            rule => Some(Command::Convert { groups, to, rule }),
        }
    }
}

fn body(session: Session, open: RwSignal<bool>, ask: Ask) -> AnyView {
    let (locale, toasts) = (lang(), use_toasts());
    let (now, held) = session.with_untracked(|workspace| {
        let groups = workspace.groups();
        let held = groups.get(ask.group, Attribute::GROUP_MEMBERSHIP_RULE);
        let held = held.as_text().unwrap_or_default().to_owned();
        (Nature::in_table(groups, ask.group).membership, held)
    });
    let rule = RuleText::new(&ask.rule.unwrap_or(held));
    let form = Form { session, group: ask.group, now, to: RwSignal::new(ask.to), rule };
    let review = Memo::new(move |_| Review::of(session, form.command().as_ref()).but_the_rule());
    let changed = Memo::new(move |_| {
        let target = form.target()?;
        let text = form.rule.rested.get();
        session.with(|workspace| {
            effect(workspace.directory(), Some(form.group), &text, target, browser::now())
        })
    });
    let told = move || {
        if form.command().is_none() {
            return view! { <p class="quiet">{t::IS_SO_ALREADY.get(locale)}</p> }.into_any();
        }
        if review.with(Review::is_silent) && !form.is_wrong() {
            return view! { <p class="quiet">{t::HAS_IT_ALREADY.get(locale)}</p> }.into_any();
        }
        review.with(|review| review::with_licences(session, review, None, locale))
    };
    let stage = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if form.rule.settle() {
            // What it would do is told first.
            return;
        }
        let void = review.with_untracked(Review::is_void);
        if void || untrack(|| form.is_wrong()) {
            return;
        }
        let Some(command) = untrack(|| form.command()) else { return };
        match session.dispatch(&command) {
            Ok(id) => {
                open.set(false);
                toasts.show(Tone::Good, staged(session, id, locale));
            }
            Err(denied) => toasts.show(Tone::Bad, denied_text(session, &denied, locale)),
        }
    };
    let off = move || review.with(Review::is_void) || form.is_wrong() || !session.writes().get();
    let dynamic = Memo::new(move |_| form.target().is_some());
    let id = fresh_id("group-rule");
    let field = move || {
        dynamic.get().then(|| {
            let target = Signal::derive(move || form.target().unwrap_or(Target::User));
            let errors = Signal::stored(Vec::new());
            rule_field(id.clone(), t::RULE, form.rule, target, errors)
        })
    };
    let moves = move || match form.target() {
        Some(_) => changed.with(|effect| effect.as_ref().map(|it| told_effect(form, it, locale))),
        None => kept(form, locale),
    };
    view! {
        <form class="frame finds" on:submit=stage>
            <div class="body">
                {choice(form, locale)} {field} <div class="stack" role="status">{moves} {told}</div>
            </div>
            <footer>
                <button
                    type="submit"
                    class="btn primary"
                    aria-disabled=move || off().then_some("true")
                >
                    {t::STAGE.get(locale)}
                </button>
                <button type="button" class="btn" on:click=move |_| open.set(false)>
                    {words::CANCEL.get(locale)}
                </button>
            </footer>
        </form>
    }
    .into_any()
}

/// The three ways in which members come in.
fn choice(form: Form, locale: Locale) -> AnyView {
    let radio = |value: Membership| {
        let name = messages::group::membership(value).get(locale);
        let now = (form.now == Some(value))
            .then(|| view! { " " <span class="quiet">{t::AS_NOW.get(locale)}</span> });
        view! {
            <label class="check">
                <input
                    type="radio"
                    name="membership"
                    prop:checked=move || form.to.get() == value
                    on:change=move |_| form.to.set(value)
                />
                <span>{name} {now}</span>
            </label>
        }
        .into_any()
    };
    let radios =
        [Membership::Assigned, Membership::DynamicUser, Membership::DynamicDevice].map(radio);
    view! {
        <fieldset class="plain-set choice">
            <legend class="visually-hidden">{t::MEMBERSHIP.get(locale)}</legend>
            <div class="line">{radios.into_iter().collect::<Vec<_>>()}</div>
        </fieldset>
    }
    .into_any()
}

/// What becomes of the members when nobody follows the rule any more.
fn kept(form: Form, locale: Locale) -> Option<AnyView> {
    if form.now == Some(Membership::Assigned) {
        return None;
    }
    let count = form.session.with(|workspace| {
        workspace.directory().members.of(crate::store::Side::Members, form.group).count()
    });
    Some(view! { <p>{t::KEPT.of(locale, u64::from(count))}</p> }.into_any())
}

/// Who comes and who goes.
fn told_effect(form: Form, effect: &Effect, locale: Locale) -> AnyView {
    let of = effect.target.of();
    let text = match effect.target {
        Target::User => t::TAKES_USERS,
        Target::Device => t::TAKES_DEVICES,
    };
    let mut parts: Vec<AnyView> =
        vec![view! { <p>{text.of(locale, u64::from(effect.taken))}</p> }.into_any()];
    match effect.extent {
        Extent::Complete => {}
        Extent::AtLeast => parts.push(strip(Notice::Warn, t::MEMBERS_IN_PART.get(locale))),
        Extent::Unknown => parts.push(strip(Notice::Info, t::MEMBERS_NOT_KNOWN.get(locale))),
    }
    let (id, rule) = form.session.with_untracked(|workspace| {
        (workspace.groups().id(form.group).to_string(), form.rule.rested.get_untracked())
    });
    let lab = move || {
        let address = in_lab(&rule, effect.target, Some(id.clone()));
        view! { <a href=address>{t::SEE_IN_LAB.get(locale)}</a> }.into_any()
    };
    let lists = [
        (t::LOST, effect.losses(), effect.first_losses(NAMED)),
        (t::GAINED, u64::from(effect.gained.count()), first(of, &effect.gained, NAMED)),
        (t::UNDECIDED, u64::from(effect.unknown.count()), first(of, &effect.unknown, NAMED)),
    ];
    form.session.with_untracked(|workspace| {
        for (title, count, shown) in &lists {
            if *count > 0 {
                let title = title.of(locale, *count);
                let more = Some(lab());
                parts.push(folded(workspace.directory(), title, (*count, shown), more, locale));
            }
        }
    });
    if lists.iter().all(|(_, count, _)| *count == 0) {
        parts.push(view! { <p class="quiet">{t::NOBODY_MOVES.get(locale)}</p> }.into_any());
    }
    parts.into_any()
}
