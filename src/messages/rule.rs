//! What is wrong with a membership rule, or unwise, as a sentence and, where there is more to say, as
//! help.

pub mod help;
mod parts;
pub mod remark;
pub mod sentence;

pub use help::help;
pub use parts::{feature, note, of_type, pattern_fault};
pub use remark::remark;
pub use sentence::Speaker;

use crate::{
    i18n::{Locale, Zone, texts},
    rules::{Class, Code, Diagnostic, Target},
};

texts! {
    EMPTY = "the rule is empty", "la règle est vide";
    STRAY = "`{0}` has no place here", "`{0}` n’a rien à faire ici";
    MISSING_EXPRESSION = "an expression is missing here", "il manque une expression ici";
    MISSING_CONNECTIVE = "two expressions stand side by side without `-and` or `-or`", "deux expressions se suivent sans `-and` ni `-or`";
    MISSING_OPERATOR = "an operator is missing after the property", "il manque un opérateur après la propriété";
    MISSING_VALUE = "a value is missing here", "il manque une valeur ici";
    LIST_COMMA = "the items of a list are separated by one comma each", "les éléments d’une liste sont séparés par une seule virgule";
    OPEN_PARENTHESIS = "this parenthesis is never closed", "cette parenthèse n’est jamais fermée";
    CLOSE_PARENTHESIS = "this parenthesis was never opened", "cette parenthèse n’a jamais été ouverte";
    OPEN_LIST = "this list is never closed", "cette liste n’est jamais fermée";
    OPEN_TEXT = "this quotation mark is never closed", "ce guillemet n’est jamais fermé";
    CURLY_QUOTES = "these are typographic quotation marks; rules take straight ones", "ce sont des guillemets typographiques\u{202f}; les règles n’acceptent que les guillemets droits";
    BACKSLASHED_QUOTES = "these quotation marks are escaped as in JSON", "ces guillemets sont échappés comme en JSON";
    BACKTICKED_QUOTES = "these quotation marks are escaped as in PowerShell", "ces guillemets sont échappés comme en PowerShell";
    MARKDOWN_ESCAPE = "the backslash before `_` comes from Markdown", "la barre oblique inverse devant `_` vient de Markdown";
    DASH_APART = "the hyphen stands apart from its operator", "le trait d’union est séparé de son opérateur";
    SPLIT_NAME = "a blank cuts this name in two", "un espace coupe ce nom en deux";
    MISSING_OBJECT = "the property `{0}` needs `{1}.` before it", "la propriété `{0}` doit être précédée de `{1}.`";
    NOT_BEFORE_OPERATOR = "`-not` stands before an expression, not before an operator", "`-not` se place devant une expression, pas devant un opérateur";
    UNKNOWN_OPERATOR = "`{0}` is no operator of membership rules", "`{0}` n’est pas un opérateur des règles d’appartenance";
    FILTER_OPERATOR = "`{0}` exists in assignment filters only, not in membership rules", "`{0}` n’existe que dans les filtres d’affectation, pas dans les règles d’appartenance";
    LIST_IN_PARENTHESES = "a list stands in square brackets", "une liste s’écrit entre crochets";
    TOO_DEEP = "the rule is nested too deeply", "la règle est imbriquée trop profondément";
    UNKNOWN_PROPERTY = "`{0}` is no property that rules can read", "`{0}` n’est pas une propriété lisible par les règles";
    GRAPH_NAME = "`{0}` is Graph’s name; rules call it `{1}`", "`{0}` est le nom utilisé par Graph\u{202f}; les règles l’appellent `{1}`";
    WITHDRAWN = "rules can no longer read `{0}`", "les règles ne peuvent plus lire `{0}`";
    NOT_READABLE = "the attribute `{0}` exists, but rules cannot read it", "l’attribut `{0}` existe, mais les règles ne peuvent pas le lire";
    DEVICE_IN_USER_RULE = "a rule for users cannot read devices", "une règle d’utilisateurs ne peut pas lire les appareils";
    USER_IN_DEVICE_RULE = "a rule for devices cannot read users", "une règle d’appareils ne peut pas lire les utilisateurs";
    WRONG_OPERATOR = "`{0}` is not for {1}", "`{0}` ne s’applique pas à {1}";
    NEEDS_QUANTIFIER = "a list is not equal to a value; ask its elements", "une liste n’est pas égale à une valeur\u{202f}; interrogez ses éléments";
    NOT_A_LIST = "`-{0}` asks the elements of a list, and this is none", "`-{0}` interroge les éléments d’une liste, et ce n’en est pas une";
    LIST_OF_OBJECTS = "of this list, only the elements can be asked, with `-any` or `-all`", "de cette liste, seuls les éléments peuvent être interrogés, avec `-any` ou `-all`";
    WRONG_ELEMENT = "`{0}` means nothing here", "`{0}` ne désigne rien ici";
    NESTED_QUANTIFIER = "`-any` and `-all` cannot stand inside another", "`-any` et `-all` ne peuvent pas s’imbriquer";
    NEEDS_QUOTES = "a text stands in quotation marks", "un texte s’écrit entre guillemets";
    WRONG_VALUE = "this is no value for {0}", "cette valeur ne convient pas à {0}";
    DOLLAR_BOOLEAN = "rules write `true` and `false` without a dollar sign", "les règles écrivent `true` et `false` sans dollar";
    LIST_WITH_OPERATOR = "`-{0}` takes one value, not a list", "`-{0}` prend une seule valeur, pas une liste";
    NEEDS_LIST = "this operator takes a list in square brackets", "cet opérateur prend une liste entre crochets";
    EMPTY_LIST = "the list has no items", "la liste n’a aucun élément";
    NULL_WITH_OPERATOR = "`null` goes with `-eq` and `-ne` only", "`null` ne s’emploie qu’avec `-eq` et `-ne`";
    PATTERN = "the regular expression is not valid at character {0}: {1}", "l’expression régulière n’est pas valide au caractère {0}\u{a0}: {1}";
    CHAINED_SHIFT = "`system.now` can be shifted once only", "`system.now` ne peut être décalé qu’une fois";
    NOT_A_DURATION = "this is no duration in days and hours", "ce n’est pas une durée en jours et en heures";
    NOT_A_DATE = "this is no date", "ce n’est pas une date";
    NOT_AN_OBJECT_ID = "this is no object ID", "ce n’est pas un ID d’objet";
    NOT_ALONE = "this form has to be the whole rule", "cette forme doit constituer toute la règle";
    MEMBER_OF_ONLY_IN = "`memberOf` takes `-any (group.objectId -in [\u{2026}])` and nothing else", "`memberOf` n’accepte que `-any (group.objectId -in [\u{2026}])`";
    ONLY_FOR_USERS = "only users have a manager", "seuls les utilisateurs ont un responsable";
    TOO_LONG = "the rule has {0} characters; {1} are allowed", "la règle compte {0} caractères\u{202f}; {1} sont autorisés";
    TOO_MANY_SOURCES = "the rule names {0} groups; {1} are allowed", "la règle nomme {0} groupes\u{202f}; {1} sont autorisés";
    MANY_EXPRESSIONS = "the rule builder shows {1} expressions, and there are {0}", "le générateur de règles affiche {1} expressions, et il y en a {0}";
    BUILDER_DIRECT_REPORTS = "the rule builder cannot show direct reports", "le générateur de règles ne peut pas afficher les collaborateurs directs";
    BUILDER_QUANTIFIER = "the rule builder cannot show `-any` and `-all`", "le générateur de règles ne peut pas afficher `-any` et `-all`";
    BUILDER_CONTAINS = "the rule builder no longer offers this operator", "le générateur de règles ne propose plus cet opérateur";
    BUILDER_GROUPING = "the rule builder cannot show this grouping", "le générateur de règles ne peut pas afficher ce regroupement";
    BUILDER_NOW = "the rule builder cannot show dates that move", "le générateur de règles ne peut pas afficher les dates mobiles";
    TYPOGRAPHIC_DASH = "this is a dash, not a hyphen", "c’est un tiret, pas un trait d’union";
    SINGLE_QUOTES = "texts usually stand in double quotation marks", "les textes s’écrivent d’ordinaire entre guillemets doubles";
    LONE_APOSTROPHE = "an apostrophe inside a text is written twice", "une apostrophe dans un texte s’écrit deux fois";
    MIXED_CONNECTIVES = "`-and` binds tighter than `-or`, so this part stands as if in parentheses", "`-and` lie plus étroitement que `-or`\u{a0}: cette partie vaut comme si elle était entre parenthèses";
    BARE_QUANTIFIER = "without parentheses, the portal changes this when somebody edits the rule", "sans parenthèses, le portail modifie ceci quand quelqu’un modifie la règle";
    QUOTED_NULL = "`\"null\"` in quotation marks is a text of four letters", "`\"null\"` entre guillemets est un texte de quatre lettres";
    EMPTY_TEXT = "a property that is not set is null, not an empty text", "une propriété non définie est nulle, et non un texte vide";
    NOT_NULL = "`-not` does not go with null; write `{0} null`", "`-not` ne va pas avec null\u{202f}; écrivez `{0} null`";
    NEVER_NULL = "`{0}` is never null", "`{0}` n’est jamais nul";
    NEGATIVE_ON_LIST = "the documentation does not say whether one element or every element is meant; every element is taken here", "la documentation ne dit pas si un élément ou chaque élément est visé\u{202f}; ici, c’est chaque élément";
    CONTAINS_ON_LIST = "this looks for a piece inside the elements, not for an element", "ceci cherche un fragment dans les éléments, pas un élément";
    EQUALS_NOW = "nothing is equal to the present moment, which has seconds", "rien n’est égal à l’instant présent, qui compte les secondes";
    PATTERN_NOT_JUDGED = "the regular expression uses {0}; who matches is unknown here", "l’expression régulière utilise {0}\u{202f}; les correspondances sont inconnues ici";
    SLOW = "`-{0}` is slow for the service", "`-{0}` est lent pour le service";
    MEMBER_OF_ENDS = "`memberOf` rules stop being processed on {0}", "les règles `memberOf` ne seront plus traitées à partir du {0}";
    MEMBER_OF_FROZEN = "`memberOf` rules are no longer processed: the group keeps the members that it has", "les règles `memberOf` ne sont plus traitées\u{a0}: le groupe garde les membres qu’il a";
    UNDOCUMENTED = "`{0}` is not documented; the service was seen to take it", "`{0}` n’est pas documenté\u{202f}; le service l’a pourtant accepté";
    DURATION_PARTS = "minutes and seconds are not documented here", "les minutes et les secondes ne sont pas documentées ici";
    NEVER_SUCH_VALUE = "`{0}` never has this value", "`{0}` n’a jamais cette valeur";
}

