//! The properties that rules can read, found by the words that rules use.
//!
//! Source: Microsoft Learn, *Rules for dynamic membership groups*, the tables of supported
//! properties. The page calls their names case-sensitive and prints several of them in two ways, so
//! any case is read and the page's own is written.

use super::syntax::Target;
use crate::{
    domain::{Attribute, Kind, attribute},
    text::similar,
};

/// Something that a rule can read of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Property {
    /// An attribute of the table.
    Attribute(Attribute),
    /// `extension_<application id without hyphens>_<name>`, as it was typed.
    Extension(String),
    /// A property of agent users, which no list of the documentation has and no export brings.
    Agent(Agent),
    /// `memberOf`.
    MemberOf(Target),
}

/// What rules can read of agent users (reported to work in 2026).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Agent {
    IdentityBlueprintId,
    IdentityParentId,
}

impl Agent {
    const ALL: [Self; 2] = [Self::IdentityBlueprintId, Self::IdentityParentId];

    const fn name(self) -> &'static str {
        match self {
            Self::IdentityBlueprintId => "agentIdentityBlueprintId",
            Self::IdentityParentId => "identityParentId",
        }
    }
}

/// What kind of values a property has, for the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    Text,
    Boolean,
    /// A date and time.
    Date,
    /// A list of texts.
    Texts,
    /// A list of service plans.
    Plans,
    /// A list of groups.
    Groups,
}

/// What a name with the object in front of it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    Property(Property),
    /// Graph's name of this property.
    GraphName(Property),
    /// Rules could read it once.
    Withdrawn,
    /// An attribute of Graph that rules cannot read.
    NotReadable,
    /// Nothing, but perhaps this one is meant.
    Unknown(Option<Property>),
}

/// Stood in the table of device properties until 2018 and are refused since.
const WITHDRAWN: [&str; 2] = ["organizationalUnit", "domainName"];

/// Attributes that people ask for in rules, and are not in our table of users.
const NOT_READABLE: [&str; 3] = ["assignedLicenses", "licenseAssignmentStates", "signInActivity"];

const MEMBER_OF: &str = "memberOf";

impl Property {
    /// The property that a rule names so, in any case.
    #[must_use]
    pub fn find(target: Target, name: &str) -> Option<Self> {
        let is = |other: &str| name.eq_ignore_ascii_case(other);
        let mut attributes = attributes(target);
        if let Some(attribute) = attributes.find(|one| one.definition().rule.is_some_and(is)) {
            return Some(Self::Attribute(attribute));
        }
        let agent = || Agent::ALL.into_iter().find(|agent| is(agent.name())).map(Self::Agent);
        match target {
            Target::User if is_extension(name) => Some(Self::Extension(name.to_owned())),
            _ if is(MEMBER_OF) => Some(Self::MemberOf(target)),
            Target::User => agent(),
            Target::Device => None,
        }
    }

    /// What a name after `user.` or `device.` means, also where it is no property.
    pub(super) fn meaning(target: Target, name: &str) -> Meaning {
        if let Some(property) = Self::find(target, name) {
            return Meaning::Property(property);
        }
        if let Some(attribute) =
            attributes(target).find(|one| one.definition().name.eq_ignore_ascii_case(name))
        {
            return match attribute.definition().rule {
                Some(_) => Meaning::GraphName(Self::Attribute(attribute)),
                None => Meaning::NotReadable,
            };
        }
        let among = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        if target == Target::Device && among(&WITHDRAWN) {
            return Meaning::Withdrawn;
        }
        if target == Target::User && among(&NOT_READABLE) {
            return Meaning::NotReadable;
        }
        let similar = similar::closest(name, names(target));
        Meaning::Unknown(similar.and_then(|similar| Self::find(target, similar)))
    }

    /// Every property with a name of its own, in the order of the tables.
    pub fn all(target: Target) -> impl Iterator<Item = Self> {
        let readable = |attribute: &Attribute| attribute.definition().rule.is_some();
        let attributes = attributes(target).filter(readable).map(Self::Attribute);
        attributes.chain([Self::MemberOf(target)])
    }

    /// What it belongs to.
    #[must_use]
    pub fn target(&self) -> Target {
        match self {
            Self::Attribute(attribute) if attribute.of() == attribute::Of::Device => Target::Device,
            Self::Attribute(_) | Self::Extension(_) | Self::Agent(_) => Target::User,
            Self::MemberOf(target) => *target,
        }
    }

    /// Its name in rules, without the object.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Attribute(attribute) => attribute.definition().rule.unwrap_or_default(),
            Self::Extension(name) => name,
            Self::Agent(agent) => agent.name(),
            Self::MemberOf(_) => MEMBER_OF,
        }
    }

    /// What kind of values it has. `sipProxyAddress` is one text for rules, a list for Graph.
    #[must_use]
    pub fn of_type(&self) -> Type {
        match self {
            Self::Attribute(Attribute::IM_ADDRESSES) | Self::Extension(_) | Self::Agent(_) => {
                Type::Text
            }
            Self::Attribute(Attribute::ASSIGNED_PLANS) => Type::Plans,
            Self::Attribute(attribute) => match attribute.kind() {
                Kind::Text | Kind::Reference => Type::Text,
                Kind::Boolean => Type::Boolean,
                Kind::Time | Kind::Date => Type::Date,
                Kind::Texts => Type::Texts,
            },
            Self::MemberOf(_) => Type::Groups,
        }
    }

    /// Whether the directory always has a value, as the documentation says of these.
    #[must_use]
    pub fn is_never_null(&self) -> bool {
        matches!(
            self,
            Self::Attribute(
                Attribute::ACCOUNT_ENABLED
                    | Attribute::DISPLAY_NAME
                    | Attribute::MAIL_NICKNAME
                    | Attribute::USER_PRINCIPAL_NAME
            )
        )
    }

    /// Whether the service takes it although no page of the documentation lists it.
    #[must_use]
    pub const fn is_undocumented(&self) -> bool {
        matches!(self, Self::Agent(_))
    }
}

/// The attributes of the objects that a rule is for.
fn attributes(target: Target) -> impl Iterator<Item = Attribute> {
    Attribute::all_of(match target {
        Target::User => attribute::Of::User,
        Target::Device => attribute::Of::Device,
    })
}

/// The names of all properties.
fn names(target: Target) -> impl Iterator<Item = &'static str> {
    let attributes = attributes(target).filter_map(|attribute| attribute.definition().rule);
    attributes.chain([MEMBER_OF])
}

/// Whether a name is that of a directory extension: the application id has no hyphens.
fn is_extension(name: &str) -> bool {
    let Some((prefix, rest)) = name.split_at_checked(10) else { return false };
    let Some((application, rest)) = rest.split_at_checked(32) else { return false };
    prefix.eq_ignore_ascii_case("extension_")
        && application.bytes().all(|byte| byte.is_ascii_hexdigit())
        && rest.strip_prefix('_').is_some_and(|name| {
            !name.is_empty()
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        })
}
