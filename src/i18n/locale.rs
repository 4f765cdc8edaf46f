//! The languages of the page.

/// A language that every text exists in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Locale {
    #[default]
    En,
    Fr,
}

impl Locale {
    /// Every language, in the order of the menu.
    pub const ALL: [Self; 2] = [Self::En, Self::Fr];

    /// BCP 47 tag, for `lang` and for the browser's collator.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }

    /// The language's name in itself.
    #[must_use]
    pub const fn endonym(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Fr => "Français",
        }
    }

    /// The language of a BCP 47 tag, by its first subtag (`fr-CA` is French).
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|locale| locale.tag().eq_ignore_ascii_case(language))
    }

    /// The first of the reader's preferred languages that the page speaks, else English.
    #[must_use]
    pub fn negotiate<'a>(tags: impl IntoIterator<Item = &'a str>) -> Self {
        tags.into_iter().find_map(Self::from_tag).unwrap_or_default()
    }

    /// Which of two plural forms a count takes: French counts 0 and 1 as singular, English 1 alone
    /// (Unicode CLDR, cardinal rules, without the French "many" of compact millions).
    #[must_use]
    pub const fn is_singular(self, count: u64) -> bool {
        match self {
            Self::En => count == 1,
            Self::Fr => count < 2,
        }
    }
}
