//! What a stored workspace is besides its directory and its journal, and what its blocks are.

use crate::domain::attribute::Of;
use crate::domain::setting::{Home, Keeper};
use crate::domain::{Datum, LedgerEntry, ObjectId, Row, Subject, Timestamp, UserId};
use crate::persist::bytes::{Reader, Writer};
use crate::persist::frame::{self, Damage, Part, UpgradeError};
use crate::persist::value::{Item as _, read_request, write_request};
use crate::persist::{numbers, subscriptions};
use crate::tenant::{
    Conflict, ConflictKind, Info, Organisation, PersonalView, RoleAssignments, Source,
};
use std::collections::BTreeMap;

/// The first thing that is read of a workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    pub info: Info,
    pub sources: Vec<Source>,
    pub organisation: Organisation,
    pub roles: RoleAssignments,
    pub conflicts: Vec<Conflict>,
    /// Whose slice of another workspace it is; from version 6 on.
    pub view: Option<PersonalView>,
    /// Operations that the blocks contain: the journal up to this number, and its effects.
    pub applied: u32,
    /// The blocks in their order: users, groups, devices, memberships, the audit log, then the
    /// journal.
    pub blocks: Vec<Block>,
}

/// A block as the head knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    pub content: Content,
    /// In bytes.
    pub length: u64,
    /// The checksum at the end of the block's frame.
    pub sum: u64,
}

/// What a block is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// The users.
    Directory,
    Journal,
    /// From version 2 on, as are the two after it.
    Groups,
    Devices,
    Members,
    /// The imported audit log; from version 4 on.
    AuditLog,
}

impl Content {
    /// The first version of the head that can name such a block.
    const fn since(self) -> u32 {
        match self {
            Self::Directory | Self::Journal => 1,
            Self::Groups | Self::Devices | Self::Members => 2,
            Self::AuditLog => 4,
        }
    }
}

impl Block {
    /// What the head says of a record.
    #[must_use]
    pub fn of(content: Content, bytes: &[u8]) -> Self {
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        Self { content, length, sum: frame::checksum(bytes).unwrap_or_default() }
    }
}

