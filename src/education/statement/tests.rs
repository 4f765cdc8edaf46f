//! The page of every kind of device, in both languages, for both readers.

use super::*;
use crate::documents::html;
use crate::documents::page::tests::read;
use crate::documents::plain;
use crate::domain::education::{Approval, Approver, Method, Position, Stand, Switch};
use crate::education::guides::tests::own as guides;
use crate::education::matrix::tests::{own, words};
use crate::education::readability::{self, Level};

fn profile() -> Profile {
    let mut profile = Profile::default();
    for (field, text) in [
        (Field::OrganisationName, "Contoso <&>"),
        (Field::ContactName, "Help desk"),
        (Field::Phone, "+33 1 23 45 67"),
        (Field::Email, "it@contoso.example"),
        (Field::SiteUrl, "https://contoso.example/it"),
        (Field::PrivacyUrl, "https://contoso.example/privacy"),
        (Field::DataProtection, "Ada"),
    ] {
        profile.contact.set(field, text).unwrap();
    }
    profile.switches = [(Switch::Mtd, Stand::Off), (Switch::Pin, Stand::On)].into_iter().collect();
    profile.other_monitoring.push("Proxy *P*".to_owned());
    profile
}

fn promise() -> Promise {
    let words = |statement: &str| PromiseWords {
        statement: statement.to_owned(),
        why: "Because.".to_owned(),
        told: String::new(),
    };
    Promise {
        about: vec!["do.locate".to_owned()],
        position: Position::OnlyIfLost,
        personal_only: false,
        words: [
            ("en".to_owned(), words("We ask first.")),
            ("fr".to_owned(), words("Nous demandons.")),
        ]
        .into(),
        approvals: vec![Approval {
            by: Approver::Legal,
            name: "Eve".to_owned(),
            on: Day::new(2026, 2, 3).unwrap(),
        }],
        review_by: None,
    }
}

/// Heads in the order of the page.
fn levels(blocks: &[Block], all: &mut Vec<u8>) {
    for block in blocks {
        match block {
            Block::Heading { level, .. } => all.push(*level),
            Block::Details { content, .. } => levels(content, all),
            _ => {}
        }
    }
}

#[test]
fn every_device_has_a_page() {
    let (matrix, profile, promises) = (own(), profile(), [promise()]);
    for locale in [Locale::En, Locale::Fr] {
        let (texts, guides) = (words(locale), guides(locale));
        for scenario in Scenario::ALL {
            for method in scenario.methods() {
                for reader in [Reader::Novice, Reader::Expert] {
                    let statement = Statement {
                        profile: &profile,
                        place: Place { scenario, method: *method },
                        matrix: &matrix,
                        texts: &texts,
                        guides: &guides,
                        promises: &promises,
                        locale,
                        reader,
                        version: Some(3),
                        day: Day::new(2026, 7, 1).unwrap(),
                    };
                    let document = statement.document().unwrap();
                    let page = html::page(&document);
                    let (tags, said) = read(&page);
                    assert_eq!(tags.iter().filter(|tag| *tag == "h1").count(), 1);
                    let mut heads = Vec::new();
                    levels(&document.blocks, &mut heads);
                    assert_eq!(heads.first(), Some(&2));
                    assert!(heads.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{heads:?}");
                    // No key stands where words should.
                    let leak = said.iter().find(|text| {
                        ["see.", "do.", "because.", "check.", "{{", "{%"]
                            .iter()
                            .any(|start| text.trim_start().starts_with(start))
                    });
                    assert_eq!(leak, None, "{scenario:?} {locale:?}");
                    let sources = page.contains("MicrosoftDocs/memdocs");
                    assert_eq!(sources, reader == Reader::Expert, "{scenario:?}");
                    assert!(page.contains("Contoso &lt;&amp;&gt;"));
                    assert!(page.contains("Eve") && page.contains("tel:+331234567"));
                    assert!(plain::text(&document).contains("Proxy *P*"));
                }
            }
        }
    }
}

/// A person's own Android phone, by app and by web: the way in differs.
#[test]
fn each_way_in_has_its_guide() {
    for locale in [Locale::En, Locale::Fr] {
        let guides = guides(locale);
        let scenario = Scenario::AndroidPersonalWorkProfile;
        let [web, app] = [Method::Web, Method::AppBased]
            .map(|method| guides.of(Kind::Enrol, Place { scenario, method })[0].key.clone());
        assert_ne!(web, app);
    }
}

/// What people read first is easy enough, with the words of the project.
#[test]
fn the_lists_are_easy_to_read() {
    let matrix = own();
    for locale in [Locale::En, Locale::Fr] {
        let texts = words(locale);
        let said: Vec<&str> = texts
            .keys()
            .filter(|key| {
                let part = key.rsplit('.').next();
                !key.starts_with("note.") && !matches!(part, Some("name" | "short"))
            })
            .filter_map(|key| texts.find(key))
            .collect();
        assert!(said.len() > matrix.entries.len());
        let found = readability::read(&said.join("\n"), locale, Level::Usual);
        let score = found.score.unwrap();
        assert!(Level::Usual.is_reached(locale, score), "{locale:?} {score}");
    }
}

/// Nobody said anything yet: the page is there all the same, and says that nobody to ask is named.
#[test]
fn an_empty_profile_has_a_page() {
    let matrix = own();
    let (texts, guides) = (words(Locale::En), Guides::default());
    let statement = Statement {
        profile: &Profile::default(),
        place: Place::usual(Scenario::IosUserEnrollment),
        matrix: &matrix,
        texts: &texts,
        guides: &guides,
        promises: &[],
        locale: Locale::En,
        reader: Reader::Novice,
        version: None,
        day: Day::new(2026, 7, 1).unwrap(),
    };
    let text = plain::text(&statement.document().unwrap());
    for said in ["Draft of", "\nYour organisation manages", "Nobody to ask has been named yet."] {
        assert!(text.contains(said), "{said}\n{text}");
    }
}

#[test]
fn texts_are_set_well() {
    crate::i18n::typography::check(&super::texts::all());
    crate::i18n::typography::check(&crate::education::portal::all());
}
