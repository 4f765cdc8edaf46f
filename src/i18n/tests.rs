//! Tables for numbers, dates, lists and plurals; typography of every text.

use super::{Locale, Plural, Text, Zone, words};
use Locale::{En, Fr};

#[test]
fn numbers_group_by_three() {
    for (number, en, fr) in [
        (0, "0", "0"),
        (999, "999", "999"),
        (1000, "1,000", "1\u{202f}000"),
        (1_234_567, "1,234,567", "1\u{202f}234\u{202f}567"),
        (u64::MAX, "18,446,744,073,709,551,615", "18 446 744 073 709 551 615"),
    ] {
        assert_eq!(En.number(number), en);
        assert_eq!(Fr.number(number), fr.replace(' ', "\u{202f}"));
    }
}

#[test]
fn percentages_never_hide_anybody() {
    for (part, whole, en) in [
        (0, 0, "0%"),
        (0, 10, "0%"),
        (1, 1_000_000, "1%"),
        (999_999, 1_000_000, "99%"),
        (10, 10, "100%"),
        (1, 3, "33%"),
        (2, 3, "67%"),
        (1, 8, "13%"),
    ] {
        assert_eq!(En.percent(part, whole), en);
        assert_eq!(Fr.percent(part, whole), en.replace('%', "\u{202f}%"));
    }
}

#[test]
fn sizes_are_decimal() {
    for (bytes, en, fr) in [
        (0, "0\u{a0}bytes", "0\u{a0}octet"),
        (1, "1\u{a0}byte", "1\u{a0}octet"),
        (999, "999\u{a0}bytes", "999\u{a0}octets"),
        (1000, "1.0\u{a0}kB", "1,0\u{a0}ko"),
        (99_949, "99.9\u{a0}kB", "99,9\u{a0}ko"),
        (999_949, "999\u{a0}kB", "999\u{a0}ko"),
        (41_760_892, "41.8\u{a0}MB", "41,8\u{a0}Mo"),
        (7_000_000_000, "7.0\u{a0}GB", "7,0\u{a0}Go"),
    ] {
        assert_eq!(En.size(bytes), en);
        assert_eq!(Fr.size(bytes), fr);
    }
}

#[test]
fn money_is_exact() {
    for (amount, digits, en, fr) in [
        (0, 2, "EUR 0.00", "0,00 EUR"),
        (5, 2, "EUR 0.05", "0,05 EUR"),
        (123_456_789, 2, "EUR 1,234,567.89", "1\u{202f}234\u{202f}567,89 EUR"),
        (1234, 0, "EUR 1,234", "1\u{202f}234 EUR"),
        (1234, 3, "EUR 1.234", "1,234 EUR"),
        (
            12_000_000_000_000_000_000_007,
            2,
            "EUR 120,000,000,000,000,000,000.07",
            "120 000 000 000 000 000 000,07 EUR",
        ),
    ] {
        assert_eq!(En.money(amount, digits, "EUR").replace('\u{a0}', " "), en);
        let expected = fr.trim_end_matches(" EUR").replace(' ', "\u{202f}");
        assert_eq!(Fr.money(amount, digits, "EUR"), format!("{expected}\u{a0}EUR"));
    }
}

#[test]
fn signs() {
    assert_eq!(En.signed(12), "+12");
    assert_eq!(En.signed(0), "0");
    assert_eq!(Fr.signed(-1200), "\u{2212}1\u{202f}200");
}

#[test]
fn lists_end_with_a_word() {
    assert_eq!(En.list_and::<&str>(&[]), "");
    assert_eq!(En.list_and(&["a"]), "a");
    assert_eq!(En.list_and(&["a", "b"]), "a and b");
    assert_eq!(Fr.list_or(&["a", "b", "c"]), "a, b ou c");
}

#[test]
fn dates_follow_the_readers_clock() {
    let at = 1_795_250_527_000; // 2026-11-21T08:42:07Z
    assert_eq!(En.date_time(at, Zone::Utc), "21\u{a0}Nov\u{a0}2026, 08:42\u{a0}UTC");
    assert_eq!(Fr.date_time(at, Zone::Ahead(60)), "21\u{a0}nov.\u{a0}2026, 09:42");
    assert_eq!(Fr.date(at, Zone::Ahead(-600)), "20\u{a0}nov.\u{a0}2026");
    assert_eq!(Fr.date(at + 10 * 86_400_000, Zone::Ahead(0)), "1er\u{a0}déc.\u{a0}2026");
    assert_eq!(Fr.near(at, at + 3_600_000, Zone::Utc), "08:42\u{a0}UTC");
    assert_eq!(En.near(at, at + 3_600_000, Zone::Ahead(0)), "08:42");
    assert_eq!(En.near(at, at + 86_400_000, Zone::Ahead(0)), "21\u{a0}Nov\u{a0}2026, 08:42");
}

#[test]
fn languages_are_negotiated() {
    assert_eq!(Locale::negotiate(["de-DE", "fr-CA", "en"]), Fr);
    assert_eq!(Locale::negotiate(["de", "it"]), En);
    assert_eq!(Locale::negotiate([]), En);
    assert_eq!(Locale::from_tag("FR_fr"), Some(Fr));
    assert_eq!(Locale::from_tag("frr"), None);
}

#[test]
fn french_counts_nothing_as_singular() {
    for (count, en, fr) in [
        (0, "0 users", "0 utilisateur"),
        (1, "1 user", "1 utilisateur"),
        (2, "2 users", "2 utilisateurs"),
        (1000, "1,000 users", "1\u{202f}000 utilisateurs"),
    ] {
        assert_eq!(words::USERS.of(En, count), en);
        assert_eq!(words::USERS.of(Fr, count), fr);
    }
}

#[test]
fn values_fill_their_places() {
    const MOVED: Text = Text::new("{0} to {1}, {x} {", "vers {1} depuis {0}, {x} {");
    const GONE: Plural =
        Plural::new(["One from {1}", "{0} from {1}"], ["{0} de {1}", "{0} de {1}"]);
    assert_eq!(MOVED.with(En, &["a", "b{0}"]), "a to b{0}, {x} {");
    assert_eq!(MOVED.with(Fr, &["a"]), "vers  depuis a, {x} {");
    assert_eq!(GONE.with(En, 1, &["x"]), "One from x");
    assert_eq!(GONE.with(Fr, 3, &["x"]), "3 de x");
}

#[test]
fn every_text_is_set_well() {
    super::typography::check(&words::all());
}
