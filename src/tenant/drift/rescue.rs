//! Ways out for a group whose rule of the `memberOf` form is no longer processed.

use crate::domain::attribute::Of;
use crate::domain::{Attribute, Command, GroupId, Membership, Party, Row, Side, Subject, Value};
use crate::rules::{Rulebook, Takes, Target};
use crate::store::{Bits, Extent};
use crate::tenant::Workspace;

/// Whose membership is to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whom {
    /// Those whom the group has.
    Held,
    /// Those whom its rule would take today.
    Today,
}

/// What such a group holds, and what it would hold if its rule were processed today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rescue {
    pub group: GroupId,
    pub target: Target,
    pub held: Bits,
    /// How far those are known.
    pub extent: Extent,
    pub today: Takes,
}

impl Rescue {
    /// Of a group whose rule takes the members of others; none for another group.
    #[must_use]
    pub fn of(workspace: &Workspace, book: &Rulebook, group: GroupId) -> Option<Self> {
        book.sources(group)?;
        let directory = workspace.directory();
        let (target, _) = book.standing(group)?;
        let of: Of = target.of();
        let list = directory.members.of(Side::Members, group);
        let active = directory.of(of).active();
        let mut held = Bits::of(active.len(), list.rows(of).iter());
        held.and(active);
        let today = book.takes(directory, group)?;
        Some(Self { group, target, held, extent: list.extent, today })
    }

    /// Who comes in when the group is to hold these.
    #[must_use]
    pub fn added(&self, whom: Whom) -> Bits {
        let mut added = self.wanted(whom);
        added.and_not(&self.held);
        added
    }

    /// Who is taken out: members that the rule surely does not take today. Nobody of whom it cannot
    /// tell is.
    #[must_use]
    pub fn removed(&self, whom: Whom) -> Bits {
        let mut removed = self.held.clone();
        removed.and_not(&self.wanted(whom));
        removed.and_not(&self.today.unknown);
        removed
    }

    /// Members who stay because the rule cannot tell of them.
    #[must_use]
    pub fn stay(&self, whom: Whom) -> Bits {
        let mut stay = self.held.clone();
        match whom {
            Whom::Held => stay = Bits::none(stay.len()),
            Whom::Today => stay.and(&self.today.unknown),
        }
        stay
    }

    /// Whom the group is to hold for certain.
    #[must_use]
    pub fn wanted(&self, whom: Whom) -> Bits {
        match whom {
            Whom::Held => self.held.clone(),
            Whom::Today => self.today.members.clone(),
        }
    }

    /// The commands, in this order, that make it an assigned group of these.
    #[must_use]
    pub fn assign(&self, whom: Whom) -> Vec<Command> {
        let of = self.target.of();
        let groups = vec![self.group];
        let parties = |rows: &Bits| -> Vec<Party> {
            rows.iter().map(|row| Party::Here(Subject { of, row: Row(row) })).collect()
        };
        let (add, remove) = (parties(&self.added(whom)), parties(&self.removed(whom)));
        let to = Membership::Assigned;
        let mut commands = vec![Command::Convert { groups: groups.clone(), to, rule: None }];
        if !add.is_empty() || !remove.is_empty() {
            commands.push(Command::Relate { groups, side: Side::Members, add, remove });
        }
        commands
    }

    /// The command that gives it another rule, which is processed.
    #[must_use]
    pub fn rule(&self, text: &str) -> Command {
        let says = |text: &str| Some(Value::Text(text.to_owned()));
        let changes = vec![
            (Attribute::GROUP_MEMBERSHIP_RULE, says(text)),
            (Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE, says("On")),
        ];
        Command::EditGroups { groups: vec![self.group], changes }
    }
}
