//! The naming policy of Microsoft 365 groups: a prefix and a suffix, and names that nobody may give.
//!
//! Source: "Enforce a naming policy on Microsoft 365 groups", Microsoft Learn: `[GroupName]` stands
//! once; six attributes of whoever creates the group can stand beside it, anything else is fixed text;
//! the whole name has at most 63 characters; a blocked phrase blocks a name that equals it in any case,
//! never one that only contains it; Global and User Administrators are exempt.

use crate::domain::{
    Actor, Attribute, Datum, GroupKind, NamingProblem, Role, Setting, UserId, Value,
};
use crate::tenant::naming::nickname_problem;
use crate::tenant::{Workspace, groups};
use crate::text::fold;

/// Longest name with prefix and suffix, in UTF-16 units.
pub const MOST: usize = 63;

/// What a token stands for.
const TOKENS: [(&str, Attribute); 6] = [
    ("[Department]", Attribute::DEPARTMENT),
    ("[Company]", Attribute::COMPANY_NAME),
    ("[Office]", Attribute::OFFICE_LOCATION),
    ("[StateOrProvince]", Attribute::STATE),
    ("[CountryOrRegion]", Attribute::COUNTRY),
    ("[Title]", Attribute::JOB_TITLE),
];
const GROUP_NAME: &str = "[GroupName]";

/// What is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The display name.
    Name,
    /// The mail nickname, which holds fewer characters.
    Alias,
}

/// A part of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Fixed(String),
    /// An attribute of whoever creates the group.
    Of(Attribute),
}

/// Prefix and suffix.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Requirement {
    pub prefix: Vec<Piece>,
    pub suffix: Vec<Piece>,
}

/// A name that was worked out, or what is missing for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    Name(String),
    /// An attribute of the creator was never imported.
    Unknown(Attribute),
    /// Longer than the service takes.
    TooLong {
        name: String,
        length: usize,
    },
}

impl Requirement {
    /// Reads a `PrefixSuffixNamingRequirement`.
    ///
    /// # Errors
    /// `[GroupName]` is missing, or there twice.
    pub fn parse(text: &str) -> Result<Self, NamingProblem> {
        let mut prefix = Vec::new();
        let mut suffix = Vec::new();
        let mut named = false;
        let mut rest = text;
        let mut fixed = String::new();
        while let Some(first) = rest.chars().next() {
            let side = if named { &mut suffix } else { &mut prefix };
            if starts_with(rest, GROUP_NAME) {
                if named {
                    return Err(NamingProblem::SecondGroupName);
                }
                keep(side, &mut fixed);
                named = true;
                rest = rest.get(GROUP_NAME.len()..).unwrap_or_default();
            } else if let Some((token, attribute)) =
                TOKENS.iter().find(|(token, _)| starts_with(rest, token))
            {
                keep(side, &mut fixed);
                side.push(Piece::Of(*attribute));
                rest = rest.get(token.len()..).unwrap_or_default();
            } else {
                fixed.push(first);
                rest = rest.get(first.len_utf8()..).unwrap_or_default();
            }
        }
        if !named {
            return Err(NamingProblem::NoGroupName);
        }
        keep(&mut suffix, &mut fixed);
        Ok(Self { prefix, suffix })
    }

    /// The whole name that a group of this name gets; `of` tells the creator's attributes.
    #[must_use]
    pub fn apply(&self, name: &str, of: impl Fn(Attribute) -> Datum) -> Named {
        let (before, after) = match (fill(&self.prefix, &of), fill(&self.suffix, &of)) {
            (Ok(before), Ok(after)) => (before, after),
            (Err(attribute), _) | (_, Err(attribute)) => return Named::Unknown(attribute),
        };
        let name = format!("{before}{name}{after}");
        let length = name.encode_utf16().count();
        if length > MOST { Named::TooLong { name, length } } else { Named::Name(name) }
    }

