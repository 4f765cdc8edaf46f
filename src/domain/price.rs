//! What a product costs whoever pays for it: an amount in whole numbers of the currency's smallest unit.
//!
//! No price comes from anywhere but its reader. Source of the number of digits: ISO 4217, list one ("minor
//! unit"); a currency that the list does not have is taken to have two.

/// A currency by its ISO 4217 code: three letters, in capitals.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

/// Currencies without a smaller unit.
const NO_DIGITS: [&str; 16] = [
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV",
    "XAF", "XOF", "XPF",
];
/// Currencies whose unit has a thousand parts.
const THREE_DIGITS: [&str; 7] = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

impl Currency {
    /// Reads a code in any case, blanks around it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let letters: [u8; 3] = text.trim().as_bytes().try_into().ok()?;
        Self::of_letters(letters.map(|letter| letter.to_ascii_uppercase()))
    }

    /// Three capital letters.
    #[must_use]
    pub fn of_letters(letters: [u8; 3]) -> Option<Self> {
        letters.iter().all(u8::is_ascii_uppercase).then_some(Self(letters))
    }

    /// The code as bytes.
    #[must_use]
    pub const fn letters(self) -> [u8; 3] {
        self.0
    }

    /// The code.
    #[must_use]
    pub fn code(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Digits of the smaller unit.
    #[must_use]
    pub fn digits(self) -> u32 {
        let code = self.code();
        match code {
            _ if NO_DIGITS.contains(&code) => 0,
            _ if THREE_DIGITS.contains(&code) => 3,
            _ => 2,
        }
    }

    /// An amount as it is written in files: digits, and a dot before the smaller unit.
    #[must_use]
    pub fn plain(self, amount: u128) -> String {
        let one = 10_u128.pow(self.digits());
        let (whole, part) = (amount / one, amount % one);
        match self.digits() {
            0 => whole.to_string(),
            digits => format!("{whole}.{part:0width$}", width = digits as usize),
        }
    }

    /// Reads an amount, with a dot or a comma before the smaller unit and blanks or apostrophes between groups of
    /// digits; where both signs stand in it, the last one parts the smaller unit. Where that has three digits, a
    /// dot parts it, as in files ([`Self::plain`]), and a comma alone may part thousands.
    ///
    /// # Errors
    /// [`AmountError`]; nothing is rounded, and what can be read in two ways is not read.
    pub fn amount(self, text: &str) -> Result<u32, AmountError> {
        let digits = self.digits() as usize;
        let bare: String =
            text.chars().filter(|sign| !sign.is_whitespace() && !"'’".contains(*sign)).collect();
        let (whole, part) = match bare.rfind(['.', ',']) {
            None => (bare.as_str(), ""),
            Some(at) => (
                bare.get(..at).unwrap_or_default(),
                bare.get(at..).and_then(|rest| rest.get(1..)).unwrap_or_default(),
            ),
        };
        let sign = bare.chars().rev().find(|sign| ".,".contains(*sign));
        let other = if sign == Some('.') { ',' } else { '.' };
        let groups: Vec<&str> = whole.split(other).collect();
        let grouped = groups.len() == 1
            || (groups.iter().skip(1).all(|group| group.len() == 3)
                && groups.first().is_some_and(|first| (1..=3).contains(&first.len())));
        // “1,234” may be a thousand of somebody; “0,234” and “1234,567” are not.
        let plausible = groups.len() == 1 && whole.len() <= 3 && !whole.starts_with('0');
        let thousands = part.len() == 3 && (digits != 3 || (sign == Some(',') && plausible));
        let whole = groups.concat();
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !grouped || !is_number(&whole) || !is_number(part) {
            return Err(AmountError::NotANumber);
        }
        let (kept, over) = part.split_at_checked(digits).unwrap_or((part, ""));
        if thousands || over.bytes().any(|byte| byte != b'0') {
            return Err(AmountError::TooFine);
        }
        let all = format!("{whole}{kept:0<digits$}");
        let amount = all.trim_start_matches('0');
        let amount = if amount.is_empty() { "0" } else { amount };
        let amount: u32 = amount.parse().map_err(|_| AmountError::TooHigh)?;
        if amount > Price::MOST { Err(AmountError::TooHigh) } else { Ok(amount) }
    }
}

impl std::fmt::Debug for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

