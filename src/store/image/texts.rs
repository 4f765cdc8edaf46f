//! Columns of texts as bytes.
//!
//! Texts one by one are
//! ```text
//! ways      a run: how texts follow from others, each a beginning (a byte, its place in `predict`)
//!           and an ending (a text)
//! rows      a byte a row: 0 unknown, 1 null, 2 to 65 a way, 66 to 254 a text of 1 to 189 bytes,
//!           255 a longer one
//! lengths   of those longer ones, a run
//! texts     the bytes of all texts that follow from no other (a text)
//! ```

use super::{
    bytes::{Reader, Writer},
    column::{in_order, read_codes, write_codes},
    predict::{self, Source},
};
use crate::{
    domain::Attribute,
    store::{
        Cell, Objects,
        codes::Codes,
        column::{
            BLOCK, Data, Form, ListBlock, Lists, NULL, Raw, RawBlock, SharedLists, TextColumn,
            UNTOLD,
        },
        dictionary::Dictionary,
        hash,
        strings::Strings,
    },
};

/// Bytes of a row that say the same in every column.
const UNTOLD_ROW: u8 = 0;
const NULL_ROW: u8 = 1;
/// The first way, or a list of one text.
const WAY: u8 = 2;
/// A text of no bytes, of which there is none; longer ones follow.
const TEXT: u8 = 65;
/// A text whose length, or a list whose number of texts, stands aside.
const ASIDE: u8 = 255;
/// Most ways of a column.
const WAYS: usize = (TEXT - WAY) as usize + 1;
/// Longest ending of a way, in bytes.
const ENDING: usize = 255;

/// Writes the texts that are in use, and the codes.
pub(super) fn write_dictionary(dictionary: &Dictionary, codes: &Codes, out: &mut Writer) {
    let (used, codes) = in_order(codes, dictionary.len());
    let (mut lengths, mut heap) = (Writer::default(), Vec::new());
    for number in used {
        let text = dictionary.get(number);
        lengths.number(text.len());
        heap.extend_from_slice(text.as_bytes());
    }
    out.run(&lengths.bytes);
    out.run(&heap);
    write_codes(&codes, out);
}

pub(super) fn read_dictionary(rows: usize, input: &mut Reader<'_>) -> Option<Data> {
    let mut lengths = Reader::new(input.run()?);
    let heap = input.text()?;
    let mut ends = Vec::with_capacity(lengths.left());
    let mut end = 0_usize;
    while lengths.left() > 0 {
        end = after(heap, end, lengths.number().filter(|&length| length > 0)?)?;
        ends.push(u32::try_from(end).ok()?);
    }
    if end != heap.len() {
        return None;
    }
    let most = u32::try_from(ends.len()).ok()?.checked_add(NULL)?;
    let codes = read_codes(rows, most, input)?;
    let dictionary = Dictionary::of(Strings { heap: heap.to_owned(), ends });
    Some(Data::Text(TextColumn::of(Form::Dictionary { dictionary, codes })))
}

/// The end of a text that starts at a place in a heap.
#[inline]
fn after(heap: &str, start: usize, length: usize) -> Option<usize> {
    start.checked_add(length).filter(|&end| heap.is_char_boundary(end))
}

