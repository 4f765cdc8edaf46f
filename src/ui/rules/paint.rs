//! The text of a rule in pieces with their colours, for the layer behind the editor.

use crate::{
    rules::{
        Class, Diagnostic, Target,
        highlight::{Piece, highlight},
    },
    text::span::Span,
};
use std::collections::BTreeMap;

/// Bytes, and pieces, after which a text is shown without colours: no rule has as many, and each key
/// would draw them all.
const LONGEST: usize = 1 << 14;
const MOST_PIECES: usize = 2_000;

/// Which colour a piece has, and which line below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paint {
    pub piece: Option<Piece>,
    pub class: Option<Class>,
}

impl Paint {
    /// The classes of its element.
    #[must_use]
    pub fn style(self) -> String {
        let piece = match self.piece {
            None => "",
            Some(Piece::Name) => "r-name",
            Some(Piece::Operator) => "r-operator",
            Some(Piece::Connective | Piece::Form) => "r-connective",
            Some(Piece::Text) => "r-text",
            Some(Piece::Value) => "r-value",
            Some(Piece::Sign) => "r-sign",
            Some(Piece::Other) => "r-other",
        };
        let class = match self.class {
            None | Some(Class::NotDrawable) => "",
            Some(Class::NotARule | Class::Refused) => " r-bad",
            Some(Class::Unwise) => " r-warn",
        };
        format!("{piece}{class}")
    }
}

/// The whole text in pieces, none of them empty; nothing where there are too many.
#[must_use]
pub fn paint(text: &str, target: Target, diagnostics: &[Diagnostic]) -> Option<Vec<(Span, Paint)>> {
    if text.len() > LONGEST || diagnostics.len() > MOST_PIECES {
        return None;
    }
    let pieces = highlight(text, target);
    if pieces.len() > MOST_PIECES {
        return None;
    }
    let mut shown: Vec<(Span, Class)> = diagnostics
        .iter()
        .map(|one| (widened(text, one.span), one.code.class()))
        .filter(|(_, class)| *class != Class::NotDrawable)
        .collect();
    let mut cuts: Vec<usize> = pieces
        .iter()
        .map(|(span, _)| *span)
        .chain(shown.iter().map(|(span, _)| *span))
        .flat_map(|span| [span.start, span.end])
        .chain([0, text.len()])
        .filter(|at| text.is_char_boundary(*at))
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    if cuts.len() > MOST_PIECES {
        return None;
    }
    shown.sort_unstable();
    let mut over = Over::default();
    let (mut pieces, mut shown) = (pieces.into_iter().peekable(), shown.into_iter().peekable());
    let part = |(start, end): (usize, usize)| {
        while pieces.next_if(|(span, _)| span.end <= start).is_some() {}
        let piece = pieces.peek().filter(|(span, _)| span.start <= start).map(|(_, piece)| *piece);
        while let Some((span, class)) = shown.next_if(|(span, _)| span.start <= start) {
            over.begin(span, class);
        }
        (Span::new(start, end), Paint { piece, class: over.class(end) })
    };
    Some(cuts.iter().copied().zip(cuts.iter().copied().skip(1)).map(part).collect())
}

/// How far the stretches of each class reach that began already.
#[derive(Default)]
struct Over(BTreeMap<Class, usize>);

impl Over {
    fn begin(&mut self, span: Span, class: Class) {
        let end = self.0.entry(class).or_default();
        *end = span.end.max(*end);
    }

    /// The worst class of those that reach up to there.
    fn class(&self, end: usize) -> Option<Class> {
        self.0.iter().find(|(_, reach)| end <= **reach).map(|(class, _)| *class)
    }
}

/// A stretch that can be seen: an empty one takes the character behind it, or before it at the end.
fn widened(text: &str, span: Span) -> Span {
    if span.start < span.end {
        return span;
    }
    let behind = text.get(span.start..).and_then(|rest| rest.chars().next());
    let before = text.get(..span.start).and_then(|start| start.chars().next_back());
    match (behind, before) {
        (Some(c), _) => Span::new(span.start, span.start + c.len_utf8()),
        (None, Some(c)) => Span::new(span.start - c.len_utf8(), span.start),
        (None, None) => span,
    }
}

#[cfg(test)]
mod tests {
    use super::{paint, widened};
    use crate::{
        domain::Timestamp,
        rules::{Class, Code, Conditions, Diagnostic, Target, examine},
        text::span::Span,
    };
    use proptest::prelude::*;

    fn painted(text: &str) -> Vec<(&str, Option<Class>)> {
        try_painted(text).unwrap()
    }

    fn try_painted(text: &str) -> Option<Vec<(&str, Option<Class>)>> {
        let conditions =
            Conditions { target: Target::User, now: Timestamp(0), member_of_ends: None };
        let parse = examine(text, &conditions);
        let parts = paint(text, Target::User, &parse.diagnostics)?;
        Some(parts.into_iter().map(|(span, paint)| (span.of(text), paint.class)).collect())
    }

    #[test]
    fn what_is_wrong_is_marked_where_it_is() {
        let bad: Vec<(&str, Option<Class>)> = painted("user.citi -eq \"Oslo\"")
            .into_iter()
            .filter(|(_, class)| class.is_some())
            .collect();
        assert_eq!(bad, [("user.citi", Some(Class::Refused))]);
        // Something is missing at the end: the last character says so.
        let last = painted("user.city -eq").pop();
        assert_eq!(last.and_then(|(_, class)| class), Some(Class::NotARule));
        assert_eq!(painted(""), []);
        assert_eq!(try_painted(&"(".repeat(3_000)), None);
        assert_eq!(try_painted(&"x".repeat(100_000)), None);
        // More findings than pieces.
        assert_eq!(try_painted(&format!("a {}", ")".repeat(1_999))), None);
    }

    proptest! {
        /// As every stretch says it of every piece.
        #[test]
        fn a_piece_has_the_worst_class_that_lies_over_it(
            spans in prop::collection::vec((0..9_usize, 0..9_usize, 0..3_u8), 0..8),
        ) {
            let text = "abcdefghi";
            let class = |which| match which {
                0 => Code::Stray,
                1 => Code::EmptyList,
                _ => Code::SingleQuotes,
            };
            let said: Vec<Diagnostic> = spans
                .into_iter()
                .map(|(start, length, which)| {
                    let span = Span::new(start, (start + length).min(9));
                    Diagnostic { code: class(which), span, fix: None }
                })
                .collect();
            for (span, paint) in paint(text, Target::User, &said).unwrap() {
                let over = |one: &&Diagnostic| {
                    let wide = widened(text, one.span);
                    wide.start <= span.start && span.end <= wide.end
                };
                let worst = said.iter().filter(over).map(|one| one.code.class()).min();
                prop_assert_eq!(paint.class, worst);
            }
        }

        #[test]
        fn the_pieces_are_the_text(text in "[ a-z.\"'()\\[\\]_,é😀-]{0,40}") {
            let whole: String = painted(&text).into_iter().map(|(piece, _)| piece).collect();
            prop_assert_eq!(whole, text);
        }
    }
}
