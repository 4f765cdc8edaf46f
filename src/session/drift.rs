//! All dynamic groups against their rules, made in slices and kept right while somebody looks.

use crate::domain::{GroupId, Timestamp};
use crate::rules::learn::{Learned, Learner};
use crate::rules::{Rulebook, Target};
use crate::session::{Session, browser};
use crate::store::Bits;
use crate::tenant::Workspace;
use crate::tenant::drift::{Board, GroupDrift};
use leptos::prelude::*;
use std::sync::Arc;

/// Work that is done between two looks at the clock: one rule, or the figures of two groups.
const WORK: u32 = 64;
/// Milliseconds of work between two pauses: half a frame.
const SLICE: i64 = 8;
/// Milliseconds after which `system.now` in rules is taken to be another moment.
const STALE: i64 = 600_000;

/// The figures of all dynamic groups at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drifts {
    /// What rules take for the present moment.
    pub at: Timestamp,
    /// When rules of the `memberOf` form stop being processed; none where that is not to be.
    pub ends: Option<Timestamp>,
    /// By row.
    pub groups: Vec<GroupDrift>,
    /// Groups that take members from each other.
    pub rings: Vec<Vec<GroupId>>,
    /// Dynamic groups whose rule was not imported or cannot be read.
    pub unread: u32,
}

impl Drifts {
    fn of(workspace: &Workspace, board: &Board) -> Self {
        Self {
            at: board.book().now(),
            ends: board.book().ends(),
            groups: board.marked(),
            rings: board.book().rings(workspace.directory()),
            unread: board.unread(workspace),
        }
    }
}

/// What came of a slice.
enum Slice {
    More(u32, u32),
    Done(Arc<Drifts>),
}

impl Session {
    /// The figures of all dynamic groups as they stand; what was made before is made use of. `told`
    /// hears after each slice how many steps of how many are done, about, and says whether to go on.
    /// None when it does not, or when the workspace was closed.
    pub async fn drifts(
        self,
        ends: Option<Timestamp>,
        told: impl Fn(u32, u32) -> bool,
    ) -> Option<Arc<Drifts>> {
        loop {
            let slice = self.slice(ends)?;
            match slice {
                Slice::Done(drifts) => return Some(drifts),
                Slice::More(done, all) if told(done, all) => browser::pause().await,
                Slice::More(..) => return None,
            }
        }
    }

    fn slice(self, ends: Option<Timestamp>) -> Option<Slice> {
        let start = browser::now();
        let work = |workspace: &Workspace, held: &mut Option<Board>| {
            let old = |board: &Board| start.0 - board.book().now().0 > STALE;
            if held.as_ref().is_none_or(old) {
                *held = Some(Board::new(workspace, start, ends));
            }
            let board = held.as_mut()?;
            board.set_end(workspace, ends);
            while board.step(workspace, WORK) {
                if browser::now().0 - start.0 >= SLICE {
                    let (done, all) = board.progress();
                    return Some(Slice::More(done, all));
                }
            }
            Some(Slice::Done(Arc::new(Drifts::of(workspace, board))))
        };
        self.workspace.try_with_untracked(|workspace| {
            self.board.try_update_value(|held| work(workspace, held)).flatten()
        })?
    }

    /// Reads what all rules say as they were asked last; none when no page has asked.
    pub fn with_rulebook<T>(self, read: impl FnOnce(&Workspace, &Rulebook) -> T) -> Option<T> {
        self.workspace.try_with_untracked(|workspace| {
            self.board
                .try_with_value(|held| held.as_ref().map(|board| read(workspace, board.book())))?
        })?
    }

    /// Rules for these objects, looked for in slices. None when the workspace was closed meanwhile, or
    /// changed, or `goes_on` says no.
    pub async fn learn(
        self,
        examples: Bits,
        target: Target,
        goes_on: impl Fn() -> bool,
    ) -> Option<Learned> {
        let revision = self.revision.try_get_untracked()?;
        let read = |workspace: &Workspace| {
            Learner::new(workspace.directory().of(target.of()), &examples, target)
        };
        let mut learner = self.workspace.try_with_untracked(read)?;
        loop {
            if self.revision.try_get_untracked()? != revision || !goes_on() {
                return None;
            }
            let more = self.workspace.try_with_untracked(|workspace| {
                learner.step(workspace.directory().of(target.of()))
            })?;
            if !more {
                return Some(learner.learned());
            }
            browser::pause().await;
        }
    }
}
