//! Dates against known days and against a naive calendar that counts.

use super::{Day, Moment, any_iso, days_in_month, parse_iso, plain_iso, push_padded, write_iso};
use proptest::prelude::*;

#[track_caller]
fn reads(text: &str, iso: &str) {
    assert_eq!(parse_iso(text).map(write_iso).as_deref(), Some(iso), "{text}");
}

#[test]
fn reads_what_graph_and_portals_write() {
    reads("2026-11-21", "2026-11-21T00:00:00Z");
    reads("2026-11-21T08:36", "2026-11-21T08:36:00Z");
    reads("2026-11-21T08:36:07Z", "2026-11-21T08:36:07Z");
    reads("2026-11-21T08:36:07.1234567Z", "2026-11-21T08:36:07.123Z");
    reads("2026-11-21 08:36:07+01:00", "2026-11-21T07:36:07Z");
    reads("2026-11-21T00:30:00-0200", "2026-11-21T02:30:00Z");
    reads("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z");
    reads("1601-01-01T00:00:00Z", "1601-01-01T00:00:00Z");
    reads("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z");
    reads("9999-12-31T23:59:59.999+00:00", "9999-12-31T23:59:59.999Z");
    reads("0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z");
}

#[test]
fn refuses_what_is_no_date() {
    for text in [
        "",
        "2026",
        "2026-13-01",
        "2026-02-29",
        "2026-11-21T",
        "2026-11-21T24:00",
        "2026-11-21T08:60",
        "2026-11-21T08:36:",
        "2026-11-21T08:36:07.",
        "2026-11-21T08:36:07+1:00",
        "2026-11-21T08:36:07+01:",
        "2026-11-21x",
        "21/11/2026",
        "２０２６-11-21",
        "0000-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
    ] {
        assert_eq!(parse_iso(text), None, "{text}");
    }
}

/// Counts day by day from 1970-01-01, the way nobody can get wrong.
#[test]
fn agrees_with_counting() {
    let (mut year, mut month, mut day) = (1970, 1_u8, 1_u8);
    for days in 0..160_000 {
        assert_eq!(Day::from_days(days), Day { year, month, day });
        assert_eq!(Day { year, month, day }.days(), days);
        day += 1;
        if day > days_in_month(year, month) {
            (month, day) = (month + 1, 1);
        }
        if month > 12 {
            (year, month) = (year + 1, 1);
        }
    }
}

#[test]
fn pads() {
    let mut out = String::new();
    push_padded(&mut out, 7, 2);
    push_padded(&mut out, 4_294_967_295, 1);
    push_padded(&mut out, 0, 1);
    assert_eq!(out, "0742949672950");
}

proptest! {
    #[test]
    fn moments_return(milliseconds in -60_000_000_000_000_i64..250_000_000_000_000) {
        prop_assert_eq!(Moment::from_milliseconds(milliseconds).milliseconds(), milliseconds);
        prop_assert_eq!(parse_iso(&write_iso(milliseconds)), Some(milliseconds));
    }

    #[test]
    fn never_panics(text in "\\PC*") {
        let _: Option<i64> = parse_iso(&text);
    }

    #[test]
    fn the_short_way_reads_the_same(
        text in "[0-9]{4}-[01][0-9]-[0-3][0-9](T[0-2][0-9]:[0-6][0-9]:[0-6][0-9]Z)?",
        odd in prop::option::weighted(0.3, (0_usize..20, "[ -~é]{0,2}")),
    ) {
        let mut changed = text.clone();
        if let Some((at, with)) = &odd {
            changed.replace_range((*at).min(text.len())..(at + 1).min(text.len()), with);
        }
        let (short, long) = (plain_iso(changed.as_bytes()), any_iso(&changed));
        if short.is_some() {
            prop_assert_eq!(short, long);
        }
        // It misses leap seconds alone.
        if odd.is_none() && !text.contains(":60Z") {
            prop_assert_eq!(short, long);
        }
    }
}
