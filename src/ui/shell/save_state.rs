//! How far what was done is on disk, in words.

use crate::{
    domain::Timestamp,
    i18n::Locale,
    session::{MemoryReason, Part, SaveState, Session, StorageError, UpgradeError, browser},
    ui::{
        kit::{
            icon::{Icon, icon},
            lang::zone,
        },
        nav::plain,
        page::Page,
        texts::storage as t,
    },
};
use leptos::prelude::*;

/// The state in a few words, and whether it is a reason to worry.
pub(in crate::ui) fn words(state: &SaveState, locale: Locale) -> (String, bool) {
    match state {
        SaveState::Saved { at: Some(at) } => {
            (t::SAVED_AT.with(locale, &[&near(*at, locale)]), false)
        }
        SaveState::Saved { at: None } => (t::SAVED.get(locale).to_owned(), false),
        SaveState::Saving { operations } => {
            (t::SAVING.of(locale, u64::try_from(*operations).unwrap_or_default()), false)
        }
        SaveState::Memory(_) => (t::IN_MEMORY.get(locale).to_owned(), true),
        SaveState::Failed { waiting, .. } => {
            (t::NOT_SAVED.of(locale, u64::try_from(*waiting).unwrap_or_default()), true)
        }
        SaveState::ReadOnly { lost } => (t::READ_ONLY.get(locale).to_owned(), *lost),
    }
}

/// When the workspace was last saved as a file.
pub(in crate::ui) fn copy_words(at: Option<Timestamp>, locale: Locale) -> String {
    match at {
        None => t::COPY_NEVER.get(locale).to_owned(),
        Some(at) => t::COPY_AT.with(locale, &[&near(at, locale)]),
    }
}

/// A moment, as short as it can be told today.
pub(in crate::ui) fn near(at: Timestamp, locale: Locale) -> String {
    locale.near(at.0, browser::now().0, zone(at.0))
}

/// Why nothing lasts, as a sentence.
pub(in crate::ui) fn memory(reason: MemoryReason, locale: Locale) -> &'static str {
    match reason {
        MemoryReason::InsecureContext => t::INSECURE.get(locale),
        MemoryReason::NoDatabase => t::NO_DATABASE.get(locale),
    }
}

/// What the storage refused, as the end of a sentence.
pub(in crate::ui) fn storage_error(why: &StorageError, locale: Locale) -> String {
    let text = match why {
        StorageError::Unavailable => t::UNAVAILABLE,
        StorageError::Quota => t::QUOTA,
        StorageError::Blocked => t::BLOCKED,
        StorageError::Gone => t::GONE,
        StorageError::Overtaken => t::OVERTAKEN,
        StorageError::Verify => t::VERIFY,
        StorageError::Unreadable(why) => return upgrade_error(why, locale),
        StorageError::Other { operation, message } => {
            return t::OTHER.with(locale, &[operation, message]);
        }
    };
    text.get(locale).to_owned()
}

/// Why stored bytes cannot be read, as the end of a sentence.
pub(super) fn upgrade_error(why: &UpgradeError, locale: Locale) -> String {
    match why {
        UpgradeError::TooNew { found, supported } => {
            t::TOO_NEW.with(locale, &[&found.to_string(), &supported.to_string()])
        }
        UpgradeError::Corrupt { part, at, damage } => {
            let part = match part {
                Part::Operation => t::PART_OPERATION,
                Part::Journal => t::PART_JOURNAL,
                Part::Header => t::PART_HEADER,
                Part::Entry => t::PART_ENTRY,
                Part::Image => t::PART_IMAGE,
                Part::File => t::PART_FILE,
                Part::Aside => t::PART_ASIDE,
                Part::Picture => t::PART_PICTURE,
                Part::Products => t::PART_PRODUCTS,
            };
            // The damage itself is for whoever is asked for help: one language is enough.
            let values = [part.get(locale), &at.to_string(), &damage.to_string()];
            t::CORRUPT.with(locale, &values)
        }
    }
}

/// The line of the top bar; a sign where there is no room for words, which stay its name. It leads
/// to where they stand.
pub(super) fn line(session: Session, locale: Locale) -> AnyView {
    let state = session.save_state();
    let text = move || words(&state.get(), locale).0;
    let alarm = move || words(&state.get(), locale).1;
    let copy = move || copy_words(session.file_copy().get(), locale);
    let shape = Memo::new(move |_| state.with(sign));
    view! {
        <a
            class="save-state"
            class:alarm=alarm
            data-save=move || state.with(code)
            href=plain(Page::Settings)
            title=text
        >
            {move || icon(shape.get())}
            <span>{text}</span>
            " "
            <span>{copy}</span>
        </a>
    }
    .into_any()
}

const fn sign(state: &SaveState) -> Icon {
    match state {
        SaveState::Saved { .. } => Icon::Check,
        SaveState::Saving { .. } => Icon::More,
        SaveState::Memory(_) => Icon::Warning,
        SaveState::Failed { .. } => Icon::Stop,
        SaveState::ReadOnly { .. } => Icon::Lock,
    }
}

/// For style sheets and tests: the state as one word.
fn code(state: &SaveState) -> &'static str {
    match state {
        SaveState::Saved { .. } => "saved",
        SaveState::Saving { .. } => "saving",
        SaveState::Memory(_) => "memory",
        SaveState::Failed { .. } => "failed",
        SaveState::ReadOnly { .. } => "read-only",
    }
}
