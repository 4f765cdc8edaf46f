//! What the lexer yields.

use std::ops::Range;

/// One token and the bytes of the source it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub kind: TokenKind,
    pub span: Range<usize>,
}

/// The kinds of token. Texts are as PowerShell would hold them: quotes and escapes resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TokenKind {
    /// The end of a line where it may end a statement.
    NewLine,
    Semicolon,
    /// `# …` or `<# … #>`, marks included.
    Comment(String),
    /// A verbatim string or here-string, or an expandable one without anything to expand.
    Text(String),
    /// A double-quoted string with variables or subexpressions.
    Expandable(Vec<Piece>),
    /// `$name`, `${name}`, `$scope:name`; the name without the sign.
    Variable(String),
    /// `@name`, a table given as parameters.
    Splat(String),
    /// A number as written.
    Number(String),
    /// `[type]` or an attribute, without the brackets.
    Type(String),
    /// `-Name` of a command; a colon after it is a token of its own.
    Parameter(String),
    /// An operator, lower case; dash operators start with `-`.
    Operator(String),
    /// A command, a keyword, a bare argument, a member, a key.
    Word(String),
    Open(Bracket),
    Close(Bracket),
    Comma,
    Colon,
    Pipe,
    /// `.` before a member.
    Dot,
    /// `::` before a static member.
    DoubleColon,
    /// `&` or `.` in front of a command.
    Call,
    /// `>`, `2>&1` and the like.
    Redirect(String),
}

/// A part of an expandable string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Text(String),
    Variable(String),
    /// The tokens between `$(` and `)`.
    Subexpression(Vec<Token>),
}

/// Brackets, by how they open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bracket {
    /// `(`
    Paren,
    /// `$(`
    Subexpression,
    /// `@(`
    Array,
    /// `{`
    Brace,
    /// `@{`
    Table,
    /// `[` of an index
    Index,
}

impl Bracket {
    /// The character that closes it.
    pub fn closer(self) -> char {
        match self {
            Self::Paren | Self::Subexpression | Self::Array => ')',
            Self::Brace | Self::Table => '}',
            Self::Index => ']',
        }
    }
}

/// What is wrong with a script, at a byte of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind} at byte {at}")]
pub struct LexError {
    pub kind: LexErrorKind,
    pub at: usize,
}

/// Kinds of lexical error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LexErrorKind {
    #[error("string is never closed")]
    UnclosedString,
    #[error("comment is never closed")]
    UnclosedComment,
    #[error("type is never closed")]
    UnclosedType,
    #[error("variable name is never closed")]
    UnclosedVariable,
    #[error("bracket is never closed by `{}`", .0.closer())]
    UnclosedBracket(Bracket),
    #[error("`{0}` closes nothing")]
    Unopened(char),
    #[error("here-string text starts on the line of its opening mark")]
    HereStringStart,
    #[error("`{0}` cannot stand here")]
    Unexpected(char),
    #[error("strings and subexpressions are nested too deep")]
    TooDeep,
}
