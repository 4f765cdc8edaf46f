//! The texts of shell and pages, a module each.

pub mod import;
pub mod overview;
pub mod settings;
pub mod shell;
pub mod start;
pub mod storage;
pub mod users;

#[cfg(test)]
mod tests {
    #[test]
    fn every_text_is_set_well() {
        for texts in [
            super::import::all(),
            super::overview::all(),
            super::settings::all(),
            super::shell::all(),
            super::start::all(),
            super::storage::all(),
            super::users::all(),
        ] {
            crate::i18n::typography::check(&texts);
        }
    }
}
