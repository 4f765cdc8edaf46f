//! Questions about everybody's licences, as a list of people is asked: who has a product by which way, who has
//! nothing, of whom nothing is told.
//!
//! An answer has those of whom it is true and those of whom it cannot be said: nobody of whom no file tells is
//! without.

use super::{Holding, Licences, Person, Way, error_of};
use crate::domain::{AssignmentError, SkuId};
use crate::licensing::judge::{Outcome, State};
use crate::store::{Bits, Matched};
use crate::tenant::Workspace;
use std::collections::BTreeMap;

/// By which way somebody has a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hold {
    /// It was given to them, and by no group.
    Direct,
    /// By groups alone.
    Inherited,
    /// It was given to them, and a group gives it as well.
    Both,
    /// They have it, and no file tells whence.
    Unsaid,
}

/// What is asked of a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Having {
    /// It is held, by whatever way.
    Held,
    HeldBy(Hold),
    /// Something stands against it on some way, whether it is held or not.
    Wrong,
    /// It is not held.
    Without,
}

impl Having {
    /// Every one, with its name in addresses.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Held, "held"),
        (Self::HeldBy(Hold::Direct), "direct"),
        (Self::HeldBy(Hold::Inherited), "inherited"),
        (Self::HeldBy(Hold::Both), "both"),
        (Self::HeldBy(Hold::Unsaid), "unsaid"),
        (Self::Wrong, "error"),
        (Self::Without, "without"),
    ];

    fn name(self) -> &'static str {
        let name = Self::ALL.iter().find(|(one, _)| *one == self);
        name.map_or("held", |(_, name)| *name)
    }
}

/// What stands in an address before that of which is asked of whom it cannot be said.
const UNCLEAR: &str = "unclear-";

/// A question about somebody's licences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    Of(SkuId, Having),
    /// It cannot be said whether that is so.
    Unclear(SkuId, Having),
    /// Nothing was given to them, and no group gives them anything.
    Nothing,
    /// No file tells which licences they have.
    NotTold,
}

impl Question {
    /// As it stands in an address: `direct:<id of the product>`, `unclear-direct:<the same>`, `nothing`, `untold`.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Self::Nothing => "nothing".to_owned(),
            Self::NotTold => "untold".to_owned(),
            Self::Of(product, having) => format!("{}:{product}", having.name()),
            Self::Unclear(product, having) => format!("{UNCLEAR}{}:{product}", having.name()),
        }
    }

    /// Reads what [`Self::text`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "nothing" => return Some(Self::Nothing),
            "untold" => return Some(Self::NotTold),
            _ => {}
        }
        let (name, product) = text.split_once(':')?;
        let (name, is_unclear) =
            name.strip_prefix(UNCLEAR).map_or((name, false), |name| (name, true));
        let (having, _) = Having::ALL.into_iter().find(|(_, known)| *known == name)?;
        let product = SkuId::parse(product)?;
        Some(if is_unclear { Self::Unclear(product, having) } else { Self::Of(product, having) })
    }

    /// The question that those answer with yes of whom this one cannot be answered; none where it can be of
    /// everybody.
    #[must_use]
    pub const fn unclear(self) -> Option<Self> {
        match self {
            Self::Of(product, having) => Some(Self::Unclear(product, having)),
            Self::Nothing => Some(Self::NotTold),
            Self::Unclear(..) | Self::NotTold => None,
        }
    }
}

impl Holding {
    /// By which way it is held; none where it is not.
    #[must_use]
    pub fn hold(&self) -> Option<Hold> {
        let held = |is_meant: fn(Way) -> bool| {
            self.ways.iter().any(|way| way.state.is_held() && is_meant(way.way))
        };
        let direct = held(|way| way == Way::Direct);
        let by_group = held(|way| matches!(way, Way::Group(_)));
        match (direct, by_group) {
            _ if !self.held => None,
            _ if held(|way| way == Way::Unsaid) => Some(Hold::Unsaid),
            (true, true) => Some(Hold::Both),
            (true, false) => Some(Hold::Direct),
            (false, _) => Some(Hold::Inherited),
        }
    }

    /// What stands against it on the first way on which something does.
    #[must_use]
    pub fn error(&self) -> Option<AssignmentError> {
        self.ways.iter().find_map(|way| match way.state {
            State::Active => None,
            State::ActiveWithError(why) | State::Error(why) => Some(error_of(why, way.said)),
        })
    }

    /// Whether something stands against it on some way.
    #[must_use]
    pub fn is_wrong(&self) -> bool {
        self.ways.iter().any(|way| way.state != State::Active)
    }
}

