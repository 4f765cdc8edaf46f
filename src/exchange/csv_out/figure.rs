//! Figures as cells: words as addresses have them, and plain numbers. A number of which there may be more
//! has a `+` behind it.

use super::buffer::Buffer;
use crate::domain::{GroupKind, Membership, Timestamp, time::days_left};
use crate::store::{Extent, Figure};

/// Writes a figure without what follows it.
pub(super) fn write(out: &mut Buffer, figure: Figure, now: Timestamp) {
    match figure {
        _ if figure == Figure::Nothing => {}
        _ if figure.is_missing() => out.put(*b"\"\""),
        Figure::Kind(kind) => out.append(kind_word(kind)),
        Figure::Membership(membership) => out.append(membership_word(membership)),
        Figure::Count(count, extent) => {
            out.append(count.to_string().as_bytes());
            if extent != Extent::Complete {
                out.put(*b"+");
            }
        }
        Figure::Deleted(at) => {
            out.append(days_left(at, now).unwrap_or_default().to_string().as_bytes());
        }
        Figure::Nothing | Figure::Unknown => {}
    }
}

const fn kind_word(kind: GroupKind) -> &'static [u8] {
    match kind {
        GroupKind::Security => b"security",
        GroupKind::Microsoft365 => b"microsoft365",
        GroupKind::MailEnabledSecurity => b"mailEnabledSecurity",
        GroupKind::Distribution => b"distribution",
    }
}

const fn membership_word(membership: Membership) -> &'static [u8] {
    match membership {
        Membership::Assigned => b"assigned",
        Membership::DynamicUser => b"dynamicUser",
        Membership::DynamicDevice => b"dynamicDevice",
    }
}
