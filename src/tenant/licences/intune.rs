//! Intune: whose devices are managed without a licence for it, how many device licences that takes, and who has more
//! devices than one licence covers.
//!
//! Sources: "Microsoft Intune licensing" (any user or device that benefits needs a licence; device-only licences are
//! for devices that are affiliated with nobody and were enrolled by Autopilot self-deploying mode, Apple Device
//! Enrollment Program, School Manager or Configurator without user affinity, Android Enterprise dedicated, or a device
//! enrollment manager; they do not support app protection policies, Conditional Access, email and calendar),
//! "Licenses available for Microsoft Intune" (a shared device needs one, or a licence for each of its users; up to 15
//! devices a user; of the old PC agent, five computers and one virtual machine), Microsoft Learn.
//!
//! Where files tell less, or the documents are silent:
//! - By what a device is managed, `mdmAppId` says; that it stands in Intune's list of devices is known where its
//!   primary user was told. Where it is managed and neither says by what, it counts, and is counted apart.
//!   `managementType` is not asked: it is known to name devices that are not managed.
//! - How a device was enrolled, no file tells. A device that names nobody takes a device licence; whether it was
//!   enrolled in a way that allows one, its platform narrows down.
//! - Whom Intune names as primary user is the one that counts; otherwise, and of shared devices, everybody whom the
//!   directory names does.
//! - Whoever is disabled keeps the licence, and the device with it: blocking the sign-in takes none.

use super::Licences;
use super::plans::INTUNE;
use crate::domain::{
    AppliesTo, Attribute, DeviceId, Existence, Row, ServicePlanId, SkuId, Subscription, UserId,
};
use crate::store::{Bits, Directory};
use crate::tenant::Workspace;
use crate::tenant::ties::{self, Named, Tie};

/// The plans of Microsoft Intune for a person: `INTUNE_A`, and those under which Microsoft's table of products has it
/// for government and for volume licences (`INTUNE_A_GOV`, "Microsoft Intune G"; `INTUNE_A_VL`, "Microsoft Intune
/// Plan 1").
pub const EDITIONS: [&str; 3] =
    [INTUNE, "d216f254-796f-4dab-bbfa-710686e646b9", "3e170737-c728-4eae-bbb9-3f3360f7184c"];

/// Products that are bought by number and given to nobody: `INTUNE_A_D` and `INTUNE_A_D_GOV`. Their plan is the same as
/// that of products for people, so they are known by their ids; what is owned with that plan and is for the tenant as
/// a whole (`appliesTo`) counts like them.
const FOR_DEVICES: [&str; 2] =
    ["2b317a4a-77a6-4188-9437-b68a77b4e2c6", "2c21e77a-e0d6-4570-b38a-7ff2dc17d2ca"];

/// `mdmAppId` of Intune, and of Configuration Manager with co-management.
const APPLICATIONS: [&str; 2] =
    ["0000000a-0000-0000-c000-000000000000", "54b943f8-d761-4f8d-951e-9cea1846db5a"];

/// `managementType` of computers with the old agent.
const AGENT: [&str; 2] = ["intuneClient", "easIntuneClient"];

/// Devices of one licence.
pub const MOST: u32 = 15;
/// Computers of one licence with the old agent: five, and a virtual machine, which no file tells apart.
pub const MOST_AGENTS: u32 = 6;

/// The plans for a person as ids.
pub fn editions() -> impl Iterator<Item = ServicePlanId> {
    EDITIONS.iter().filter_map(|id| ServicePlanId::parse(id))
}

/// Whether a product is for devices, so that nobody is given it.
#[must_use]
pub fn is_for_devices(product: SkuId) -> bool {
    FOR_DEVICES.iter().any(|id| SkuId::parse(id) == Some(product))
}

/// Whether Intune manages a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Managed {
    ByIntune,
    /// Managed, and no file tells by what.
    Unsaid,
    Untold,
    No,
}

/// Why no licence covers a device. The first that is true of any of its users is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// No product of the user has the plan.
    NoPlan,
    /// A product of the user has it, and it is off.
    PlanOff,
    /// The user is disabled, and not licensed.
    Disabled,
    /// The user is deleted.
    Deleted,
    /// It names nobody, and device licences do not cover it.
    NoUser,
    /// The user is in no file.
    Elsewhere,
    /// No file tells who uses it, or which licences the user has.
    Untold,
}