/// Writes texts one by one, or how they follow from others.
pub(super) fn write_raw(users: &Objects, attribute: Attribute, raw: &Raw, out: &mut Writer) {
    let sources = sources(users, attribute);
    // By way: the place of the beginning, and the ending.
    let mut ways: Vec<(u8, &str)> = Vec::new();
    let kept = |block: &RawBlock| if sources.is_empty() { block.heap.len() } else { 0 };
    let mut heap = Vec::with_capacity(raw.blocks.iter().map(kept).sum());
    let mut rows = Vec::with_capacity(raw.blocks.len() * BLOCK);
    let mut lengths = Writer::default();
    for block in &raw.blocks {
        let texts = block.heap.as_bytes();
        // Texts that lie one after the other are copied together, from here on.
        let (mut from, mut start) = (0, 0);
        for &end in &block.ends {
            let (known, end) = (end & UNTOLD == 0, (end & !UNTOLD) as usize);
            let text = texts.get(start..end).unwrap_or_default();
            let way = if sources.is_empty() || text.is_empty() {
                None
            } else {
                way(&sources, rows.len(), block.heap.get(start..end), &mut ways)
            };
            rows.push(match (way, u8::try_from(text.len())) {
                (Some(way), _) => {
                    heap.extend_from_slice(texts.get(from..start).unwrap_or_default());
                    from = end;
                    WAY + way
                }
                (None, Ok(0)) => {
                    if known {
                        NULL_ROW
                    } else {
                        UNTOLD_ROW
                    }
                }
                (None, Ok(length)) if length < ASIDE - TEXT => TEXT + length,
                _ => {
                    lengths.number(text.len());
                    ASIDE
                }
            });
            start = end;
        }
        heap.extend_from_slice(texts.get(from..).unwrap_or_default());
    }
    let mut written = Writer::default();
    for (place, ending) in ways {
        written.byte(place);
        written.run(ending.as_bytes());
    }
    out.run(&written.bytes);
    out.raw(&rows);
    out.run(&lengths.bytes);
    out.run(&heap);
}

/// The beginnings for an attribute with their columns, by place.
fn sources(users: &Objects, attribute: Attribute) -> Vec<Option<Source<'_>>> {
    predict::of(attribute).iter().map(|beginning| Source::of(*beginning, users)).collect()
}

