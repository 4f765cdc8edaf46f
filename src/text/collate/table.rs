//! The weights of every character of the exact repertoire, unfolded once from [`data`](super::data).

use super::data::{ACCENTS, MARKS, ORDER, SEQUENCES, SPELLINGS};
use crate::text::fold;
use std::sync::OnceLock;

/// The least weight on the second and third level, of a plain letter. Below it are 0, which no key
/// has, and 1, which parts the levels.
pub(super) const COMMON: u8 = 2;
/// What a capital has more than its small letter on the third level.
const CAPITAL: u8 = 8;
/// A plain capital.
pub(super) const UPPER: u8 = COMMON + CAPITAL;

/// End of the code points that have an entry each.
const END: u32 = 0x2800;
/// Entries from here on are places in [`Table::ends`]; those below are the upper half of a
/// [`Element::primary`].
const SPAN: u16 = 0xe000;
/// The middle dot after an l, which is a mark there.
const DOT: u8 = b'_';
/// Marks that are not told apart.
const OTHER_MARK: u8 = b'^';
/// The breve, which makes another letter of the Cyrillic i.
const BREVE: u8 = b'5';

/// A collation element: what a character, or a part of one, weighs on each level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Element {
    /// One to four bytes from the left, none of them 0; all are 0 for a mark.
    pub(super) primary: u32,
    /// 0 for what has no weight at all.
    pub(super) secondary: u8,
    pub(super) tertiary: u8,
    /// The canonical combining class, where the element may change places.
    class: u8,
}

impl Element {
    const fn letter(primary: u32) -> Self {
        Self { primary, secondary: COMMON, tertiary: COMMON, class: 0 }
    }

    const fn mark(secondary: u8, class: u8) -> Self {
        Self { primary: 0, secondary, tertiary: COMMON, class }
    }

    /// Whether this is a certain letter, small or capital, and nothing else.
    fn is_plain(self, primary: u32) -> bool {
        self.primary == primary
            && self.secondary == COMMON
            && matches!(self.tertiary, COMMON | UPPER)
            && self.class == 0
    }
}

/// The weights.
#[derive(Debug)]
pub(super) struct Table {
    /// The first weight of ASCII characters for which one byte says all but the case; else 0.
    pub(super) ascii: [u8; 256],
    /// By code point: what it weighs on the first level, where its elements are, or 0.
    entries: Vec<u16>,
    /// Ends of the spans of `elements`, the first of them empty.
    ends: Vec<usize>,
    elements: Vec<Element>,
    /// First bytes of the scripts that sort by code point, by their first code points.
    scripts: Vec<(u32, u32)>,
    /// Letters that pull in what follows.
    l: u32,
    dot: u32,
    i: u32,
    short_i: u32,
}

/// The table, made at its first use.
pub(super) fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(Table::new)
}

impl Table {
    fn new() -> Self {
        let mut table = Self {
            ascii: [0; 256],
            entries: vec![0; END as usize],
            ends: vec![0],
            elements: Vec::new(),
            scripts: Vec::new(),
            l: 0,
            dot: 0,
            i: 0,
            short_i: 0,
        };
        table.order();
        let primary = |c| table.entry(c).map_or(0, |entry| u32::from(entry) << 16);
        [table.l, table.dot, table.i, table.short_i] = ['l', '·', 'и', 'й'].map(primary);
        table.marks();
        for spelling in SPELLINGS.split('|') {
            table.spell(spelling);
        }
        table.accents();
        for c in ('\0'..'\u{530}').chain('\u{1e00}'..'\u{2200}') {
            table.capital(c);
        }
        table
    }

    /// Gives the characters of [`ORDER`] their weights: one byte to those of ASCII, two to others.
    fn order(&mut self) {
        let (mut before, mut through) = ('\0', false);
        let [mut lead, mut second] = [1, u8::MAX];
        for c in ORDER.chars() {
            if c == '…' {
                through = true;
                continue;
            }
            for c in if through { before..=c } else { c..=c }.skip(usize::from(through)) {
                let alone = matches!(c, ' '..='~');
                if alone || !is_exact(c) || second == u8::MAX {
                    lead += 1;
                    second = 1;
                }
                if !is_exact(c) {
                    self.scripts.push((u32::from(c), u32::from(lead) << 24));
                    second = u8::MAX;
                } else if alone {
                    self.enter(c, u16::from_be_bytes([lead, 0]));
                    for c in [c, c.to_ascii_uppercase()] {
                        if let Some(place) = self.ascii.get_mut(c as usize) {
                            *place = lead;
                        }
                    }
                    second = u8::MAX;
                } else {
                    second += 1;
                    self.enter(c, u16::from_be_bytes([lead, second]));
                }
            }
            (before, through) = (c, false);
        }
        self.scripts.sort_unstable();
    }