/// What a diagnostic says of a rule with this text: one sentence without a full stop.
#[must_use]
#[expect(clippy::too_many_lines, reason = "a line for each code")]
pub fn diagnostic(diagnostic: &Diagnostic, text: &str, locale: Locale) -> String {
    let there = excerpt(diagnostic.span.of(text));
    let number = |number: u64| locale.number(number);
    let size = |count: usize| number(count as u64);
    let plain = match &diagnostic.code {
        Code::Stray => return STRAY.with(locale, &[&there]),
        Code::MissingObject { property } => {
            return MISSING_OBJECT.with(locale, &[property.name(), property.target().word()]);
        }
        Code::UnknownOperator { .. } => return UNKNOWN_OPERATOR.with(locale, &[&there]),
        Code::FilterOperator { .. } => return FILTER_OPERATOR.with(locale, &[&there]),
        Code::NotNull { instead } => return NOT_NULL.with(locale, &[&instead.to_string()]),
        Code::MemberOfEnds { at, frozen: false } => {
            return MEMBER_OF_ENDS.with(locale, &[&locale.date(at.0, Zone::Utc)]);
        }
        Code::UnknownProperty { .. } => return UNKNOWN_PROPERTY.with(locale, &[&there]),
        Code::GraphName { property } => {
            return GRAPH_NAME.with(locale, &[&there, property.name()]);
        }
        Code::Withdrawn => return WITHDRAWN.with(locale, &[&there]),
        Code::NotReadable => return NOT_READABLE.with(locale, &[&there]),
        Code::WrongOperator { of, .. } => {
            return WRONG_OPERATOR.with(locale, &[&there, of_type(*of).get(locale)]);
        }
        Code::NotAList { quantifier } => return NOT_A_LIST.with(locale, &[quantifier.word()]),
        Code::WrongElement => return WRONG_ELEMENT.with(locale, &[&there]),
        Code::WrongValue { of } => return WRONG_VALUE.with(locale, &[of_type(*of).get(locale)]),
        Code::ListWithOperator { operator } => {
            return LIST_WITH_OPERATOR.with(locale, &[operator.word()]);
        }
        Code::Pattern(fault) => {
            let why = pattern_fault(fault.kind).get(locale);
            return PATTERN.with(locale, &[&size(fault.at + 1), why]);
        }
        Code::TooLong { length, max } => {
            return TOO_LONG.with(locale, &[&size(*length), &number(u64::from(*max))]);
        }
        Code::TooManySources { count, max } => {
            return TOO_MANY_SOURCES.with(locale, &[&size(*count), &number(u64::from(*max))]);
        }
        Code::ManyExpressions { count, max } => {
            return MANY_EXPRESSIONS.with(locale, &[&size(*count), &number(u64::from(*max))]);
        }
        Code::NeverNull { property } => return NEVER_NULL.with(locale, &[property.name()]),
        Code::PatternNotJudged(uses) => {
            return PATTERN_NOT_JUDGED.with(locale, &[feature(*uses).get(locale)]);
        }
        Code::Slow { operator } => return SLOW.with(locale, &[operator.word()]),
        Code::Undocumented { property } => return UNDOCUMENTED.with(locale, &[property.name()]),
        Code::NeverSuchValue { property } => {
            return NEVER_SUCH_VALUE.with(locale, &[property.name()]);
        }
        Code::WrongObject { target: Target::Device } => DEVICE_IN_USER_RULE,
        Code::WrongObject { target: Target::User } => USER_IN_DEVICE_RULE,
        Code::MemberOfEnds { frozen: true, .. } => MEMBER_OF_FROZEN,
        Code::Empty => EMPTY,
        Code::MissingExpression => MISSING_EXPRESSION,
        Code::MissingConnective => MISSING_CONNECTIVE,
        Code::MissingOperator => MISSING_OPERATOR,
        Code::MissingValue => MISSING_VALUE,
        Code::ListComma => LIST_COMMA,
        Code::OpenParenthesis => OPEN_PARENTHESIS,
        Code::CloseParenthesis => CLOSE_PARENTHESIS,
        Code::OpenList => OPEN_LIST,
        Code::OpenText => OPEN_TEXT,
        Code::CurlyQuotes => CURLY_QUOTES,
        Code::BackslashedQuotes => BACKSLASHED_QUOTES,
        Code::BacktickedQuotes => BACKTICKED_QUOTES,
        Code::MarkdownEscape => MARKDOWN_ESCAPE,
        Code::DashApart => DASH_APART,
        Code::SplitName => SPLIT_NAME,
        Code::NotBeforeOperator => NOT_BEFORE_OPERATOR,
        Code::ListInParentheses => LIST_IN_PARENTHESES,
        Code::TooDeep => TOO_DEEP,
        Code::NeedsQuantifier => NEEDS_QUANTIFIER,
        Code::ListOfObjects => LIST_OF_OBJECTS,
        Code::NestedQuantifier => NESTED_QUANTIFIER,
        Code::NeedsQuotes => NEEDS_QUOTES,
        Code::DollarBoolean => DOLLAR_BOOLEAN,
        Code::NeedsList => NEEDS_LIST,
        Code::EmptyList => EMPTY_LIST,
        Code::NullWithOperator => NULL_WITH_OPERATOR,
        Code::ChainedShift => CHAINED_SHIFT,
        Code::NotADuration => NOT_A_DURATION,
        Code::NotADate => NOT_A_DATE,
        Code::NotAnObjectId => NOT_AN_OBJECT_ID,
        Code::NotAlone => NOT_ALONE,
        Code::MemberOfOnlyIn => MEMBER_OF_ONLY_IN,
        Code::OnlyForUsers => ONLY_FOR_USERS,
        Code::BuilderDirectReports => BUILDER_DIRECT_REPORTS,
        Code::BuilderQuantifier => BUILDER_QUANTIFIER,
        Code::BuilderContains => BUILDER_CONTAINS,
        Code::BuilderGrouping => BUILDER_GROUPING,
        Code::BuilderNow => BUILDER_NOW,
        Code::TypographicDash => TYPOGRAPHIC_DASH,
        Code::SingleQuotes => SINGLE_QUOTES,
        Code::LoneApostrophe => LONE_APOSTROPHE,
        Code::MixedConnectives => MIXED_CONNECTIVES,
        Code::BareQuantifier => BARE_QUANTIFIER,
        Code::QuotedNull => QUOTED_NULL,
        Code::EmptyText => EMPTY_TEXT,
        Code::NegativeOnList => NEGATIVE_ON_LIST,
        Code::ContainsOnList => CONTAINS_ON_LIST,
        Code::EqualsNow => EQUALS_NOW,
        Code::DurationParts => DURATION_PARTS,
    };
    plain.get(locale).to_owned()
}

/// What a class of diagnostics means, as a heading.
#[must_use]
pub const fn class(class: Class) -> crate::i18n::Text {
    let t = crate::i18n::Text::new;
    match class {
        Class::NotARule => t("not a rule", "ce n’est pas une règle"),
        Class::Refused => t("refused by the service", "refusé par le service"),
        Class::NotDrawable => t("not for the rule builder", "hors du générateur de règles"),
        Class::Unwise => t("legal, but look again", "permis, mais à vérifier"),
    }
}

/// A piece of a rule, short enough for a sentence.
fn excerpt(text: &str) -> String {
    const MOST: usize = 40;
    let mut out: String = text.chars().take(MOST).collect();
    if text.chars().nth(MOST).is_some() {
        out.push('…');
    }
    out
}
