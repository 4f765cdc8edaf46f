//! Pages that leave as one file: everything is in it, nothing is fetched, nothing runs.
//!
//! What is written is well-formed XML as well as HTML, so that other programs can read it. Every text is escaped
//! where it is written ([`push_text`]); markup comes from the program alone. The policy in the head lets the
//! page's own style in, by its digest ("Content Security Policy Level 3", W3C), and nothing else.

use crate::i18n::Locale;
use sha2::{Digest as _, Sha256};

/// What is written before the content of a page.
#[must_use]
pub fn start(title: &str, locale: Locale, style: &str) -> String {
    let mut out = String::from("<!DOCTYPE html>\n<html lang=\"");
    out.push_str(locale.tag());
    out.push_str(
        "\">\n<head>\n<meta charset=\"utf-8\" />\n<meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'sha256-",
    );
    out.push_str(&base64(&Sha256::digest(style.as_bytes())));
    out.push_str(
        "'; base-uri 'none'; form-action 'none'\" />\n<meta name=\"viewport\" \
         content=\"width=device-width\" />\n<title>",
    );
    push_text(&mut out, title);
    out.push_str("</title>\n<style>");
    out.push_str(style);
    out.push_str("</style>\n</head>\n<body>\n");
    out
}

/// What is written after it.
pub const END: &str = "</body>\n</html>\n";

/// Writes a text so that nothing of it is markup, in an element or between double quotes. Control characters,
/// which are in no page, become the sign for what cannot be shown.
pub fn push_text(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

/// Writes an element of a text.
pub fn push_element(out: &mut String, tag: &str, text: &str) {
    out.push('<');
    out.push_str(tag);
    out.push('>');
    push_text(out, text);
    out.push_str("</");
    out.push_str(tag);
    out.push('>');
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let number = three.iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
        let number = number << (8 * (3 - three.len()));
        for at in 0..4_usize {
            let sign = SIGNS.get((number >> (18 - 6 * at) & 63) as usize).copied();
            out.push(if at <= three.len() { char::from(sign.unwrap_or(b'=')) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
pub(crate) mod tests;
