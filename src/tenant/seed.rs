//! The synthetic directory: as many people as asked for, the same ones for the same number.
//!
//! Each person has streams of pseudo-random numbers of their own, so person `i` does not depend
//! on how many there are, and everything is 32-bit integer arithmetic, so that any language can
//! produce the same bytes. The order of the draws in [`Synthetic::person`] is part of the result.

mod files;
mod licences;
mod pools;
mod rules;
mod sample;
#[cfg(test)]
mod tests;

use crate::domain::ObjectId;

pub use files::{COLUMNS, PAGE};
pub use licences::GROUPS;
pub use sample::{
    GroupRecord, Record, Sample, keepers as sample_keepers, sample, settings as sample_settings,
};

/// The seed whose directory is measured and shown.
pub const SEED: u32 = 20_260_512;

/// The generator: the pools, cut into lists, and a seed.
#[derive(Debug)]
pub struct Synthetic {
    seed: u32,
    given: Vec<Name>,
    surnames: Vec<Name>,
    departments: Vec<&'static str>,
    levels: Vec<&'static str>,
    roles: Vec<&'static str>,
    places: Vec<Place>,
    companies: Vec<&'static str>,
    domains: Vec<&'static str>,
    employee_types: Vec<&'static str>,
    streets: Vec<&'static str>,
    skus: Vec<&'static str>,
}

/// A name and how it stands in addresses.
#[derive(Debug)]
struct Name {
    display: &'static str,
    ascii: String,
}

#[derive(Debug, Clone, Copy, Default)]
struct Place {
    city: &'static str,
    state: &'static str,
    country: &'static str,
    usage_location: &'static str,
    language: &'static str,
}

/// One made-up person, with Graph's names.
#[derive(Debug, Clone)]
pub struct Person {
    /// Number of the person, from 0.
    pub index: u32,
    pub id: ObjectId,
    pub user_principal_name: String,
    pub display_name: String,
    pub given_name: &'static str,
    pub surname: &'static str,
    pub mail: String,
    pub mail_nickname: String,
    pub guest: bool,
    pub account_enabled: bool,
    pub department: &'static str,
    pub job_title: String,
    pub company_name: &'static str,
    pub office_location: String,
    pub street_address: String,
    pub city: &'static str,
    pub state: &'static str,
    pub postal_code: String,
    pub country: &'static str,
    pub usage_location: &'static str,
    pub preferred_language: &'static str,
    pub employee_id: String,
    pub employee_type: &'static str,
    /// Days since 1970-01-01; the account was made on the day of the hire.
    pub hired: u32,
    /// Second of that day at which the account was made.
    pub created_second: u32,
    pub mobile_phone: Option<String>,
    /// The one business phone.
    pub telephone_number: String,
    pub on_premises_sync_enabled: bool,
    pub on_premises_sam_account_name: Option<String>,
    pub extension_attribute_1: String,
    pub extension_attribute_2: Option<String>,
    /// Number of the manager; the first person has none.
    pub manager: Option<u32>,
    pub manager_id: Option<ObjectId>,
    /// Products assigned directly, by short names.
    pub licences: Vec<&'static str>,
}

/// Which stream of a person, a group or a rule a number comes from.
#[derive(Debug, Clone, Copy)]
enum Stream {
    Id = 1,
    Person = 2,
    Groups = 3,
    GroupLicences = 4,
    Rule = 5,
    /// What only the sample organisation has.
    Sample = 6,
    /// The subscriptions that it bought.
    Subscriptions = 7,
}

/// A stream of pseudo-random numbers (mulberry32).
#[derive(Debug)]
struct Draw(u32);

impl Draw {
    fn new(seed: u32, stream: Stream, index: u32) -> Self {
        let mixed = seed
            ^ (stream as u32).wrapping_mul(0x27d4_eb2f)
            ^ index.wrapping_add(1).wrapping_mul(0x9e37_79b1);
        Self(finish(mixed))
    }

    fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_add(0x6d2b_79f5);
        let a = self.0;
        let t = (a ^ (a >> 15)).wrapping_mul(a | 1);
        let t = t.wrapping_add((t ^ (t >> 7)).wrapping_mul(t | 0x3d)) ^ t;
        t ^ (t >> 14)
    }

    /// A number under `limit`.
    fn below(&mut self, limit: u32) -> u32 {
        ((u64::from(self.next()) * u64::from(limit)) >> 32) as u32
    }

    /// A number under `limit`, small ones more often: the smaller of two.
    fn skew(&mut self, limit: u32) -> u32 {
        let first = self.below(limit);
        first.min(self.below(limit))
    }

    /// Something of a list.
    fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        list.get(self.below(length(list)) as usize)
    }

    /// Something of a list, what stands first more often.
    fn pick_skewed<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        list.get(self.skew(length(list)) as usize)
    }

    fn text(&mut self, list: &[&'static str]) -> &'static str {
        self.pick(list).copied().unwrap_or_default()
    }

    fn text_skewed(&mut self, list: &[&'static str]) -> &'static str {
        self.pick_skewed(list).copied().unwrap_or_default()
    }

    fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// An id with the marks of a random (version 4) UUID.
    fn id(&mut self) -> ObjectId {
        let [a, b, c, d] = [self.next(), self.next(), self.next(), self.next()];
        let middle = (b & 0xffff_0000) | 0x4000 | (b & 0x0fff);
        let node = 0xa000_0000 | (c & 0x0fff_ffff);
        let words = [a, middle, node, d];
        let mut bytes = [0_u8; 16];
        for (place, word) in bytes.as_chunks_mut::<4>().0.iter_mut().zip(words) {
            place.copy_from_slice(&word.to_be_bytes());
        }
        ObjectId(bytes)
    }
}

/// The finaliser of `MurmurHash3` (32 bit).
fn finish(mut word: u32) -> u32 {
    word = (word ^ (word >> 16)).wrapping_mul(0x85eb_ca6b);
    word = (word ^ (word >> 13)).wrapping_mul(0xc2b2_ae35);
    word ^ (word >> 16)
}

fn length<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}

impl Synthetic {
    /// The directory of a seed.
    #[must_use]
    pub fn new(seed: u32) -> Self {
        let list = |text: &'static str| text.split(',').collect::<Vec<_>>();
        let names = |text: &'static str| {
            text.split(',').map(|display| Name { display, ascii: ascii(display) }).collect()
        };
        Self {
            seed,
            given: names(pools::GIVEN),
            surnames: names(pools::SURNAMES),
            departments: list(pools::DEPARTMENTS),
            levels: list(pools::LEVELS),
            roles: list(pools::ROLES),
            places: pools::PLACES.lines().flat_map(places).collect(),
            companies: list(pools::COMPANIES),
            domains: list(pools::DOMAINS),
            employee_types: list(pools::EMPLOYEE_TYPES),
            streets: list(pools::STREETS),
            skus: list(pools::SKUS),
        }
    }

    /// The id of a person, drawn from a stream of its own so that managers can be named early.
    #[must_use]
    pub fn id(&self, index: u32) -> ObjectId {
        Draw::new(self.seed, Stream::Id, index).id()
    }

    /// The first `count` people.
    pub fn people(&self, count: u32) -> impl Iterator<Item = Person> {
        (0..count).map(|index| self.person(index))
    }

    /// A person. Fields are drawn in the order of the lines.
    #[must_use]
    pub fn person(&self, index: u32) -> Person {
        let draw = &mut Draw::new(self.seed, Stream::Person, index);
        let nameless = Name { display: "", ascii: String::new() };
        let given = draw.pick(&self.given).unwrap_or(&nameless);
        let surname = draw.pick(&self.surnames).unwrap_or(&nameless);
        let guest = draw.chance(8);
        let domain = draw.text_skewed(&self.domains);
        let nickname = format!("{}.{}{index}", given.ascii, surname.ascii);
        let department = draw.text_skewed(&self.departments);
        let level = draw.text_skewed(&self.levels);
        let role = draw.text(&self.roles);
        let place = draw.pick_skewed(&self.places).copied().unwrap_or_default();
        let company_name = draw.text_skewed(&self.companies);
        let (building, floor, room) = (draw.below(20) + 1, draw.below(10) + 1, draw.below(100));
        let employee_type = draw.text_skewed(&self.employee_types);
        let hired = 12_784 + draw.below(7600);
        let created_second = draw.below(86_400);
        let account_enabled = draw.chance(94);
        let on_premises_sync_enabled = draw.chance(60);
        let mobile_phone = draw.chance(70).then(|| {
            let (country, area) = (draw.below(90) + 10, draw.below(1000));
            format!("+{country} {area:03} {:07}", draw.below(10_000_000))
        });
        let telephone_country = draw.below(90) + 10;
        let telephone_number = format!("+{telephone_country} {:07}", draw.below(10_000_000));
        let street = draw.text(&self.streets);
        let street_address = format!("{street} {}", draw.below(199) + 1);
        let postal_code = format!("{:05}", draw.below(100_000));
        let extension_attribute_1 = format!("CC-{}", 1000 + draw.skew(800));
        let extension_attribute_2 = draw.chance(30).then(|| format!("PRJ-{:04}", draw.below(5000)));
        let manager = (index > 0).then(|| draw.below(index / 8 + 1));
        let licences = self.licences(draw);
        let user_principal_name = if guest {
            format!("{nickname}_partner.example#EXT#@{domain}")
        } else {
            format!("{nickname}@{domain}")
        };
        Person {
            index,
            id: self.id(index),
            mail: if guest {
                format!("{nickname}@partner.example")
            } else {
                user_principal_name.clone()
            },
            user_principal_name,
            display_name: format!("{} {}", given.display, surname.display),
            given_name: given.display,
            surname: surname.display,
            guest,
            account_enabled,
            department,
            job_title: format!("{level}{}{role}", if level.is_empty() { "" } else { " " }),
            company_name,
            office_location: format!("B{building:02}-{floor}.{room:02}"),
            street_address,
            city: place.city,
            state: place.state,
            postal_code,
            country: place.country,
            usage_location: place.usage_location,
            preferred_language: place.language,
            employee_id: format!("{:07}", 100_000 + index),
            employee_type,
            hired,
            created_second,
            mobile_phone,
            telephone_number,
            on_premises_sync_enabled,
            on_premises_sam_account_name: on_premises_sync_enabled
                .then(|| nickname.chars().take(20).collect()),
            mail_nickname: nickname,
            extension_attribute_1,
            extension_attribute_2,
            manager,
            manager_id: manager.map(|manager| self.id(manager)),
            licences,
        }
    }

    /// One person in four has one to three draws of products, of which the same one counts once.
    fn licences(&self, draw: &mut Draw) -> Vec<&'static str> {
        let count = if draw.chance(25) { draw.below(3) + 1 } else { 0 };
        let mut licences = Vec::new();
        for _ in 0..count {
            let sku = draw.text_skewed(&self.skus);
            if !licences.contains(&sku) {
                licences.push(sku);
            }
        }
        licences
    }
}

/// The places of a line of [`pools::PLACES`].
fn places(line: &'static str) -> impl Iterator<Item = Place> {
    let mut parts = line.split('|');
    let mut part = move || parts.next().unwrap_or_default();
    let (country, usage_location, language, cities) = (part(), part(), part(), part());
    cities.split(',').map(move |entry| {
        let (city, state) = entry.split_once('/').unwrap_or((entry, entry));
        Place { city, state, country, usage_location, language }
    })
}

/// A name of the pools as addresses write it: lower case, no accents, blanks or apostrophes.
fn ascii(name: &str) -> String {
    name.chars()
        .flat_map(char::to_lowercase)
        .filter(|c| !matches!(c, ' ' | '\''))
        .map(|c| match c {
            'á' | 'å' => 'a',
            'é' | 'ë' | 'ễ' => 'e',
            'ł' => 'l',
            'ó' | 'ö' | 'ø' => 'o',
            'ü' => 'u',
            other => other,
        })
        .collect()
}
