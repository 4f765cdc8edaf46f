//! An entry of the directory's audit log, as the portal and Graph give it out.
//!
//! Names: `directoryAudit` of Microsoft Graph v1.0, with what the portal's CSV tells besides (user
//! agent, home tenant, type of the actor). Source: Microsoft Graph, "directoryAudit resource type";
//! Microsoft Entra, "How to download logs". Texts are borrowed: a portal lets up to 250,000 entries
//! go in one file, and most of their texts repeat.

use crate::domain::{ObjectId, Timestamp};

/// An entry. Every text is as the service wrote it; none where it wrote nothing or null.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DirectoryAudit<'a> {
    /// Opaque; the portal's CSV has none.
    pub id: Option<&'a str>,
    pub activity_date_time: Timestamp,
    pub activity_display_name: Option<&'a str>,
    /// `UserManagement`, `GroupManagement`, …
    pub category: Option<&'a str>,
    /// Entries of one operation share it.
    pub correlation_id: Option<&'a str>,
    /// `Core Directory`, …
    pub logged_by_service: Option<&'a str>,
    /// `Add`, `Update`, …; the portal's CSV has none.
    pub operation_type: Option<&'a str>,
    /// `success`, `failure`, `timeout`, …
    pub result: Option<&'a str>,
    pub result_reason: Option<&'a str>,
    pub user_agent: Option<&'a str>,
    pub initiated_by: InitiatedBy<'a>,
    pub target_resources: Vec<TargetResource<'a>>,
    /// `additionalDetails`: key and value.
    pub additional_details: Vec<(Option<&'a str>, Option<&'a str>)>,
}

/// Who did it: a user or an application. Graph has two objects of which one is null, the portal one
/// with a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct InitiatedBy<'a> {
    /// [`USER`], [`APPLICATION`], or what the portal calls it.
    pub actor_type: Option<&'a str>,
    pub display_name: Option<&'a str>,
    /// Object id of a user.
    pub id: Option<&'a str>,
    pub user_principal_name: Option<&'a str>,
    pub ip_address: Option<&'a str>,
    pub home_tenant_id: Option<&'a str>,
    pub home_tenant_name: Option<&'a str>,
    pub app_id: Option<&'a str>,
    pub service_principal_id: Option<&'a str>,
    pub service_principal_name: Option<&'a str>,
}

/// The portal's `ActorType` of a user.
pub const USER: &str = "User";
/// The portal's `ActorType` of an application.
pub const APPLICATION: &str = "Application";

/// Something that was acted upon.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TargetResource<'a> {
    pub id: Option<&'a str>,
    pub display_name: Option<&'a str>,
    /// `User`, `Group`, `Device`, `Role`, …
    pub resource_type: Option<&'a str>,
    pub user_principal_name: Option<&'a str>,
    /// `unifiedGroups` or `azureAD`, of a group.
    pub group_type: Option<&'a str>,
    pub modified_properties: Vec<ModifiedProperty<'a>>,
}

/// A property before and after. Values are JSON text: a string stands in quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ModifiedProperty<'a> {
    pub display_name: Option<&'a str>,
    pub old_value: Option<&'a str>,
    pub new_value: Option<&'a str>,
}

/// The application that carries out rules of dynamic membership, self-service groups and the expiry
/// of Microsoft 365 groups. Its name misleads: nobody has approved anything.
pub const MEMBERSHIP_APP_ID: &str = "65d91a3d-ab74-42e6-8a2f-0add61688c74";
/// Its name in the log.
pub const MEMBERSHIP_APP: &str = "Microsoft Approval Management";

/// What a reader has to know of an actor, because its name does not say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownActor {
    /// [`MEMBERSHIP_APP`].
    Membership,
    /// Gives licences to the members of groups, and takes them.
    GroupLicensing,
    /// Writes back what Exchange Online knows.
    Substrate,
}

