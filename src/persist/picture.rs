//! What a page showed when it was last quiet, so that it can be seen again at once while the
//! workspace is being read.
//!
//! A picture is tied to what was on disk then and to everything else that the page depended on. It
//! can be made again, so one that is damaged or of another version is as good as none.

use crate::persist::bytes::{Reader, Writer};
use crate::persist::frame::{self, Damage, Part, UpgradeError};

/// Elements inside one another; a page has some twenty.
const DEEPEST: usize = 64;

/// The picture of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Number of the generation on disk.
    pub generation: u32,
    /// Number of the last operation on disk.
    pub applied: u32,
    /// Everything else that the page depended on, as one text: address, language, window, version.
    pub view: String,
    pub nodes: Vec<Node>,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    Text(String),
    Element(Element),
}

/// An element of a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    /// Its own declarations; empty for none.
    pub style: String,
    pub children: Vec<Node>,
}

impl Picture {
    /// The picture as a record.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let Self { generation, applied, view, nodes } = self;
        let mut out = Writer::default();
        out.number(*generation);
        out.number(*applied);
        out.text(view);
        out.list(nodes, write);
        frame::wrap(Part::Picture, out.as_slice())
    }

    /// Reads a record.
    ///
    /// # Errors
    /// [`UpgradeError`] when damaged or written by newer code.
    pub fn decode(bytes: &[u8]) -> Result<Self, UpgradeError> {
        let (_version, body) = frame::unwrap(Part::Picture, bytes)?;
        let mut input = Reader::new(body, Part::Picture);
        let picture = Self {
            generation: input.small()?,
            applied: input.small()?,
            view: input.text()?,
            nodes: read_list(&mut input, 0)?,
        };
        input.end()?;
        Ok(picture)
    }
}

fn write(out: &mut Writer, node: &Node) {
    match node {
        Node::Text(text) => {
            out.byte(0);
            out.text(text);
        }
        Node::Element(Element { name, attributes, style, children }) => {
            out.byte(1);
            out.text(name);
            out.list(attributes, |out, (name, value)| {
                out.text(name);
                out.text(value);
            });
            out.text(style);
            out.list(children, write);
        }
    }
}

fn read_list(input: &mut Reader<'_>, depth: usize) -> Result<Vec<Node>, UpgradeError> {
    input.list(|input| read(input, depth))
}

fn read(input: &mut Reader<'_>, depth: usize) -> Result<Node, UpgradeError> {
    match input.byte()? {
        0 => input.text().map(Node::Text),
        1 if depth < DEEPEST => Ok(Node::Element(Element {
            name: input.text()?,
            attributes: input.list(|input| Ok((input.text()?, input.text()?)))?,
            style: input.text()?,
            children: read_list(input, depth + 1)?,
        })),
        1 => Err(input.damage(Damage::Nonsense)),
        tag => Err(input.damage(Damage::Tag(tag))),
    }
}

#[cfg(test)]
mod tests;
