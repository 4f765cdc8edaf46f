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
/// Entries from here on are places in [`Table::elements`]; those below are the upper half of a
/// [`Element::primary`].
const SPAN: u16 = 0xe000;
/// The middle dot after an l, which is a mark there.
const DOT: u8 = b'_';
/// The Cyrillic titlo, U+0483.
const TITLO: u8 = b']';
/// Marks that are not told apart.
const OTHER_MARK: u8 = b'^';
/// The breve, which makes another letter of the Cyrillic i.
const BREVE: u8 = b'5';

/// A collation element: what a character, or a part of one, weighs on each level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Element {
    /// One to four bytes from the left, none of them 0; all are 0 for a mark.
    pub(super) primary: u32,
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

/// What weighs nothing.
const NOTHING: Element = Element { primary: 0, secondary: 0, tertiary: 0, class: 0 };

/// The weights.
#[derive(Debug)]
pub(super) struct Table {
    /// The first weight of ASCII characters for which one byte says all but the case; else 0.
    pub(super) ascii: [u8; 256],
    /// By code point: what it weighs on the first level, where its elements begin, or 0.
    entries: Vec<u16>,
    /// Elements of characters, each time with [`NOTHING`] behind the last.
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
            elements: Vec::new(),
            scripts: Vec::new(),
            l: 0,
            dot: 0,
            i: 0,
            short_i: 0,
        };
        table.order();
        [table.l, table.dot, table.i, table.short_i] =
            ['l', '·', 'и', 'й'].map(|c| u32::from(table.entry(u32::from(c))) << 16);
        for (code, weight) in (0x300..).zip(MARKS.bytes()) {
            if weight != b'.' {
                table.enter(code, &[Element::mark(weight, class(code))]);
            }
        }
        table.enter(0x483, &[Element::mark(TITLO, 230)]);
        let mut elements = Vec::new();
        table.spell(&mut elements);
        table.accents(&mut elements);
        for codes in [0..0x530, 0x1e00..0x2200] {
            for code in codes {
                table.capital(code, &mut elements);
            }
        }
        table
    }

    /// Gives the characters of [`ORDER`] their weights: one byte to those of ASCII, two to others.
    fn order(&mut self) {
        let mut before = None;
        let mut last = 0;
        let [mut lead, mut second] = [1_u8, u8::MAX];
        for c in ORDER.chars() {
            if c == '…' {
                before = Some(last);
                continue;
            }
            last = u32::from(c);
            for code in before.take().map_or(last, |before| before + 1)..=last {
                let exact = is_exact(code);
                let alone = matches!(code, 0x20..0x7f);
                if alone || !exact || second == u8::MAX {
                    lead += 1;
                    second = 1;
                }
                second += 1;
                if !exact {
                    let at = self.scripts.partition_point(|&(start, _)| start < code);
                    self.scripts.insert(at, (code, u32::from(lead) << 24));
                } else if let Some(entry) = self.entries.get_mut(code as usize) {
                    *entry = u16::from_be_bytes([lead, if alone { 0 } else { second }]);
                }
                if alone || !exact {
                    second = u8::MAX;
                }
                if alone {
                    for code in [code, u32::from(c.to_ascii_uppercase())] {
                        if let Some(weight) = self.ascii.get_mut(code as usize) {
                            *weight = lead;
                        }
                    }
                }
            }
        }
    }

    /// Unfolds [`SPELLINGS`].
    fn spell(&mut self, elements: &mut Vec<Element>) {
        let mut spelled = None;
        let mut how = '\0';
        for c in SPELLINGS.chars() {
            match (spelled, c) {
                (None, _) => spelled = Some(u32::from(c)),
                (Some(code), '|') => {
                    self.enter(code, elements);
                    elements.clear();
                    (spelled, how) = (None, '\0');
                }
                (_, 'A'..='Z') => how = c,
                _ => {
                    let from = elements.len();
                    self.add(c, elements);
                    for element in elements.iter_mut().skip(from).filter(|_| how != '\0') {
                        let (level, difference, class) = difference(how);
                        match level {
                            2 => element.secondary = COMMON + difference,
                            _ => element.tertiary = COMMON + difference,
                        }
                        element.class = class;
                    }
                }
            }
        }
    }

    fn accents(&mut self, elements: &mut Vec<Element>) {
        for (start, names) in ACCENTS {
            for (code, name) in (start..).zip(names.chars()) {
                let mut marks = SEQUENCES.chars();
                if name == '.' || !marks.any(|c| c == name) {
                    continue;
                }
                let c = char::from_u32(code).unwrap_or_default();
                elements.clear();
                self.add(fold::plain(c).unwrap_or(c), elements);
                if lower(c) != c {
                    raise(elements, 0);
                }
                for mark in marks.take_while(|mark| !mark.is_ascii()) {
                    self.add(mark, elements);
                }
                self.enter(code, elements);
            }
        }
    }

    /// A capital weighs what its small letter does, but for the third level.
    fn capital(&mut self, code: u32, elements: &mut Vec<Element>) {
        let c = char::from_u32(code).unwrap_or_default();
        let small = lower(c);
        if small != c && self.entry(code) == 0 && self.entry(u32::from(small)) != 0 {
            elements.clear();
            self.add(small, elements);
            raise(elements, 0);
            self.enter(code, elements);
        }
    }

    fn enter(&mut self, code: u32, elements: &[Element]) {
        if let Some(entry) = self.entries.get_mut(code as usize) {
            *entry = SPAN + u16::try_from(self.elements.len()).unwrap_or_default();
            self.elements.extend_from_slice(elements);
            self.elements.push(NOTHING);
        }
    }

    fn entry(&self, code: u32) -> u16 {
        self.entries.get(code as usize).copied().unwrap_or_default()
    }

    /// Adds the elements of a character to those of the text before it.
    pub(super) fn add(&self, c: char, elements: &mut Vec<Element>) {
        match self.entry(u32::from(c)) {
            0 => self.add_other(c, elements),
            entry @ ..SPAN => self.push(Element::letter(u32::from(entry) << 16), elements),
            entry => {
                let own = self.elements.iter().skip(usize::from(entry - SPAN));
                for &element in own.take_while(|&&element| element != NOTHING) {
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
            elements.push(NOTHING);
        } else if small != c {
            self.add(small, elements);
            raise(elements, from);
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
pub(super) const fn is_exact(code: u32) -> bool {
    matches!(code,
        1..0x530 | 0x1e00..0x2460 | 0x2500..0x2776 | 0x2794..0x2800 | 0xff01..0xff5f)
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

/// Makes the third level that of capitals, from some element on.
fn raise(elements: &mut [Element], from: usize) {
    for element in elements.iter_mut().skip(from).filter(|element| element.primary != 0) {
        element.tertiary += CAPITAL;
    }
}

/// How the letters of a spelling differ from plain small ones: on which level, by how much, and
/// with which combining class.
const fn difference(how: char) -> (u8, u8, u8) {
    match how {
        'G' => (2, 1, 0),
        'H' => (2, 2, 0),
        'I' => (2, 3, 0),
        'J' => (2, 4, 0),
        'C' => (3, 2, 0),
        'L' => (3, 2, 230),
        'F' => (3, 3, 0),
        'K' => (3, 10, 0),
        'T' => (3, 11, 0),
        'P' => (3, 13, 0),
        'B' => (3, 14, 0),
        _ => (3, 15, 0),
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
