//! Proofs that an action is as it was written.

use super::{Action, Named};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use std::fmt::Write as _;

/// Bytes of the proof that are written, as two digits each.
const LENGTH: usize = 16;

pub(super) type Seal = [u8; LENGTH];

/// The proof of an action after another one, whose proof it takes in; `[0; 16]` before the first.
pub(super) fn of(secret: &[u8; 16], before: &Seal, action: &Action) -> Seal {
    let Action { action: word, group, who, text, attribute, kind, request, seal: _ } = action;
    let none = Named::default();
    let who_is = who.as_ref().unwrap_or(&none);
    let before = print(before);
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    let present =
        [who.is_some(), text.is_some(), attribute.is_some(), kind.is_some(), request.is_some()];
    let present: String = present.iter().map(|there| if *there { '1' } else { '0' }).collect();
    sealed(
        secret,
        &[
            "action",
            &before,
            word,
            &group.id,
            &group.display_name,
            &present,
            &who_is.id,
            &who_is.display_name,
            &optional(text),
            &optional(attribute),
            &optional(kind),
            &optional(request),
        ],
    )
}

/// The proof that the list ends after an action.
pub(super) fn of_end(secret: &[u8; 16], last: &Seal) -> Seal {
    sealed(secret, &["end", &print(last)])
}

/// A proof as it is written.
pub(super) fn print(seal: &Seal) -> String {
    let mut text = String::with_capacity(LENGTH * 2);
    for byte in seal {
        // Writing into a text does not fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Each part with its length before it, so that no two lists of parts are the same bytes.
fn sealed(secret: &[u8; 16], parts: &[&str]) -> Seal {
    let mut seal = [0; LENGTH];
    // A key of any length is taken.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else { return seal };
    for part in parts {
        mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
        mac.update(part.as_bytes());
    }
    let proof = mac.finalize().into_bytes();
    for (byte, proved) in seal.iter_mut().zip(proof) {
        *byte = proved;
    }
    seal
}
