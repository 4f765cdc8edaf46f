//! What is told about a file that is kept beside a workspace until the page has a place for it.

use crate::domain::Timestamp;
use crate::persist::bytes::{Reader, Writer};
use crate::persist::frame::{self, Part, UpgradeError};

/// The label of a file kept beside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Its name, without folders.
    pub name: String,
    /// Code of the format that was recognised; empty for none.
    pub recognised_as: String,
    /// Bytes of the file.
    pub bytes: u64,
    /// When it was put there.
    pub at: Timestamp,
}

impl Label {
    /// The label as a record.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let Self { name, recognised_as, bytes, at } = self;
        let mut out = Writer::default();
        out.text(name);
        out.text(recognised_as);
        out.number(*bytes);
        out.signed(at.0);
        frame::wrap(Part::Aside, out.as_slice())
    }

    /// Reads a record.
    ///
    /// # Errors
    /// [`UpgradeError`] when damaged or written by newer code.
    pub fn decode(bytes: &[u8]) -> Result<Self, UpgradeError> {
        let (_version, body) = frame::unwrap(Part::Aside, bytes)?;
        let mut input = Reader::new(body, Part::Aside);
        let label = Self {
            name: input.text()?,
            recognised_as: input.text()?,
            bytes: input.number()?,
            at: Timestamp(input.signed()?),
        };
        input.end()?;
        Ok(label)
    }
}