impl Reason {
    /// In their order.
    pub const ALL: [Self; 7] = [
        Self::NoPlan,
        Self::PlanOff,
        Self::Disabled,
        Self::Deleted,
        Self::NoUser,
        Self::Elsewhere,
        Self::Untold,
    ];

    /// Its name in files and addresses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoPlan => "noPlan",
            Self::PlanOff => "planOff",
            Self::Disabled => "disabled",
            Self::Deleted => "deleted",
            Self::NoUser => "noUser",
            Self::Elsewhere => "notInFiles",
            Self::Untold => "unknown",
        }
    }
}

/// What a device is, as far as it decides how it can be enrolled without a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Platform {
    /// Autopilot self-deploying mode.
    Windows,
    /// Device Enrollment Program, School Manager or Configurator, without user affinity.
    Apple,
    /// Android Enterprise dedicated.
    Android,
    /// No enrolment without a user is documented for it.
    Other,
}

impl Platform {
    /// Of an `operatingSystem`.
    #[must_use]
    pub fn of(system: &str) -> Self {
        let system = system.to_ascii_lowercase();
        let starts = |names: &[&str]| names.iter().any(|name| system.starts_with(name));
        match () {
            () if starts(&["windows"]) => Self::Windows,
            () if starts(&["ios", "ipad", "iphone", "mac"]) => Self::Apple,
            () if starts(&["android"]) => Self::Android,
            () => Self::Other,
        }
    }
}

/// A device that no licence covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uncovered {
    pub device: DeviceId,
    pub reason: Reason,
    /// Its users, those alone who are here.
    pub users: Vec<UserId>,
}

/// Somebody with more devices than one licence covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Over {
    pub user: UserId,
    pub devices: u32,
    /// Computers with the old agent.
    pub agents: u32,
}

/// Device licences.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeviceLicences {
    /// The products that are owned.
    pub products: Vec<SkuId>,
    /// None where no file tells.
    pub owned: Option<u32>,
    /// People to whom one was given all the same: it is no device's.
    pub given: u32,
    /// Devices that name nobody and can have one, by platform: Windows, Apple, Android.
    pub needed: [u32; 3],
    /// Devices of which no file tells who uses them: each may need one.
    pub unclear: u32,
}

/// Whether there are device licences enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Enough {
    /// No file tells how many are owned.
    Untold,
    Yes,
    /// Unless so many of the devices whose users are not told have none.
    Perhaps(u32),
    /// So many are missing.
    Short(u32),
}

impl DeviceLicences {
    /// Devices that need one.
    #[must_use]
    pub fn all_needed(&self) -> u32 {
        self.needed.iter().sum()
    }

    #[must_use]
    pub fn enough(&self) -> Enough {
        let Some(owned) = self.owned else { return Enough::Untold };
        let left = owned.saturating_sub(self.given);
        let needed = self.all_needed();
        match (needed.checked_sub(left), needed.saturating_add(self.unclear).checked_sub(left)) {
            (Some(short @ 1..), _) => Enough::Short(short),
            (_, Some(short @ 1..)) => Enough::Perhaps(short),
            _ => Enough::Yes,
        }
    }
}

/// What is to be said of Intune and devices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Devices that are managed.
    pub managed: u32,
    /// Those of them of which no file tells that Intune manages them.
    pub unsaid: u32,
    /// Devices of which no file tells whether they are managed.
    pub untold: u32,
    /// Managed devices that a licence of their users covers.
    pub covered: u32,
    /// Of the others, those that no licence covers, by row.
    pub uncovered: Vec<Uncovered>,
    /// Active users with a managed device.
    pub users: Bits,
    /// Those with most devices first.
    pub over: Vec<Over>,
    pub device_licences: DeviceLicences,
}

/// Whether Intune manages a device.
#[must_use]
pub fn managed(directory: &Directory, device: DeviceId) -> Managed {
    let read = |attribute| directory.devices.read(device, attribute);
    if let Some(application) = read(Attribute::DEVICE_MANAGEMENT_APP_ID).text() {
        let is_intune = APPLICATIONS.iter().any(|one| one.eq_ignore_ascii_case(application));
        return if is_intune { Managed::ByIntune } else { Managed::No };
    }
    if read(Attribute::DEVICE_PRIMARY_USER_UPN).is_known() {
        return Managed::ByIntune;
    }
    let is_managed = read(Attribute::DEVICE_IS_MANAGED);
    match is_managed.boolean() {
        Some(true) => Managed::Unsaid,
        None if !is_managed.is_known() => Managed::Untold,
        _ => Managed::No,
    }
}

