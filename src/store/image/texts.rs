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
    predict,
};
use crate::{
    domain::{Attribute, UserId},
    store::{
        Cell, Users,
        codes::Codes,
        column::{BLOCK, Data, Form, ListBlock, Lists, NULL, Raw, RawBlock, TextColumn, UNTOLD},
        dictionary::Dictionary,
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
pub(super) fn write_raw(users: &Users, attribute: Attribute, raw: &Raw, out: &mut Writer) {
    let beginnings = predict::of(attribute);
    // By way: the place of the beginning, and the ending.
    let mut ways: Vec<(usize, &str)> = Vec::new();
    let (mut rows, mut lengths, mut heap) = (Vec::new(), Writer::default(), Vec::new());
    let mut beginning = String::new();
    for (user, row) in (0..).map(UserId).zip(0..raw.len()) {
        let text = match raw.read(row) {
            Cell::Text(text) => text,
            cell => {
                rows.push(if cell.is_known() { NULL_ROW } else { UNTOLD_ROW });
                continue;
            }
        };
        let way = beginnings.iter().enumerate().find_map(|(place, it)| {
            beginning.clear();
            if !it.write(users, user, &mut beginning) {
                return None;
            }
            let ending = text.strip_prefix(beginning.as_str())?;
            let known = ways.iter().position(|&way| way == (place, ending));
            if known.is_none() && ways.len() < WAYS && ending.len() <= ENDING {
                ways.push((place, ending));
                return Some(ways.len() - 1);
            }
            known
        });
        if let Some(way) = way.and_then(|way| u8::try_from(way).ok()) {
            rows.push(WAY + way);
            continue;
        }
        match u8::try_from(text.len()).ok().and_then(|length| length.checked_add(TEXT)) {
            Some(row) if row < ASIDE => rows.push(row),
            _ => {
                rows.push(ASIDE);
                lengths.number(text.len());
            }
        }
        heap.extend_from_slice(text.as_bytes());
    }
    let mut written = Writer::default();
    for (place, ending) in ways {
        written.byte(u8::try_from(place).unwrap_or(u8::MAX));
        written.run(ending.as_bytes());
    }
    out.run(&written.bytes);
    out.raw(&rows);
    out.run(&lengths.bytes);
    out.run(&heap);
}

pub(super) fn read_raw(
    users: &Users,
    attribute: Attribute,
    rows: usize,
    input: &mut Reader<'_>,
) -> Option<Data> {
    let mut run = Reader::new(input.run()?);
    let mut ways = Vec::new();
    while run.left() > 0 {
        let beginning = *predict::of(attribute).get(usize::from(run.byte()?))?;
        let ending = run.text().filter(|ending| ending.len() <= ENDING)?;
        ways.push((beginning, ending));
    }
    let rows = input.raw(rows)?;
    let mut lengths = Reader::new(input.run()?);
    let heap = input.text()?;
    let mut raw = Raw::default();
    let mut users_of_rows = (0..).map(UserId);
    let mut at = 0_usize;
    for rows in rows.chunks(BLOCK) {
        let like = raw.blocks.last().map_or(0, |block: &RawBlock| block.heap.len());
        let mut block = RawBlock {
            heap: String::with_capacity(like + like / 16),
            ends: Vec::with_capacity(rows.len()),
        };
        // Texts that lie one after the other are copied together, from here on.
        let mut from = at;
        for (&row, user) in rows.iter().zip(users_of_rows.by_ref()) {
            let length = match row {
                UNTOLD_ROW | NULL_ROW => 0,
                WAY..=TEXT => {
                    let (beginning, ending) = ways.get(usize::from(row - WAY))?;
                    block.heap.push_str(heap.get(from..at)?);
                    from = at;
                    if !beginning.write(users, user, &mut block.heap) {
                        return None;
                    }
                    block.heap.push_str(ending);
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

pub(super) fn read_lists(rows: usize, input: &mut Reader<'_>) -> Option<Data> {
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
    all.then_some(Data::Texts(lists))
}
