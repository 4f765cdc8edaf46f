//! What somebody did on their own view, as a file that goes back: their requests and decisions, and what
//! they did to groups they own.
//!
//! ```json
//! { "kind": "tenantry-answers", "version": 1, "workspace": "Contoso",
//!   "person": { "id": "…", "userPrincipalName": "…" }, "view": "2026-01-31T09:00:00.000Z",
//!   "actions": [ { "action": "ask", "group": { "id": "…", "displayName": "…" }, "text": "…", "seal": "…" } ],
//!   "seal": "…" }
//! ```
//! Each seal is an HMAC-SHA256 (RFC 2104, FIPS 180-4) of the action and of the seal before it under the
//! secret of the view, the last one of the end; so a file that was changed on its way is refused at the
//! action that was changed, and a file that comes after another one proves that it goes on from there. Who has the view has its secret: the seals tell who answers, and not
//! whether they may. That is asked of the workspace like of any command.

mod seal;
mod stage;
#[cfg(test)]
mod tests;
mod write;

pub use stage::{Problem, Taker};
pub use write::{file_of, unanswerable};

use crate::domain::{ObjectId, Timestamp};
use crate::text::date::parse_iso;
use serde::{Deserialize, Serialize};

const KIND: &str = "tenantry-answers";
const VERSION: u32 = 1;

/// Somebody or a group, by id; the name is for readers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Named {
    pub id: String,
    pub display_name: String,
}

/// What was done, as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Action {
    /// A word of [`write`].
    pub action: String,
    pub group: Named,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<Named>,
    /// A justification, a reason, or the value of an attribute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribute: Option<String>,
    /// The kind of a new group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Since when the request waits that is answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
    pub seal: String,
}

/// The file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct File {
    kind: String,
    version: u32,
    workspace: String,
    person: Person,
    view: String,
    actions: Vec<Action>,
    seal: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Person {
    id: String,
    user_principal_name: String,
}

/// What is wrong with the text of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// It ends too early.
    Cut,
    /// It is no JSON here.
    Syntax,
    /// A property is missing, unknown, or of the wrong kind; its name where the reader tells it.
    Property(Option<String>),
}

impl Flaw {
    fn of(error: &serde_json::Error) -> Self {
        match error.classify() {
            serde_json::error::Category::Eof | serde_json::error::Category::Io => Self::Cut,
            serde_json::error::Category::Syntax => Self::Syntax,
            serde_json::error::Category::Data => {
                let message = error.to_string();
                // Other messages quote what the file says, not what a property is called.
                let named = ["missing field", "unknown field", "duplicate field"]
                    .iter()
                    .any(|start| message.starts_with(start));
                let name = message.split('`').nth(1).filter(|_| named);
                Self::Property(name.map(ToOwned::to_owned))
            }
        }
    }
}

/// Why a file is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswersError {
    /// No such file, or damaged: the place as the reader of JSON tells it, from 1.
    #[error("line {line}, column {column}: {flaw:?}")]
    Json { line: usize, column: usize, flaw: Flaw },
    /// Another kind of file.
    #[error("is no file of answers")]
    Foreign,
    /// Written by newer code.
    #[error("written in version {found}")]
    TooNew { found: u32 },
    /// The person is no active user of this workspace.
    #[error("{name} is no active user of this workspace")]
    NoSuchPerson { name: String },
    /// The person was given no view, or a newer one since.
    #[error("the view of {name} is not the newest that was given")]
    OtherView { name: String },
    /// The action with this number, from 1, is not as it was written.
    #[error("action {number} is not as it was written")]
    Tampered { number: usize },
    /// Actions are missing at the end, or there are more than were written.
    #[error("actions were taken away or added")]
    Count,
    /// What was taken in before is no longer the beginning of the file.
    #[error("does not go on from what was taken in")]
    Diverged { taken: u32 },
}

/// A file that was read and found to be as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    pub person: ObjectId,
    /// The user principal name when the view was given.
    pub name: String,
    pub view: crate::domain::View,
    pub actions: Vec<Action>,
    /// The seal of the last action.
    last: seal::Seal,
}

/// Whether a text looks like a file of answers.
#[must_use]
pub fn is_answers(text: &str) -> bool {
    let start: String = text.chars().take(400).filter(|c| !c.is_whitespace()).collect();
    start.contains(&format!("\"kind\":\"{KIND}\""))
}

impl Answers {
    /// Reads a file and proves it against the view that the person was given.
    ///
    /// # Errors
    /// [`AnswersError`] with the place.
    pub fn read(workspace: &crate::tenant::Workspace, text: &str) -> Result<Self, AnswersError> {
        let text = text.trim_start_matches('\u{feff}');
        let file: File = serde_json::from_str(text).map_err(|error| {
            if is_answers(text) || error.is_syntax() || error.is_eof() {
                let flaw = Flaw::of(&error);
                AnswersError::Json { line: error.line(), column: error.column(), flaw }
            } else {
                AnswersError::Foreign
            }
        })?;
        if file.kind != KIND {
            return Err(AnswersError::Foreign);
        }
        if file.version != VERSION {
            return Err(AnswersError::TooNew { found: file.version });
        }
        let name = file.person.user_principal_name;
        let found =
            ObjectId::parse(&file.person.id).and_then(|id| Some((id, workspace.find_active(id)?)));
        let Some((person, user)) = found else {
            return Err(AnswersError::NoSuchPerson { name });
        };
        let given = workspace.ledger().view(user).copied();
        let at = parse_iso(&file.view).map(Timestamp);
        let Some(view) = given.filter(|view| Some(view.at) == at) else {
            return Err(AnswersError::OtherView { name });
        };
        let mut last = [0; 16];
        let mut goes_on = view.taken == 0;
        for (number, action) in (1_u32..).zip(&file.actions) {
            last = seal::of(&view.secret, &last, action);
            if seal::print(&last) != action.seal {
                let number = usize::try_from(number).unwrap_or(usize::MAX);
                return Err(AnswersError::Tampered { number });
            }
            goes_on |= number == view.taken && last == view.seal;
        }
        if seal::print(&seal::of_end(&view.secret, &last)) != file.seal {
            return Err(AnswersError::Count);
        }
        if !goes_on {
            return Err(AnswersError::Diverged { taken: view.taken });
        }
        Ok(Self { person, name, view, actions: file.actions, last })
    }

    /// The actions that were taken in before, or refused then.
    #[must_use]
    pub fn earlier(&self) -> &[Action] {
        let taken = usize::try_from(self.view.taken).unwrap_or(usize::MAX);
        self.actions.get(..taken).unwrap_or_default()
    }

    /// Whether something that the person did, and that stands in a workspace, is what an action says.
    #[must_use]
    pub fn is_staged(&self, workspace: &crate::tenant::Workspace, action: &Action) -> bool {
        let same = |done: &Action| {
            let of = |named: &Named| named.id.clone();
            done.action == action.action
                && done.group.id == action.group.id
                && done.who.as_ref().map(of) == action.who.as_ref().map(of)
                && (&done.text, &done.attribute) == (&action.text, &action.attribute)
        };
        write::done_by(workspace, self.person).iter().any(same)
    }

    /// The actions that were not taken in before.
    #[must_use]
    pub fn fresh(&self) -> &[Action] {
        let taken = usize::try_from(self.view.taken).unwrap_or(usize::MAX);
        self.actions.get(taken..).unwrap_or_default()
    }
}
