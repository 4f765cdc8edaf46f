//! Languages: what a reader sees of numbers, dates, lists and sentences, in English and French.
//!
//! Pure: the reader's language and the offset from UTC are arguments; only the page asks the
//! browser for them. A text is a constant with every language side by side (see [`Text`]), so a
//! missing translation does not compile, and a text that nobody shows is not in the bundle. A
//! library with message files would bring its own parser, its own plural data and a lookup that
//! can fail at run time, for two languages and one plural rule each.

mod catalogue;
mod date;
mod list;
mod locale;
mod number;
pub mod words;

pub(crate) use catalogue::texts;
pub use catalogue::{Plural, Text};
pub use date::Zone;
pub use locale::Locale;

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) mod typography;
