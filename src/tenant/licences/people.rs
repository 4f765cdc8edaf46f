//! Questions about everybody's licences, as a list of people is asked: who has a product by which way, who has
//! nothing, of whom nothing is told.
//!
//! An answer has those of whom it is true and those of whom it cannot be said: nobody of whom no file tells is
//! without.

use super::{Holding, Licences, Person, Way, error_of};
use crate::domain::{AssignmentError, SkuId};
use crate::licensing::judge::State;
use crate::store::{Bits, Matched};
use crate::tenant::Workspace;

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
pub enum Standing {
    /// It is held, by whatever way.
    Held,
    HeldBy(Hold),
    /// Something stands against it on some way, whether it is held or not.
    Wrong,
    /// It is not held.
    Without,
}

impl Standing {
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
}

/// A question about somebody's licences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    Of(SkuId, Standing),
    /// Nothing was given to them, and no group gives them anything.
    Nothing,
    /// No file tells which licences they have.
    NotTold,
}

impl Question {
    /// As it stands in an address: `direct:<id of the product>`, `nothing`, `untold`.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Self::Nothing => "nothing".to_owned(),
            Self::NotTold => "untold".to_owned(),
            Self::Of(product, standing) => {
                let name = Standing::ALL.iter().find(|(one, _)| *one == standing);
                format!("{}:{product}", name.map_or("held", |(_, name)| *name))
            }
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
        let (standing, _) = Standing::ALL.into_iter().find(|(_, known)| *known == name)?;
        Some(Self::Of(SkuId::parse(product)?, standing))
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
        let mut unknown = self.unknown().clone();
        let mut known = workspace.users().active().clone();
        known.and_not(&unknown);
        let yes = match question {
            Question::NotTold => {
                return Matched { yes: unknown, unknown: Bits::none(known.len()) };
            }
            Question::Nothing => self.of_class(&known, Person::has_nothing),
            Question::Of(product, Standing::Without) => {
                let held = self.holders(product);
                unknown.and_not(&held);
                // A name that may be this product's says neither that it is held nor that it is not.
                let unclear = self.of_class(&known, |person| !person.ambiguous.is_empty());
                unknown.or(&unclear);
                unknown.and_not(&held);
                known.and_not(&held);
                known.and_not(&unclear);
                known
            }
            Question::Of(product, Standing::Held) => self.holders(product),
            Question::Of(product, Standing::Wrong) => self.troubled(product),
            Question::Of(product, Standing::HeldBy(hold)) => self.held_by(product, hold),
        };
        unknown.and_not(&yes);
        Matched { yes, unknown }
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
        let mut found = Bits::none(within.len());
        for row in within.iter() {
            let Some(class) = self.class(row).map(|class| class as usize) else { continue };
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
