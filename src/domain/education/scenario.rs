//! Which device, whose it is, and how it came under management: what decides what can be seen on it.
//!
//! Source: Microsoft Learn, *What information can my organization see when I enroll my device?* (2025-01-27), and
//! the enrolment pages of Intune, one kind of enrolment per platform and owner.

/// What runs on a device, as its user calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Platform {
    Android,
    /// iPhone and iPad.
    Ios,
    Macos,
    Windows,
    Linux,
    /// A device that is not managed; only work apps on it are.
    Any,
}

/// Whose a device is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ownership {
    Personal,
    Company,
}

/// Platform, owner and kind of management.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scenario {
    AndroidPersonalWorkProfile,
    AndroidCompanyWorkProfile,
    AndroidFullyManaged,
    AndroidDedicated,
    AndroidAosp,
    /// Apple User Enrollment, account-driven.
    IosUserEnrollment,
    IosDeviceEnrollment,
    IosSupervised,
    MacosPersonal,
    MacosCompany,
    WindowsPersonal,
    WindowsCompany,
    LinuxCompany,
    /// App protection policies without enrolment, on any phone.
    AppProtectionOnly,
}

/// How a device is enrolled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// Android, by the Company Portal app.
    AppBased,
    /// Android, by a web page (Android Management API).
    Web,
    /// Android, from the factory state: QR code, NFC, token or zero-touch.
    Code,
    /// The Microsoft Intune app: Android AOSP and Linux.
    IntuneApp,
    /// Apple, in the system's settings with the work account.
    AccountDriven,
    /// The Company Portal app of Apple and Windows.
    CompanyPortal,
    /// Apple, by a profile from Safari.
    WebProfile,
    /// Apple's automated enrolment, or Autopilot: at the first start.
    Automated,
    /// Nothing is enrolled.
    None,
}

impl Platform {
    pub const ALL: [Self; 6] =
        [Self::Android, Self::Ios, Self::Macos, Self::Windows, Self::Linux, Self::Any];

    /// Its name in files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Android => "android",
            Self::Ios => "ios",
            Self::Macos => "macos",
            Self::Windows => "windows",
            Self::Linux => "linux",
            Self::Any => "any",
        }
    }

    /// The platform of that name.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }
}

impl Ownership {
    /// Its name in files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Personal => "personal",
            Self::Company => "company",
        }
    }
}

impl Scenario {
    pub const ALL: [Self; 14] = [
        Self::AndroidPersonalWorkProfile,
        Self::AndroidCompanyWorkProfile,
        Self::AndroidFullyManaged,
        Self::AndroidDedicated,
        Self::AndroidAosp,
        Self::IosUserEnrollment,
        Self::IosDeviceEnrollment,
        Self::IosSupervised,
        Self::MacosPersonal,
        Self::MacosCompany,
        Self::WindowsPersonal,
        Self::WindowsCompany,
        Self::LinuxCompany,
        Self::AppProtectionOnly,
    ];

