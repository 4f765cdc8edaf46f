//! The form's contents: what the reader typed, what follows from it, and the command it makes.

use crate::{
    domain::{Attribute, Command, NewUser, Refusal, Warning, attribute::Write},
    session::Session,
    ui::{
        kit::lang::zone,
        new_user::{
            form::{Progress, attribute_of, is_told},
            proposals,
        },
        user::draft,
    },
};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// A field that fills itself until the reader types into it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Following {
    pub(super) own: RwSignal<Option<String>>,
    auto: Memo<String>,
}

impl Following {
    fn new(auto: Memo<String>) -> Self {
        Self { own: RwSignal::new(None), auto }
    }

    /// What stands in it.
    pub(super) fn get(self) -> String {
        self.own.get().unwrap_or_else(|| self.auto.get())
    }
}

/// Everything that stands in the form.
#[derive(Debug, Clone, Copy)]
pub(super) struct Contents {
    pub(super) given: RwSignal<String>,
    pub(super) surname: RwSignal<String>,
    pub(super) display: Following,
    pub(super) local: Following,
    pub(super) domain: Following,
    pub(super) nickname: Following,
    /// Every other attribute that can be written, as its input has it.
    pub(super) others: StoredValue<Vec<(Attribute, RwSignal<String>)>>,
    pub(super) force_change: RwSignal<bool>,
}

impl Contents {
    fn upn(self) -> String {
        let (local, domain) = (self.local.get(), self.domain.get());
        let (local, domain) = (local.trim(), domain.trim());
        if local.is_empty() { String::new() } else { format!("{local}@{domain}") }
    }

    /// The command that the form asks for.
    ///
    /// # Errors
    /// Contents that are no values.
    pub(super) fn command(self) -> Result<Command, Vec<Refusal>> {
        let fixed = [
            (Attribute::GIVEN_NAME, self.given.get()),
            (Attribute::SURNAME, self.surname.get()),
            (Attribute::DISPLAY_NAME, self.display.get()),
            (Attribute::USER_PRINCIPAL_NAME, self.upn()),
            (Attribute::MAIL_NICKNAME, self.nickname.get()),
        ];
        let others = self.others.with_value(|others| {
            let read =
                |(attribute, content): &(Attribute, RwSignal<String>)| (*attribute, content.get());
            others.iter().map(read).collect::<Vec<_>>()
        });
        read(fixed.into_iter().chain(others), self.force_change.get())
    }
}

/// The form: its contents, and what the directory says to them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Draft {
    pub(super) session: Session,
    /// Kept apart: the handles are many.
    contents: StoredValue<Contents>,
    /// Free local parts for the name as it stands.
    pub(super) proposals: Memo<Vec<String>>,
    /// Fields that the reader has been to.
    left: RwSignal<BTreeSet<Attribute>>,
    judged: Memo<(Vec<Refusal>, Vec<Warning>)>,
}

impl Draft {
    /// An empty form.
    pub(super) fn new(session: Session) -> Self {
        let (given, surname) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
        let display = Following::new(Memo::new(move |_| {
            given.with(|given| surname.with(|surname| proposals::display_name(given, surname)))
        }));
        let domain = Following::new(session.select(|workspace| {
            proposals::domains(workspace).into_iter().next().unwrap_or_default()
        }));
        let proposals = Memo::new(move |_| {
            let (given, surname) = (given.get(), surname.get());
            let (display, domain) = (display.get(), domain.get());
            session.with(|w| proposals::local_parts(w, &given, &surname, &display, &domain))
        });
        let local = Following::new(Memo::new(move |_| {
            proposals.with(|proposals| proposals.first().cloned().unwrap_or_default())
        }));
        let nickname = Following::new(Memo::new(move |_| local.get()));
        let others = StoredValue::new(others(session));
        let force_change = RwSignal::new(true);
        let contents =
            Contents { given, surname, display, local, domain, nickname, others, force_change };
        let judged = Memo::new(move |_| match contents.command() {
            Ok(command) => match session.rehearse(&command) {
                Ok(rehearsal) => (Vec::new(), rehearsal.warnings),
                Err(refusals) => (refusals, Vec::new()),
            },
            Err(refusals) => (refusals, Vec::new()),
        });
        let left = RwSignal::default();
        Self { session, contents: StoredValue::new(contents), proposals, left, judged }
    }

    /// What stands in it.
    pub(super) fn contents(self) -> Contents {
        self.contents.get_value()
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
    pub(super) fn told_at(self, attribute: Attribute) -> Vec<Refusal> {
        let left = self.left.with(|left| left.contains(&attribute));
        let progress = if left { Progress::Left } else { Progress::Open };
        let told = |refusal: &&Refusal| {
            attribute_of(refusal) == Some(attribute) && is_told(refusal, progress)
        };
        self.judged.with(|(refusals, _)| refusals.iter().filter(told).cloned().collect())
    }

    /// Notes that the reader has been to a field.
    pub(super) fn leave(self, attribute: Attribute) {
        // An input that leaves the page with the form is left too, when nobody is there to tell.
        if self.left.try_with_untracked(|left| left.contains(&attribute)) == Some(false) {
            self.left.update(|left| {
                left.insert(attribute);
            });
        }
    }

    /// Notes that the reader is through with all of them.
    pub(super) fn leave_all(self) {
        let all = self.session.with_untracked(|workspace| {
            workspace.users().schema().attributes().collect::<BTreeSet<_>>()
        });
        self.left.set(all);
    }

    /// The input of an attribute that has no place of its own.
    pub(super) fn content(self, attribute: Attribute) -> Option<RwSignal<String>> {
        self.contents().others.with_value(|others| {
            others.iter().find(|(known, _)| *known == attribute).map(|(_, content)| *content)
        })
    }
}

/// The command of some contents.
fn read(
    contents: impl Iterator<Item = (Attribute, String)>,
    force_change: bool,
) -> Result<Command, Vec<Refusal>> {
    let (mut attributes, mut refusals) = (Vec::new(), Vec::new());
    for (attribute, content) in contents {
        match draft::read(attribute, &content, &zone) {
            Ok(Some(value)) => attributes.push((attribute, value)),
            Ok(None) => {}
            Err(refusal) => refusals.push(refusal),
        }
    }
    if refusals.is_empty() {
        Ok(Command::CreateUser(Box::new(NewUser { attributes, force_change })))
    } else {
        Err(refusals)
    }
}

/// The attributes with an ordinary input: all that can be written, but for those of the name.
fn others(session: Session) -> Vec<(Attribute, RwSignal<String>)> {
    let named = [
        Attribute::GIVEN_NAME,
        Attribute::SURNAME,
        Attribute::DISPLAY_NAME,
        Attribute::USER_PRINCIPAL_NAME,
        Attribute::MAIL_NICKNAME,
    ];
    session.with_untracked(|workspace| {
        let schema = workspace.users().schema();
        let own = |attribute: &Attribute| {
            attribute.definition().write != Write::Never && !named.contains(attribute)
        };
        let start = |attribute: Attribute| match attribute {
            Attribute::ACCOUNT_ENABLED => "true".to_owned(),
            Attribute::USAGE_LOCATION => proposals::usage_location(workspace).unwrap_or_default(),
            _ => String::new(),
        };
        let field = |attribute: Attribute| (attribute, RwSignal::new(start(attribute)));
        schema.attributes().filter(own).map(field).collect()
    })
}
