//! The form's contents: what the reader chose and typed, what follows from it, and the command it makes.

use crate::{
    domain::{
        Attribute, Command, GroupKind, GroupProblem, Membership, NewGroup, Refusal, Value, Warning,
        attribute::Of,
    },
    rules::Target,
    session::Session,
    tenant::{groups::target, naming_policy::alias},
    ui::{
        groups::{gather::Gather, rule_field::RuleText},
        new_group::form::{Field, field_of, waits},
    },
};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// Everything that stands in the form.
#[derive(Debug, Clone, Copy)]
pub(super) struct Contents {
    session: Session,
    pub(super) kind: RwSignal<GroupKind>,
    pub(super) membership: RwSignal<Membership>,
    pub(super) name: RwSignal<String>,
    pub(super) description: RwSignal<String>,
    /// What the reader typed; none follows the name.
    pub(super) own_nickname: RwSignal<Option<String>>,
    pub(super) visibility: RwSignal<String>,
    pub(super) roles: RwSignal<bool>,
    pub(super) rule: RuleText,
    pub(super) owners: Gather,
    pub(super) members: Gather,
}

impl Contents {
    /// The mail nickname as it stands.
    pub(super) fn nickname(self) -> String {
        self.own_nickname.get().unwrap_or_else(|| {
            let (actor, kind) = (self.session.actor().get(), self.kind.get());
            self.session.with(|workspace| {
                self.name.with(|name| alias(workspace, &actor, kind, name.trim()))
            })
        })
    }

    /// The command that the form asks for.
    pub(super) fn command(self) -> Command {
        let (kind, membership) = (self.kind.get(), self.membership.get());
        let role_assignable = self.roles.get();
        let mut texts = vec![
            (Attribute::GROUP_DISPLAY_NAME, self.name.get()),
            (Attribute::GROUP_DESCRIPTION, self.description.get()),
            (Attribute::GROUP_MAIL_NICKNAME, self.nickname()),
        ];
        if kind == GroupKind::Microsoft365 && !role_assignable {
            texts.push((Attribute::GROUP_VISIBILITY, self.visibility.get()));
        }
        let dynamic = target(membership).is_some();
        if dynamic {
            texts.push((Attribute::GROUP_MEMBERSHIP_RULE, self.rule.rested.get()));
        }
        let filled = texts.into_iter().filter_map(|(attribute, text)| {
            let text = text.trim();
            (!text.is_empty()).then(|| (attribute, Value::Text(text.to_owned())))
        });
        Command::CreateGroup(Box::new(NewGroup {
            id: None,
            kind,
            membership,
            role_assignable,
            attributes: filled.collect(),
            owners: self.owners.all(),
            members: if dynamic { Vec::new() } else { self.members.all() },
        }))
    }
}

/// The form: its contents, and what the directory says to them. A handle.
#[derive(Debug, Clone, Copy)]
pub(super) struct Draft {
    pub(super) session: Session,
    pub(super) contents: Contents,
    left: RwSignal<BTreeSet<Field>>,
    judged: Memo<(Vec<Refusal>, Vec<Warning>)>,
}

impl Draft {
    /// An empty form, or one with a rule.
    pub(super) fn new(session: Session, rule: &str, devices: bool) -> Self {
        let membership = match (rule.trim().is_empty(), devices) {
            (true, _) => Membership::Assigned,
            (false, true) => Membership::DynamicDevice,
            (false, false) => Membership::DynamicUser,
        };
        let contents = Contents {
            session,
            kind: RwSignal::new(GroupKind::Security),
            membership: RwSignal::new(membership),
            name: RwSignal::default(),
            description: RwSignal::default(),
            own_nickname: RwSignal::new(None),
            visibility: RwSignal::new("Private".to_owned()),
            roles: RwSignal::new(false),
            rule: RuleText::new(rule),
            owners: Gather::new(session),
            members: Gather::new(session),
        };
        let judged = Memo::new(move |_| match session.rehearse(&contents.command()) {
            Ok(rehearsal) => (Vec::new(), rehearsal.warnings),
            Err(refusals) => (refusals, Vec::new()),
        });
        Self { session, contents, left: RwSignal::default(), judged }
    }

    /// What the rule reads, where there is one.
    pub(super) fn target(self) -> Option<Target> {
        target(self.contents.membership.get())
    }

    /// What can be a member.
    pub(super) fn kinds(self) -> Vec<Of> {
        if self.contents.kind.get() == GroupKind::Microsoft365 || self.contents.roles.get() {
            vec![Of::User]
        } else {
            vec![Of::User, Of::Group, Of::Device]
        }
    }

    /// Takes what was typed last into account; whether that is news.
    pub(super) fn settle(self) -> bool {
        let news = [
            self.contents.rule.settle(),
            self.contents.owners.settle(),
            self.contents.members.settle(),
        ];
        news.contains(&true)
    }

    /// What speaks against the form as it stands.
    pub(super) fn refusals(self) -> Vec<Refusal> {
        self.judged.with(|(refusals, _)| refusals.clone())
    }

    /// What is worth knowing about it.
    pub(super) fn warnings(self) -> Vec<Warning> {
        self.judged.with(|(_, warnings)| warnings.clone())
    }

    /// What is told at a field now.
    pub(super) fn told_at(self, field: Field) -> Vec<Refusal> {
        let left = self.left.with(|left| left.contains(&field));
        let told = |refusal: &&Refusal| {
            // What is wrong with a rule stands below it, place by place.
            let found =
                matches!(refusal, Refusal::Group { problem: GroupProblem::RuleRefused { .. }, .. });
            field_of(refusal) == Some(field) && !found && (left || !waits(refusal))
        };
        self.judged.with(|(refusals, _)| refusals.iter().filter(told).cloned().collect())
    }

    /// Notes that the reader has been to a field.
    pub(super) fn leave(self, field: Field) {
        // An input that leaves the page with the form is left too, when nobody is there to tell.
        if self.left.try_with_untracked(|left| left.contains(&field)) == Some(false) {
            self.left.update(|left| {
                left.insert(field);
            });
        }
    }

    /// Notes that the reader is through with all of them.
    pub(super) fn leave_all(self) {
        self.left.set(Field::ALL.into());
    }
}