impl Head {
    /// The head as a record.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let Self { info, sources, organisation, roles, conflicts, view, applied, blocks } = self;
        let mut out = Writer::default();
        out.text(&info.name);
        out.flag(info.sample);
        out.signed(info.created.0);
        out.list(sources, write_source);
        write_organisation(&mut out, organisation);
        write_roles(&mut out, roles);
        let (mut of_users, mut others, mut of_settings) = (Vec::new(), Vec::new(), Vec::new());
        for conflict in conflicts {
            match conflict {
                Conflict::Object { subject, kind } if subject.of == Of::User => {
                    of_users.push((*subject, kind));
                }
                Conflict::Object { subject, kind } => others.push((*subject, kind)),
                Conflict::Setting { setting, was, arrived, staged } => {
                    of_settings.push((setting, [was, arrived, staged]));
                }
            }
        }
        out.list(&of_users, |out, (subject, kind)| write_conflict(out, *subject, kind));
        out.number(*applied);
        out.list(blocks, |out, block| {
            out.byte(match block.content {
                Content::Directory => 0,
                Content::Journal => 1,
                Content::Groups => 2,
                Content::Devices => 3,
                Content::Members => 4,
                Content::AuditLog => 5,
            });
            out.number(block.length);
            out.raw(&block.sum.to_le_bytes());
        });
        // The least version that holds it, so that older code may open what it understands.
        let blocks = blocks.iter().map(|block| block.content.since()).max().unwrap_or(1);
        let version = if others.is_empty() { blocks } else { blocks.max(3) };
        let version = if organisation.settings.is_empty() { version } else { version.max(5) };
        let version = if view.is_some() { version.max(6) } else { version };
        let first = organisation.settings.keys().all(|it| numbers::is_first_setting(*it));
        let plain = first && organisation.keepers.is_empty() && of_settings.is_empty();
        let version = if plain { version } else { version.max(7) };
        let Organisation { subscriptions, subscriptions_before, company_subscriptions, .. } =
            organisation;
        let version = if subscriptions.is_none() { version } else { 8 };
        let version = if company_subscriptions.is_none() { version } else { 9 };
        if version >= 3 {
            out.list(&others, |out, (subject, kind)| write_conflict(out, *subject, kind));
        }
        if version >= 5 {
            let settings: Vec<_> = organisation.settings.iter().collect();
            out.list(&settings, |out, (setting, datum)| {
                numbers::write_setting(out, **setting);
                datum.write(out);
            });
        }
        if version >= 6 {
            out.optional(view.as_ref(), write_view);
        }
        if version >= 7 {
            let keepers: Vec<_> = organisation.keepers.iter().collect();
            out.list(&keepers, |out, (home, keeper)| write_keeper(out, **home, keeper));
            out.list(&of_settings, |out, (setting, data)| {
                numbers::write_setting(out, **setting);
                for datum in data {
                    datum.write(out);
                }
            });
        }
        if version >= 8 {
            for all in [subscriptions, subscriptions_before] {
                out.optional(all.as_ref(), |out, all| out.list(all, subscriptions::write));
            }
        }
        if version >= 9 {
            out.optional(company_subscriptions.as_ref(), |out, all| {
                out.list(all, subscriptions::write_company);
            });
        }
        frame::wrap_as(version, Part::Header, out.as_slice())
    }

    /// Reads a record.
    ///
    /// # Errors
    /// [`UpgradeError`] when damaged or written by newer code.
    pub fn decode(bytes: &[u8]) -> Result<Self, UpgradeError> {
        let (version, body) = frame::unwrap(Part::Header, bytes)?;
        let mut input = Reader::new(body, Part::Header);
        let mut head = Self {
            info: Info {
                name: input.text()?,
                sample: input.flag()?,
                created: Timestamp(input.signed()?),
            },
            sources: input.list(read_source)?,
            organisation: read_organisation(&mut input)?,
            roles: read_roles(&mut input)?,
            conflicts: input.list(|input| read_conflict(input, Of::User))?,
            view: None,
            applied: input.small()?,
            blocks: input.list(|input| read_block(input, version))?,
        };
        if version >= 3 {
            head.conflicts.extend(input.list(|input| read_conflict(input, Of::Group))?);
        }
        if version >= 5 {
            let settings =
                input.list(|input| Ok((numbers::read_setting(input)?, Datum::read(input)?)))?;
            head.organisation.settings.extend(settings);
        }
        if version >= 6 {
            head.view = input.optional(read_view)?;
        }
        if version >= 7 {
            head.organisation.keepers.extend(input.list(read_keeper)?);
            head.conflicts.extend(input.list(|input| {
                Ok(Conflict::Setting {
                    setting: numbers::read_setting(input)?,
                    was: Datum::read(input)?,
                    arrived: Datum::read(input)?,
                    staged: Datum::read(input)?,
                })
            })?);
        }
        if version >= 8 {
            let mut all = || input.optional(|input| input.list(subscriptions::read));
            head.organisation.subscriptions = all()?;
            head.organisation.subscriptions_before = all()?;
        }
        if version >= 9 {
            head.organisation.company_subscriptions =
                input.optional(|input| input.list(subscriptions::read_company))?;
        }
        input.end()?;
        Ok(head)
    }
}

fn read_block(input: &mut Reader<'_>, version: u32) -> Result<Block, UpgradeError> {
    let content = match (input.byte()?, version) {
        (0, _) => Content::Directory,
        (1, _) => Content::Journal,
        (2, 2..) => Content::Groups,
        (3, 2..) => Content::Devices,
        (4, 2..) => Content::Members,
        (5, 4..) => Content::AuditLog,
        (tag, _) => return Err(input.damage(Damage::Tag(tag))),
    };
    Ok(Block { content, length: input.number()?, sum: u64::from_le_bytes(input.array()?) })
}

fn write_source(out: &mut Writer, source: &Source) {
    let Source { name, recognised_as, rows, at, complete } = source;
    out.text(name);
    out.text(recognised_as);
    out.number(*rows);
    out.signed(at.0);
    out.flag(*complete);
}

fn read_source(input: &mut Reader<'_>) -> Result<Source, UpgradeError> {
    Ok(Source {
        name: input.text()?,
        recognised_as: input.text()?,
        rows: input.small()?,
        at: Timestamp(input.signed()?),
        complete: input.flag()?,
    })
}

fn write_organisation(out: &mut Writer, organisation: &Organisation) {
    // The settings, who keeps them, the products and the subscriptions come at the end of the head, which older code has none of.
    let Organisation {
        id,
        display_name,
        verified_domains,
        default_domain,
        settings: _,
        keepers: _,
        subscriptions: _,
        subscriptions_before: _,
        company_subscriptions: _,
    } = organisation;
    out.optional(id.as_ref(), |out, id| id.write(out));
    out.optional(display_name.as_ref(), |out, name| out.text(name));
    out.list(verified_domains, |out, domain| out.text(domain));
    out.optional(default_domain.as_ref(), |out, domain| out.text(domain));
}

