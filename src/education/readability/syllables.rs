//! Syllables, counted by spelling.

use crate::i18n::Locale;

/// Syllables of a word, at least one. A number counts as one.
pub(super) fn count(word: &str, locale: Locale) -> u32 {
    let word: String = word.to_lowercase();
    if !word.chars().any(char::is_alphabetic) {
        return 1;
    }
    let parts = word.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’');
    let count: u32 = parts
        .filter(|part| !part.is_empty())
        .map(|part| match locale {
            Locale::En => english(part),
            Locale::Fr => french(part),
        })
        .sum();
    count.max(1)
}

/// Letters that only occur as letters, one after the other: nobody can read `mdm` as a word.
fn is_spelt(letters: &[char], is_vowel: fn(char) -> bool) -> bool {
    letters.len() > 1 && !letters.iter().any(|c| is_vowel(*c))
}

fn english(word: &str) -> u32 {
    fn is_vowel(c: char) -> bool {
        matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'é' | 'è' | 'ê' | 'à' | 'ï' | 'ö' | 'ü')
    }
    let (stem, ending) = word.split_once(['\'', '’']).unwrap_or((word, ""));
    let letters: Vec<char> = stem.chars().collect();
    if is_spelt(&letters, is_vowel) {
        return u32::try_from(letters.len()).unwrap_or(u32::MAX);
    }
    let groups = vowel_groups(&letters, is_vowel);
    let mut count = groups;
    let ends = |with: &str| stem.ends_with(with);
    // "device", "used", "places": an e that is not heard.
    let before = |back: usize| {
        letters.len().checked_sub(back).and_then(|at| letters.get(at)).copied().unwrap_or(' ')
    };
    let is_silent = if ends("le") {
        is_vowel(before(3))
    } else if ends("e") {
        !is_vowel(before(2))
    } else if ends("ed") {
        !is_vowel(before(3)) && !matches!(before(3), 't' | 'd')
    } else if ends("es") {
        // "tables" is heard in full.
        let is_table = before(3) == 'l' && !is_vowel(before(4));
        !is_vowel(before(3)) && !matches!(before(3), 's' | 'c' | 'z' | 'x' | 'g' | 'h') && !is_table
    } else {
        false
    };
    count -= u32::from(is_silent && count > 0);
    // Vowels side by side that are heard one by one.
    for pair in ["ia", "io", "iu", "eo", "ua", "uou", "ying"] {
        let hits = u32::try_from(stem.matches(pair).count()).unwrap_or_default();
        let as_one = match pair {
            "ia" => stem.matches("cia").count() + stem.matches("tia").count(),
            "io" => {
                stem.matches("tion").count()
                    + stem.matches("sion").count()
                    + stem.matches("gion").count()
                    + stem.matches("cious").count()
            }
            "eo" => stem.matches("people").count(),
            "ua" => stem.matches("qua").count() + stem.matches("gua").count(),
            _ => 0,
        };
        count += hits.saturating_sub(u32::try_from(as_one).unwrap_or_default());
    }
    // "doesn't", "isn't".
    if ending == "t" && stem.ends_with('n') && letters.len() > 2 && !is_vowel(before(2)) {
        count += 1;
    }
    count.max(1)
}

fn french(word: &str) -> u32 {
    fn is_vowel(c: char) -> bool {
        matches!(
            c,
            'a' | 'e'
                | 'i'
                | 'o'
                | 'u'
                | 'y'
                | 'à'
                | 'â'
                | 'ä'
                | 'é'
                | 'è'
                | 'ê'
                | 'ë'
                | 'î'
                | 'ï'
                | 'ô'
                | 'ö'
                | 'ù'
                | 'û'
                | 'ü'
                | 'œ'
                | 'æ'
        )
    }
    // What stands before an apostrophe is heard with what follows: "l’appareil", but "aujourd’hui".
    let parts: Vec<&str> = word.split(['\'', '’']).filter(|part| !part.is_empty()).collect();
    let mut count = 0;
    for (place, part) in parts.iter().enumerate() {
        let letters: Vec<char> = part.chars().collect();
        let is_last = place + 1 == parts.len();
        if !is_last && !letters.iter().any(|c| is_vowel(*c)) {
            continue;
        }
        if is_spelt(&letters, is_vowel) {
            count += u32::try_from(letters.len()).unwrap_or_default();
            continue;
        }
        if !is_last {
            // "qu’", "jusqu’", "lorsqu’": the u is not heard.
            let stem = part.strip_suffix("qu").unwrap_or(part);
            count += vowel_groups(&stem.chars().collect::<Vec<_>>(), is_vowel);
            continue;
        }
        count += french_part(&letters, part, is_vowel);
    }
    count.max(1)
}

