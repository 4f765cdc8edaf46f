//! The hand-off: staged changes as artefacts that an administrator reviews and runs.
//!
//! Two forms, each with its way back: a Graph PowerShell script, which compares before it changes
//! and can be run again, and bodies for Graph's `$batch`, for whoever has a tool of their own.
//! Both come from one list of steps (`order`), which is the staged difference of a workspace put
//! into an order that the directory accepts; the way back is the same made from the inverse.
//!
//! No password is ever in a file: the script makes it up where it runs; in a batch a reset leaves
//! it to the service, and a creation has to be completed by whoever posts it.

mod batch;
mod gather;
mod order;
mod person;
mod script;
mod step;
#[cfg(test)]
mod tests;
mod wire;

pub use batch::{Batch, Cloud, LARGEST};
pub use step::{Expected, Field, Force, Lasting, Omitted, Step, Target};

use crate::domain::Timestamp;
use crate::powershell::Script;
use crate::tenant::Workspace;
use person::Person;

/// What the steps start from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assumptions {
    pub workspace: String,
    /// Files behind the baseline, and when they were taken in.
    pub sources: Vec<(String, Timestamp)>,
    pub written: Timestamp,
}

/// There, or back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Forward,
    Back,
}

/// Everything that is staged, ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOff {
    assumptions: Assumptions,
    forward: Vec<Vec<Step>>,
    back: Vec<Vec<Step>>,
    lasting: Vec<Lasting>,
    omitted: Vec<Omitted>,
}

impl HandOff {
    /// The staged changes of a workspace, as of `written`.
    pub fn of(workspace: &Workspace, written: Timestamp) -> Self {
        let (people, omitted) = gather::gather(workspace);
        let back: Vec<Person> = people.iter().filter_map(Person::inverse).collect();
        let sources = workspace.sources().iter().map(|s| (s.name.clone(), s.at)).collect();
        let mut lasting: Vec<Lasting> = people.iter().flat_map(Person::lasting).collect();
        lasting.sort();
        Self {
            assumptions: Assumptions { workspace: workspace.info.name.clone(), sources, written },
            forward: order::stages(&people),
            back: order::stages(&back),
            lasting,
            omitted,
        }
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.forward.is_empty()
    }

    /// What the steps start from.
    pub const fn assumptions(&self) -> &Assumptions {
        &self.assumptions
    }

    /// The steps, stage by stage: the first stage is done in its order, a later one in any.
    pub fn stages(&self, direction: Direction) -> &[Vec<Step>] {
        match direction {
            Direction::Forward => &self.forward,
            Direction::Back => &self.back,
        }
    }

    /// What the way back does not bring back.
    pub fn lasting(&self) -> &[Lasting] {
        &self.lasting
    }

    /// What could not be put into a step.
    pub fn omitted(&self) -> &[Omitted] {
        &self.omitted
    }

    /// The delegated permissions that the steps need.
    pub fn scopes(&self, direction: Direction) -> Vec<&'static str> {
        script::scopes(self.stages(direction)).into_iter().collect()
    }

    /// The script. [`Script::to_file`] gives the bytes of the `.ps1` file.
    pub fn script(&self, direction: Direction) -> Script {
        script::script(self, direction)
    }

    /// Bodies for `$batch`, to be posted one after the other.
    pub fn batches(&self, direction: Direction, cloud: Cloud) -> Vec<Batch> {
        batch::batches(self, direction, cloud)
    }
}
