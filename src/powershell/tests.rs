//! The quoter and printer against the lexer, and the lexer against the documented grammar.

use super::{
    Argument, Bracket, Command, LexErrorKind, Piece, Script, Statement, Table, TokenKind, Value,
    comment_text, lex, literal::Reader, quote,
};
use proptest::prelude::*;

/// Characters that have broken quoting somewhere, one of each kind.
const HOSTILE: &[char] = &[
    '\'',
    '\u{2018}',
    '\u{2019}',
    '\u{201A}',
    '\u{201B}',
    '"',
    '\u{201C}',
    '\u{201D}',
    '\u{201E}',
    '`',
    '$',
    '\0',
    '\r',
    '\n',
    '\t',
    '\u{85}',
    '\u{A0}',
    '\u{AD}',
    '\u{2028}',
    '\u{2029}',
    '\u{202A}',
    '\u{202E}',
    '\u{2066}',
    '\u{2069}',
    '\u{200B}',
    '\u{200D}',
    '\u{FEFF}',
    '\u{2013}',
    '\u{2014}',
    '\u{2015}',
    '-',
    '#',
    '<',
    '>',
    '(',
    ')',
    '{',
    '}',
    '[',
    ']',
    '@',
    ';',
    '&',
    '|',
    ',',
    '=',
    '%',
    ' ',
    '\u{301}',
    '\u{5D0}',
    '\u{627}',
    '\u{E0001}',
    '\u{FFFF}',
    '\u{10FFFF}',
    '\u{1F600}',
    '\u{FE0F}',
    '\u{3164}',
    'a',
    'é',
    '0',
];

fn hostile() -> impl Strategy<Value = String> {
    let one = prop_oneof![
        4 => proptest::sample::select(HOSTILE),
        1 => any::<char>(),
    ];
    proptest::collection::vec(one, 0..60).prop_map(|chars| chars.into_iter().collect())
}