    /// Its name in files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::AndroidPersonalWorkProfile => "android-personal-work-profile",
            Self::AndroidCompanyWorkProfile => "android-corporate-work-profile",
            Self::AndroidFullyManaged => "android-corporate-fully-managed",
            Self::AndroidDedicated => "android-corporate-dedicated",
            Self::AndroidAosp => "android-aosp-corporate",
            Self::IosUserEnrollment => "ios-personal-user-enrollment",
            Self::IosDeviceEnrollment => "ios-personal-device-enrollment",
            Self::IosSupervised => "ios-corporate-supervised",
            Self::MacosPersonal => "macos-personal",
            Self::MacosCompany => "macos-corporate",
            Self::WindowsPersonal => "windows-personal",
            Self::WindowsCompany => "windows-corporate",
            Self::LinuxCompany => "linux-corporate",
            Self::AppProtectionOnly => "any-not-enrolled-app-protection-only",
        }
    }

    /// The scenario of that name.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    #[must_use]
    pub const fn platform(self) -> Platform {
        match self {
            Self::AndroidPersonalWorkProfile
            | Self::AndroidCompanyWorkProfile
            | Self::AndroidFullyManaged
            | Self::AndroidDedicated
            | Self::AndroidAosp => Platform::Android,
            Self::IosUserEnrollment | Self::IosDeviceEnrollment | Self::IosSupervised => {
                Platform::Ios
            }
            Self::MacosPersonal | Self::MacosCompany => Platform::Macos,
            Self::WindowsPersonal | Self::WindowsCompany => Platform::Windows,
            Self::LinuxCompany => Platform::Linux,
            Self::AppProtectionOnly => Platform::Any,
        }
    }

    /// Whose the device is. Work apps alone are for devices that the organisation does not own.
    #[must_use]
    pub const fn ownership(self) -> Ownership {
        match self {
            Self::AndroidPersonalWorkProfile
            | Self::IosUserEnrollment
            | Self::IosDeviceEnrollment
            | Self::MacosPersonal
            | Self::WindowsPersonal
            | Self::AppProtectionOnly => Ownership::Personal,
            _ => Ownership::Company,
        }
    }

    /// The ways in, the usual one first.
    #[must_use]
    pub const fn methods(self) -> &'static [Method] {
        match self {
            // Web enrolment is the default of new tenants (Android Management API overview, 2026-06-18).
            Self::AndroidPersonalWorkProfile => &[Method::Web, Method::AppBased],
            Self::AndroidCompanyWorkProfile
            | Self::AndroidFullyManaged
            | Self::AndroidDedicated => &[Method::Code],
            Self::AndroidAosp | Self::LinuxCompany => &[Method::IntuneApp],
            Self::IosUserEnrollment => &[Method::AccountDriven, Method::CompanyPortal],
            Self::IosDeviceEnrollment => &[Method::CompanyPortal, Method::WebProfile],
            Self::IosSupervised => &[Method::Automated],
            Self::MacosPersonal | Self::WindowsPersonal => &[Method::CompanyPortal],
            Self::MacosCompany | Self::WindowsCompany => {
                &[Method::Automated, Method::CompanyPortal]
            }
            Self::AppProtectionOnly => &[Method::None],
        }
    }
}

impl Method {
    pub const ALL: [Self; 9] = [
        Self::AppBased,
        Self::Web,
        Self::Code,
        Self::IntuneApp,
        Self::AccountDriven,
        Self::CompanyPortal,
        Self::WebProfile,
        Self::Automated,
        Self::None,
    ];

    /// Its name in files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::AppBased => "app-based",
            Self::Web => "web-amapi",
            Self::Code => "code",
            Self::IntuneApp => "intune-app",
            Self::AccountDriven => "account-driven",
            Self::CompanyPortal => "company-portal",
            Self::WebProfile => "web",
            Self::Automated => "automated",
            Self::None => "none",
        }
    }

    /// The method of that name.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }
}

/// A scenario and the way into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub scenario: Scenario,
    pub method: Method,
}

impl Place {
    /// The scenario with its usual way in.
    #[must_use]
    pub fn usual(scenario: Scenario) -> Self {
        let method = scenario.methods().first().copied().unwrap_or(Method::None);
        Self { scenario, method }
    }

    /// The app in which people look after their device, as its maker calls it; none where nothing is enrolled.
    #[must_use]
    pub const fn user_app(self) -> Option<&'static str> {
        match (self.scenario, self.method) {
            (Scenario::AppProtectionOnly, _) => None,
            (_, Method::Web | Method::Code | Method::IntuneApp) => Some("Microsoft Intune"),
            _ => Some("Intune Company Portal"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        for scenario in Scenario::ALL {
            assert_eq!(Scenario::parse(scenario.key()), Some(scenario));
            assert!(!scenario.methods().is_empty(), "{scenario:?}");
        }
        for method in Method::ALL {
            assert_eq!(Method::parse(method.key()), Some(method));
        }
        for platform in Platform::ALL {
            assert_eq!(Platform::parse(platform.key()), Some(platform));
        }
        assert_eq!(Scenario::parse("ios"), None);
    }
}
