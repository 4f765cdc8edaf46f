//! The dialog that puts members or owners into groups, or takes them out: who, which groups, what it
//! would do.

use crate::{
    domain::{Command, GroupId, ObjectId, Party, Row, Side, attribute::Of},
    i18n::{Locale, Plural, Text, words},
    messages,
    session::Session,
    store::{Bits, Directory},
    tenant::groups::Nature,
    ui::{
        groups::{
            find,
            gather::{Gather, gather},
            review::{self, Review},
            texts as t,
        },
        kit::{
            combobox::{Choice, Combobox},
            dialog::Dialog,
            dom::{focus_soon, fresh_id},
            field::{describes, labelled},
            icon::{Icon, icon},
            lang::lang,
            toast::{Tone, use_toasts},
        },
        user::act::denied_text,
    },
};
use leptos::{ev, prelude::*};
use std::collections::BTreeSet;

/// What is asked for. Where nobody is named, the dialog asks who; where no group is, which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    pub groups: Vec<GroupId>,
    pub parties: Vec<Party>,
    /// None lets the reader choose.
    pub side: Option<Side>,
    pub adds: bool,
}

/// Opens the dialog; one for a whole page.
#[derive(Debug, Clone, Copy)]
pub struct Relater {
    ask: RwSignal<Option<Ask>>,
    open: RwSignal<bool>,
    /// Told when something was staged.
    done: Callback<()>,
}

impl Relater {
    /// Closed. `done` is told when something was staged.
    #[must_use]
    pub fn new(done: impl Fn() + Send + Sync + 'static) -> Self {
        let done = Callback::new(move |()| done());
        Self { ask: RwSignal::new(None), open: RwSignal::new(false), done }
    }

    /// Opens it.
    pub fn open(self, ask: Ask) {
        self.ask.set(Some(ask));
        self.open.set(true);
    }

