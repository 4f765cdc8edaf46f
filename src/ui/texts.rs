//! The texts of shell and pages, a module each.

pub mod settings;
pub mod shell;
pub mod start;
pub mod storage;

#[cfg(test)]
mod tests {
    #[test]
    fn every_text_is_set_well() {
        for texts in [
            super::settings::all(),
            super::shell::all(),
            super::start::all(),
            super::storage::all(),
        ] {
            crate::i18n::typography::check(&texts);
        }
    }
}
