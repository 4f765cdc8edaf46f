//! What differs between the lists: what they say of their kind.

use crate::{
    i18n::{Plural, Text},
    ui::{
        licences::people_texts as l, lists::which::Which, objects::texts as o, page::Page,
        texts::users as u,
    },
};

/// The words of a list.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// Where the list is.
    pub page: Page,
    /// Name of the table.
    pub grid: Text,
    pub select_all: Text,
    pub search: Text,
    pub count: Plural,
    /// How many of how many.
    pub count_of: Plural,
    pub undecided: Plural,
    pub none_fits: Text,
    pub none_fits_why: Text,
    pub exported: Plural,
    /// What the file is called.
    pub file: Text,
}

/// The words of a list.
#[must_use]
pub const fn words(which: Which) -> Words {
    match which {
        Which::Licences => Words {
            page: Page::Licensed,
            grid: l::GRID,
            exported: l::EXPORTED,
            file: l::FILE,
            ..words(Which::Users)
        },
        Which::Users => Words {
            page: Page::Users,
            grid: u::GRID,
            select_all: u::SELECT_ALL,
            search: u::SEARCH,
            count: u::COUNT_ALL,
            count_of: u::COUNT,
            undecided: u::UNDECIDED,
            none_fits: u::NOBODY_TITLE,
            none_fits_why: u::NOBODY_TEXT,
            exported: u::EXPORTED,
            file: u::FILE_NAME,
        },
        Which::Groups => Words {
            page: Page::Groups,
            grid: o::GROUPS,
            select_all: o::SELECT_ALL_GROUPS,
            search: o::SEARCH_GROUPS,
            count: o::GROUP_COUNT,
            count_of: o::GROUPS_OF,
            undecided: o::GROUPS_UNDECIDED,
            none_fits: o::NO_GROUP_FITS,
            none_fits_why: o::NO_GROUP_FITS_WHY,
            exported: o::GROUPS_EXPORTED,
            file: o::GROUPS_FILE,
        },
        Which::Devices => Words {
            page: Page::Devices,
            grid: o::DEVICES,
            select_all: o::SELECT_ALL_DEVICES,
            search: o::SEARCH_DEVICES,
            count: o::DEVICE_COUNT,
            count_of: o::DEVICES_OF,
            undecided: o::DEVICES_UNDECIDED,
            none_fits: o::NO_DEVICE_FITS,
            none_fits_why: o::NO_DEVICE_FITS_WHY,
            exported: o::DEVICES_EXPORTED,
            file: o::DEVICES_FILE,
        },
    }
}