    fn marks(&mut self) {
        let codes = (0x300..0x370).chain([0x483]);
        for (code, weight) in codes.zip(MARKS.bytes()).filter(|&(_, weight)| weight != b'.') {
            self.add_span(char::from_u32(code), &[Element::mark(weight, class(code))]);
        }
        // Small letters over others: their third level is that of spelled letters.
        for (mark, c) in ('\u{363}'..).zip("aeioucdhmrtvx".chars()) {
            let mut elements = Vec::new();
            self.add(c, &mut elements);
            for element in &mut elements {
                (element.tertiary, element.class) = (COMMON + kind('C'), class(u32::from(mark)));
            }
            self.add_span(Some(mark), &elements);
        }
    }

    /// Unfolds one of [`SPELLINGS`].
    fn spell(&mut self, spelling: &str) {
        let mut elements = Vec::new();
        let mut chars = spelling.chars();
        let spelled = chars.next();
        let mut how = None;
        for c in chars {
            if c.is_ascii_uppercase() {
                how = Some(c);
                continue;
            }
            let from = elements.len();
            self.add(c, &mut elements);
            for element in elements.iter_mut().skip(from) {
                match how {
                    None => continue,
                    Some(how @ 'G'..='J') => element.secondary = COMMON + 1 + (how as u8 - b'G'),
                    Some(how) => element.tertiary = COMMON + kind(how),
                }
                element.class = 0;
            }
        }
        self.add_span(spelled, &elements);
    }

    fn accents(&mut self) {
        for (start, names) in ACCENTS {
            for (code, name) in (start..).zip(names.chars()).filter(|&(_, name)| name != '.') {
                let Some(c) = char::from_u32(code) else { continue };
                let Some((_, marks)) = SEQUENCES.split_once(name) else { continue };
                let mut elements = Vec::new();
                self.add(fold::plain(c).unwrap_or(c), &mut elements);
                if lower(c) != c {
                    raise(&mut elements);
                }
                for mark in marks.chars().take_while(|mark| !mark.is_ascii()) {
                    self.add(mark, &mut elements);
                }
                self.add_span(Some(c), &elements);
            }
        }
    }

    /// A capital weighs what its small letter does, but for the third level.
    fn capital(&mut self, c: char) {
        let small = lower(c);
        if small != c && self.entry(c).is_none() && self.entry(small).is_some() {
            let mut elements = Vec::new();
            self.add(small, &mut elements);
            raise(&mut elements);
            self.add_span(Some(c), &elements);
        }
    }

    fn enter(&mut self, c: char, entry: u16) {
        if let Some(place) = self.entries.get_mut(c as usize) {
            *place = entry;
        }
    }

    fn add_span(&mut self, c: Option<char>, elements: &[Element]) {
        let Some(c) = c else { return };
        self.enter(c, SPAN + u16::try_from(self.ends.len()).unwrap_or_default());
        self.elements.extend_from_slice(elements);
        self.ends.push(self.elements.len());
    }

    fn span(&self, entry: u16) -> &[Element] {
        let at = usize::from(entry - SPAN);
        let end = |at: usize| self.ends.get(at).copied().unwrap_or_default();
        self.elements.get(end(at.saturating_sub(1))..end(at)).unwrap_or_default()
    }

    fn entry(&self, c: char) -> Option<u16> {
        self.entries.get(c as usize).copied().filter(|&entry| entry != 0)
    }

    /// Adds the elements of a character to those of the text before it.
    pub(super) fn add(&self, c: char, elements: &mut Vec<Element>) {
        match self.entry(c) {
            None => self.add_other(c, elements),
            Some(entry) if entry < SPAN => {
                self.push(Element::letter(u32::from(entry) << 16), elements);
            }
            Some(entry) => {
                for &element in self.span(entry) {
                    self.push(element, elements);
                }
            }
        }
    }

