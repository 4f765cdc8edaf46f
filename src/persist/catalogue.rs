//! What the list of workspaces says about one without opening it.

use crate::domain::Timestamp;
use crate::persist::bytes::{Reader, Writer};
use crate::persist::frame::{self, Part, UpgradeError};

/// A line of the list of workspaces. Nothing here is needed to open one; it can be made again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Key of the workspace in this browser: 32 hexadecimal digits, drawn once.
    pub id: String,
    pub name: String,
    /// People at the last save.
    pub users: u32,
    /// Bytes in this browser at the last save.
    pub bytes: u64,
    pub created: Timestamp,
    /// The last save.
    pub saved: Option<Timestamp>,
    /// When a workspace file was last saved elsewhere.
    pub file_copy: Option<Timestamp>,
    /// Whether it is the made-up organisation.
    pub sample: bool,
}

impl Entry {
    /// The entry as a record.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Writer::default();
        out.text(&self.id);
        out.text(&self.name);
        out.number(self.users);
        out.number(self.bytes);
        out.signed(self.created.0);
        write_time(&mut out, self.saved);
        write_time(&mut out, self.file_copy);
        out.flag(self.sample);
        frame::wrap(Part::Entry, out.as_slice())
    }

    /// Reads a record.
    ///
    /// # Errors
    /// [`UpgradeError`] when damaged or written by newer code.
    pub fn decode(bytes: &[u8]) -> Result<Self, UpgradeError> {
        let (_version, body) = frame::unwrap(Part::Entry, bytes)?;
        let mut input = Reader::new(body, Part::Entry);
        let entry = Self {
            id: input.text()?,
            name: input.text()?,
            users: input.small()?,
            bytes: input.number()?,
            created: Timestamp(input.signed()?),
            saved: read_time(&mut input)?,
            file_copy: read_time(&mut input)?,
            sample: input.flag()?,
        };
        input.end()?;
        Ok(entry)
    }
}

pub(super) fn write_time(out: &mut Writer, time: Option<Timestamp>) {
    out.flag(time.is_some());
    if let Some(time) = time {
        out.signed(time.0);
    }
}

pub(super) fn read_time(input: &mut Reader<'_>) -> Result<Option<Timestamp>, UpgradeError> {
    Ok(if input.flag()? { Some(Timestamp(input.signed()?)) } else { None })
}