impl InitiatedBy<'_> {
    /// What a list shows: the name, else the user principal name, else an id.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        [
            self.user_principal_name,
            self.display_name,
            self.service_principal_name,
            self.id,
            self.app_id,
            self.service_principal_id,
        ]
        .into_iter()
        .flatten()
        .find(|text| !text.is_empty())
    }

    /// Whether one of the service's own applications did it. Licences by group once went under the
    /// product's older name.
    #[must_use]
    pub fn known(&self) -> Option<KnownActor> {
        let is = |name: &str| {
            [self.display_name, self.service_principal_name]
                .into_iter()
                .flatten()
                .any(|text| text.eq_ignore_ascii_case(name))
        };
        let by_id = |id: &str| self.app_id.is_some_and(|app| app.eq_ignore_ascii_case(id));
        if is(MEMBERSHIP_APP) || by_id(MEMBERSHIP_APP_ID) {
            return Some(KnownActor::Membership);
        }
        if is("Microsoft Entra group-Based Licensing")
            || is("Microsoft Azure AD Group-Based Licensing")
        {
            return Some(KnownActor::GroupLicensing);
        }
        is("Microsoft Substrate Management").then_some(KnownActor::Substrate)
    }
}

impl TargetResource<'_> {
    /// What a list shows: the name, else the user principal name, else the id.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        [self.display_name, self.user_principal_name, self.id]
            .into_iter()
            .flatten()
            .find(|text| !text.is_empty())
    }

    fn is_of(&self, resource_type: &str) -> bool {
        self.resource_type.is_some_and(|known| known.eq_ignore_ascii_case(resource_type))
    }
}

impl DirectoryAudit<'_> {
    /// The group that the entry is about: a target that is one, or what the property
    /// `Group.ObjectID` names (the group of `Add member to group` often stands only there).
    #[must_use]
    pub fn group(&self) -> Option<ObjectId> {
        let targets = &self.target_resources;
        let target = targets.iter().filter(|target| target.is_of("Group"));
        let named = target.filter_map(|target| target.id).find_map(ObjectId::parse);
        named.or_else(|| {
            let properties = targets.iter().flat_map(|target| &target.modified_properties);
            properties
                .filter(|property| property.display_name == Some("Group.ObjectID"))
                .flat_map(|property| [property.new_value, property.old_value])
                .flatten()
                .find_map(|value| ObjectId::parse(value.trim_matches('"')))
        })
    }

    /// Whether somebody came into a group or left it, and a rule, not a person, is the cause as far
    /// as the actor tells.
    #[must_use]
    pub fn is_by_rule(&self) -> bool {
        matches!(
            self.activity_display_name,
            Some("Add member to group" | "Remove member from group")
        ) && self.initiated_by.known() == Some(KnownActor::Membership)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_and_which_group() {
        let id = "00000001-2222-4222-a222-222222222222";
        let quoted = format!("\"{id}\"");
        let property = ModifiedProperty {
            display_name: Some("Group.ObjectID"),
            new_value: Some(&quoted),
            ..ModifiedProperty::default()
        };
        let member = TargetResource {
            id: Some("00000002-2222-4222-a222-222222222222"),
            resource_type: Some("User"),
            modified_properties: vec![property],
            ..TargetResource::default()
        };
        let mut entry = DirectoryAudit {
            activity_display_name: Some("Add member to group"),
            target_resources: vec![member],
            ..DirectoryAudit::default()
        };
        assert_eq!(entry.group(), ObjectId::parse(id));
        assert!(!entry.is_by_rule());
        entry.initiated_by.app_id = Some("65D91A3D-ab74-42e6-8a2f-0add61688c74");
        assert!(entry.is_by_rule());
        assert_eq!(entry.initiated_by.name(), entry.initiated_by.app_id);
        entry.activity_display_name = Some("Update group");
        assert!(!entry.is_by_rule());
        let group = TargetResource {
            id: Some("00000003-2222-4222-a222-222222222222"),
            resource_type: Some("group"),
            ..TargetResource::default()
        };
        entry.target_resources.push(group);
        assert_eq!(entry.group(), ObjectId::parse("00000003-2222-4222-a222-222222222222"));
    }

    #[test]
    fn actors_by_both_names() {
        let named = |name| InitiatedBy { display_name: Some(name), ..InitiatedBy::default() };
        for (name, known) in [
            ("Microsoft approval management", Some(KnownActor::Membership)),
            ("Microsoft Azure AD Group-Based Licensing", Some(KnownActor::GroupLicensing)),
            ("Microsoft Substrate Management", Some(KnownActor::Substrate)),
            ("Microsoft Graph", None),
        ] {
            assert_eq!(named(name).known(), known, "{name}");
        }
    }
}
