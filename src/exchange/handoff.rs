//! The hand-off: staged changes as artefacts that an administrator reviews and runs.
//!
//! Two forms, each with its way back: a Graph PowerShell script, which compares before it changes
//! and can be run again, and bodies for Graph's `$batch`, for whoever has a tool of their own.
//! Both come from one list of steps (`people`, `groups`, `settings`), which is the staged difference of a
//! workspace put into an order that the directory accepts; the way back is the same made from the
//! inverse.
//!
//! No password is ever in a file: the script makes it up where it runs; in a batch a reset leaves
//! it to the service, and a creation has to be completed by whoever posts it.

mod batch;
mod groups;
mod licences;
mod people;
mod presence;
mod script;
mod settings;
mod step;
#[cfg(test)]
mod tests;
mod wire;

pub use batch::{Batch, Cloud, LARGEST};
pub use step::{
    Deed, Expected, Field, Force, GroupTarget, Key, Lasting, LicenseChange, Member, Omitted, Step,
    Target,
};

use crate::domain::Timestamp;
use crate::powershell::Script;
use crate::tenant::Workspace;

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

/// Steps that can be done once those of the stages before are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// Whether they have to be done one after the other.
    pub serial: bool,
    pub steps: Vec<Step>,
}

impl Stage {
    /// Its steps.
    pub fn iter(&self) -> std::slice::Iter<'_, Step> {
        self.steps.iter()
    }
}

impl<'s> IntoIterator for &'s Stage {
    type Item = &'s Step;
    type IntoIter = std::slice::Iter<'s, Step>;

    fn into_iter(self) -> Self::IntoIter {
        self.steps.iter()
    }
}

/// Everything that is staged, ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOff {
    assumptions: Assumptions,
    forward: Vec<Stage>,
    back: Vec<Stage>,
    lasting: Vec<Lasting>,
    omitted: Vec<Omitted>,
}

impl HandOff {
    /// The staged changes of a workspace, as of `written`.
    pub fn of(workspace: &Workspace, written: Timestamp) -> Self {
        let people = people::plan(workspace);
        let groups = groups::plan(workspace, written);
        let settings = settings::plan(workspace);
        let sources = workspace.sources().iter().map(|s| (s.name.clone(), s.at)).collect();
        let mut lasting = [people.lasting, groups.lasting, settings.lasting].concat();
        lasting.sort();
        lasting.dedup();
        Self {
            assumptions: Assumptions { workspace: workspace.info.name.clone(), sources, written },
            forward: stages(people.forward, groups.forward, settings.forward),
            back: stages(people.back, groups.back, settings.back),
            lasting,
            omitted: [people.omitted, groups.omitted, settings.omitted].concat(),
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

    /// The steps, stage by stage.
    pub fn stages(&self, direction: Direction) -> &[Stage] {
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

    /// Steps that are not in the batches, or not whole, because they need a look at the tenant.
    pub fn not_in_batches(&self, direction: Direction) -> usize {
        batch::left_out(self, direction)
    }
}

/// One list out of three: rules that stop deciding come first, people come before they are put into
/// groups, and leave afterwards.
fn stages(
    people: people::Stages,
    groups: groups::Stages,
    settings: settings::Stages,
) -> Vec<Stage> {
    let any = |steps| Stage { serial: false, steps };
    let mut stages = vec![
        any(settings.open),
        any(groups.keep),
        Stage { serial: true, steps: people.names },
        any(people.attributes),
        any(people.managers),
        any(people.intents),
        any(groups.room),
        any(groups.groups),
        any(groups.alone),
        any(groups.add),
        any(groups.remove),
        any(groups.trim),
        any(groups.licenses),
        any(people.licenses),
        any(people.deletions),
        any(groups.deletions),
        any(people.reprocessing),
        any(settings.close),
    ];
    stages.retain(|stage| !stage.steps.is_empty());
    stages
}