    /// What stands before and after, in a form.
    fn around(
        &self,
        form: Form,
        of: &impl Fn(Attribute) -> Datum,
    ) -> Result<(String, String), Attribute> {
        let (before, after) = (fill(&self.prefix, of)?, fill(&self.suffix, of)?);
        Ok(match form {
            Form::Name => (before, after),
            Form::Alias => (alias_characters(&before), alias_characters(&after)),
        })
    }

    /// What somebody called the group, out of the whole name; none where prefix or suffix is not there. The
    /// case of an alias says nothing.
    ///
    /// # Errors
    /// An attribute of the creator was never imported.
    pub fn inner<'a>(
        &self,
        whole: &'a str,
        form: Form,
        of: impl Fn(Attribute) -> Datum,
    ) -> Result<Option<&'a str>, Attribute> {
        let (before, after) = self.around(form, &of)?;
        let end = whole.len().checked_sub(after.len()).filter(|end| *end >= before.len());
        let parts = end.and_then(|end| {
            Some((whole.get(..before.len())?, whole.get(before.len()..end)?, whole.get(end..)?))
        });
        let same = |one: &str, other: &str| match form {
            Form::Name => one == other,
            Form::Alias => one.eq_ignore_ascii_case(other),
        };
        let parts = parts.filter(|(start, _, end)| same(start, &before) && same(end, &after));
        Ok(parts.map(|(_, inner, _)| inner))
    }
}

/// What an alias can be of a text: characters that it cannot hold are dropped.
fn alias_characters(text: &str) -> String {
    let legal = |c: &char| nickname_problem(c.encode_utf8(&mut [0; 4])).is_none();
    text.chars().filter(legal).collect()
}

/// The tenant's requirement, as it is written and as it is read.
#[must_use]
pub fn requirement(workspace: &Workspace) -> Option<(String, Requirement)> {
    let text = workspace.setting(Setting::NamingRequirement).as_text()?.to_owned();
    let parsed = Requirement::parse(&text).ok()?;
    Some((text, parsed))
}

/// The phrases that the tenant blocks.
#[must_use]
pub fn words(workspace: &Workspace) -> Vec<String> {
    match workspace.setting(Setting::BlockedWords) {
        Datum::Value(Value::Texts(words)) => words,
        _ => Vec::new(),
    }
}

/// A mail nickname for a group of this name: in a Microsoft 365 group with what the policy puts around it,
/// unless the actor is exempt.
#[must_use]
pub fn alias(workspace: &Workspace, actor: &Actor, kind: GroupKind, whole: &str) -> String {
    let plain = || groups::nickname(whole);
    if kind != GroupKind::Microsoft365 || exempt(actor) {
        return plain();
    }
    let Some((_, requirement)) = requirement(workspace) else { return plain() };
    let user = actor.id.and_then(|id| workspace.find_active(id));
    let inner = requirement.inner(whole, Form::Name, creator(workspace, user));
    let around = requirement.around(Form::Alias, &creator(workspace, user));
    match (inner, around) {
        (Ok(Some(inner)), Ok((before, after))) => {
            format!("{before}{}{after}", groups::nickname(inner))
        }
        _ => plain(),
    }
}

fn starts_with(text: &str, token: &str) -> bool {
    text.get(..token.len()).is_some_and(|start| start.eq_ignore_ascii_case(token))
}

fn keep(side: &mut Vec<Piece>, fixed: &mut String) {
    if !fixed.is_empty() {
        side.push(Piece::Fixed(std::mem::take(fixed)));
    }
}

/// The text of some pieces; an attribute that is not set leaves nothing.
fn fill(pieces: &[Piece], of: &impl Fn(Attribute) -> Datum) -> Result<String, Attribute> {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Fixed(fixed) => text.push_str(fixed),
            Piece::Of(attribute) => match of(*attribute) {
                Datum::Unknown => return Err(*attribute),
                datum => text.push_str(datum.as_text().unwrap_or_default()),
            },
        }
    }
    Ok(text)
}

