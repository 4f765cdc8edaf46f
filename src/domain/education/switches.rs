//! What an organisation has switched on, as far as it decides what can be seen and done on devices.
//!
//! No file tells most of it: an administrator answers once, and may say that they do not know.

use std::collections::BTreeMap;

/// One thing that is on or off in the tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Switch {
    /// A mobile threat defence app is required.
    Mtd,
    /// The setting "Restricted apps" of iOS and macOS is used.
    RestrictedApps,
    /// An app inventory policy of Windows is assigned.
    AppInventory,
    DeviceQuery,
    LocateAndroid,
    LocateWindows,
    Diagnostics,
    RemoteHelp,
    Scripts,
    /// Erasing the whole of somebody's own device.
    WipePersonal,
    FailedCodeWipe,
    ConditionalAccess,
    Pin,
    Encryption,
    MinOs,
    Camera,
    CopyPaste,
    WebFilter,
    CloudBackup,
    Profiles,
    RequiredApps,
    Category,
    Terms,
    /// Whether mail and files of the work account are ever looked into.
    WorkMailAccess,
    AndroidManagementApi,
    AppPermissionsReport,
    NetworkReport,
    RecoveryKey,
}

/// How it stands with a switch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stand {
    Off,
    /// Only when the person asks for it in writing.
    OnRequest,
    On,
}

impl Switch {
    pub const ALL: [Self; 28] = [
        Self::Mtd,
        Self::RestrictedApps,
        Self::AppInventory,
        Self::DeviceQuery,
        Self::LocateAndroid,
        Self::LocateWindows,
        Self::Diagnostics,
        Self::RemoteHelp,
        Self::Scripts,
        Self::WipePersonal,
        Self::FailedCodeWipe,
        Self::ConditionalAccess,
        Self::Pin,
        Self::Encryption,
        Self::MinOs,
        Self::Camera,
        Self::CopyPaste,
        Self::WebFilter,
        Self::CloudBackup,
        Self::Profiles,
        Self::RequiredApps,
        Self::Category,
        Self::Terms,
        Self::WorkMailAccess,
        Self::AndroidManagementApi,
        Self::AppPermissionsReport,
        Self::NetworkReport,
        Self::RecoveryKey,
    ];

    /// Its name in files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Mtd => "mtd",
            Self::RestrictedApps => "restricted-apps",
            Self::AppInventory => "app-inventory",
            Self::DeviceQuery => "device-query",
            Self::LocateAndroid => "locate-android",
            Self::LocateWindows => "locate-windows",
            Self::Diagnostics => "diagnostics",
            Self::RemoteHelp => "remote-help",
            Self::Scripts => "scripts",
            Self::WipePersonal => "wipe-personal",
            Self::FailedCodeWipe => "failed-code-wipe",
            Self::ConditionalAccess => "conditional-access",
            Self::Pin => "pin",
            Self::Encryption => "encryption",
            Self::MinOs => "min-os",
            Self::Camera => "camera",
            Self::CopyPaste => "copy-paste",
            Self::WebFilter => "web-filter",
            Self::CloudBackup => "cloud-backup",
            Self::Profiles => "profiles",
            Self::RequiredApps => "required-apps",
            Self::Category => "category",
            Self::Terms => "terms",
            Self::WorkMailAccess => "work-mail-access",
            Self::AndroidManagementApi => "android-management-api",
            Self::AppPermissionsReport => "app-permissions-report",
            Self::NetworkReport => "network-report",
            Self::RecoveryKey => "recovery-key",
        }
    }

    /// The switch of that name.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    /// The stands that it can have: asking for it in writing makes sense of few.
    #[must_use]
    pub const fn stands(self) -> &'static [Stand] {
        match self {
            Self::WipePersonal | Self::RemoteHelp | Self::Diagnostics | Self::WorkMailAccess => {
                &[Stand::Off, Stand::OnRequest, Stand::On]
            }
            _ => &[Stand::Off, Stand::On],
        }
    }
}

impl Stand {
    /// Its name in files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::OnRequest => "on-request",
            Self::On => "on",
        }
    }

    /// The stand of that name.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        [Self::Off, Self::OnRequest, Self::On].into_iter().find(|one| one.key() == key)
    }
}

/// How it stands with all of them. What is not in it is not known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Switches(BTreeMap<Switch, Stand>);

impl Switches {
    /// How it stands with one; none where nobody has said.
    #[must_use]
    pub fn get(&self, switch: Switch) -> Option<Stand> {
        self.0.get(&switch).copied()
    }

    /// Says how it stands with one, or that nobody knows.
    pub fn set(&mut self, switch: Switch, stand: Option<Stand>) {
        match stand {
            Some(stand) => drop(self.0.insert(switch, stand)),
            None => drop(self.0.remove(&switch)),
        }
    }

    /// Those of which somebody has said how it stands.
    pub fn known(&self) -> impl Iterator<Item = (Switch, Stand)> + '_ {
        self.0.iter().map(|(switch, stand)| (*switch, *stand))
    }

    /// Those that stand otherwise than in other switches.
    pub fn otherwise(&self, other: &Self) -> Vec<Switch> {
        Switch::ALL.into_iter().filter(|one| self.get(*one) != other.get(*one)).collect()
    }
}

impl FromIterator<(Switch, Stand)> for Switches {
    fn from_iter<I: IntoIterator<Item = (Switch, Stand)>>(iter: I) -> Self {
        Self(iter.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        for switch in Switch::ALL {
            assert_eq!(Switch::parse(switch.key()), Some(switch));
            for stand in switch.stands() {
                assert_eq!(Stand::parse(stand.key()), Some(*stand));
            }
        }
    }

    #[test]
    fn whoever_does_not_know_says_nothing() {
        let mut switches = Switches::default();
        switches.set(Switch::Mtd, Some(Stand::On));
        let other = switches.clone();
        switches.set(Switch::Mtd, None);
        assert_eq!((switches.get(Switch::Mtd), switches.known().count()), (None, 0));
        assert_eq!(switches.otherwise(&other), [Switch::Mtd]);
    }
}