    /// The dialog.
    pub fn view(self, session: Session) -> AnyView {
        let locale = lang();
        let title =
            move || self.ask.with(|ask| ask.as_ref().map(|ask| title(session, ask, locale)));
        let body = move || self.ask.get_untracked().map(|ask| body(session, self, ask));
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

fn title(session: Session, ask: &Ask, locale: Locale) -> String {
    let count = |of: usize| u64::try_from(of).unwrap_or_default();
    match (ask.groups.as_slice(), ask.adds) {
        ([], adds) if ask.parties.len() == 1 => {
            let one = ask.parties.first().copied();
            let name =
                one.map(|one| session.with_untracked(|w| messages::party_name(w.directory(), one)));
            let text = if adds { t::PUT_ONE_INTO } else { t::TAKE_ONE_OUT };
            text.with(locale, &[&name.unwrap_or_default()])
        }
        ([], true) => t::PUT_INTO_GROUPS.of(locale, count(ask.parties.len())),
        ([], false) => t::TAKE_OUT_OF_GROUPS.of(locale, count(ask.parties.len())),
        ([group], adds) => {
            let name = session.with_untracked(|w| messages::object_name(w.groups(), *group));
            let text = match (ask.side, adds) {
                (Some(Side::Owners), true) => t::ADD_OWNERS_TO,
                (Some(Side::Owners), false) => t::REMOVE_OWNERS_FROM,
                (_, true) => t::ADD_MEMBERS_TO,
                (_, false) => t::REMOVE_MEMBERS_FROM,
            };
            text.with(locale, &[&name])
        }
        (groups, true) => t::ADD_TO_GROUPS.of(locale, count(groups.len())),
        (groups, false) => t::REMOVE_FROM_GROUPS.of(locale, count(groups.len())),
    }
}

/// Everything that the inputs say.
#[derive(Debug, Clone, Copy)]
struct Form {
    session: Session,
    ask: StoredValue<Ask>,
    side: RwSignal<Side>,
    gather: Gather,
    groups: RwSignal<Vec<GroupId>>,
}

impl Form {
    /// The command, once somebody and some group are named.
    fn command(self) -> Option<Command> {
        let Ask { groups, parties, adds, .. } = self.ask.get_value();
        let groups = if groups.is_empty() { self.groups.get() } else { groups };
        let parties = if parties.is_empty() { self.gather.all() } else { parties };
        if groups.is_empty() || parties.is_empty() {
            return None;
        }
        let (add, remove) = if adds { (parties, Vec::new()) } else { (Vec::new(), parties) };
        Some(Command::Relate { groups, side: self.side.get(), add, remove })
    }

    /// How the numbers are told.
    fn changes(self) -> Plural {
        match (self.side.get(), self.ask.with_value(|ask| ask.adds)) {
            (Side::Members, true) => t::MEMBERS_COME,
            (Side::Members, false) => t::MEMBERS_GO,
            (Side::Owners, true) => t::OWNERS_COME,
            (Side::Owners, false) => t::OWNERS_GO,
        }
    }
}

fn body(session: Session, relater: Relater, ask: Ask) -> AnyView {
    let (locale, toasts) = (lang(), use_toasts());
    let asks_who = ask.parties.is_empty();
    let asks_where = ask.groups.is_empty();
    let asks_side = ask.side.is_none();
    let form = Form {
        session,
        side: RwSignal::new(ask.side.unwrap_or(Side::Members)),
        ask: StoredValue::new(ask),
        gather: Gather::new(session),
        groups: RwSignal::default(),
    };
    let review = Memo::new(move |_| Review::of(session, form.command().as_ref()));
    let told = move || {
        if form.command().is_none() {
            let text = if asks_where && form.groups.with(Vec::is_empty) {
                t::NO_GROUP_YET
            } else {
                t::NOBODY_YET
            };
            return view! { <p class="quiet">{text.get(locale)}</p> }.into_any();
        }
        review.with(|review| review::with_licences(session, review, Some(form.changes()), locale))
    };
    let stage = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if form.gather.settle() {
            // What it would do is told first.
            return;
        }
        let accepted = review.with_untracked(|review| review.accepted.clone());
        let void = review.with_untracked(Review::is_void);
        let Some(accepted) = accepted.filter(|_| !void) else { return };
        match session.dispatch(&accepted) {
            Ok(id) => {
                relater.open.set(false);
                relater.done.run(());
                toasts.show(Tone::Good, super::existence::staged(session, id, locale));
            }
            Err(denied) => toasts.show(Tone::Bad, denied_text(session, &denied, locale)),
        }
    };
    let off = move || review.with(Review::is_void) || !session.writes().get();
    let who = asks_who.then(|| {
        let kinds = Signal::derive(move || kinds(form));
        let adds = form.ask.with_value(|ask| ask.adds);
        gather(form.gather, if adds { t::WHOM_TO_ADD } else { t::WHOM_TO_REMOVE }, kinds, "")
    });
    view! {
        <form class="frame finds" on:submit=stage>
            <div class="body">
                {asks_side.then(|| sides(form.side, locale))}
                {asks_where.then(|| groups(form, locale))}
                {who}
                <div role="status" class="stack">{told}</div>
            </div>
            <footer>
                <button
                    type="submit"
                    class="btn primary"
                    aria-disabled=move || off().then_some("true")
                >
                    {t::STAGE.get(locale)}
                </button>
                <button type="button" class="btn" on:click=move |_| relater.open.set(false)>
                    {words::CANCEL.get(locale)}
                </button>
            </footer>
        </form>
    }
    .into_any()
}

/// What may be in every one of the groups.
fn kinds(form: Form) -> Vec<Of> {
    if form.side.get() == Side::Owners {
        return vec![Of::User];
    }
    let unified = form.session.with(|workspace| {
        form.ask.with_value(|ask| {
            ask.groups.iter().any(|group| {
                Nature::in_table(workspace.groups(), *group).kind
                    == Some(crate::domain::GroupKind::Microsoft365)
            })
        })
    });
    if unified { vec![Of::User] } else { vec![Of::User, Of::Group, Of::Device] }
}

/// Whether they become members or owners.
fn sides(side: RwSignal<Side>, locale: Locale) -> AnyView {
    let radio = |value: Side, text: Text| {
        view! {
            <label class="check">
                <input
                    type="radio"
                    name="side"
                    prop:checked=move || side.get() == value
                    on:change=move |_| side.set(value)
                />
                <span>{text.get(locale)}</span>
            </label>
        }
        .into_any()
    };
    view! {
        <fieldset class="plain-set choice">
            <legend class="visually-hidden">{t::AS.get(locale)}</legend>
            <div class="line">
                {radio(Side::Members, t::AS_MEMBERS)} {radio(Side::Owners, t::AS_OWNERS)}
            </div>
        </fieldset>
    }
    .into_any()
}

/// The groups that one of the people is in; to take them out of another makes no sense.
fn holding(directory: &Directory, side: Side, parties: &[Party]) -> Bits {
    let mut rows =
        [Of::User, Of::Group, Of::Device].map(|of| (of, Bits::none(directory.of(of).rows())));
    let mut others: BTreeSet<ObjectId> = BTreeSet::new();
    for party in parties {
        match party {
            Party::Here(who) => {
                for (of, bits) in &mut rows {
                    if *of == who.of {
                        bits.insert(who.row.0);
                    }
                }
            }
            Party::Elsewhere(other) => drop(others.insert(other.id)),
        }
    }
    // Every list is read once, however many people there are.
    let holds = |group: &u32| {
        let list = directory.members.of(side, Row(*group));
        rows.iter().any(|(of, bits)| list.rows(*of).iter().any(|row| bits.contains(row)))
            || list.others().iter().any(|other| others.contains(&other.id))
    };
    Bits::of(directory.groups.rows(), directory.groups.active().iter().filter(holds))
}

/// The search for groups, and those that were chosen.
fn groups(form: Form, locale: Locale) -> AnyView {
    let session = form.session;
    let id = fresh_id("into");
    let text = RwSignal::new(String::new());
    let adds = form.ask.with_value(|ask| ask.adds);
    let within = Memo::new(move |_| {
        let side = form.side.get();
        (!adds).then(|| {
            session.with(|workspace| {
                form.ask.with_value(|ask| holding(workspace.directory(), side, &ask.parties))
            })
        })
    });
    let search = Callback::new(move |query: String| {
        session.with_untracked(|workspace| {
            within.with_untracked(|within| find::groups(workspace, within.as_ref(), &query, locale))
        })
    });
    let pick = Callback::new(move |choice: Choice| {
        let found = ObjectId::parse(&choice.key)
            .and_then(|id| session.with_untracked(|workspace| workspace.groups().find(id)));
        if let Some(group) = found {
            form.groups.update(|groups| {
                if !groups.contains(&group) {
                    groups.push(group);
                }
            });
        }
        text.set(String::new());
    });
    let back = StoredValue::new(id.clone());
    let chosen = move || {
        let pill = |group: GroupId| {
            let name = session.with_untracked(|w| messages::object_name(w.groups(), group));
            let label = t::LEAVE_OUT.with(locale, &[&name]);
            let leave = move |_| {
                form.groups.update(|groups| groups.retain(|one| *one != group));
                focus_soon(back.get_value());
            };
            view! {
                <li class="pill">
                    <span>{name}</span>
                    <button type="button" class="x" aria-label=label on:click=leave>
                        {icon(Icon::Close)}
                    </button>
                </li>
            }
            .into_any()
        };
        let groups = form.groups.get();
        (!groups.is_empty()).then(|| {
            let pills: Vec<AnyView> = groups.into_iter().map(pill).collect();
            view! { <ul class="line" aria-label=t::CHOSEN_GROUPS.get(locale)>{pills}</ul> }
        })
    };
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
    let hint = if adds { "" } else { t::ONLY_HOLDING.get(locale) };
    let none = Signal::stored(Vec::new());
    let label = t::GROUPS.get(locale).to_owned();
    view! { {labelled(id, label, hint.to_owned(), none, false, control)} {chosen} }.into_any()
}
