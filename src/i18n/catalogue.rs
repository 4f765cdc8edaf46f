//! How a text holds its languages, and how values get into it.
//!
//! Placeholders are `{0}` to `{9}`. That both languages use the same ones is checked while
//! compiling.

use crate::i18n::Locale;

/// A text in every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    en: &'static str,
    fr: &'static str,
}

impl Text {
    /// A text; a `const` with it does not compile unless both languages take the same values.
    #[must_use]
    pub const fn new(en: &'static str, fr: &'static str) -> Self {
        assert!(placeholders(en) == placeholders(fr), "the languages take different values");
        Self { en, fr }
    }

    /// A name that is the same in every language.
    #[must_use]
    pub const fn same(text: &'static str) -> Self {
        Self::new(text, text)
    }

    /// The text in a language.
    #[must_use]
    pub const fn get(self, locale: Locale) -> &'static str {
        match locale {
            Locale::En => self.en,
            Locale::Fr => self.fr,
        }
    }

    /// The text with values for its placeholders.
    #[must_use]
    pub fn with(self, locale: Locale, values: &[&str]) -> String {
        fill(self.get(locale), values)
    }
}

/// A text that depends on a count, which is `{0}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plural {
    one: Text,
    many: Text,
}

impl Plural {
    /// English singular and plural, then French. The singular may leave the count out.
    #[must_use]
    pub const fn new(en: [&'static str; 2], fr: [&'static str; 2]) -> Self {
        let ([en_one, en_many], [fr_one, fr_many]) = (en, fr);
        let (one, many) = (placeholders(en_one), placeholders(en_many));
        assert!(one | 1 == placeholders(fr_one) | 1, "the languages take different values");
        assert!(one | 1 == many | 1, "singular and plural take different values");
        Self { one: Text { en: en_one, fr: fr_one }, many: Text::new(en_many, fr_many) }
    }

    /// The text for a count.
    #[must_use]
    pub fn of(self, locale: Locale, count: u64) -> String {
        self.with(locale, count, &[])
    }

    /// The text for a count, with values for `{1}` and on.
    #[must_use]
    pub fn with(self, locale: Locale, count: u64, values: &[&str]) -> String {
        let text = if locale.is_singular(count) { self.one } else { self.many };
        let number = locale.number(count);
        let mut all: Vec<&str> = Vec::with_capacity(values.len() + 1);
        all.push(&number);
        all.extend(values);
        fill(text.get(locale), &all)
    }
}

/// Puts values in place of `{0}`, `{1}`, …; what is no placeholder stays, a missing value is empty.
fn fill(template: &str, values: &[&str]) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let digit = after.bytes().next().filter(u8::is_ascii_digit);
        let closed = after.get(1..).and_then(|tail| tail.strip_prefix('}'));
        if let (Some(digit), Some(tail)) = (digit, closed) {
            out.push_str(values.get(usize::from(digit - b'0')).copied().unwrap_or_default());
            rest = tail;
        } else {
            out.push('{');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

/// The placeholders of a template, one bit each.
#[expect(clippy::indexing_slicing, reason = "bounded by the loop; iterators are not const")]
const fn placeholders(template: &str) -> u16 {
    let bytes = template.as_bytes();
    let (mut found, mut at) = (0, 0);
    while at + 2 < bytes.len() {
        if bytes[at] == b'{' && bytes[at + 1].is_ascii_digit() && bytes[at + 2] == b'}' {
            found |= 1 << (bytes[at + 1] - b'0');
        }
        at += 1;
    }
    found
}

/// Declares texts, one constant each: `NAME = "English", "français";`, and counted ones:
/// `NAME = ["{0} user", "{0} users"], ["{0} utilisateur", "{0} utilisateurs"];`.
macro_rules! texts {
    ($($(#[$meta:meta])* $name:ident = $en:tt, $fr:tt;)*) => {
        $($crate::i18n::texts! { @one $(#[$meta])* $name $en $fr })*
        /// Every text of this module, for the checks that concern all.
        #[cfg(test)]
        pub(crate) fn all() -> Vec<(&'static str, [&'static str; 2])> {
            let texts: &[&[(&'static str, [&'static str; 2])]] =
                &[$($crate::i18n::texts! { @list $name $en $fr }),*];
            texts.concat()
        }
    };
    (@one $(#[$meta:meta])* $name:ident [$en1:literal, $en2:literal] [$fr1:literal, $fr2:literal]) => {
        $(#[$meta])*
        pub const $name: $crate::i18n::Plural =
            $crate::i18n::Plural::new([$en1, $en2], [$fr1, $fr2]);
    };
    (@one $(#[$meta:meta])* $name:ident $en:literal $fr:literal) => {
        $(#[$meta])*
        pub const $name: $crate::i18n::Text = $crate::i18n::Text::new($en, $fr);
    };
    (@list $name:ident [$en1:literal, $en2:literal] [$fr1:literal, $fr2:literal]) => {
        &[(stringify!($name), [$en1, $fr1]), (stringify!($name), [$en2, $fr2])]
    };
    (@list $name:ident $en:literal $fr:literal) => {
        &[(stringify!($name), [$en, $fr])]
    };
}
pub(crate) use texts;
