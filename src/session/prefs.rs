//! What a reader chose for this browser: language, theme, clock, columns, shortcuts.

use crate::i18n::Locale;
use crate::storage::prefs;

/// The look of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the operating system has it.
    #[default]
    System,
    Light,
    Dark,
}

/// The chosen language; `None` when the browser's is followed.
pub fn language() -> Option<Locale> {
    Locale::from_tag(&prefs::get("language")?)
}

/// Chooses a language, or follows the browser again.
pub fn set_language(locale: Option<Locale>) {
    prefs::set("language", locale.map(Locale::tag));
}

/// The chosen theme.
pub fn theme() -> Theme {
    match prefs::get("theme").as_deref() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::System,
    }
}

/// Chooses a theme.
pub fn set_theme(theme: Theme) {
    let name = match theme {
        Theme::System => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
    };
    prefs::set("theme", name);
}

/// Names of the columns that a list shows, in their order; `None` for its own choice.
pub fn columns(list: &str) -> Option<Vec<String>> {
    let names = prefs::get(&format!("columns.{list}"))?;
    Some(names.lines().map(str::to_owned).collect())
}

/// Chooses the columns of a list.
pub fn set_columns(list: &str, names: Option<&[String]>) {
    prefs::set(&format!("columns.{list}"), names.map(|names| names.join("\n")).as_deref());
}

/// Whether times are told in UTC.
pub fn utc() -> bool {
    prefs::get("clock").as_deref() == Some("utc")
}

/// Tells times in UTC, or by the clock of this computer.
pub fn set_utc(on: bool) {
    prefs::set("clock", on.then_some("utc"));
}

/// Whether single keys are shortcuts.
pub fn shortcuts() -> bool {
    prefs::get("shortcuts").as_deref() != Some("off")
}

/// Switches shortcuts.
pub fn set_shortcuts(on: bool) {
    prefs::set("shortcuts", (!on).then_some("off"));
}