impl Person {
    /// Whether nothing was given to them and no group gives them anything, as far as files tell.
    #[must_use]
    pub fn has_nothing(&self) -> bool {
        self.known && self.holdings.is_empty() && self.ambiguous.is_empty()
    }
}

impl Licences {
    /// The active users of whom the answer is yes, and those of whom it cannot be said.
    pub fn answer(&mut self, workspace: &Workspace, question: Question) -> Matched {
        let unknown = self.unknown().clone();
        let decided = |yes: Bits| Matched { unknown: Bits::none(yes.len()), yes };
        match question {
            Question::NotTold => decided(unknown),
            Question::Nothing => {
                let mut known = workspace.users().active().clone();
                known.and_not(&unknown);
                Matched { yes: self.of_class(&known, Person::has_nothing), unknown }
            }
            Question::Of(product, having) => self.having(workspace, product, having),
            Question::Unclear(product, having) => {
                decided(self.having(workspace, product, having).unknown)
            }
        }
    }

    fn having(&mut self, workspace: &Workspace, product: SkuId, having: Having) -> Matched {
        // A name that may be this product's says neither that it is held nor that it is not.
        let mut unknown =
            if having == Having::Wrong { self.unknown().clone() } else { self.untold_of() };
        let yes = match having {
            Having::Held => self.holders(product),
            Having::Wrong => self.troubled(product),
            Having::HeldBy(hold) => {
                // Whoever has it, and it is not told whence, may have it by each way.
                unknown.or(&self.held_by(product, Hold::Unsaid));
                self.held_by(product, hold)
            }
            Having::Without => {
                let held = self.holders(product);
                unknown.and_not(&held);
                let mut others = workspace.users().active().clone();
                others.and_not(&held);
                others.and_not(&unknown);
                others
            }
        };
        unknown.and_not(&yes);
        Matched { yes, unknown }
    }

    /// The active users of whom it cannot be said whether they have a product that they are not known to have.
    pub(super) fn untold_of(&mut self) -> Bits {
        let mut untold = self.unknown().clone();
        untold.or(&self.unclear());
        untold
    }

    /// The active users with a name that may be any product's.
    fn unclear(&mut self) -> Bits {
        let lists = &self.lists.all;
        let is_ambiguous =
            |list: u32| lists.get(list as usize).is_some_and(|told| !told.ambiguous.is_empty());
        self.entitlements.rows(|lot| is_ambiguous(lot.list))
    }

    fn held_by(&mut self, product: SkuId, hold: Hold) -> Bits {
        let direct = self.given_directly(product, false);
        let both = self.given_directly(product, true);
        let mut others = self.holders(product);
        others.and_not(&direct);
        let unsaid = self.of_class(&others, |person| {
            person.holding(product).and_then(Holding::hold) == Some(Hold::Unsaid)
        });
        match hold {
            Hold::Direct => {
                let mut alone = direct;
                alone.and_not(&both);
                alone
            }
            Hold::Both => both,
            Hold::Unsaid => unsaid,
            Hold::Inherited => {
                others.and_not(&unsaid);
                others
            }
        }
    }

    /// The rows of whom something is true that is the same for all who are given the same; asked once for each
    /// class of them.
    pub(super) fn of_class(&mut self, within: &Bits, is_meant: impl Fn(&Person) -> bool) -> Bits {
        let mut asked: Vec<Option<bool>> = Vec::new();
        let mut own: BTreeMap<usize, Vec<(Outcome, bool)>> = BTreeMap::new();
        let mut found = Bits::none(within.len());
        for row in within.iter() {
            let Some(class) = self.class(row).map(|class| class as usize) else { continue };
            if self.goes_without(row) {
                // What they have is not what their class has, and mostly what some others of it have.
                let Some(outcome) = self.entitlements.of(row) else { continue };
                let same = own.entry(class).or_default();
                let known = same.iter().find(|(one, _)| *one == outcome).map(|(_, is)| *is);
                let is = known.unwrap_or_else(|| is_meant(&self.person(row)));
                if known.is_none() {
                    same.push((outcome, is));
                }
                found.put(row, is);
                continue;
            }
            let known = asked.get(class).copied().flatten();
            let is = known.unwrap_or_else(|| is_meant(&self.person(row)));
            if known.is_none() {
                if asked.len() <= class {
                    asked.resize(class + 1, None);
                }
                if let Some(slot) = asked.get_mut(class) {
                    *slot = Some(is);
                }
            }
            if is {
                found.insert(row);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests;
