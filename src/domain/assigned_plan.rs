//! A service plan that somebody has, as one text: `servicePlanId/service/capabilityStatus`.
//!
//! As texts, plans are a list as any other: filters, files and the image know it. The day on which
//! one was assigned is not part of it, since no rule reads it and it differs from person to person;
//! so people with the same licences have the same list.
//!
//! Source: Microsoft Graph v1.0, `assignedPlan`: an id, the name of a service, and one of `Enabled`,
//! `Warning`, `Suspended`, `Deleted`, `LockedOut`. The same plan can be there with several statuses.

use super::ObjectId;

/// A service plan of somebody. What is empty was null.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct AssignedPlan<'a> {
    pub service_plan_id: &'a str,
    pub service: &'a str,
    pub capability_status: &'a str,
}

impl<'a> AssignedPlan<'a> {
    /// Reads the text of a plan. Every text is read: what has no slash is an id alone.
    #[must_use]
    pub fn parse(text: &'a str) -> Self {
        let (service_plan_id, rest) = text.split_once('/').unwrap_or((text, ""));
        let (service, capability_status) = rest.rsplit_once('/').unwrap_or((rest, ""));
        Self { service_plan_id, service, capability_status }
    }

    /// The text of a plan; none where it would not be read as the same plan.
    #[must_use]
    pub fn text(self) -> Option<String> {
        let id = match ObjectId::parse(self.service_plan_id) {
            Some(id) => id.to_string(),
            None => self.service_plan_id.to_owned(),
        };
        let text = format!("{id}/{}/{}", self.service, self.capability_status);
        let is_plain = text.trim() == text && text.len() > "//".len();
        let again = AssignedPlan { service_plan_id: &id, ..self };
        (is_plain && AssignedPlan::parse(&text) == again).then_some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::AssignedPlan;

    fn plan<'a>(service_plan_id: &'a str, service: &'a str, status: &'a str) -> AssignedPlan<'a> {
        AssignedPlan { service_plan_id, service, capability_status: status }
    }

    #[test]
    fn a_plan_is_read_as_it_was_written() {
        let id = "9aaf7827-d63c-4b61-89c3-182f06f82e5c";
        for plan in [
            plan(id, "exchange", "Enabled"),
            plan("", "a/b c", ""),
            plan(id, "", "Deleted"),
            plan("x", "", ""),
        ] {
            let text = plan.text().unwrap();
            assert_eq!(AssignedPlan::parse(&text), plan, "{text}");
        }
    }

    #[test]
    fn ids_are_written_in_one_way() {
        let id = "9AAF7827-D63C-4B61-89C3-182F06F82E5C";
        assert_eq!(
            plan(id, "exchange", "Enabled").text().as_deref(),
            Some("9aaf7827-d63c-4b61-89c3-182f06f82e5c/exchange/Enabled")
        );
    }

    #[test]
    fn what_would_be_read_otherwise_has_no_text() {
        for odd in [
            plan("a/b", "exchange", "Enabled"),
            plan("a", "b", "Enabled/Deleted"),
            plan(" a", "b", "c"),
            plan("a", "b", "c "),
            plan("", "", ""),
        ] {
            assert_eq!(odd.text(), None, "{odd:?}");
        }
    }

    #[test]
    fn every_text_is_some_plan() {
        assert_eq!(AssignedPlan::parse("a"), plan("a", "", ""));
        assert_eq!(AssignedPlan::parse("a/b"), plan("a", "b", ""));
        assert_eq!(AssignedPlan::parse("//"), plan("", "", ""));
    }
}
