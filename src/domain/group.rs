//! What kind of group a group is, as its attributes tell.
//!
//! Source: Microsoft Graph v1.0, *Working with groups in Microsoft Graph*, the table of group types;
//! Microsoft Learn, *Rules for dynamic membership groups*: a rule reads users or devices, never both.

use super::{Datum, Value};

/// The kind of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupKind {
    /// Carries rights, receives no mail.
    Security,
    /// A Microsoft 365 group (`Unified`), with mailbox and site.
    Microsoft365,
    /// Carries rights and receives mail; managed in Exchange.
    MailEnabledSecurity,
    /// Receives mail and carries no rights; managed in Exchange.
    Distribution,
}

/// How members come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Membership {
    /// Somebody puts them in.
    Assigned,
    /// A rule about users does.
    DynamicUser,
    /// A rule about devices does.
    DynamicDevice,
}

const UNIFIED: &str = "Unified";
const DYNAMIC: &str = "DynamicMembership";

/// Whether a list of types has one; unknown where the list is. Null is the empty list.
fn has(types: &Datum, wanted: &str) -> Option<bool> {
    match types {
        Datum::Unknown => None,
        Datum::Value(Value::Texts(types)) => {
            Some(types.iter().any(|one| one.eq_ignore_ascii_case(wanted)))
        }
        Datum::Null | Datum::Value(_) => Some(false),
    }
}

fn truth(datum: &Datum) -> Option<bool> {
    match datum {
        Datum::Value(Value::Boolean(value)) => Some(*value),
        _ => None,
    }
}

impl GroupKind {
    /// The kind, from `groupTypes`, `mailEnabled` and `securityEnabled`; none where they do not tell,
    /// or where both switches are off, which no group of the service has.
    #[must_use]
    pub fn of(types: &Datum, mail_enabled: &Datum, security_enabled: &Datum) -> Option<Self> {
        if has(types, UNIFIED)? {
            return Some(Self::Microsoft365);
        }
        match (truth(mail_enabled)?, truth(security_enabled)?) {
            (false, true) => Some(Self::Security),
            (true, true) => Some(Self::MailEnabledSecurity),
            (true, false) => Some(Self::Distribution),
            (false, false) => None,
        }
    }
}

impl Membership {
    /// How members come in, from `groupTypes` and `membershipRule`. The type alone makes a group
    /// dynamic: one that was converted to assigned may keep its rule. None where the attributes do not
    /// tell: the type is unknown, or the rule is, or it names neither users nor devices.
    #[must_use]
    pub fn of(types: &Datum, rule: &Datum) -> Option<Self> {
        if !has(types, DYNAMIC)? {
            return Some(Self::Assigned);
        }
        let rule = rule.as_text()?;
        match (names(rule, "user."), names(rule, "device.")) {
            (true, false) => Some(Self::DynamicUser),
            (false, true) => Some(Self::DynamicDevice),
            _ => reports(rule).then_some(Self::DynamicUser),
        }
    }
}

/// Whether a rule is one about the people who report to somebody: it names no object.
fn reports(rule: &str) -> bool {
    let start = rule.trim_start();
    start.get(..14).is_some_and(|start| start.eq_ignore_ascii_case("Direct Reports"))
}

/// Whether a rule names an object outside its quoted values.
fn names(rule: &str, object: &str) -> bool {
    let (mut quoted, mut escaped, mut before) = (false, false, ' ');
    for (at, c) in rule.char_indices() {
        match c {
            '"' if !escaped => quoted = !quoted,
            _ if quoted || before.is_alphanumeric() || before == '.' => {}
            _ => {
                let here = rule.get(at..).and_then(|rest| rest.get(..object.len()));
                if here.is_some_and(|here| here.eq_ignore_ascii_case(object)) {
                    return true;
                }
            }
        }
        escaped = !escaped && quoted && c == '`';
        before = c;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn types(of: &[&str]) -> Datum {
        Datum::Value(Value::Texts(of.iter().map(|&one| one.to_owned()).collect()))
    }

    const YES: Datum = Datum::Value(Value::Boolean(true));
    const NO: Datum = Datum::Value(Value::Boolean(false));

    #[test]
    fn kinds() {
        use GroupKind::{Distribution, MailEnabledSecurity, Microsoft365, Security};
        for (of, mail, security, kind) in [
            (Datum::Null, NO, YES, Some(Security)),
            (types(&["DynamicMembership"]), NO, YES, Some(Security)),
            (types(&["Unified"]), YES, NO, Some(Microsoft365)),
            (types(&["Unified"]), YES, YES, Some(Microsoft365)),
            (types(&["DynamicMembership", "unified"]), Datum::Unknown, YES, Some(Microsoft365)),
            (Datum::Null, YES, YES, Some(MailEnabledSecurity)),
            (Datum::Null, YES, NO, Some(Distribution)),
            (Datum::Null, NO, NO, None),
            (Datum::Unknown, YES, NO, None),
            (Datum::Null, Datum::Unknown, YES, None),
            (Datum::Null, NO, Datum::Unknown, None),
            (Datum::Null, YES, Datum::Null, None),
        ] {
            assert_eq!(GroupKind::of(&of, &mail, &security), kind, "{of:?} {mail:?} {security:?}");
        }
    }

    #[test]
    fn memberships() {
        use Membership::{Assigned, DynamicDevice, DynamicUser};
        let dynamic = || types(&["DynamicMembership"]);
        for (of, rule, membership) in [
            (Datum::Null, Datum::Null, Some(Assigned)),
            (Datum::Null, Datum::Unknown, Some(Assigned)),
            (types(&["Unified"]), Datum::text("(user.city -eq \"x\")"), Some(Assigned)),
            (Datum::Unknown, Datum::text("user.city -eq \"x\""), None),
            (dynamic(), Datum::text("(user.city -eq \"device.x\")"), Some(DynamicUser)),
            (dynamic(), Datum::text("Not(User.city -eq \"a`\"device.b\")"), Some(DynamicUser)),
            (
                dynamic(),
                Datum::text("device.displayName -startsWith \"user.\""),
                Some(DynamicDevice),
            ),
            (dynamic(), Datum::text("Direct Reports for \"0\""), Some(DynamicUser)),
            (dynamic(), Datum::text("user.a -eq device.b"), None),
            (dynamic(), Datum::text("superuser.a -eq 1"), None),
            (dynamic(), Datum::Unknown, None),
            (dynamic(), Datum::Null, None),
        ] {
            assert_eq!(Membership::of(&of, &rule), membership, "{rule:?}");
        }
    }
}
