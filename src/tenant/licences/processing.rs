//! How far the service is with the licences of groups.
//!
//! Source: Microsoft Graph v1.0, `group.licenseProcessingState`: `QueuedForProcessing`, `ProcessingInProgress`
//! and `ProcessingComplete`; Microsoft's samples know `ProcessingFailed`, too. As long as it is not complete, the
//! licences of the members may still change.

use super::{Licences, LicensedGroup};
use crate::domain::{Attribute, GroupId};
use crate::store::Cell;
use crate::tenant::Workspace;

const COMPLETE: &str = "ProcessingComplete";

/// What the files say of a group with whose licences the service was not done; none where it was, or where
/// nothing is told.
#[must_use]
pub fn unsettled(workspace: &Workspace, group: GroupId) -> Option<String> {
    let attribute = Attribute::GROUP_LICENSE_PROCESSING_STATE;
    let Cell::Text(state) = workspace.groups().read(group, attribute) else { return None };
    (!state.is_empty() && !state.eq_ignore_ascii_case(COMPLETE)).then(|| state.to_owned())
}

impl Licences {
    /// The groups that give licences and with which the service was not done, with what the files say.
    #[must_use]
    pub fn unsettled(&self, workspace: &Workspace) -> Vec<(GroupId, String)> {
        let row = |group: &LicensedGroup| group.row.filter(|_| !group.licenses.is_empty());
        let rows = self.groups().iter().filter_map(row);
        rows.filter_map(|row| Some((row, unsettled(workspace, row)?))).collect()
    }
}
