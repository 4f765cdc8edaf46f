//! One product in place of another for those who have it by a group: the group is moved, and they with it.
//!
//! What a group gives and what it gives no longer is one request, and one step for each member ("Group-based licensing:
//! scenarios, limitations and known issues", Microsoft Learn); members without a usage location get licences as of the
//! tenant's. A group is moved only where nobody has the product by it who is not meant, where its list of members is
//! whole, and where of each of them it is told what they have: of others it cannot be said what the service would
//! refuse them.

use super::super::{Licences, Person, Way};
use super::{State, Step, What};
use crate::domain::attribute::Of;
use crate::domain::{
    AssignedLicense, Attribute, Command, Datum, Event, Other, Row, ServicePlanId, SkuId, Sort,
    Value,
};
use crate::licensing::Catalogue;
use crate::store::{Bits, Extent, Side};
use crate::tenant::Workspace;
use std::collections::BTreeMap;

/// A group that gives another product from now on.
struct Change {
    /// Its number among the licensed.
    number: u32,
    row: Row,
    before: Vec<AssignedLicense>,
    /// What it gives of the other product.
    gives: AssignedLicense,
}

/// Groups that can be moved.
pub(super) struct Moved {
    changes: Vec<Change>,
    /// Everybody in them.
    pub(super) members: Bits,
}

impl Moved {
    /// Whether somebody has the product by a group that is not moved.
    pub(super) fn leaves(&self, person: &Person, product: SkuId) -> bool {
        let is_moved = |number: u32| self.changes.iter().any(|change| change.number == number);
        let ways = person.holding(product).into_iter().flat_map(|holding| &holding.ways);
        ways.filter(|way| way.state.is_held()).any(|way| match way.way {
            Way::Group(number) => !is_moved(number),
            Way::Direct | Way::Unsaid => false,
        })
    }

    /// What would happen.
    fn events(&self, from: SkuId) -> Vec<Event> {
        let event = |change: &Change| {
            let stays = |one: &&AssignedLicense| one.sku != from && one.sku != change.gives.sku;
            let mut after: Vec<AssignedLicense> =
                change.before.iter().filter(stays).cloned().collect();
            after.push(change.gives.clone());
            Event::Attribute {
                row: change.row,
                attribute: Attribute::GROUP_ASSIGNED_LICENSES,
                before: datum(&change.before),
                after: datum(&after),
            }
        };
        self.changes.iter().map(event).collect()
    }

    /// One for all groups that give the same.
    fn commands(self, from: SkuId) -> Vec<Command> {
        let mut alike: BTreeMap<AssignedLicense, Vec<Row>> = BTreeMap::new();
        for change in self.changes {
            alike.entry(change.gives).or_default().push(change.row);
        }
        let command = |(gives, rows)| Command::License {
            of: Of::Group,
            rows,
            add: vec![gives],
            remove: vec![from],
        };
        alike.into_iter().map(command).collect()
    }
}

fn datum(licenses: &[AssignedLicense]) -> Datum {
    let mut texts: Vec<String> = licenses.iter().map(AssignedLicense::text).collect();
    texts.sort_unstable();
    if texts.is_empty() { Datum::Null } else { Datum::Value(Value::Texts(texts)) }
}

impl Licences {
    /// The groups that can be moved from one product to another.
    pub(super) fn moved(
        &mut self,
        workspace: &Workspace,
        (from, to): (SkuId, SkuId),
        within: &Bits,
    ) -> Moved {
        let holders = self.holders(from);
        let untold = self.untold(workspace, from);
        let active = workspace.users().active();
        let mut moved = Moved { changes: Vec::new(), members: Bits::none(active.len()) };
        for (number, group) in (0..).zip(self.groups()) {
            let is_given = group.licenses.iter().any(|license| license.sku == from);
            let Some(row) = group.row.filter(|_| group.told && is_given) else { continue };
            let list = workspace.directory().members.of(Side::Members, row);
            let mut members = list.rows(Of::User).to_bits();
            members.and(active);
            let mut others = members.clone();
            others.and(&holders);
            others.and_not(within);
            let mut unclear = members.clone();
            unclear.and(&untold);
            let may_be_user = |other: &Other| matches!(other.sort, Sort::Unsaid | Sort::User);
            let is_whole =
                list.extent == Extent::Complete && !list.others().iter().any(may_be_user);
            if !is_whole || !others.is_empty() || !unclear.is_empty() {
                continue;
            }
            let off: Vec<ServicePlanId> = self.carried(&group.licenses, (from, to));
            moved.members.or(&members);
            moved.changes.push(Change {
                number,
                row,
                before: group.licenses.clone(),
                gives: AssignedLicense::new(to, off),
            });
        }
        moved
    }

    /// The steps that move groups.
    pub(super) fn move_groups(
        &mut self,
        (workspace, catalogue): (&Workspace, &Catalogue),
        (from, to): (SkuId, SkuId),
        moved: Moved,
        steps: &mut Vec<Step>,
    ) {
        let mut people = moved.members.clone();
        people.and(&self.holders(from));
        let is_stopped = steps.iter().any(|step| step.state == State::Stopped);
        if is_stopped || moved.changes.is_empty() {
            let state = if moved.changes.is_empty() { State::Done } else { State::Waits };
            steps.push(Step::new(What::Accepted, state, Bits::none(people.len())));
        } else {
            let events = moved.events(from);
            let assumptions = self.assumptions();
            let mut after = self.supposing(workspace, catalogue, assumptions, &events);
            // Who would have neither, and with whose new product something would be wrong.
            let mut refused = people.clone();
            refused.and_not(&after.holders(from));
            refused.and_not(&after.holders(to));
            let mut troubled = after.troubled(to);
            troubled.and_not(&self.troubled(to));
            refused.or(&troubled);
            steps.push(Step::condition(What::Accepted, refused, false));
        }
        let premium = self.without_premium(&moved.members);
        let is_done = moved.changes.is_empty();
        let commands = moved.commands(from);
        let mut step = Step::deed(What::MoveGroups, people, steps, commands.clone());
        if step.state == State::Done && !is_done {
            // The groups give it, if to nobody.
            let is_stopped = steps.iter().any(|step| step.state == State::Stopped);
            step.state = if is_stopped { State::Waits } else { State::Ready };
            step.commands = if is_stopped { Vec::new() } else { commands };
        }
        steps.push(step);
        steps.push(Step::note(What::Premium, premium));
    }
}
