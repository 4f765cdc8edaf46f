//! The fragment of the address as named values: `#q=anna%20b&sort=-surname`.
//!
//! Everything but letters, digits and a few signs is percent-encoded as UTF-8, so that any name
//! survives mail programs and chat windows. Reading never fails: what is not well-formed stays as
//! it is written.

/// Named values in order. A name may occur several times.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fragment(Vec<(String, String)>);

impl Fragment {
    /// Reads a fragment, with or without its `#`.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let text = text.strip_prefix('#').unwrap_or(text);
        let pair = |part: &str| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (decode(name), decode(value))
        };
        Self(text.split('&').filter(|part| !part.is_empty()).map(pair).collect())
    }

    /// Writes the fragment with its `#`; nothing when there are no values.
    #[must_use]
    pub fn print(&self) -> String {
        let mut out = String::new();
        for (name, value) in &self.0 {
            out.push(if out.is_empty() { '#' } else { '&' });
            encode(name, &mut out);
            if !value.is_empty() {
                out.push('=');
                encode(value, &mut out);
            }
        }
        out
    }

    /// The first value with a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// Every value with a name.
    pub fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Adds a value.
    #[must_use]
    pub fn and(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.push((name.to_owned(), value.into()));
        self
    }
}

/// Signs that stand for themselves: unreserved ones of RFC 3986, and some that every reader of
/// addresses leaves alone inside a fragment.
const fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b',' | b':' | b'@')
}

fn encode(text: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if is_plain(byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for digit in [byte >> 4, byte & 15] {
                out.push(HEX.get(usize::from(digit)).copied().map_or('0', char::from));
            }
        }
    }
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        let coded = (byte == b'%').then(|| {
            let (digits, after) = tail.split_at_checked(2)?;
            let digits = std::str::from_utf8(digits).ok().filter(|digits| !digits.contains('+'))?;
            Some((u8::from_str_radix(digits, 16).ok()?, after))
        });
        if let Some(Some((decoded, after))) = coded {
            bytes.push(decoded);
            rest = after;
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    //! What is written is read, whatever it is.

    use super::Fragment;
    use proptest::prelude::*;

    #[test]
    fn reads_and_writes() {
        let fragment = Fragment::default().and("q", "Zoë & co").and("open", "").and("f", "a=b");
        assert_eq!(fragment.print(), "#q=Zo%C3%AB%20%26%20co&open&f=a%3Db");
        assert_eq!(Fragment::parse(&fragment.print()), fragment);
        assert_eq!(fragment.get("q"), Some("Zoë & co"));
        assert_eq!(fragment.get("open"), Some(""));
        assert_eq!(fragment.get("nothing"), None);
        assert_eq!(Fragment::default().print(), "");
    }

    #[test]
    fn takes_what_people_paste() {
        assert_eq!(Fragment::parse("#q=50%&x=%zz%C3").get("q"), Some("50%"));
        assert_eq!(Fragment::parse("#q=50%&x=%zz%C3").get("x"), Some("%zz%C3"));
        assert_eq!(Fragment::parse("q=%+1").get("q"), Some("%+1"));
        assert_eq!(Fragment::parse("#&&").print(), "");
    }

    proptest! {
        #[test]
        fn round_trip(pairs in prop::collection::vec(("[a-z]{1,3}|\\PC{1,4}", ".*"), 0..5)) {
            let fragment = Fragment(pairs);
            prop_assert_eq!(Fragment::parse(&fragment.print()), fragment);
        }

        #[test]
        fn never_panics(text in ".*") {
            drop(Fragment::parse(&text).print());
        }
    }
}
