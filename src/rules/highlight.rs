//! What each piece of a rule's text is, for an editor that colours it.

use super::{
    property::Property,
    syntax::{Operator, PlanField, Quantifier, Target},
    token::{Kind, Token, tokens},
};
use crate::text::span::Span;

/// What a piece of a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Piece {
    /// A property, an element, or a field of one.
    Name,
    Operator,
    /// `-and`, `-or`, `-not`, `-any`, `-all`, `-plus`, `-minus`.
    Connective,
    /// A text in quotes.
    Text,
    /// `true`, `null`, `system.now`, a number, a date, a duration.
    Value,
    /// Parentheses, brackets, commas.
    Sign,
    /// `Direct Reports for`.
    Form,
    /// Nothing that the language has.
    Other,
}

/// The pieces of a text, in order; blanks are between them.
#[must_use]
pub fn highlight(text: &str, target: Target) -> Vec<(Span, Piece)> {
    let pieces = |token: Token| (token.span, piece(token, text, target));
    tokens(text).into_iter().map(pieces).collect()
}

fn piece(token: Token, text: &str, target: Target) -> Piece {
    let (word, hyphen) = match token.kind {
        Kind::Text { .. } => return Piece::Text,
        Kind::Open | Kind::Close | Kind::OpenList | Kind::CloseList | Kind::Comma => {
            return Piece::Sign;
        }
        Kind::Backslash | Kind::Other => return Piece::Other,
        Kind::Operator { letters, .. } => (letters.of(text), true),
        Kind::Word => (token.span.of(text), false),
    };
    let is = |known: &str| word.eq_ignore_ascii_case(known);
    let quantifiers = [Quantifier::Any, Quantifier::All];
    if ["and", "or", "not", "plus", "minus"].into_iter().any(is)
        || quantifiers.into_iter().any(|one| is(one.word()))
    {
        return Piece::Connective;
    }
    if Operator::named(word).is_some() {
        return Piece::Operator;
    }
    if hyphen {
        return Piece::Other;
    }
    if ["direct", "reports", "for"].into_iter().any(is) {
        return Piece::Form;
    }
    let known = ["true", "false", "null", "$null", "system.now"].into_iter().any(is);
    if known || word.starts_with(|c: char| c.is_ascii_digit()) || is_duration(word) {
        return Piece::Value;
    }
    if is_name(word, target) { Piece::Name } else { Piece::Other }
}

fn is_duration(word: &str) -> bool {
    super::duration::parse(word).is_some()
}

fn is_name(word: &str, target: Target) -> bool {
    if word == "_" || word.eq_ignore_ascii_case("group.objectId") {
        return true;
    }
    if PlanField::ALL.into_iter().any(|field| field.name().eq_ignore_ascii_case(word)) {
        return true;
    }
    word.split_once('.').is_some_and(|(object, name)| {
        object.eq_ignore_ascii_case(target.word()) && Property::find(target, name).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::{Piece, highlight};
    use crate::rules::Target;

    #[test]
    fn pieces_of_a_rule() {
        use Piece as P;
        let text = "-not (user.city -in [\"a\", 'b']) or user.x = 7 -and user.employeeHireDate -le system.now -plus P7D";
        let pieces: Vec<(&str, Piece)> = highlight(text, Target::User)
            .into_iter()
            .map(|(span, piece)| (span.of(text), piece))
            .collect();
        assert_eq!(
            pieces,
            [
                ("-not", P::Connective),
                ("(", P::Sign),
                ("user.city", P::Name),
                ("-in", P::Operator),
                ("[", P::Sign),
                ("\"a\"", P::Text),
                (",", P::Sign),
                ("'b'", P::Text),
                ("]", P::Sign),
                (")", P::Sign),
                ("or", P::Connective),
                ("user.x", P::Other),
                ("=", P::Other),
                ("7", P::Value),
                ("-and", P::Connective),
                ("user.employeeHireDate", P::Name),
                ("-le", P::Operator),
                ("system.now", P::Value),
                ("-plus", P::Connective),
                ("P7D", P::Value),
            ]
        );
        assert_eq!(
            highlight("device.deviceId", Target::User),
            [(crate::text::span::Span::new(0, 15), P::Other)]
        );
    }
}