/// The users of a device whose licences count; none where no file tells.
#[must_use]
pub fn users_of(directory: &Directory, device: DeviceId) -> Option<Vec<Named>> {
    let named = |tie| ties::people(directory, device, tie);
    let profile = directory.devices.read(device, Attribute::DEVICE_PROFILE_TYPE);
    let is_shared = profile.text().is_some_and(|text| text.eq_ignore_ascii_case("Shared"));
    let primary = named(Tie::Primary);
    if !is_shared && primary.as_ref().is_some_and(|people| !people.is_empty()) {
        return primary;
    }
    let (owners, users) = (named(Tie::Owner), named(Tie::User));
    let is_told = primary.is_some() || (owners.is_some() && users.is_some());
    let mut all: Vec<Named> = Vec::new();
    for one in [primary, owners, users].into_iter().flatten().flatten() {
        if !all.contains(&one) {
            all.push(one);
        }
    }
    (is_told || !all.is_empty()).then_some(all)
}

/// What people have, as far as Intune asks.
struct People {
    licensed: Bits,
    /// They have a product with the plan.
    holding: Bits,
    untold: Bits,
}

impl People {
    /// Why somebody's devices are not covered; none where they are.
    fn against(&self, directory: &Directory, named: &Named) -> Option<Reason> {
        let Named::Here(user) = named else { return Some(Reason::Elsewhere) };
        let enabled = || directory.users.read(*user, Attribute::ACCOUNT_ENABLED).boolean();
        match directory.users.existence(*user) {
            Existence::Absent => Some(Reason::Elsewhere),
            Existence::Deleted(_) => Some(Reason::Deleted),
            Existence::Active if self.licensed.contains(user.0) => None,
            Existence::Active if self.untold.contains(user.0) => Some(Reason::Untold),
            Existence::Active if enabled() == Some(false) => Some(Reason::Disabled),
            Existence::Active if self.holding.contains(user.0) => Some(Reason::PlanOff),
            Existence::Active => Some(Reason::NoPlan),
        }
    }
}

fn count(set: usize) -> u32 {
    u32::try_from(set).unwrap_or(u32::MAX)
}

impl Licences {
    /// The active users for whom a plan of Intune is on.
    pub fn intune_licensed(&mut self) -> Bits {
        let mut all = Bits::none(self.unknown().len());
        for plan in editions() {
            all.or(&self.plan_holders(plan));
        }
        all
    }

    /// The active users with a managed device.
    #[must_use]
    pub fn intune_users(workspace: &Workspace) -> Bits {
        let directory = workspace.directory();
        let mut all = Bits::none(directory.users.rows());
        for device in directory.devices.active().iter().map(Row) {
            if matches!(managed(directory, device), Managed::ByIntune | Managed::Unsaid) {
                for named in users_of(directory, device).unwrap_or_default() {
                    if let Named::Here(user) = named
                        && directory.users.active().contains(user.0)
                    {
                        all.insert(user.0);
                    }
                }
            }
        }
        all
    }

    fn intune_people(&mut self) -> People {
        let products: Vec<SkuId> = editions().flat_map(|plan| self.products_with(plan)).collect();
        let none = Bits::none(self.unknown().len());
        let untold = self.untold_of();
        let mut people = People { licensed: self.intune_licensed(), holding: none, untold };
        for product in products {
            people.holding.or(&self.holders(product));
        }
        people
    }