    /// Adds an element, marks in their canonical order and joined with the letter where the two
    /// are one.
    fn push(&self, element: Element, elements: &mut Vec<Element>) {
        let Element { secondary, class, .. } = element;
        if class == 0 {
            let after_l = elements.last().is_some_and(|last| last.is_plain(self.l));
            let dotted = element.is_plain(self.dot) && after_l;
            elements.push(if dotted { Element::mark(DOT, 0) } else { element });
            return;
        }
        let mut at = elements.len();
        while elements.get(at.wrapping_sub(1)).is_some_and(|before| before.class > class) {
            at -= 1;
        }
        if secondary == BREVE {
            let blocks = |before: &&mut Element| before.class == 0 || before.class == class;
            let letter = elements.get_mut(..at).into_iter().flatten().rev().find(blocks);
            if let Some(letter) = letter.filter(|letter| letter.is_plain(self.i)) {
                letter.primary = self.short_i;
                return;
            }
        }
        elements.insert(at, element);
    }

    /// Adds a character that has no entry: see [`super`] for what is approximate.
    fn add_other(&self, c: char, elements: &mut Vec<Element>) {
        let code = u32::from(c);
        let small = lower(c);
        let from = elements.len();
        if is_ignorable(c) {
            // It stands between what would change places or join otherwise.
            elements.push(Element { primary: 0, secondary: 0, tertiary: 0, class: 0 });
        } else if small != c {
            self.add(small, elements);
            raise(elements.get_mut(from..).unwrap_or_default());
        } else if let Some(narrow @ '!'..='~') = char::from_u32(code.wrapping_sub(0xfee0)) {
            self.add(narrow, elements);
            for element in elements.iter_mut().skip(from) {
                element.tertiary += 1;
            }
        } else if fold::is_dropped(c) {
            elements.push(Element::mark(OTHER_MARK, 0));
        } else {
            let after = self.scripts.partition_point(|&(start, _)| start <= code);
            let lead = self.scripts.get(after.wrapping_sub(1)).map_or(0, |&(_, lead)| lead);
            let low = code >> 14 << 16 | (code >> 7 & 0x7f) << 8 | code & 0x7f;
            elements.push(Element::letter(lead | 0x80_8080 | low));
        }
    }
}

/// Whether the order of a character is CLDR's own, if it is assigned.
pub(super) const fn is_exact(c: char) -> bool {
    matches!(c,
        '\u{1}'..'\u{530}' | '\u{1e00}'..'\u{2460}' | '\u{2500}'..'\u{2776}'
        | '\u{2794}'..'\u{2800}' | '\u{ff01}'..='\u{ff5e}')
}

/// What has no weight on any level: controls, joiners, marks of direction, and such.
const fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\0'..=' ' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{488}' | '\u{489}'
        | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// Makes the third level that of capitals.
fn raise(elements: &mut [Element]) {
    for element in elements.iter_mut().filter(|element| element.primary != 0) {
        element.tertiary += CAPITAL;
    }
}

/// How letters of a spelling differ on the third level from plain small ones.
const fn kind(how: char) -> u8 {
    match how {
        'C' => 2,
        'F' => 3,
        'K' => 10,
        'T' => 11,
        'P' => 13,
        'B' => 14,
        _ => 15,
    }
}

/// The canonical combining class of a mark in U+0300..=U+036F and U+0483..=U+0487.
const fn class(code: u32) -> u8 {
    match code {
        0x334..=0x338 => 1,
        0x321 | 0x322 | 0x327 | 0x328 => 202,
        0x31b => 216,
        0x316..=0x319
        | 0x31c..=0x326
        | 0x329..=0x333
        | 0x339..=0x33c
        | 0x347..=0x349
        | 0x34d
        | 0x34e
        | 0x353..=0x356
        | 0x359
        | 0x35a => 220,
        0x315 | 0x31a | 0x358 => 232,
        0x35c | 0x35f | 0x362 => 233,
        0x35d | 0x35e | 0x360 | 0x361 => 234,
        0x345 => 240,
        _ => 230,
    }
}
