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
        out.optional(self.saved.as_ref(), |out, at| out.signed(at.0));
        out.optional(self.file_copy.as_ref(), |out, at| out.signed(at.0));
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
            saved: input.optional(read_time)?,
            file_copy: input.optional(read_time)?,
            sample: input.flag()?,
        };
        input.end()?;
        Ok(entry)
    }
}

fn read_time(input: &mut Reader<'_>) -> Result<Timestamp, UpgradeError> {
    Ok(Timestamp(input.signed()?))
}