    /// Devices and device licences, as they stand.
    pub fn intune(&mut self, workspace: &Workspace) -> Report {
        let directory = workspace.directory();
        let people = self.intune_people();
        let mut device_licences = self.device_licences(workspace);
        let mut report = Report {
            managed: 0,
            unsaid: 0,
            untold: 0,
            covered: 0,
            uncovered: Vec::new(),
            users: Bits::none(directory.users.rows()),
            over: Vec::new(),
            device_licences: DeviceLicences::default(),
        };
        let mut alone: Vec<DeviceId> = Vec::new();
        let mut tally: Vec<(u32, u32)> = vec![(0, 0); directory.users.rows() as usize];
        for device in directory.devices.active().iter().map(Row) {
            match managed(directory, device) {
                Managed::No => continue,
                Managed::Untold => {
                    report.untold += 1;
                    continue;
                }
                Managed::Unsaid => report.unsaid += 1,
                Managed::ByIntune => {}
            }
            report.managed += 1;
            let Some(users) = users_of(directory, device) else {
                device_licences.unclear += 1;
                let reason = Reason::Untold;
                report.uncovered.push(Uncovered { device, reason, users: Vec::new() });
                continue;
            };
            let here = users.iter().filter_map(|named| match named {
                Named::Here(user) => Some(*user),
                Named::Id(_) | Named::Text(_) => None,
            });
            let here: Vec<UserId> = here.collect();
            let is_agent = has_agent(directory, device);
            for user in here.iter().filter(|user| directory.users.active().contains(user.0)) {
                report.users.insert(user.0);
                if let Some((devices, agents)) = tally.get_mut(user.0 as usize) {
                    *(if is_agent { agents } else { devices }) += 1;
                }
            }
            if users.is_empty() {
                alone.push(device);
                continue;
            }
            match users.iter().filter_map(|named| people.against(directory, named)).min() {
                None => report.covered += 1,
                Some(reason) => report.uncovered.push(Uncovered { device, reason, users: here }),
            }
        }
        report.without_user(directory, alone, device_licences);
        report.count_over(&tally);
        report
    }

    /// What is owned of device licences; what is needed is not counted yet.
    fn device_licences(&mut self, workspace: &Workspace) -> DeviceLicences {
        let mut found = DeviceLicences::default();
        let Some(owned) = &workspace.organisation().subscriptions else { return found };
        let has_plan = |one: &Subscription| one.plan_ids().any(|id| editions().any(|it| it == id));
        let is_theirs = |one: &&Subscription| {
            is_for_devices(one.sku) || one.applies_to == Some(AppliesTo::Company) && has_plan(one)
        };
        let owned = owned.iter().filter(is_theirs);
        let mut seats = Some(0_u32);
        for one in owned {
            found.products.push(one.sku);
            let reading = self.assumptions().reading;
            let more = one.seats.map(|seats| seats.capacity(reading));
            seats = seats.zip(more).map(|(all, more)| all.saturating_add(more));
            found.given += self.holders(one.sku).count();
        }
        DeviceLicences { owned: seats, ..found }
    }
}

fn has_agent(directory: &Directory, device: DeviceId) -> bool {
    let by = directory.devices.read(device, Attribute::DEVICE_MANAGEMENT_TYPE);
    by.text().is_some_and(|text| AGENT.iter().any(|one| one.eq_ignore_ascii_case(text)))
}

/// The platform of a device.
#[must_use]
pub fn platform(directory: &Directory, device: DeviceId) -> Platform {
    let system = directory.devices.read(device, Attribute::DEVICE_OS_TYPE);
    system.text().map_or(Platform::Other, Platform::of)
}

impl Report {
    /// Devices that name nobody: device licences cover all that can have one, or it is not said which.
    fn without_user(
        &mut self,
        directory: &Directory,
        alone: Vec<DeviceId>,
        mut licences: DeviceLicences,
    ) {
        let slot = |device: DeviceId| match platform(directory, device) {
            Platform::Windows => Some(0_usize),
            Platform::Apple => Some(1),
            Platform::Android => Some(2),
            Platform::Other => None,
        };
        for device in &alone {
            let needed = slot(*device).and_then(|slot| licences.needed.get_mut(slot));
            if let Some(needed) = needed {
                *needed += 1;
            }
        }
        let suffices = matches!(licences.enough(), Enough::Yes | Enough::Perhaps(_));
        for device in alone {
            if suffices && slot(device).is_some() {
                self.covered += 1;
            } else {
                let reason = Reason::NoUser;
                self.uncovered.push(Uncovered { device, reason, users: Vec::new() });
            }
        }
        self.uncovered.sort_by_key(|one| one.device.0);
        self.device_licences = licences;
    }

    fn count_over(&mut self, tally: &[(u32, u32)]) {
        let over = tally
            .iter()
            .enumerate()
            .filter(|(_, (devices, agents))| *devices > MOST || *agents > MOST_AGENTS);
        let over = over.map(|(row, (devices, agents))| Over {
            user: Row(count(row)),
            devices: *devices,
            agents: *agents,
        });
        self.over = over.collect();
        self.over.sort_by_key(|one| std::cmp::Reverse((one.devices, one.agents)));
    }

    /// How many devices are not covered for a reason.
    #[must_use]
    pub fn because(&self, reason: Reason) -> u32 {
        count(self.uncovered.iter().filter(|one| one.reason == reason).count())
    }
}

#[cfg(test)]
mod tests;
