//! The pages as data: path, title, place in the navigation. Navigation, search, titles and the
//! router all read this table.
//!
//! Paths name pages and nothing else; who is looked at, searched or filtered stands in the
//! fragment, which browsers never send to a host.

use crate::i18n::{Text, texts};

/// A page of the application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Page {
    /// Pictures of the whole workspace.
    Overview,
    /// Workspaces, files, the sample, the collector.
    Start,
    /// What files bring, before it is taken in.
    Import,
    /// The list of users.
    Users,
    /// One user, named in the fragment.
    User,
    /// The form for a new user.
    NewUser,
    /// Soft-deleted users.
    Deleted,
    /// The list of groups.
    Groups,
    /// One group, named in the fragment.
    Group,
    /// All dynamic groups against their rules.
    Drift,
    /// Groups side by side, and sets made of their members.
    Compare,
    /// The form for a new group.
    NewGroup,
    /// The list of devices.
    Devices,
    /// One device, named in the fragment.
    Device,
    /// The products of the tenant.
    Licences,
    /// Everybody with their products.
    Licensed,
    /// One product, named in the fragment.
    Product,
    /// What licences cost.
    Money,
    /// Moves of its licences, step by step.
    Guide,
    /// A membership rule written and tried on everybody.
    Rules,
    /// What people may do with groups by themselves.
    SelfService,
    /// The groups of one person, through their eyes.
    MyGroups,
    /// What people with managed devices are told.
    Education,
    /// What is staged, and what happened.
    Changes,
    /// The artefacts that carry the staged changes out.
    HandOff,
    /// The script that gathers exports.
    Collector,
    /// The imported audit log, and what it would say of what is staged.
    Audit,
    /// Preferences, storage, about.
    Settings,
}

impl Page {
    /// Every page.
    pub const ALL: [Self; 28] = [
        Self::Overview,
        Self::Start,
        Self::Import,
        Self::Users,
        Self::User,
        Self::NewUser,
        Self::Deleted,
        Self::Groups,
        Self::Group,
        Self::Drift,
        Self::Compare,
        Self::NewGroup,
        Self::Devices,
        Self::Device,
        Self::Licences,
        Self::Licensed,
        Self::Product,
        Self::Money,
        Self::Guide,
        Self::Rules,
        Self::SelfService,
        Self::MyGroups,
        Self::Education,
        Self::Changes,
        Self::HandOff,
        Self::Audit,
        Self::Collector,
        Self::Settings,
    ];

    /// The pages of the side navigation.
    pub const NAVIGATION: [Self; 11] = [
        Self::Overview,
        Self::Users,
        Self::Groups,
        Self::Devices,
        Self::Licences,
        Self::Rules,
        Self::SelfService,
        Self::Education,
        Self::Changes,
        Self::Audit,
        Self::Settings,
    ];

    /// The same where the workspace is one person's view of their groups.
    pub const OF_VIEW: [Self; 3] = [Self::MyGroups, Self::Changes, Self::Settings];

