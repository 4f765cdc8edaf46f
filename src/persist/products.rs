//! Microsoft's table of products as this browser keeps it, for all workspaces.

use crate::domain::Timestamp;
use crate::persist::bytes::{Reader, Writer};
use crate::persist::frame::{self, Part, UpgradeError};

/// A table that was taken in. Nothing of a workspace is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductTable {
    /// Name of the file, without folders.
    pub file: String,
    /// When it was taken in.
    pub at: Timestamp,
    /// The catalogue in its own text form, which has a version of its own.
    pub catalogue: String,
}

impl ProductTable {
    /// The table as a record.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let Self { file, at, catalogue } = self;
        let mut out = Writer::default();
        out.text(file);
        out.signed(at.0);
        out.text(catalogue);
        frame::wrap(Part::Products, out.as_slice())
    }

    /// Reads a record.
    ///
    /// # Errors
    /// [`UpgradeError`] when damaged or written by newer code.
    pub fn decode(bytes: &[u8]) -> Result<Self, UpgradeError> {
        let (_version, body) = frame::unwrap(Part::Products, bytes)?;
        let mut input = Reader::new(body, Part::Products);
        let table =
            Self { file: input.text()?, at: Timestamp(input.signed()?), catalogue: input.text()? };
        input.end()?;
        Ok(table)
    }
}
