//! Who is in which group, as blocks of bytes.
//!
//! ```text
//! members   number of groups; in the first block
//! group     twice, members and owners: how far known (0 unknown, 1 at least, 2 complete; 4 more
//!           where nobody is in it), then, where somebody is, the rows of users, groups and devices,
//!           and the objects that are no rows: how many, then 16 bytes of id and a byte that says
//!           what each is
//! rows      a byte: 0 none; 1 how many, then how much greater each is than the one before, less
//!           one; 2 how many bits, then the bits in whole bytes
//! ```
//! Groups come in the order of their rows; a block ends with a group. Numbers are LEB128.

use super::{
    FULL, Nonsense,
    bytes::{Reader, Writer},
};
use crate::{
    domain::{ObjectId, Row, attribute::Of},
    store::{
        Bits, Directory, Members, Rows,
        members::{Extent, List, Other, Side, Sort},
    },
};

const KINDS: [Of; 3] = [Of::User, Of::Group, Of::Device];
const SORTS: [Sort; 6] =
    [Sort::Unsaid, Sort::User, Sort::Group, Sort::Device, Sort::ServicePrincipal, Sort::Contact];
/// Nobody is in the list.
const EMPTY: u8 = 4;

/// Writes blocks, one at a time; the members are the same all the while.
#[derive(Debug)]
pub struct Encoder {
    next: u32,
    begin: fn() -> Vec<u8>,
}

impl Encoder {
    /// Begins; every block with what `begin` gives.
    #[must_use]
    pub fn new(begin: fn() -> Vec<u8>) -> Self {
        Self { next: 0, begin }
    }

    /// The next block; none after the last one. There is a first one for no groups.
    pub fn step(&mut self, members: &Members) -> Option<Vec<u8>> {
        let groups = members.groups();
        if self.next > groups || (self.next == groups && groups > 0) {
            return None;
        }
        let mut out = Writer { bytes: (self.begin)() };
        if self.next == 0 {
            out.number(groups as usize);
        }
        while self.next < groups && out.bytes.len() < FULL {
            for side in Side::BOTH {
                write(members.of(side, Row(self.next)), &mut out);
            }
            self.next += 1;
        }
        // Past the end, so that no groups make one block.
        self.next += u32::from(groups == 0);
        Some(out.bytes)
    }
}

fn write(list: &List, out: &mut Writer) {
    let extent = match list.extent {
        Extent::Unknown => 0,
        Extent::AtLeast => 1,
        Extent::Complete => 2,
    };
    if list.count() == 0 {
        return out.byte(extent | EMPTY);
    }
    out.byte(extent);
    for of in KINDS {
        match list.rows(of) {
            rows if rows.is_empty() => out.byte(0),
            Rows::List(rows, _) => {
                out.byte(1);
                out.number(rows.len());
                let mut least = 0;
                for row in rows {
                    out.number((row - least) as usize);
                    least = row + 1;
                }
            }
            Rows::Bits(bits) => {
                out.byte(2);
                out.number(bits.len() as usize);
                out.bits(bits);
            }
        }
    }
    out.number(list.others().len());
    for other in list.others() {
        out.raw(&other.id.0);
        let sort = SORTS.iter().position(|sort| *sort == other.sort);
        out.byte(sort.and_then(|sort| u8::try_from(sort).ok()).unwrap_or_default());
    }
}

/// Reads blocks in their order.
#[derive(Debug, Default)]
pub struct Decoder {
    members: Members,
    next: u32,
    begun: bool,
}

impl Decoder {
    /// Reads the next block; the rows that it names are in the directory.
    ///
    /// # Errors
    /// [`Nonsense`] when it was not written by [`Encoder`]; there is no use in going on then.
    pub fn read(&mut self, block: &[u8], directory: &Directory) -> Result<(), Nonsense> {
        let mut input = Reader::new(block);
        self.groups(&mut input, directory).ok_or(Nonsense { at: block.len() - input.left() })
    }

    fn groups(&mut self, input: &mut Reader<'_>, directory: &Directory) -> Option<()> {
        if !self.begun {
            self.begun = true;
            let groups = u32::try_from(input.number()?).ok()?;
            if groups > directory.groups.rows() {
                return None;
            }
            self.members.grow(groups);
        }
        while input.left() > 0 {
            if self.next >= self.members.groups() {
                return None;
            }
            for side in Side::BOTH {
                self.members.replace(side, Row(self.next), read(input, directory)?);
            }
            self.next += 1;
        }
        Some(())
    }

    /// The members; none when blocks are missing.
    #[must_use]
    pub fn finish(self) -> Option<Members> {
        (self.begun && self.next == self.members.groups()).then_some(self.members)
    }
}

