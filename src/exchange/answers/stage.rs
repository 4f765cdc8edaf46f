//! From a file of answers to commands, one after the other: what came before may be what the next one
//! stands on.

use super::write::{
    ADD, APPROVE, ASK, CREATE, DENY, EDIT, JOIN, LEAVE, REMOVE, RENEW, SECURITY, UNIFIED, WITHDRAW,
};
use super::{Action, Answers, Named};
use crate::domain::attribute::Of;
use crate::domain::{
    Actor, Attribute, Command, GroupId, GroupKind, Membership, NewGroup, ObjectId, Party, Side,
    Subject, UserId, Value, View, Wish,
};
use crate::tenant::Workspace;
use crate::text::date::parse_iso;

/// Why an action becomes no command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// No word of an action.
    Word(String),
    /// The group is not in this workspace, or no longer.
    NoGroup(String),
    /// The person is not in this workspace, or no longer.
    NoPerson(String),
    /// Something that the action needs is not said.
    Lacks,
    /// The request that is answered waits no longer; there may be a newer one.
    OtherRequest,
}

/// Takes the fresh actions of a file one by one.
#[derive(Debug)]
pub struct Taker<'a> {
    answers: &'a Answers,
    next: usize,
}

impl<'a> Taker<'a> {
    /// Begins with the first action that was not taken in before.
    #[must_use]
    pub const fn of(answers: &'a Answers) -> Self {
        Self { answers, next: 0 }
    }

    /// With whose rights the commands are judged: the person's own, without any role.
    #[must_use]
    pub fn actor(&self) -> Actor {
        let Answers { person, name, .. } = self.answers;
        Actor { id: Some(*person), name: name.clone(), roles: Vec::new() }
    }

    /// The next action and its command in the workspace as it stands; none after the last.
    pub fn next(
        &mut self,
        workspace: &Workspace,
    ) -> Option<(&'a Action, Result<Command, Problem>)> {
        let action = self.answers.fresh().get(self.next)?;
        self.next += 1;
        Some((action, self.command(workspace, action)))
    }

    /// The command that notes how far the answers were taken in.
    #[must_use]
    pub fn noted(&self, workspace: &Workspace) -> Option<Command> {
        let user = workspace.find_active(self.answers.person)?;
        let taken = u32::try_from(self.answers.actions.len()).unwrap_or(u32::MAX);
        let view = View { taken, seal: self.answers.last, ..self.answers.view };
        (taken > self.answers.view.taken).then_some(Command::NoteView { user, view })
    }

    /// What an action asks of the workspace as it stands.
    ///
    /// # Errors
    /// [`Problem`] where it becomes no command.
    pub fn command(&self, workspace: &Workspace, action: &Action) -> Result<Command, Problem> {
        if action.action == CREATE {
            return self.creation(workspace, action);
        }
        let group = group(workspace, &action.group)?;
        let who = || person(workspace, action.who.as_ref());
        // An answer is to the request that was read, and to no later one.
        let asker = || {
            let asker = who()?;
            let since = workspace.ledger().request(group, asker).map(|request| request.since.0);
            let answered = action.request.as_deref().and_then(parse_iso);
            if answered == since { Ok(asker) } else { Err(Problem::OtherRequest) }
        };
        let text = || action.text.clone().ok_or(Problem::Lacks);
        let own = |wish| Command::SelfService { group, wish };
        let relate = |add: Vec<UserId>, remove: Vec<UserId>| {
            let parties = |users: Vec<UserId>| {
                users.into_iter().map(|user| Party::Here(Subject::user(user))).collect()
            };
            let (add, remove) = (parties(add), parties(remove));
            Command::Relate { groups: vec![group], side: Side::Members, add, remove }
        };
        Ok(match action.action.as_str() {
            JOIN => own(Wish::Join),
            LEAVE => own(Wish::Leave),
            ASK => own(Wish::Ask { justification: text()? }),
            WITHDRAW => own(Wish::Withdraw),
            APPROVE => own(Wish::Approve { user: asker()? }),
            DENY => own(Wish::Deny { user: asker()?, reason: text()? }),
            ADD => relate(vec![who()?], Vec::new()),
            REMOVE => relate(Vec::new(), vec![who()?]),
            RENEW => Command::RenewGroups { groups: vec![group] },
            EDIT => {
                let name = action.attribute.as_deref().ok_or(Problem::Lacks)?;
                let attribute = Attribute::named_of(Of::Group, name).ok_or(Problem::Lacks)?;
                let value = action.text.clone().map(Value::Text);
                Command::EditGroups { groups: vec![group], changes: vec![(attribute, value)] }
            }
            other => return Err(Problem::Word(other.to_owned())),
        })
    }

    fn creation(&self, workspace: &Workspace, action: &Action) -> Result<Command, Problem> {
        let kind = match action.kind.as_deref() {
            Some(SECURITY) => GroupKind::Security,
            Some(UNIFIED) => GroupKind::Microsoft365,
            _ => return Err(Problem::Lacks),
        };
        let name = action.text.clone().ok_or(Problem::Lacks)?;
        let mut attributes = vec![(Attribute::GROUP_DISPLAY_NAME, Value::Text(name))];
        if let Some(nickname) = &action.attribute {
            attributes.push((Attribute::GROUP_MAIL_NICKNAME, Value::Text(nickname.clone())));
        }
        let me = workspace
            .find_active(self.answers.person)
            .ok_or_else(|| Problem::NoPerson(self.answers.name.clone()))?;
        let me = Party::Here(Subject::user(me));
        Ok(Command::CreateGroup(Box::new(NewGroup {
            id: ObjectId::parse(&action.group.id),
            kind,
            membership: Membership::Assigned,
            role_assignable: false,
            attributes,
            owners: vec![me],
            members: vec![me],
        })))
    }
}

fn group(workspace: &Workspace, named: &Named) -> Result<GroupId, Problem> {
    let found = ObjectId::parse(&named.id).and_then(|id| workspace.groups().find(id));
    let found = found.filter(|group| workspace.is_active(Subject::group(*group)));
    found.ok_or_else(|| Problem::NoGroup(named.display_name.clone()))
}

fn person(workspace: &Workspace, named: Option<&Named>) -> Result<UserId, Problem> {
    let named = named.ok_or(Problem::Lacks)?;
    let found = ObjectId::parse(&named.id).and_then(|id| workspace.find_active(id));
    found.ok_or_else(|| Problem::NoPerson(named.display_name.clone()))
}