fn read_back(source: &str) -> Option<Value> {
    let lexed = lex(source);
    if !lexed.errors.is_empty() {
        return None;
    }
    let mut reader = Reader::new(&lexed.tokens);
    let value = reader.value()?;
    reader.peek().is_none().then_some(value)
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        (-1_000_000_i64..1_000_000).prop_map(Value::Int),
        hostile().prop_map(Value::Text),
    ];
    leaf.prop_recursive(3, 24, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::List),
            proptest::collection::vec((hostile(), inner), 0..6)
                .prop_map(|entries| Value::Table(entries.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn a_quoted_text_reads_back(text in hostile()) {
        prop_assert_eq!(read_back(&quote(&text)), Some(Value::Text(text)));
    }

    #[test]
    fn a_quoted_text_reads_back_amid_program_text(text in hostile()) {
        let source = format!("Set-It -Name {} -Force\n", quote(&text));
        let lexed = lex(&source);
        prop_assert_eq!(&lexed.errors, &[]);
        let mut reader = Reader::new(&lexed.tokens);
        prop_assert_eq!(reader.next(), Some(&TokenKind::Word("Set-It".into())));
        prop_assert_eq!(reader.next(), Some(&TokenKind::Parameter("Name".into())));
        prop_assert_eq!(reader.value(), Some(Value::Text(text)));
        prop_assert_eq!(reader.next(), Some(&TokenKind::Parameter("Force".into())));
        prop_assert_eq!(reader.next(), Some(&TokenKind::NewLine));
        prop_assert_eq!(reader.next(), None);
    }

    #[test]
    fn a_quoted_text_shows_what_it_holds(text in hostile()) {
        for c in quote(&text).chars() {
            let hidden = c.is_control()
                || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
                    | '\u{2060}'..='\u{206F}' | '\u{AD}' | '\u{FEFF}' | '\u{A0}' | '\u{3164}'
                    | '\u{E0000}'..='\u{E0FFF}');
            prop_assert!(!hidden, "{:?} stands in the script", c);
        }
    }

    #[test]
    fn a_comment_is_one_comment(text in hostile()) {
        let source = format!("# {}\n", comment_text(&text));
        let lexed = lex(&source);
        prop_assert_eq!(&lexed.errors, &[]);
        let kinds: Vec<_> = lexed.tokens.iter().map(|token| &token.kind).collect();
        prop_assert!(matches!(kinds.as_slice(), [TokenKind::Comment(_), TokenKind::NewLine]));
        let hidden = |c: char| c.is_control() || matches!(c, '\u{2028}'..='\u{202E}');
        let line = source.trim_end_matches('\n');
        prop_assert!(!line.chars().any(hidden), "{}", line);
    }

    #[test]
    fn a_printed_value_reads_back(value in value()) {
        let script = Script { statements: vec![Statement::Assign("x", value.clone())] };
        let lexed = lex(&script.to_string());
        prop_assert_eq!(&lexed.errors, &[]);
        let mut reader = Reader::new(&lexed.tokens);
        prop_assert_eq!(reader.next(), Some(&TokenKind::Variable("x".into())));
        prop_assert_eq!(reader.next(), Some(&TokenKind::Operator("=".into())));
        prop_assert_eq!(reader.value(), Some(value));
        prop_assert_eq!(reader.next(), Some(&TokenKind::NewLine));
        prop_assert_eq!(reader.next(), None);
    }

    #[test]
    fn a_file_reads_back(value in value()) {
        let mut script = Script::new();
        let arguments = vec![Argument::Switch("Force"), Argument::Positional(value.clone())];
        script.push(Statement::Command(Command { name: "Set-It", arguments }));
        let file = String::from_utf8(script.to_file()).unwrap();
        let marked = file.starts_with('\u{FEFF}');
        prop_assert!(marked);
        let stray = file.replace("\r\n", "").contains(['\r', '\n']);
        prop_assert!(!stray);
        let lexed = lex(&file);
        prop_assert_eq!(&lexed.errors, &[]);
        let mut reader = Reader::new(&lexed.tokens);
        prop_assert_eq!(reader.next(), Some(&TokenKind::Word("Set-It".into())));
        prop_assert_eq!(reader.next(), Some(&TokenKind::Parameter("Force".into())));
        prop_assert_eq!(reader.value(), Some(value));
    }

    #[test]
    fn the_lexer_reads_anything(text in hostile()) {
        let lexed = lex(&text);
        let mut end = 0;
        for token in &lexed.tokens {
            prop_assert!(token.span.start >= end && token.span.end > token.span.start);
            end = token.span.end;
        }
        prop_assert!(end <= text.len());
    }
}

#[test]
fn quoting_by_example() {
    let cases = [
        ("", "''"),
        ("Anna", "'Anna'"),
        ("O'Brien", "'O''Brien'"),
        ("d\u{2019}Artagnan", "'d\u{2019}\u{2019}Artagnan'"),
        ("$(Remove-Item)", "'$(Remove-Item)'"),
        ("a`b\"c", "'a`b\"c'"),
        ("a\u{202E}b", "('a' + [char]0x202E + 'b')"),
        ("\r\n", "('' + [char]0x000D + [char]0x000A)"),
        ("x\0", "('x' + [char]0x0000)"),
        ("\u{E0001}", "('' + [char]0xDB40 + [char]0xDC01)"),
        ("Zoë 😀", "'Zoë 😀'"),
        ("e\u{301}", "'e\u{301}'"),
        ("\u{301}e", "('' + [char]0x0301 + 'e')"),
        ("שלום", "'שלום'"),
        (" a ", "' a '"),
    ];
    for (text, printed) in cases {
        assert_eq!(quote(text), printed, "{text:?}");
    }
    let long = "\u{202E}".repeat(100);
    assert!(quote(&long).starts_with("(-join @([char]0x202E, "));
}

#[test]
fn comments_by_example() {
    assert_eq!(comment_text("a\nRemove-Item"), "a<U+000A>Remove-Item");
    assert_eq!(comment_text("#> x"), "#> x");
    assert_eq!(comment_text("a\u{202E}b"), "a<U+202E>b");
    assert_eq!(comment_text(" SIG # Begin signature block"), "- SIG # Begin signature block");
}

/// Every pair of single-quote characters inside a literal stands for the second one.
#[test]
fn any_quote_doubles_any_other() {
    for first in ['\'', '\u{2018}', '\u{2019}', '\u{201A}', '\u{201B}'] {
        for second in ['\'', '\u{2018}', '\u{2019}', '\u{201A}', '\u{201B}'] {
            let expected = Value::Text(format!("a{second}b"));
            assert_eq!(read_back(&format!("{first}a{first}{second}b{second}")), Some(expected));
        }
    }
}

