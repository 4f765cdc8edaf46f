//! What the rule lab holds: the text, what it says, whom it takes.

use crate::{
    domain::{ObjectId, Row},
    i18n::Locale,
    rules::{Class, Conditions, Parse, Rule, Takes, Target, examine, limits, parse},
    session::{Session, browser},
    store::{Bits, Directory, Objects, Side},
    ui::{kit::lang::lang, rules::pace::waits},
};
use leptos::prelude::*;
use std::{collections::BTreeSet, sync::Arc};

/// What of the lab survives leaving the page. Belongs to the whole page; a handle.
#[derive(Debug, Clone, Copy)]
pub struct RulesMemory {
    workspace: RwSignal<Option<String>>,
    text: RwSignal<String>,
    before: RwSignal<Option<Before>>,
    person: RwSignal<Option<ObjectId>>,
    target: RwSignal<Target>,
}

impl RulesMemory {
    /// Offers itself to everything below.
    pub fn provide() {
        provide_context(Self {
            workspace: RwSignal::default(),
            text: RwSignal::default(),
            before: RwSignal::default(),
            person: RwSignal::default(),
            target: RwSignal::new(Target::User),
        });
    }
}

/// What a rule is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Before {
    /// Another rule.
    Rule(String),
    /// The members of a group, as they were imported.
    Group(ObjectId),
}

impl RulesMemory {
    /// The memory, emptied when it was another workspace's.
    fn of(session: Session) -> Self {
        let memory = expect_context::<Self>();
        let id = Some(session.id());
        if memory.workspace.get_untracked() != id {
            memory.workspace.set(id);
            memory.text.set(String::new());
            memory.before.set(None);
            memory.person.set(None);
            memory.target.set(Target::User);
        }
        memory
    }
}

/// What rules are written for, as it was left.
pub(super) fn target(session: Session) -> RwSignal<Target> {
    RulesMemory::of(session).target
}

/// A text that was read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Read {
    pub(super) text: String,
    pub(super) parse: Parse,
    /// The classes of what was found.
    classes: BTreeSet<Class>,
}

impl Read {
    /// Whether anything is of a class.
    pub(super) fn has(&self, class: Class) -> bool {
        self.classes.contains(&class)
    }

    /// Whether it is a rule, if perhaps one that the service refuses.
    pub(super) fn is_rule(&self) -> bool {
        self.parse.rule != Rule::Empty && !self.has(Class::NotARule)
    }
}

/// Whom the text takes; while it is no rule, whom the last one took that was.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shown {
    pub(super) rule: Arc<Rule>,
    pub(super) takes: Arc<Takes>,
    /// Whether it is of the text as it stands.
    pub(super) current: bool,
}

/// The open lab. A handle.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lab {
    pub(super) session: Session,
    pub(super) locale: Locale,
    /// What the rule is for.
    pub(super) target: Target,
    pub(super) text: RwSignal<String>,
    /// Bytes before the cursor.
    pub(super) caret: RwSignal<usize>,
    /// What this rule is compared with.
    pub(super) before: RwSignal<Option<Before>>,
    pub(super) before_takes: Memo<Option<Arc<Takes>>>,
    /// Who is asked about.
    pub(super) person: RwSignal<Option<ObjectId>>,
    pub(super) read: Memo<Arc<Read>>,
    pub(super) shown: Memo<Option<Shown>>,
    /// The text that came to rest last.
    pub(super) rested: RwSignal<String>,
    /// Whether what takes longer than a key waits for the text to rest.
    pub(super) waits: Memo<bool>,
}

/// What a check depends on.
pub(in crate::ui) fn conditions(target: Target) -> Conditions {
    Conditions { target, now: browser::now(), member_of_ends: limits::end_of_member_of() }
}

impl Lab {
    /// The objects that the rule chooses from.
    pub(super) const fn objects(self, directory: &Directory) -> &Objects {
        directory.of(self.target.of())
    }

    /// Whom the rule takes, for what else can be said of it: where the text is a rule that the service
    /// takes, and as soon as nothing waits.
    pub(super) fn settled(self) -> Option<Shown> {
        self.rested.track();
        if self.waits.get() || self.read.with(|read| read.has(Class::Refused)) {
            return None;
        }
        self.shown.get().filter(|shown| shown.current)
    }

    /// The lab of a workspace, as it was left.
    pub(super) fn of(session: Session, target: Target) -> Self {
        let RulesMemory { text, before, person, .. } = RulesMemory::of(session);
        let read = Memo::new(move |_| {
            let text = text.get();
            let parse = examine(&text, &conditions(target));
            let classes = parse.diagnostics.iter().map(|one| one.code.class()).collect();
            Arc::new(Read { text, parse, classes })
        });
        let shown = Memo::new(move |last: Option<&Option<Shown>>| {
            let last = last.and_then(Option::as_ref);
            let (rule, current) = read.with(|read| match (&read.parse.rule, last) {
                (Rule::Empty, _) => None,
                (_, last) if read.has(Class::NotARule) => {
                    last.map(|last| (Arc::clone(&last.rule), false))
                }
                (rule, _) => Some((Arc::new(rule.clone()), true)),
            })?;
            let takes = session.with(|w| Takes::of(&rule, target, w.directory(), browser::now()));
            Some(Shown { rule, takes: Arc::new(takes), current })
        });
        let before_takes = Memo::new(move |_| {
            let takes = session.with(|workspace| {
                let directory = workspace.directory();
                Some(match before.get()? {
                    Before::Rule(text) => {
                        Takes::of(&parse(&text, target).rule, target, directory, browser::now())
                    }
                    Before::Group(id) => members(directory, directory.groups.find(id)?, target),
                })
            });
            takes.map(Arc::new)
        });
        let caret = RwSignal::new(0);
        let rested = RwSignal::new(String::new());
        let waits =
            Memo::new(move |_| read.with(|read| rested.with(|rested| waits(&read.text, rested))));
        let locale = lang();
        Self {
            session,
            locale,
            target,
            text,
            caret,
            before,
            before_takes,
            person,
            read,
            shown,
            rested,
            waits,
        }
    }
}

/// The members of a group as a rule would take them; nobody is unknown of a list.
fn members(directory: &Directory, group: Row, target: Target) -> Takes {
    let active = directory.of(target.of()).active();
    let list = directory.members.of(Side::Members, group);
    let mut members = Bits::of(active.len(), list.rows(target.of()).iter());
    members.and(active);
    Takes { members, unknown: Bits::none(active.len()) }
}