fn french_part(letters: &[char], part: &str, is_vowel: fn(char) -> bool) -> u32 {
    let mut count = vowel_groups(letters, is_vowel);
    // Vowels that part where a sign says so, or a word needs it: "oé", "ïe", "éa".
    for pair in letters.windows(2) {
        let [one, other] = pair else { continue };
        let parts = matches!(other, 'ï' | 'ë' | 'ü') && is_vowel(*one)
            || *one == 'é' && is_vowel(*other) && *other != 'e'
            || *other == 'é' && matches!(one, 'a' | 'o' | 'é')
            || *one == 'a' && *other == 'o';
        count += u32::from(parts);
    }
    // The e at the end that is not heard: "appareille", "données", "tables", "peuvent"; not in words of one vowel.
    let stem = part.strip_suffix('s').filter(|it| it.ends_with('e')).unwrap_or(part);
    let is_mute = stem.ends_with('e') && !is_vowel_before_end(stem, is_vowel)
        || part.ends_with("ent") && is_verb_like(part);
    if is_mute && count > 1 && !ends_with_qu_gu_only(stem, count) {
        count -= 1;
    }
    count
}

/// Whether another vowel stands right before the last letter: "vie", "données" count that group once already.
fn is_vowel_before_end(stem: &str, is_vowel: fn(char) -> bool) -> bool {
    let mut back = stem.chars().rev().skip(1);
    let before = back.next().unwrap_or(' ');
    // In "que" and "gue" the u is not heard.
    let is_silent_u = before == 'u' && matches!(back.next(), Some('q' | 'g'));
    is_vowel(before) && !is_silent_u
}

fn ends_with_qu_gu_only(stem: &str, count: u32) -> bool {
    matches!(stem, "que" | "gue") && count <= 1
}

/// Whether a word in -ent is a verb of the third person, whose ending is not heard; nouns, adjectives and adverbs in
/// -ment and -dent are heard.
fn is_verb_like(part: &str) -> bool {
    let heard = [
        "ment", "dent", "cent", "gent", "tient", "vient", "quent", "sent", "rent", "lent", "vent",
        "scient", "client", "patient", "tent",
    ];
    let verbs = [
        "peuvent",
        "doivent",
        "savent",
        "servent",
        "arrivent",
        "trouvent",
        "suivent",
        "reçoivent",
        "utilisent",
        "disent",
        "lisent",
        "refusent",
        "proposent",
        "installent",
        "appellent",
        "veulent",
        "parlent",
        "gèrent",
        "demandent",
        "affichent",
        "donnent",
        "voient",
        "soient",
        "restaurent",
        "entrent",
        "montrent",
        "ouvrent",
        "offrent",
        "durent",
        "passent",
        "restent",
        "existent",
        "permettent",
        "consultent",
        "transmettent",
        "mettent",
    ];
    verbs.contains(&part) || !heard.iter().any(|ending| part.ends_with(ending))
}

/// Groups of vowels side by side.
fn vowel_groups(letters: &[char], is_vowel: fn(char) -> bool) -> u32 {
    let mut count = 0;
    let mut before = false;
    for (at, c) in letters.iter().enumerate() {
        // A y before a vowel is a consonant: "beyond", "yes".
        let next = letters.get(at + 1).copied();
        let is = is_vowel(*c) && !(*c == 'y' && next.is_some_and(&is_vowel));
        count += u32::from(is && !before);
        before = is;
    }
    count
}