    /// Path below the base of the site, without a slash at either end.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Overview => "",
            Self::Start => "start",
            Self::Import => "import",
            Self::Users => "users",
            Self::User => "users/user",
            Self::NewUser => "users/new",
            Self::Deleted => "users/deleted",
            Self::Groups => "groups",
            Self::Group => "groups/group",
            Self::Drift => "groups/drift",
            Self::Compare => "groups/compare",
            Self::NewGroup => "groups/new",
            Self::Devices => "devices",
            Self::Device => "devices/device",
            Self::Licences => "licences",
            Self::Licensed => "licences/people",
            Self::Product => "licences/product",
            Self::Money => "licences/money",
            Self::Guide => "licences/guide",
            Self::Rules => "rules",
            Self::SelfService => "self-service",
            Self::MyGroups => "self-service/my-groups",
            Self::Education => "education",
            Self::Changes => "changes",
            Self::HandOff => "changes/hand-off",
            Self::Audit => "audit",
            Self::Collector => "collector",
            Self::Settings => "settings",
        }
    }

    /// The page at a path below the base.
    #[must_use]
    pub fn at(path: &str) -> Option<Self> {
        let path = path.trim_matches('/');
        let path = path.strip_suffix("index.html").unwrap_or(path).trim_matches('/');
        Self::ALL.into_iter().find(|page| page.path() == path)
    }

    /// The page that the navigation marks while this one is shown.
    #[must_use]
    pub const fn section(self) -> Self {
        match self {
            Self::User | Self::NewUser | Self::Deleted => Self::Users,
            Self::Group | Self::Drift | Self::Compare | Self::NewGroup => Self::Groups,
            Self::Device => Self::Devices,
            Self::Licensed | Self::Product | Self::Money | Self::Guide => Self::Licences,
            Self::HandOff => Self::Changes,
            Self::MyGroups => Self::SelfService,
            page => page,
        }
    }

    /// Whether the page shows an open workspace, and nothing without one.
    #[must_use]
    pub const fn needs_workspace(self) -> bool {
        !matches!(self, Self::Start | Self::Import | Self::Collector | Self::Settings)
    }

    /// Name in navigation, search and window title.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::Overview => OVERVIEW,
            Self::Start => START,
            Self::Import => IMPORT,
            Self::Users => USERS,
            Self::User => USER,
            Self::NewUser => NEW_USER,
            Self::Deleted => DELETED,
            Self::Groups => GROUPS,
            Self::Group => GROUP,
            Self::Drift => DRIFT,
            Self::Compare => COMPARE,
            Self::NewGroup => NEW_GROUP,
            Self::Devices => DEVICES,
            Self::Device => DEVICE,
            Self::Licences => LICENCES,
            Self::Licensed => LICENSED,
            Self::Product => PRODUCT,
            Self::Money => MONEY,
            Self::Guide => GUIDE,
            Self::Rules => RULES,
            Self::SelfService => SELF_SERVICE,
            Self::MyGroups => MY_GROUPS,
            Self::Education => EDUCATION,
            Self::Changes => CHANGES,
            Self::HandOff => HAND_OFF,
            Self::Audit => AUDIT,
            Self::Collector => COLLECTOR,
            Self::Settings => SETTINGS,
        }
    }
}

texts! {
    OVERVIEW = "Overview", "Vue d’ensemble";
    START = "Workspaces", "Espaces de travail";
    IMPORT = "Import", "Importation";
    USERS = "Users", "Utilisateurs";
    USER = "User", "Utilisateur";
    NEW_USER = "New user", "Nouvel utilisateur";
    DELETED = "Deleted users", "Utilisateurs supprimés";
    GROUPS = "Groups", "Groupes";
    GROUP = "Group", "Groupe";
    DRIFT = "Rules against members", "Règles et membres";
    COMPARE = "Compare groups", "Comparer des groupes";
    NEW_GROUP = "New group", "Nouveau groupe";
    DEVICES = "Devices", "Appareils";
    DEVICE = "Device", "Appareil";
    LICENCES = "Licences", "Licences";
    LICENSED = "People and products", "Personnes et produits";
    PRODUCT = "Product", "Produit";
    MONEY = "What licences cost", "Ce que coûtent les licences";
    GUIDE = "Guided plans", "Plans guidés";
    RULES = "Rule lab", "Atelier de règles";
    SELF_SERVICE = "Self-service", "Libre-service";
    MY_GROUPS = "My groups", "Mes groupes";
    EDUCATION = "Education", "Sensibilisation";
    CHANGES = "Changes", "Modifications";
    HAND_OFF = "Hand-off", "Transmission";
    AUDIT = "Audit log", "Journal d’audit";
    COLLECTOR = "Collector", "Collecteur";
    SETTINGS = "Settings", "Paramètres";
}

#[cfg(test)]
mod tests {
    //! The table against itself and against the folders that the site publishes.

    use super::Page;

    #[test]
    fn every_page_is_found_by_its_path() {
        for page in Page::ALL {
            assert_eq!(Page::at(page.path()), Some(page));
            assert_eq!(Page::at(&format!("/{}/", page.path())), Some(page));
            assert!(Page::ALL.contains(&page.section()));
        }
        assert_eq!(Page::at("users/index.html"), Some(Page::Users));
        assert_eq!(Page::at("index.html"), Some(Page::Overview));
        assert_eq!(Page::at("nowhere"), None);
    }

    #[test]
    fn every_page_has_its_folder() {
        let published: Vec<&str> = include_str!("../boot/pages.txt").lines().collect();
        let mut expected: Vec<&str> =
            Page::ALL.iter().map(|page| page.path()).filter(|path| !path.is_empty()).collect();
        expected.sort_unstable();
        assert_eq!(published, expected);
    }

    #[test]
    fn titles_are_set_well() {
        crate::i18n::typography::check(&super::all());
    }
}
