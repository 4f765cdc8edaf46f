//! What a form for a new user can fill in by itself.

use crate::{
    domain::Attribute,
    tenant::{Workspace, naming},
};

/// How many names are proposed.
pub const MOST: usize = 4;

/// The domains that a new user can have: the tenant's own, else those in use. Most used first.
#[must_use]
pub fn domains(workspace: &Workspace) -> Vec<String> {
    let verified = &workspace.organisation().verified_domains;
    let seen = workspace.domains_seen().iter().map(|(domain, _)| domain);
    let own = |domain: &&String| verified.is_empty() || verified.contains(*domain);
    let mut domains: Vec<String> = seen.filter(own).take(50).cloned().collect();
    for domain in verified {
        if !domains.contains(domain) {
            domains.push(domain.clone());
        }
    }
    domains
}

/// A display name from the parts of a name.
#[must_use]
pub fn display_name(given: &str, surname: &str) -> String {
    [given.trim(), surname.trim()].join(" ").trim().to_owned()
}

/// Local parts that nobody in the domain has, best first; deleted users keep theirs.
#[must_use]
pub fn local_parts(
    workspace: &Workspace,
    given: &str,
    surname: &str,
    display: &str,
    domain: &str,
) -> Vec<String> {
    let attribute = Attribute::USER_PRINCIPAL_NAME;
    let taken = |local: &str| {
        let name = format!("{local}@{domain}");
        !workspace.users().find_by_text(attribute, &name).is_empty()
            || workspace.deleted_with(attribute, &name).is_some()
    };
    let mut parts: Vec<String> = Vec::new();
    for part in naming::local_parts(given, surname, display) {
        if let Some(free) = naming::first_free(&part, taken)
            && !parts.contains(&free)
        {
            parts.push(free);
        }
    }
    parts.truncate(MOST);
    parts
}

/// The usage location that most people of the workspace have.
#[must_use]
pub fn usage_location(workspace: &Workspace) -> Option<String> {
    let users = workspace.users();
    let facets = users.facets(Attribute::USAGE_LOCATION, users.active(), 1);
    facets.facets.iter().find_map(|facet| facet.value.as_text().map(str::to_owned))
}

#[cfg(test)]
mod tests {
    //! Names that are free, domains that are the tenant's.

    use super::{display_name, domains, local_parts, usage_location};
    use crate::{
        domain::{Attribute, Datum, Existence, ObjectId, Timestamp},
        store::Directory,
        tenant::{Info, Organisation, Workspace},
    };

    fn workspace() -> Workspace {
        let mut directory = Directory::default();
        let gone = Existence::Deleted(Timestamp(1));
        for (name, existence, location) in [
            ("anna.lind@contoso.com", Existence::Active, "FR"),
            ("a.lind@contoso.com", gone, "SE"),
            ("bo@contoso.com", Existence::Active, "FR"),
            ("bo@old.example", Existence::Active, "SE"),
        ] {
            let id = ObjectId::made_up(name);
            let user = directory.users.push(id, false, existence).unwrap();
            directory.users.set(user, Attribute::USER_PRINCIPAL_NAME, &Datum::text(name));
            directory.users.set(user, Attribute::USAGE_LOCATION, &Datum::text(location));
        }
        let info = Info { name: "x".to_owned(), sample: false, created: Timestamp(0) };
        Workspace::new(info, directory)
    }

    #[test]
    fn proposes_free_names() {
        let parts = local_parts(&workspace(), "Anna", "Lind", "", "contoso.com");
        assert_eq!(parts, ["anna.lind2", "a.lind2", "alind", "lind.anna"]);
        assert_eq!(local_parts(&workspace(), "", "", "", "contoso.com"), Vec::<String>::new());
        assert_eq!(display_name(" Anna ", ""), "Anna");
        assert_eq!(display_name("Anna", "Lind"), "Anna Lind");
        assert_eq!(usage_location(&workspace()).as_deref(), Some("FR"));
    }

    #[test]
    fn domains_in_use_come_first() {
        let mut workspace = workspace();
        assert_eq!(domains(&workspace), ["contoso.com", "old.example"]);
        let own = ["new.example".to_owned(), "contoso.com".to_owned()];
        let organisation = Organisation { verified_domains: own.into(), ..Organisation::default() };
        workspace.learn(Some(organisation), None);
        assert_eq!(domains(&workspace), ["contoso.com", "new.example"]);
    }
}
