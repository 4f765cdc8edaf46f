//! Creating a user.
//!
//! Source: "Create user", Microsoft Graph v1.0: accountEnabled, displayName, mailNickname,
//! userPrincipalName and a password profile are required. The portals propose the nickname from
//! the user principal name and enable the account; so does this.

use super::{Expansion, admit};
use crate::domain::attribute::Of;
use crate::domain::{
    Attribute, Context, Datum, Event, Existence, Intent, NewUser, ObjectId, Refusal, Title, UserId,
    Value, Warning,
};
use crate::tenant::Workspace;

pub(super) fn expand(
    workspace: &Workspace,
    new: &NewUser,
    context: &Context,
) -> Result<Expansion, Vec<Refusal>> {
    let mut attributes: Vec<(Attribute, Value)> = Vec::with_capacity(new.attributes.len() + 2);
    for (attribute, value) in &new.attributes {
        // The last word counts, as in a form that was filled twice.
        attributes.retain(|(known, _)| known != attribute);
        attributes.push((*attribute, value.clone()));
    }
    let text = |attributes: &[(Attribute, Value)], wanted: Attribute| -> Option<String> {
        attributes.iter().find_map(|(attribute, value)| match value {
            Value::Text(text) if *attribute == wanted => Some(text.clone()),
            _ => None,
        })
    };
    let upn = text(&attributes, Attribute::USER_PRINCIPAL_NAME);
    if text(&attributes, Attribute::MAIL_NICKNAME).is_none()
        && let Some((local, _)) = upn.as_deref().and_then(|upn| upn.split_once('@'))
    {
        attributes.push((Attribute::MAIL_NICKNAME, Value::Text(local.to_owned())));
    }
    if !attributes.iter().any(|(attribute, _)| *attribute == Attribute::ACCOUNT_ENABLED) {
        attributes.push((Attribute::ACCOUNT_ENABLED, Value::Boolean(true)));
    }
    let missing =
        [Attribute::DISPLAY_NAME, Attribute::USER_PRINCIPAL_NAME, Attribute::MAIL_NICKNAME]
            .into_iter()
            .filter(|required| !attributes.iter().any(|(attribute, _)| attribute == required))
            .map(|attribute| Refusal::Required { attribute });
    let wrong: Vec<Refusal> = missing
        .chain(
            attributes
                .iter()
                .flat_map(|(attribute, value)| admit::writable(*attribute, Some(value))),
        )
        .collect();
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let user = UserId(workspace.users().rows());
    if user.0 == u32::MAX {
        return Err(vec![Refusal::Full]);
    }
    let id = ObjectId::from_seed(context.seed, u64::from(user.0));
    let mut warnings = admit::warnings(workspace, attributes.iter().map(|(a, value)| (*a, value)));
    if !attributes.iter().any(|(attribute, _)| *attribute == Attribute::USAGE_LOCATION) {
        warnings.push(Warning::NoUsageLocation);
    }
    let name = text(&attributes, Attribute::DISPLAY_NAME).unwrap_or_default();
    let mut events = vec![Event::Existence {
        of: Of::User,
        row: user,
        id,
        before: Existence::Absent,
        after: Existence::Active,
    }];
    events.extend(attributes.into_iter().map(|(attribute, value)| Event::Attribute {
        row: user,
        attribute,
        before: Datum::Null,
        after: Datum::Value(value),
    }));
    if new.force_change {
        events.push(Event::Intent {
            user,
            intent: Intent::ForcePasswordChange,
            before: false,
            after: true,
        });
    }
    Ok(Expansion { title: Title::CreateUser { name }, events, warnings })
}
