//! PowerShell as text: one lexer, and one printer whose quoting is safe against every name.
//!
//! A script is built as a tree ([`Script`]) of program text, which is fixed at compile time, and
//! data, which the printer writes as literals that read back as exactly the same data. The lexer
//! is the proof: it is written from the documented grammar (`about_Parsing`,
//! `about_Quoting_Rules`, `about_Special_Characters`, language specification chapter 2), and the
//! tests read everything that is printed back through it.

mod chars;
#[cfg(test)]
pub(crate) mod interpreter;
mod lexer;
#[cfg(test)]
pub(crate) mod literal;
mod print;
mod quote;
mod token;
mod tree;

pub use lexer::{Lexed, lex};
pub use quote::{comment_text, quote};
pub use token::{Bracket, LexError, LexErrorKind, Piece, Token, TokenKind};
pub use tree::{Argument, Command, Script, Statement, Table, Value};

#[cfg(test)]
mod tests;