fn read_organisation(input: &mut Reader<'_>) -> Result<Organisation, UpgradeError> {
    Ok(Organisation {
        id: input.optional(ObjectId::read)?,
        display_name: input.optional(Reader::text)?,
        verified_domains: input.list(Reader::text)?,
        default_domain: input.optional(Reader::text)?,
        settings: BTreeMap::new(),
        keepers: BTreeMap::new(),
        subscriptions: None,
        subscriptions_before: None,
        company_subscriptions: None,
    })
}

fn write_keeper(out: &mut Writer, home: Home, keeper: &Keeper) {
    numbers::write_home(out, home);
    let there = match keeper {
        Keeper::Missing => None,
        Keeper::There { id, others } => Some((id, others)),
    };
    out.optional(there.as_ref(), |out, (id, others)| {
        id.write(out);
        out.list(others, |out, (name, value)| {
            out.text(name);
            out.text(value);
        });
    });
}

fn read_keeper(input: &mut Reader<'_>) -> Result<(Home, Keeper), UpgradeError> {
    let home = numbers::read_home(input)?;
    let there = input.optional(|input| {
        let id = ObjectId::read(input)?;
        let others = input.list(|input| Ok((input.text()?, input.text()?)))?;
        Ok(Keeper::There { id, others })
    })?;
    Ok((home, there.unwrap_or(Keeper::Missing)))
}

fn write_roles(out: &mut Writer, roles: &RoleAssignments) {
    out.flag(roles.is_known());
    let assignments: Vec<_> = roles.iter().collect();
    out.list(&assignments, |out, (principal, roles)| {
        principal.write(out);
        out.list(roles, |out, role| numbers::write_role(out, *role));
    });
}

fn read_roles(input: &mut Reader<'_>) -> Result<RoleAssignments, UpgradeError> {
    let known = input.flag()?;
    let assignments =
        input.list(|input| Ok((ObjectId::read(input)?, input.list(numbers::read_role)?)))?;
    if !known {
        return Ok(RoleAssignments::default());
    }
    Ok(RoleAssignments::imported(
        assignments
            .into_iter()
            .flat_map(|(principal, roles)| roles.into_iter().map(move |role| (principal, role))),
    ))
}

fn write_view(out: &mut Writer, view: &PersonalView) {
    let PersonalView { person, view, whole, requests } = view;
    person.write(out);
    Some(LedgerEntry::View(*view)).write(out);
    out.flag(*whole);
    out.list(requests, |out, (group, user, request)| {
        out.number(group.0);
        out.number(user.0);
        write_request(out, request);
    });
}

fn read_view(input: &mut Reader<'_>) -> Result<PersonalView, UpgradeError> {
    let person = ObjectId::read(input)?;
    let Some(LedgerEntry::View(view)) = Option::<LedgerEntry>::read(input)? else {
        return Err(input.damage(Damage::Nonsense));
    };
    let whole = input.flag()?;
    let requests = input
        .list(|input| Ok((Row(input.small()?), UserId(input.small()?), read_request(input)?)))?;
    Ok(PersonalView { person, view, whole, requests })
}

fn write_conflict(out: &mut Writer, subject: Subject, kind: &ConflictKind) {
    out.number(subject.row.0);
    match kind {
        ConflictKind::Attribute { attribute, was, arrived, staged } => {
            out.byte(0);
            numbers::write_attribute(out, *attribute);
            for datum in [was, arrived, staged] {
                datum.write(out);
            }
        }
        ConflictKind::Gone => out.byte(1),
        ConflictKind::NameTaken { name, by } => {
            out.byte(2);
            out.text(name);
            out.number(by.0);
        }
    }
}

fn read_conflict(input: &mut Reader<'_>, of: Of) -> Result<Conflict, UpgradeError> {
    let subject = Subject { of, row: Row(input.small()?) };
    let kind = match input.byte()? {
        0 => ConflictKind::Attribute {
            attribute: numbers::read_attribute(input)?,
            was: Datum::read(input)?,
            arrived: Datum::read(input)?,
            staged: Datum::read(input)?,
        },
        1 => ConflictKind::Gone,
        2 => ConflictKind::NameTaken { name: input.text()?, by: UserId(input.small()?) },
        tag => return Err(input.damage(Damage::Tag(tag))),
    };
    Ok(Conflict::Object { subject, kind })
}
