//! The automaton of a pattern, with places instead of paths.

use super::{
    Feature, Problem,
    class::Class,
    parse::{Assertion, Tree},
};

/// Most places of an automaton.
const MOST: usize = 4000;

/// What happens at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// On to the next place with a character of the class with this number.
    Class(u16),
    /// Both places at once.
    Fork(u16, u16),
    /// On to another place.
    Jump(u16),
    /// On to the next place where this holds.
    Assert(Assertion),
    Match,
}

/// Places, and the classes that they name.
#[derive(Debug, Clone, Default)]
pub(super) struct Program {
    pub(super) steps: Vec<Step>,
    pub(super) classes: Vec<Class>,
}

impl Program {
    pub(super) fn new(tree: &Tree) -> Result<Self, Problem> {
        let mut program = Self::default();
        program.add(tree)?;
        program.push(Step::Match)?;
        Ok(program)
    }

    fn push(&mut self, step: Step) -> Result<u16, Problem> {
        if self.steps.len() >= MOST {
            return Err(Problem::Feature(Feature::TooLarge));
        }
        let place = self.here();
        self.steps.push(step);
        Ok(place)
    }

    fn here(&self) -> u16 {
        u16::try_from(self.steps.len()).unwrap_or(u16::MAX)
    }

    fn put(&mut self, place: u16, step: Step) {
        if let Some(slot) = self.steps.get_mut(usize::from(place)) {
            *slot = step;
        }
    }

    fn class(&mut self, class: &Class) -> u16 {
        let known = self.classes.iter().position(|known| known == class);
        let number = known.unwrap_or_else(|| {
            self.classes.push(class.clone());
            self.classes.len() - 1
        });
        u16::try_from(number).unwrap_or(u16::MAX)
    }

    fn add(&mut self, tree: &Tree) -> Result<(), Problem> {
        match tree {
            Tree::Empty => {}
            Tree::Class(class) => {
                let class = self.class(class);
                self.push(Step::Class(class))?;
            }
            Tree::Sequence(parts) => {
                for part in parts {
                    self.add(part)?;
                }
            }
            Tree::Either(choices) => self.either(choices)?,
            Tree::Repeat { what, least, most } => self.repeat(what, *least, *most)?,
            Tree::Assert(assertion) => {
                self.push(Step::Assert(*assertion))?;
            }
        }
        Ok(())
    }

    fn either(&mut self, choices: &[Tree]) -> Result<(), Problem> {
        let mut ends = Vec::new();
        for (at, choice) in choices.iter().enumerate() {
            if at + 1 == choices.len() {
                self.add(choice)?;
                break;
            }
            let fork = self.push(Step::Match)?;
            self.add(choice)?;
            ends.push(self.push(Step::Match)?);
            self.put(fork, Step::Fork(fork + 1, self.here()));
        }
        for end in ends {
            self.put(end, Step::Jump(self.here()));
        }
        Ok(())
    }

    fn repeat(&mut self, what: &Tree, least: u32, most: Option<u32>) -> Result<(), Problem> {
        // Each round takes a place at least, or does nothing at all.
        if u64::from(least).max(u64::from(most.unwrap_or(0))) > MOST as u64 {
            return Err(Problem::Feature(Feature::TooLarge));
        }
        for _ in 0..least {
            let before = self.steps.len();
            self.add(what)?;
            // What takes no place matches as often as it likes.
            if self.steps.len() == before {
                break;
            }
        }
        let Some(most) = most else {
            let fork = self.push(Step::Match)?;
            self.add(what)?;
            self.push(Step::Jump(fork))?;
            self.put(fork, Step::Fork(fork + 1, self.here()));
            return Ok(());
        };
        let mut forks = Vec::new();
        for _ in least..most {
            forks.push(self.push(Step::Match)?);
            self.add(what)?;
        }
        for fork in forks {
            self.put(fork, Step::Fork(fork + 1, self.here()));
        }
        Ok(())
    }
}
