//! The settings of the tenant as they are to be: what was imported, and over it what was noted.

use crate::domain::setting::Home;
use crate::domain::{Datum, Setting, Timestamp};
use crate::tenant::{Source, Workspace};

impl Workspace {
    /// A setting of the tenant as it is to be.
    #[must_use]
    pub fn setting(&self, setting: Setting) -> Datum {
        let staged = self.ledger.setting(setting);
        staged.cloned().unwrap_or_else(|| self.organisation.setting(setting))
    }

    /// Notes that the tenant has a setting as it is to be; baseline, like an import, and so among the sources:
    /// what was decided before stands on what was known then.
    pub fn record_setting(&mut self, setting: Setting, at: Timestamp) {
        if let Some(datum) = self.ledger.setting(setting) {
            self.organisation.settings.insert(setting, datum.clone());
            self.sources.push(Source {
                name: setting.name().to_owned(),
                recognised_as: "noted".to_owned(),
                rows: 1,
                at,
                complete: false,
            });
        }
    }

    /// Settings that are to be others than the imported: what the tenant has, and what is staged. What only
    /// this workspace assumes is nothing that the tenant could have.
    pub fn staged_settings(&self) -> impl Iterator<Item = (Setting, Datum, &Datum)> {
        self.ledger.settings().filter_map(|(setting, staged)| {
            let imported = self.organisation.setting(setting);
            let differs = imported != *staged && setting.home() != Home::Here;
            differs.then_some((setting, imported, staged))
        })
    }

    /// How many objects and settings have staged changes.
    #[must_use]
    pub fn staged_count(&self) -> usize {
        self.staged.len() + self.staged_settings().count()
    }
}