/// The blocked phrase that a name equals.
#[must_use]
pub fn blocked<'a>(words: &'a [String], name: &str) -> Option<&'a str> {
    let name = name.trim();
    words.iter().map(|word| word.trim()).find(|word| !word.is_empty() && fold::same(word, name))
}

/// Whether the policy does not bind somebody.
#[must_use]
pub fn exempt(actor: &Actor) -> bool {
    let free = [Role::GlobalAdministrator, Role::UserAdministrator];
    actor.roles.iter().any(|role| free.contains(role))
}

/// The attributes of whoever creates a group; unknown where it is nobody of the directory.
pub fn creator(workspace: &Workspace, user: Option<UserId>) -> impl Fn(Attribute) -> Datum + '_ {
    move |attribute| user.map_or(Datum::Unknown, |user| workspace.users().get(user, attribute))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(attribute: Attribute) -> Datum {
        match attribute {
            Attribute::DEPARTMENT => Datum::text("Sales"),
            Attribute::COUNTRY => Datum::Null,
            _ => Datum::Unknown,
        }
    }

    #[test]
    fn names_are_put_together() {
        for (requirement, name, expected) in [
            ("GRP-[GroupName]", "Team", Named::Name("GRP-Team".into())),
            ("[department] - [GROUPNAME] (x)", "A", Named::Name("Sales - A (x)".into())),
            ("[CountryOrRegion]_[GroupName]", "A", Named::Name("_A".into())),
            ("[Title][GroupName]", "A", Named::Unknown(Attribute::JOB_TITLE)),
            // What is no token of the policy is fixed text.
            ("[City][GroupName]", "A", Named::Name("[City]A".into())),
            ("é[GroupName]é", "ö", Named::Name("éöé".into())),
        ] {
            let parsed = Requirement::parse(requirement);
            assert_eq!(parsed.map(|it| it.apply(name, of)), Ok(expected), "{requirement}");
        }
    }

    #[test]
    fn one_name_and_no_more_than_the_limit() {
        assert_eq!(Requirement::parse("GRP-"), Err(NamingProblem::NoGroupName));
        assert_eq!(Requirement::parse(""), Err(NamingProblem::NoGroupName));
        assert_eq!(
            Requirement::parse("[GroupName][GroupName]"),
            Err(NamingProblem::SecondGroupName)
        );
        let requirement = Requirement::parse("GRP-[GroupName]").unwrap();
        let fits = "x".repeat(59);
        assert_eq!(requirement.apply(&fits, of), Named::Name(format!("GRP-{fits}")));
        let long = "x".repeat(60);
        assert_eq!(
            requirement.apply(&long, of),
            Named::TooLong { name: format!("GRP-{long}"), length: 64 }
        );
    }

    #[test]
    fn the_inner_name_comes_back() {
        let requirement = Requirement::parse("[Department] [GroupName].").unwrap();
        assert_eq!(requirement.inner("Sales Team.", Form::Name, of), Ok(Some("Team")));
        assert_eq!(requirement.inner("sales Team.", Form::Name, of), Ok(None));
        assert_eq!(requirement.inner("Team", Form::Name, of), Ok(None));
        // An alias holds no blank, and its case says nothing.
        assert_eq!(requirement.inner("salesteam.", Form::Alias, of), Ok(Some("team")));
        assert_eq!(requirement.inner("sales-team.", Form::Alias, of), Ok(Some("-team")));
        assert_eq!(requirement.inner("sale", Form::Alias, of), Ok(None));
        let unknown = Requirement::parse("[Office][GroupName]").unwrap();
        assert_eq!(unknown.inner("x", Form::Name, of), Err(Attribute::OFFICE_LOCATION));
    }

    #[test]
    fn whole_names_are_blocked_and_parts_are_not() {
        let words = ["Payroll".to_owned(), " CEO ".to_owned(), String::new()];
        assert_eq!(blocked(&words, "payroll"), Some("Payroll"));
        assert_eq!(blocked(&words, "ceo"), Some("CEO"));
        assert_eq!(blocked(&words, "Payroll 2"), None);
        assert_eq!(blocked(&words, ""), None);
    }
}
