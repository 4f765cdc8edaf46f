//! What is found wrong while a rule is read. It is only ever added to: looking back through it at
//! every parenthesis would cost the square of their number.

use crate::{
    rules::diagnostic::{Code, Diagnostic, Fix},
    text::span::Span,
};

#[derive(Default)]
pub(super) struct Found {
    all: Vec<Diagnostic>,
    open_text: bool,
    too_deep: bool,
}

impl Found {
    pub(super) fn add(&mut self, code: Code, span: Span, fix: Option<Fix>) {
        self.open_text |= code == Code::OpenText;
        self.too_deep |= code == Code::TooDeep;
        self.all.push(Diagnostic { code, span, fix });
    }

    /// Whether a text was never closed: it may have swallowed what ends other things.
    pub(super) const fn has_open_text(&self) -> bool {
        self.open_text
    }

    /// Whether the tree got too deep somewhere.
    pub(super) const fn is_too_deep(&self) -> bool {
        self.too_deep
    }

    /// In the order of the text.
    pub(super) fn sorted(self) -> Vec<Diagnostic> {
        let mut all = self.all;
        all.sort_by_key(|diagnostic| diagnostic.span);
        all
    }
}
