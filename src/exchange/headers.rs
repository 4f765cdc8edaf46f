//! Which attribute a column is, and which program wrote a file, by its headers.
//!
//! Headers are compared without case, accents, blanks and punctuation, so that `User principal
//! name`, `userPrincipalName` and `UserPrincipalName` are one.

mod names;
pub(super) mod others;
#[cfg(test)]
mod tests;

use crate::domain::Attribute;
use crate::domain::attribute::{Of, Schema, TABLE};
use crate::exchange::{Format, product_names};
use crate::text::similar::closest;

/// How a column's cells say their value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// As it is.
    Plain,
    /// Yes means no: *block sign-in*.
    Reversed,
}

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Attribute(Attribute, Meaning),
    /// Known, without a place yet.
    Aside,
    /// Not known; perhaps this is meant.
    Unknown {
        similar: Option<&'static str>,
    },
}

/// The comparable core of a header: lower-case letters and digits without accents.
///
/// Headers of the bulk templates name the property in brackets, `Name [displayName] Required`;
/// only "Block sign in" is read in front of them, because there it is the reverse of the property.
pub(super) fn key(header: &str) -> String {
    let header = match header.split_once('[') {
        Some((before, rest)) => match rest.split_once(']') {
            Some((inside, _)) if !core(before).starts_with("blocksignin") => inside,
            Some(_) => before,
            None => header,
        },
        None => header,
    };
    core(header)
}

fn core(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'à' | 'â' | 'ä' => out.push('a'),
            'ç' => out.push('c'),
            'è' | 'é' | 'ê' | 'ë' => out.push('e'),
            'î' | 'ï' => out.push('i'),
            'ô' | 'ö' => out.push('o'),
            'ù' | 'û' | 'ü' => out.push('u'),
            'œ' => out.push_str("oe"),
            c if c.is_alphanumeric() => out.push(c),
            _ => {}
        }
    }
    out
}

/// The attribute with this key as Graph's name or the rule language's.
fn in_table(key: &str) -> Option<Attribute> {
    let same = |name: &str| name.eq_ignore_ascii_case(key);
    let by_graph = Attribute::all().find(|attribute| same(attribute.definition().name));
    by_graph.or_else(|| {
        Attribute::all().find(|attribute| attribute.definition().rule.is_some_and(same))
    })
}

/// What a header means, with or without the mark of our files for spreadsheets; custom attributes
/// (`extension_…`) join the schema.
pub(super) fn column(header: &str, schema: &mut Schema) -> Column {
    let header = header.trim();
    let header = header.strip_prefix('\'').unwrap_or(header);
    if schema.kind() != Of::User {
        return others::column(header, schema.kind(), false);
    }
    if let Some(custom) = schema.custom_attribute(header) {
        return Column::Attribute(custom, Meaning::Plain);
    }
    let key = key(header);
    if let Some(attribute) = in_table(&key) {
        return Column::Attribute(attribute, Meaning::Plain);
    }
    let named = names::ENGLISH.iter().chain(names::FRENCH).find(|(name, _)| *name == key);
    if let Some((_, column)) = named {
        return *column;
    }
    if names::ASIDE.iter().chain(names::GRAPH_ASIDE).any(|name| *name == key) {
        return Column::Aside;
    }
    Column::Unknown { similar: closest(header, TABLE.iter().map(|row| row.name)) }
}

/// Whether a header is one that only the French export has.
fn is_french(key: &str) -> bool {
    names::FRENCH.iter().any(|(name, _)| *name == key) && in_table(key).is_none()
}

/// How well headers fit users: how many of them are known at all.
pub(super) fn known(headers: &[&str]) -> usize {
    let mut schema = Schema::default();
    headers
        .iter()
        .filter(|header| !matches!(column(header, &mut schema), Column::Unknown { .. }))
        .count()
}

/// Which file has these headers.
pub(super) fn format(headers: &[&str]) -> Option<Format> {
    let keys: Vec<String> = headers.iter().map(|header| key(header)).collect();
    let has = |name: &str| keys.iter().any(|key| key == name);
    let all = |names: &[&str]| names.iter().all(|name| has(name));
    let any = |names: &[&str]| names.iter().any(|name| has(name));
    let bracketed = headers.iter().any(|header| header.contains('[') && header.contains(']'));
    if has("memberobjectidorupn") {
        return Some(Format::GroupMembers);
    }
    if any(&["activitydisplayname", "activitydatetime"])
        || all(&["activity", "initiatedby"])
        || all(&["activity", "date", "result"])
        || any(&["activitydateutc", "dateutc", "date"]) && has("correlationid")
    {
        let predicted = has(crate::exchange::audit_in::PREDICTED);
        return Some(if predicted { Format::PredictedAudit } else { Format::Audit });
    }
    if product_names::are_columns(&keys) && !has_identity(&keys) {
        return Some(Format::ProductNames);
    }
    if any(&["azureaddeviceid", "managementname"])
        || (any(&["deviceid", "operatingsystem", "os"]) && !has("userprincipalname"))
            && any(&["devicename", "displayname", "jointype", "trusttype", "operatingsystem"])
    {
        return Some(Format::Devices);
    }
    let groupish = [
        "grouptypes",
        "grouptype",
        "membershiprule",
        "membershiptype",
        "mailenabled",
        "securityenabled",
    ];
    if any(&groupish) && !has("userprincipalname") {
        return Some(Format::Groups);
    }
    let named = has_identity(&keys);
    if !named || known(headers) < 2 {
        return None;
    }
    if bracketed {
        return Some(Format::EntraBulkCreate);
    }
    if all(&["directorysynced", "invitationstate"]) {
        let older = any(&["objectid", "physicaldeliveryofficename", "mobile"]);
        return Some(if older { Format::EntraUsersOlder } else { Format::EntraUsers });
    }
    let spaced = headers.iter().filter(|header| header.trim().contains(' ')).count();
    if keys.iter().filter(|key| is_french(key)).count() >= 3 {
        return Some(Format::Microsoft365UsersFrench);
    }
    if spaced >= 3 && any(&["blockcredential", "licenses", "whencreated"]) {
        return Some(Format::Microsoft365Users);
    }
    if all(&["username", "firstname", "lastname", "displayname"]) && spaced >= 3 {
        return Some(Format::Microsoft365AddUsers);
    }
    let graph = |header: &&&str| in_table(&key(header)).is_some();
    let pascal = headers.iter().filter(graph).filter(|header| {
        header.trim().starts_with(|first: char| first.is_ascii_uppercase()) && !header.contains(' ')
    });
    if pascal.count() >= 2 {
        return Some(Format::PowerShellUsers);
    }
    Some(Format::UsersTable)
}

/// Whether some column tells people apart.
fn has_identity(keys: &[String]) -> bool {
    let mut schema = Schema::default();
    keys.iter().any(|key| {
        matches!(
            column(key, &mut schema),
            Column::Attribute(Attribute::ID | Attribute::USER_PRINCIPAL_NAME, _)
        )
    })
}