#[track_caller]
fn check(source: &str, expected: &[TokenKind]) {
    let lexed = lex(source);
    assert_eq!(lexed.errors, [], "{source}");
    let kinds: Vec<_> = lexed.tokens.into_iter().map(|token| token.kind).collect();
    assert_eq!(kinds, expected, "{source}");
}

fn word(text: &str) -> TokenKind {
    TokenKind::Word(text.to_owned())
}

fn operator(text: &str) -> TokenKind {
    TokenKind::Operator(text.to_owned())
}

fn variable(name: &str) -> TokenKind {
    TokenKind::Variable(name.to_owned())
}

fn number(digits: &str) -> TokenKind {
    TokenKind::Number(digits.to_owned())
}

fn text(text: &str) -> TokenKind {
    TokenKind::Text(text.to_owned())
}

#[test]
fn arguments_and_expressions_differ() {
    use TokenKind::{Close, Dot, Open, Parameter, Type};
    check("$a-1", &[variable("a"), operator("-"), number("1")]);
    check("Get-It a-1", &[word("Get-It"), word("a-1")]);
    check("Get-It -Top 5", &[word("Get-It"), Parameter("Top".into()), word("5")]);
    check("$a -eq 5", &[variable("a"), operator("-eq"), number("5")]);
    check("$a \u{2013}eq 5", &[variable("a"), operator("-eq"), number("5")]);
    check(
        "$a = Get-It -X $b.c",
        &[
            variable("a"),
            operator("="),
            word("Get-It"),
            Parameter("X".into()),
            variable("b"),
            Dot,
            word("c"),
        ],
    );
    check(
        "[int]$x[0]",
        &[
            Type("int".into()),
            variable("x"),
            Open(Bracket::Index),
            number("0"),
            Close(Bracket::Index),
        ],
    );
    check("1..5", &[number("1"), operator(".."), number("5")]);
    check("a#b # c", &[word("a#b"), TokenKind::Comment("# c".into())]);
}

#[test]
fn strings_expand() {
    check("\"a`tb`\"\"", &[text("a\tb\"")]);
    check(
        "\"a $b-$(1 + 2) ${c d}\"",
        &[TokenKind::Expandable(vec![
            Piece::Text("a ".into()),
            Piece::Variable("b".into()),
            Piece::Text("-".into()),
            Piece::Subexpression(
                lex("$(1 + 2)").tokens.into_iter().map(|t| shifted(t, 6)).collect(),
            ),
            Piece::Text(" ".into()),
            Piece::Variable("c d".into()),
        ])],
    );
    check("@'\nit's\n'@", &[text("it's")]);
    check("\u{201C}a\u{201D}", &[text("a")]);
}

fn shifted(mut token: super::Token, by: usize) -> super::Token {
    token.span = token.span.start + by..token.span.end + by;
    token
}

#[test]
fn errors_are_listed_with_their_place() {
    let cases = [
        ("'a", LexErrorKind::UnclosedString, 0),
        ("x \"a", LexErrorKind::UnclosedString, 2),
        ("<# a", LexErrorKind::UnclosedComment, 0),
        ("$a = (1", LexErrorKind::UnclosedBracket(Bracket::Paren), 5),
        ("$a)", LexErrorKind::Unopened(')'), 2),
        ("${a", LexErrorKind::UnclosedVariable, 0),
        ("[int", LexErrorKind::UnclosedType, 0),
    ];
    for (source, kind, at) in cases {
        let errors = lex(source).errors;
        assert!(errors.iter().any(|e| e.kind == kind && e.at == at), "{source}: {errors:?}");
    }
    let deep = "\"$(".repeat(10_000);
    assert!(lex(&deep).errors.iter().any(|e| e.kind == LexErrorKind::TooDeep));
}

#[test]
fn tables_keep_one_entry_per_key() {
    let table = Table::new().with("Name", "a").with("name", "b");
    assert_eq!(table.entries(), [("name".to_owned(), Value::from("b"))]);
}
