//! Numbers, percentages and file sizes.

use crate::i18n::Locale;

/// Between a number and what it counts: the two stay on one line.
const NO_BREAK: char = '\u{a0}';
/// French groups digits and sets signs apart with this.
const NARROW: char = '\u{202f}';

impl Locale {
    /// A whole number in groups of three: `1,234,567`; in French with narrow no-break spaces.
    #[must_use]
    pub fn number(self, number: u64) -> String {
        self.grouped(&number.to_string())
    }

    fn grouped(self, digits: &str) -> String {
        let mut out = String::with_capacity(digits.len() * 2);
        for (at, digit) in digits.char_indices() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push(match self {
                    Self::En => ',',
                    Self::Fr => NARROW,
                });
            }
            out.push(digit);
        }
        out
    }

    /// A part of a whole, rounded to whole percent; what is there never reads 0 %, what is missing
    /// never 100 %. Nothing of nothing is 0 %.
    #[must_use]
    pub fn percent(self, part: u64, whole: u64) -> String {
        let rounded = (part * 200 + whole).checked_div(whole * 2).unwrap_or_default();
        let shown = if part == 0 || part >= whole { rounded } else { rounded.clamp(1, 99) };
        let mut out = shown.to_string();
        if self == Self::Fr {
            out.push(NARROW);
        }
        out.push('%');
        out
    }

    /// An amount of money, given in the smallest unit of a currency with so many digits, with the currency's code:
    /// `EUR 1,234.50`, `1 234,50 EUR`.
    #[must_use]
    pub fn money(self, amount: u128, digits: u32, code: &str) -> String {
        let one = 10_u128.pow(digits);
        let mut number = self.grouped(&(amount / one).to_string());
        if digits > 0 {
            number.push(if self == Self::En { '.' } else { ',' });
            let part = format!("{:0width$}", amount % one, width = digits as usize);
            number.push_str(&part);
        }
        match self {
            Self::En => format!("{code}{NO_BREAK}{number}"),
            Self::Fr => format!("{number}{NO_BREAK}{code}"),
        }
    }

    /// A file size in decimal units, as file managers and browsers show it: `41.8 MB`, `41,8 Mo`.
    #[must_use]
    pub fn size(self, bytes: u64) -> String {
        const UNITS: [(&str, &str); 4] = [("kB", "ko"), ("MB", "Mo"), ("GB", "Go"), ("TB", "To")];
        if bytes < 1000 {
            let unit = match (self, self.is_singular(bytes)) {
                (Self::En, true) => "byte",
                (Self::En, false) => "bytes",
                (Self::Fr, true) => "octet",
                (Self::Fr, false) => "octets",
            };
            return format!("{bytes}{NO_BREAK}{unit}");
        }
        // Tenths of the unit, so that no floating point is needed.
        let (mut tenths, mut unit) = ((bytes + 50) / 100, 0);
        while tenths >= 10_000 && unit + 1 < UNITS.len() {
            tenths = (tenths + 500) / 1000;
            unit += 1;
        }
        let (en, fr) = UNITS.get(unit).copied().unwrap_or(("", ""));
        let mut out = self.number(tenths / 10);
        if tenths < 1000 {
            out.push(if self == Self::En { '.' } else { ',' });
            out.push(char::from_digit(u32::try_from(tenths % 10).unwrap_or(0), 10).unwrap_or('0'));
        }
        out.push(NO_BREAK);
        out.push_str(if self == Self::En { en } else { fr });
        out
    }

    /// A number with its sign where it is negative.
    #[must_use]
    pub fn signed_or_plain(self, number: i64) -> String {
        if number < 0 { self.signed(number) } else { self.number(number.unsigned_abs()) }
    }

    /// A difference with its sign: `+12`, `−3`, `0`.
    #[must_use]
    pub fn signed(self, number: i64) -> String {
        let digits = self.number(number.unsigned_abs());
        match number {
            0 => digits,
            1.. => format!("+{digits}"),
            _ => format!("\u{2212}{digits}"),
        }
    }
}