/// Why a text is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AmountError {
    NotANumber,
    /// It goes below the smallest unit, or may mean thousands.
    TooFine,
    /// Over [`Price::MOST`].
    TooHigh,
}

/// For how long a price is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Term {
    #[default]
    Monthly,
    Yearly,
}

impl Term {
    /// Both, in the order of a menu.
    pub const ALL: [Self; 2] = [Self::Monthly, Self::Yearly];

    /// The name in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Monthly => "monthly",
            Self::Yearly => "yearly",
        }
    }
}

/// What one seat of a product costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Price {
    /// In the currency's smallest unit.
    pub amount: u32,
    pub currency: Currency,
    pub term: Term,
}

impl Price {
    /// The highest amount that is taken: a million of a currency with cents.
    pub const MOST: u32 = 100_000_000;

    /// What a seat costs in a year.
    #[must_use]
    pub fn yearly(self) -> u128 {
        let times = match self.term {
            Term::Monthly => 12,
            Term::Yearly => 1,
        };
        u128::from(self.amount) * times
    }
}

#[cfg(test)]
mod tests {
    use super::{AmountError, Currency, Price, Term};

    fn eur() -> Currency {
        Currency::parse(" eur ").unwrap()
    }

    #[test]
    fn currencies_are_three_letters() {
        assert_eq!(eur().code(), "EUR");
        for bad in ["", "EU", "EURO", "E1R", "€", "éa"] {
            assert_eq!(Currency::parse(bad), None, "{bad}");
        }
        let digits = |code| Currency::parse(code).unwrap().digits();
        assert_eq!((digits("JPY"), digits("EUR"), digits("TND"), digits("ZZZ")), (0, 2, 3, 2));
    }

    #[test]
    fn amounts_are_read_exactly_or_not_at_all() {
        let read = |text| eur().amount(text);
        for (text, amount) in [
            ("12.50", 1250),
            ("12,5", 1250),
            ("0", 0),
            ("0.07", 7),
            ("007", 700),
            ("1 234,56", 123_456),
            ("1\u{202f}234,56", 123_456),
            ("1'234.56", 123_456),
            ("1,234.56", 123_456),
            ("1.234,56", 123_456),
            ("12.5000", 1250),
            (" 3 ", 300),
            ("1000000", Price::MOST),
        ] {
            assert_eq!(read(text), Ok(amount), "{text}");
        }
        for (text, why) in [
            ("", AmountError::NotANumber),
            (".5", AmountError::NotANumber),
            ("-1", AmountError::NotANumber),
            ("1e3", AmountError::NotANumber),
            ("€12", AmountError::NotANumber),
            ("1.2.3", AmountError::NotANumber),
            ("12,34.56", AmountError::NotANumber),
            ("١٢", AmountError::NotANumber),
            ("1,234", AmountError::TooFine),
            ("12.505", AmountError::TooFine),
            ("1.0001", AmountError::TooFine),
            ("1000000.01", AmountError::TooHigh),
            ("99999999999999999999", AmountError::TooHigh),
        ] {
            assert_eq!(read(text), Err(why), "{text}");
        }
        let yen = Currency::parse("JPY").unwrap();
        assert_eq!((yen.amount("1500"), yen.amount("1.5")), (Ok(1500), Err(AmountError::TooFine)));
        let dinar = Currency::parse("TND").unwrap();
        for text in ["1,234", "12,000", "123,456"] {
            assert_eq!(dinar.amount(text), Err(AmountError::TooFine), "{text}");
        }
        for (text, amount) in [
            ("1.234", 1234),
            ("0,234", 234),
            ("1,23", 1230),
            ("1234,567", 1_234_567),
            ("1 234,567", 1_234_567),
            ("1.234,567", 1_234_567),
            ("1,234.567", 1_234_567),
        ] {
            assert_eq!(dinar.amount(text), Ok(amount), "{text}");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        for code in ["EUR", "JPY", "KWD"] {
            let currency = Currency::parse(code).unwrap();
            for amount in [0_u32, 1, 10, 999, 1000, 123_456, Price::MOST] {
                let text = currency.plain(u128::from(amount));
                let read = currency.amount(&text);
                assert_eq!(read, Ok(amount), "{text}");
            }
        }
        let price = Price { amount: 1250, currency: eur(), term: Term::Monthly };
        assert_eq!(eur().plain(price.yearly()), "150.00");
    }
}
