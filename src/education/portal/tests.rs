//! The Company Portal's texts fit, and say of both kinds of enrolment what is true of each.

use super::*;
use crate::domain::education::Scenario;
use crate::education::matrix::tests::{own, words};

fn texts_of(places: &[Scenario], locale: Locale) -> Privacy {
    let mut profile = Profile::default();
    let url = format!("https://contoso.example/{}", "p".repeat(55));
    profile.contact.set(Field::PrivacyUrl, &url).unwrap();
    let places: Vec<Place> = places.iter().map(|scenario| Place::usual(*scenario)).collect();
    privacy(&own(), &profile, &places, &words(locale), locale)
}

#[test]
fn both_texts_fit_in_both_languages() {
    for locale in [Locale::En, Locale::Fr] {
        for places in [
            &[Scenario::IosUserEnrollment][..],
            &[Scenario::IosUserEnrollment, Scenario::IosDeviceEnrollment],
            &[Scenario::IosSupervised],
            &Scenario::ALL,
        ] {
            let found = texts_of(places, locale);
            for text in [&found.cannot, &found.can] {
                assert!(text.text.chars().count() <= LIMIT, "{}", text.text);
                assert!(text.text.starts_with("- ") && text.text.ends_with("p)"), "{}", text.text);
            }
            // There is more to say than fits, and it is told what.
            assert!(!found.can.left_out.is_empty());
        }
    }
}

/// One text for both kinds: what one of them allows is no "cannot".
#[test]
fn what_one_kind_allows_is_possible() {
    let name = |key: &str| words(Locale::En).get(&format!("{key}.name")).to_owned();
    let udid = name("see.udid");
    let user = texts_of(&[Scenario::IosUserEnrollment], Locale::En);
    let both = texts_of(&[Scenario::IosUserEnrollment, Scenario::IosDeviceEnrollment], Locale::En);
    let says = |text: &Fitted| text.text.contains(&udid) || text.left_out.contains(&udid);
    assert!(says(&user.cannot) && !says(&user.can));
    assert!(says(&both.can) && !says(&both.cannot));
    // What people fear most stands first.
    assert!(user.cannot.text.starts_with(&format!("- {}", name("see.photos"))));
    // Devices of other makers are not shown these texts.
    let none = texts_of(&[Scenario::WindowsCompany], Locale::En);
    assert_eq!(none.cannot.left_out, Vec::<String>::new());
}
