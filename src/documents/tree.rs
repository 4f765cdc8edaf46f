//! What stands in a document, whatever form it leaves in.

use crate::i18n::Locale;

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    Text(String),
    Strong(Vec<Self>),
    Emphasis(Vec<Self>),
    Code(String),
    Link {
        /// Checked: see [`Target::parse`].
        to: Target,
        text: Vec<Self>,
    },
    /// The line ends here.
    Break,
}

/// Where a link leads: nowhere that could run something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target(String);

impl Target {
    /// An address of the web, of mail or of a telephone, or a place in the same document (`#id`).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let is_printable = !text.chars().any(|c| c.is_control() || c.is_whitespace());
        let schemes = ["https://", "http://", "mailto:", "tel:", "#"];
        let fits = schemes.iter().any(|scheme| {
            text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
                && text.len() > scheme.len()
        });
        (is_printable && fits).then(|| Self(text.to_owned()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address as people read it: without the scheme of mail and telephone.
    #[must_use]
    pub fn shown(&self) -> &str {
        ["mailto:", "tel:"].iter().find_map(|it| self.0.strip_prefix(it)).unwrap_or(&self.0)
    }
}

/// What a block means, where colour and sign say it besides words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    Good,
    Warn,
    Bad,
    Info,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    Heading {
        /// 2 to 6: the title of the document is 1.
        level: u8,
        /// Place to which links of the document lead.
        id: Option<String>,
        text: Vec<Inline>,
    },
    Paragraph(Vec<Inline>),
    List {
        /// Number of the first item; none where items are not numbered.
        start: Option<u32>,
        items: Vec<Vec<Self>>,
    },
    Quote(Vec<Self>),
    Code(String),
    Table {
        caption: Option<String>,
        head: Vec<Vec<Inline>>,
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// More, for whoever wants it; open where a form has no way to open it.
    Details {
        summary: Vec<Inline>,
        content: Vec<Self>,
    },
    /// Something to be seen at once.
    Notice {
        tone: Tone,
        content: Vec<Self>,
    },
    Rule,
}

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    pub locale: Locale,
    pub title: String,
    /// Under the title: whose it is, of when, which version.
    pub lead: Vec<Vec<Inline>>,
    pub blocks: Vec<Block>,
    /// At the foot of each printed page, and at the end.
    pub foot: String,
}

/// A piece of a line that is text alone.
#[must_use]
pub fn text(text: impl Into<String>) -> Inline {
    Inline::Text(text.into())
}

/// A paragraph of text alone.
#[must_use]
pub fn paragraph(content: impl Into<String>) -> Block {
    Block::Paragraph(vec![text(content)])
}

/// A heading.
#[must_use]
pub fn heading(level: u8, content: impl Into<String>) -> Block {
    Block::Heading { level, id: None, text: vec![text(content)] }
}

/// The words of pieces of a line, without what they look like.
#[must_use]
pub fn words(line: &[Inline]) -> String {
    let mut out = String::new();
    push_words(&mut out, line);
    out
}

fn push_words(out: &mut String, line: &[Inline]) {
    for piece in line {
        match piece {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Strong(inner) | Inline::Emphasis(inner) => push_words(out, inner),
            Inline::Link { text, .. } => push_words(out, text),
            Inline::Break => out.push(' '),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_where_nothing_runs() {
        for good in
            ["https://a.example/x?y=1", "HTTP://a.example", "mailto:a@b.example", "tel:+33", "#a"]
        {
            assert!(Target::parse(good).is_some(), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            " JaVaScRiPt:alert(1)",
            "data:text/html,<p>",
            "vbscript:x",
            "file:///c:/",
            "https://a b",
            "https://a\nb",
            "//a.example",
            "x",
            "#",
            "",
        ] {
            assert!(Target::parse(bad).is_none(), "{bad}");
        }
        assert_eq!(Target::parse("tel:12").unwrap().shown(), "12");
    }
}