/// The number of the way in which a row's text follows from others, added where it is new and
/// there is room.
fn way<'a>(
    sources: &[Option<Source<'_>>],
    row: usize,
    text: Option<&'a str>,
    ways: &mut Vec<(u8, &'a str)>,
) -> Option<u8> {
    (0..).zip(sources).find_map(|(place, source)| {
        let parts = source.as_ref()?.parts(row)?;
        let ending = parts.into_iter().try_fold(text?, |rest, part| {
            let (start, rest) = rest.split_at_checked(part.len())?;
            hash::equal(start.as_bytes(), part.as_bytes()).then_some(rest)
        })?;
        // A word or a number that goes on differs from person to person.
        if ending.starts_with(|first: char| first.is_ascii_alphanumeric()) {
            return None;
        }
        let known = ways.iter().position(|way| way.1 == ending && way.0 == place);
        if known.is_none() && ways.len() < WAYS && ending.len() <= ENDING {
            ways.push((place, ending));
            return u8::try_from(ways.len() - 1).ok();
        }
        u8::try_from(known?).ok()
    })
}

pub(super) fn read_raw(
    users: &Objects,
    attribute: Attribute,
    rows: usize,
    input: &mut Reader<'_>,
) -> Option<Data> {
    let mut run = Reader::new(input.run()?);
    let mut ways = Vec::new();
    let sources = sources(users, attribute);
    while run.left() > 0 {
        let source = sources.get(usize::from(run.byte()?))?.as_ref()?;
        let ending = run.text().filter(|ending| ending.len() <= ENDING)?;
        ways.push((source, ending));
    }
    let rows = input.raw(rows)?;
    let mut lengths = Reader::new(input.run()?);
    let heap = input.text()?;
    let mut raw = Raw::default();
    let mut at = 0_usize;
    for (rows, first) in rows.chunks(BLOCK).zip((0..).step_by(BLOCK)) {
        let like = raw.blocks.last().map_or(0, |block: &RawBlock| block.heap.len());
        let mut block = RawBlock {
            heap: String::with_capacity((like + like / 16).min(1 << 20)),
            ends: Vec::with_capacity(rows.len()),
        };
        // Texts that lie one after the other are copied together, from here on.
        let mut from = at;
        for (&row, number) in rows.iter().zip(first..) {
            let length = match row {
                UNTOLD_ROW | NULL_ROW => 0,
                WAY..=TEXT => {
                    let (source, ending) = ways.get(usize::from(row - WAY))?;
                    let [one, between, other] = source.parts(number)?;
                    for part in [heap.get(from..at)?, one, between, other, ending] {
                        if !part.is_empty() {
                            block.heap.push_str(part);
                        }
                    }
                    from = at;
                    0
                }
                ASIDE => lengths.number().filter(|&length| length > 0)?,
                row => usize::from(row - TEXT),
            };
            at = after(heap, at, length)?;
            let end = u32::try_from(block.heap.len() + (at - from)).ok()?;
            if end >= UNTOLD {
                return None;
            }
            block.ends.push(if row == UNTOLD_ROW { end | UNTOLD } else { end });
        }
        block.heap.push_str(heap.get(from..at)?);
        raw.blocks.push(block);
    }
    let all = at == heap.len() && lengths.left() == 0;
    all.then(|| Data::Text(TextColumn::of(Form::Raw(raw))))
}

pub(super) fn write_lists(lists: &Lists, out: &mut Writer) {
    let (mut numbers, mut lengths, mut heap) = (Writer::default(), Writer::default(), Vec::new());
    for row in 0..lists.len() {
        let Cell::Texts(texts) = lists.read(row) else {
            out.byte(if lists.read(row).is_known() { NULL_ROW } else { UNTOLD_ROW });
            continue;
        };
        match u8::try_from(texts.len() + 1) {
            Ok(row) if row < ASIDE => out.byte(row),
            _ => {
                out.byte(ASIDE);
                numbers.number(texts.len());
            }
        }
        for text in texts.iter() {
            lengths.number(text.len());
            heap.extend_from_slice(text.as_bytes());
        }
    }
    out.run(&numbers.bytes);
    out.run(&lengths.bytes);
    out.run(&heap);
}

pub(super) fn read_lists(rows: usize, input: &mut Reader<'_>) -> Option<Lists> {
    let rows = input.raw(rows)?;
    let mut numbers = Reader::new(input.run()?);
    let mut lengths = Reader::new(input.run()?);
    let heap = input.text()?;
    let mut lists = Lists::default();
    let mut at = 0_usize;
    for rows in rows.chunks(BLOCK) {
        let mut block = ListBlock::default();
        let from = at;
        for &row in rows {
            let texts = match row {
                UNTOLD_ROW | NULL_ROW => 0,
                ASIDE => numbers.number().filter(|&texts| texts > 0)?,
                row => usize::from(row - NULL_ROW),
            };
            for _ in 0..texts {
                at = after(heap, at, lengths.number()?)?;
                block.items.push(u32::try_from(at - from).ok()?);
            }
            let end = u32::try_from(block.items.len()).ok()?;
            if end >= UNTOLD {
                return None;
            }
            block.cells.push(if row == UNTOLD_ROW { end | UNTOLD } else { end });
        }
        block.heap.push_str(heap.get(from..at)?);
        lists.blocks.push(block);
    }
    let all = at == heap.len() && numbers.left() == 0 && lengths.left() == 0;
    all.then_some(lists)
}

/// Writes the lists that are in use, and the codes.
pub(super) fn write_shared(shared: &SharedLists, out: &mut Writer) {
    let (used, codes) = in_order(shared.codes(), shared.lists().len());
    let mut lists = Lists::default();
    for number in used {
        if let Cell::Texts(texts) = shared.lists().read(number as usize) {
            lists.push(true, texts.iter());
        }
    }
    out.number(lists.len());
    write_lists(&lists, out);
    write_codes(&codes, out);
}

pub(super) fn read_shared(rows: usize, input: &mut Reader<'_>) -> Option<Data> {
    let count = input.number()?;
    // A list is of somebody, so there are no more lists than rows.
    let lists = if count > rows { return None } else { read_lists(count, input)? };
    let most = u32::try_from(count).ok()?.checked_add(NULL)?;
    if (0..count).any(|row| !lists.read(row).is_value()) {
        return None;
    }
    let codes = read_codes(rows, most, input)?;
    Some(Data::Shared(SharedLists::of(lists, codes)))
}