fn read(input: &mut Reader<'_>, directory: &Directory) -> Option<List> {
    let extent = input.byte()?;
    let mut list = List::none();
    list.extent = match extent & !EMPTY {
        0 => Extent::Unknown,
        1 => Extent::AtLeast,
        2 => Extent::Complete,
        _ => return None,
    };
    if extent & EMPTY != 0 {
        return Some(list);
    }
    for of in KINDS {
        *list.rows_mut(of) = read_rows(input, directory.of(of).rows())?;
    }
    let count = input.number()?;
    let mut others: Vec<Other> = Vec::with_capacity(count.min(input.left() / 17));
    for _ in 0..count {
        let id = ObjectId(*input.array()?);
        let sort = *SORTS.get(usize::from(input.byte()?))?;
        if others.last().is_some_and(|last| last.id >= id) {
            return None;
        }
        others.push(Other { id, sort });
    }
    list.put_others(others);
    Some(list)
}

/// Rows below `below`.
fn read_rows(input: &mut Reader<'_>, below: u32) -> Option<Rows> {
    match input.byte()? {
        0 => Some(Rows::default()),
        1 => {
            let count = input.number()?;
            // A byte each, at least.
            let mut rows: Vec<u32> = Vec::with_capacity(count.min(input.left()));
            let mut least = 0_u32;
            for _ in 0..count {
                let row = least.checked_add(u32::try_from(input.number()?).ok()?)?;
                if row >= below {
                    return None;
                }
                rows.push(row);
                least = row + 1;
            }
            Some(Rows::List(rows, least))
        }
        2 => {
            let len = u32::try_from(input.number()?).ok().filter(|len| *len <= below)?;
            let bits: Bits = input.bits(len)?;
            Some(Rows::Bits(bits))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Existence;
    use crate::store::Objects;
    use proptest::prelude::*;

    fn objects(of: Of, rows: u32) -> Objects {
        let mut objects = Objects::new(of);
        for row in 0..rows {
            objects.push(ObjectId::from_seed(of as u64, row.into()), false, Existence::Active);
        }
        objects
    }

    prop_compose! {
        fn list()(
            users in prop::collection::vec(0_u32..900, 0..60),
            groups in prop::collection::vec(0_u32..6, 0..3),
            devices in prop::collection::vec(0_u32..40, 0..40),
            others in prop::collection::vec((0_u64..9, 0_usize..6), 0..3),
            extent in 0_usize..3,
        ) -> List {
            let others = others.into_iter().map(|(number, sort)| Other {
                id: ObjectId::from_seed(7, number),
                sort: SORTS[sort],
            });
            let rows = [(Of::User, users), (Of::Group, groups), (Of::Device, devices)];
            let extent = [Extent::Unknown, Extent::AtLeast, Extent::Complete][extent];
            List::of(rows, others.collect(), extent)
        }
    }

    fn decoded(blocks: &[Vec<u8>], directory: &Directory) -> Option<Members> {
        let mut decoder = Decoder::default();
        for block in blocks {
            decoder.read(block, directory).ok()?;
        }
        decoder.finish()
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(lists in prop::collection::vec((list(), list()), 0..7), cut in any::<prop::sample::Index>(), other in any::<u8>()) {
            let mut directory = Directory {
                users: objects(Of::User, 900),
                groups: objects(Of::Group, 7),
                devices: objects(Of::Device, 40),
                members: Members::new(),
            };
            for (group, (members, owners)) in (0..).zip(lists) {
                directory.members.replace(Side::Members, Row(group), members);
                directory.members.replace(Side::Owners, Row(group), owners);
            }
            let mut encoder = Encoder::new(Vec::new);
            let blocks: Vec<Vec<u8>> =
                std::iter::from_fn(|| encoder.step(&directory.members)).collect();
            prop_assert_eq!(blocks.len(), 1);
            let read = decoded(&blocks, &directory).unwrap();
            prop_assert_eq!(read.groups(), directory.members.groups());
            for side in Side::BOTH {
                for group in (0..read.groups()).map(Row) {
                    let (one, other) = (read.of(side, group), directory.members.of(side, group));
                    prop_assert!(one.is_same(other) && one.others() == other.others());
                }
            }
            // What was cut or changed is refused, or read as something; it never stops the program.
            let mut damaged = blocks;
            let at = cut.index(damaged[0].len());
            damaged[0][at] = other;
            decoded(&damaged, &directory);
            damaged[0].truncate(at);
            decoded(&damaged, &directory);
        }
    }

    #[test]
    fn large_ones_come_in_blocks() {
        let mut directory = Directory {
            users: objects(Of::User, 1 << 16),
            groups: objects(Of::Group, 300),
            ..Directory::default()
        };
        for group in 0..300 {
            let users = (0..1 << 16).filter(|row| row % 2 == group % 2).collect();
            let rows = [(Of::User, users), (Of::Group, Vec::new()), (Of::Device, Vec::new())];
            let list = List::of(rows, Vec::new(), Extent::Complete);
            directory.members.replace(Side::Members, Row(group), list);
        }
        let mut encoder = Encoder::new(Vec::new);
        let blocks: Vec<Vec<u8>> =
            std::iter::from_fn(|| encoder.step(&directory.members)).collect();
        assert_eq!(blocks.len(), 3);
        let read = decoded(&blocks, &directory).unwrap();
        assert_eq!(read.count(Side::Members), 300 << 15);
        assert!(decoded(&blocks[..2], &directory).is_none());
        directory.users = objects(Of::User, 5);
        assert!(decoded(&blocks, &directory).is_none(), "rows that are not there");
    }
}
