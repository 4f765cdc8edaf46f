//! Views of one person's groups: handed out as files, worked on in the person's own browser, and their
//! answers taken in.

use crate::domain::{Actor, Attribute, Command, ObjectId, Origin, Refusal, Role, UserId, View};
use crate::exchange::answers::{self, Action, Answers, Problem, Taker};
use crate::exchange::{personal_view, workspace_file};
use crate::session::{Denied, Session, browser, context, file::file_name};
use crate::tenant::Workspace;
use leptos::prelude::*;

/// Why no view was handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoView {
    Denied(Denied),
    Barrier(crate::domain::Barrier),
}

/// What became of one action of a file of answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    Staged,
    Refused(Vec<Refusal>),
    Problem(Problem),
}

/// With whose eyes a workspace is looked at when it is opened: the person whose view it is, else an
/// administrator. Rights rehearse the tenant's; they are no access control over a file that its holder
/// owns anyway.
pub(super) fn first_actor(workspace: &Workspace) -> Actor {
    if let Some(view) = workspace.view() {
        return person(workspace, view.person);
    }
    let name = Role::GlobalAdministrator.name().unwrap_or_default().to_owned();
    Actor { id: None, name, roles: vec![Role::GlobalAdministrator] }
}

fn person(workspace: &Workspace, id: ObjectId) -> Actor {
    let name = workspace
        .users()
        .find(id)
        .map(|user| workspace.users().get(user, Attribute::USER_PRINCIPAL_NAME));
    let name = name.and_then(|name| name.as_text().map(ToOwned::to_owned));
    Actor { id: Some(id), name: name.unwrap_or_else(|| id.to_string()), roles: Vec::new() }
}

impl Session {
    /// Whether the workspace is one person's view of another one.
    pub fn is_view(self) -> bool {
        self.with_untracked(|workspace| workspace.view().is_some())
    }

    /// Notes that a person is given a view, and hands the file over.
    ///
    /// # Errors
    /// [`NoView`]; nothing is noted then.
    pub fn hand_out_view(self, user: UserId) -> Result<(), NoView> {
        let mut secret = [0; 16];
        let halves = [browser::seed().to_le_bytes(), browser::seed().to_le_bytes()];
        for (byte, drawn) in secret.iter_mut().zip(halves.as_flattened()) {
            *byte = *drawn;
        }
        let view = View::new(browser::now(), secret);
        let made = self.with_untracked(|workspace| {
            let slice = personal_view::slice(workspace, user, view, view.at)?;
            let name = crate::messages::name(workspace.users(), user);
            let name = format!("{} - {name}", workspace.info.name);
            Ok((workspace_file::write(&slice, &[]), file_name(&name)))
        });
        let (bytes, name) = made.map_err(NoView::Barrier)?;
        self.dispatch(&Command::NoteView { user, view }).map_err(NoView::Denied)?;
        browser::download(&name, "application/octet-stream", &[&bytes]);
        Ok(())
    }

    /// Hands over what was done on a view; whether there was something.
    pub fn save_answers(self) -> bool {
        let made = self.with_untracked(|workspace| {
            let file = answers::file_of(workspace)?;
            let view = workspace.view()?;
            let name = person(workspace, view.person).name;
            Some((file, format!("{} - {name}", workspace.info.name)))
        });
        let Some((text, name)) = made else { return false };
        let name = file_name(&name);
        let name = name.trim_end_matches(workspace_file::EXTENSION).trim_end_matches('.');
        browser::download(&format!("{name}.answers.json"), "application/json", &[text.as_bytes()]);
        true
    }

    /// Stages every fresh action of a file, each judged by the person's own rights.
    ///
    /// # Errors
    /// [`Denied::ReadOnly`] in a tab that follows.
    pub fn take_answers(self, answers: &Answers) -> Result<Vec<(Action, Taken)>, Denied> {
        if !self.writes.get_untracked() {
            return Err(Denied::ReadOnly);
        }
        let mut taker = Taker::of(answers);
        // Whether they can be noted at all: they were given in, or another view was handed out meanwhile.
        let note = self.with_untracked(|w| taker.noted(w));
        if let Some(note) = &note {
            self.rehearse_untracked(note).map_err(Denied::Refused)?;
        }
        let mut told = Vec::new();
        while let Some((action, command)) = self.with_untracked(|w| taker.next(w)) {
            let result = match command {
                Err(problem) => Taken::Problem(problem),
                Ok(command) => match self.dispatch_as(&command, taker.actor()) {
                    Ok(_) => Taken::Staged,
                    Err(Denied::Refused(refusals)) => Taken::Refused(refusals),
                    Err(Denied::ReadOnly) => return Err(Denied::ReadOnly),
                },
            };
            told.push((action.clone(), result));
        }
        if let Some(note) = note {
            self.dispatch(&note)?;
        }
        Ok(told)
    }

    /// Whether an action was taken in before and stands.
    pub fn is_staged(self, answers: &Answers, action: &Action) -> bool {
        self.with_untracked(|workspace| answers.is_staged(workspace, action))
    }

    /// What would become of an action that was taken in before, if it were staged again. It may have been
    /// refused for a reason that is gone by now.
    pub fn rehearse_again(self, answers: &Answers, action: &Action) -> Taken {
        let taker = Taker::of(answers);
        self.with_untracked(|workspace| match taker.command(workspace, action) {
            Err(problem) => Taken::Problem(problem),
            Ok(command) => {
                let context = context(Origin::Page, taker.actor());
                match workspace.rehearse(&command, &context) {
                    Ok(_) => Taken::Staged,
                    Err(refusals) => Taken::Refused(refusals),
                }
            }
        })
    }

    /// Stages an action that was taken in before.
    ///
    /// # Errors
    /// [`Denied`]; nothing is changed then.
    pub fn take_again(self, answers: &Answers, action: &Action) -> Result<(), Denied> {
        let taker = Taker::of(answers);
        match self.with_untracked(|workspace| taker.command(workspace, action)) {
            Ok(command) => self.dispatch_as(&command, taker.actor()).map(|_| ()),
            Err(_) => Err(Denied::Refused(Vec::new())),
        }
    }
}
