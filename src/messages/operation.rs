//! What happened, what is staged, what contradicts.

use crate::{
    domain::{
        Attribute, Existence, Intent, Side, Title,
        attribute::{Of, Schema},
    },
    i18n::{Locale, Plural, Text, Zone, texts},
    messages::{
        attribute::label,
        name, object_name,
        self_service::deed,
        setting::{self, setting},
        value::datum,
    },
    store::Directory,
    tenant::{Conflict, ConflictKind},
};

texts! {
    CREATED = "Create {0}", "Créer {0}";
    EDITED = ["Change {1} of {0} user", "Change {1} of {0} users"], ["Modifier {1} de {0} utilisateur", "Modifier {1} de {0} utilisateurs"];
    ATTRIBUTES = ["{0} attribute", "{0} attributes"], ["{0} attribut", "{0} attributs"];
    DELETED = ["Delete {0} user", "Delete {0} users"], ["Supprimer {0} utilisateur", "Supprimer {0} utilisateurs"];
    RESTORED = ["Restore {0} user", "Restore {0} users"], ["Restaurer {0} utilisateur", "Restaurer {0} utilisateurs"];
    RESET = ["Reset the password of {0} user", "Reset the password of {0} users"], ["Réinitialiser le mot de passe de {0} utilisateur", "Réinitialiser le mot de passe de {0} utilisateurs"];
    FORCED = ["Ask {0} user for a new password at next sign-in", "Ask {0} users for a new password at next sign-in"], ["Demander à {0} utilisateur un nouveau mot de passe à la prochaine connexion", "Demander à {0} utilisateurs un nouveau mot de passe à la prochaine connexion"];
    FORCED_MFA = ["Ask {0} user for MFA and a new password at next sign-in", "Ask {0} users for MFA and a new password at next sign-in"], ["Demander à {0} utilisateur l’authentification multifacteur et un nouveau mot de passe à la prochaine connexion", "Demander à {0} utilisateurs l’authentification multifacteur et un nouveau mot de passe à la prochaine connexion"];
    REVOKED = ["Revoke the sessions of {0} user", "Revoke the sessions of {0} users"], ["Révoquer les sessions de {0} utilisateur", "Révoquer les sessions de {0} utilisateurs"];
    REPROCESSED = ["Reprocess the licences of {0} user", "Reprocess the licences of {0} users"], ["Retraiter les licences de {0} utilisateur", "Retraiter les licences de {0} utilisateurs"];
    UNSTAGED = "Take back: {0}", "Retirer\u{a0}: {0}";
    UNDONE = "Undo operation {0}", "Annuler l’opération {0}";
    REDONE = "Redo operation {0}", "Rétablir l’opération {0}";
    DROPPED = "Drop operation {0}", "Abandonner l’opération {0}";
    DROPPED_WITH = ["Drop operation {1} and {0} that depends on it", "Drop operation {1} and {0} that depend on it"], ["Abandonner l’opération {1} et {0} qui en dépend", "Abandonner l’opération {1} et {0} qui en dépendent"];
    GROUPS_EDITED = ["Change {1} of {0} group", "Change {1} of {0} groups"], ["Modifier {1} de {0} groupe", "Modifier {1} de {0} groupes"];
    GROUPS_DELETED = ["Delete {0} group", "Delete {0} groups"], ["Supprimer {0} groupe", "Supprimer {0} groupes"];
    GROUPS_RESTORED = ["Restore {0} group", "Restore {0} groups"], ["Restaurer {0} groupe", "Restaurer {0} groupes"];
    GROUPS_RENEWED = ["Renew {0} group", "Renew {0} groups"], ["Renouveler {0} groupe", "Renouveler {0} groupes"];
    CONVERTED = ["Convert {0} group to: {1}", "Convert {0} groups to: {1}"], ["Convertir {0} groupe en\u{a0}: {1}", "Convertir {0} groupes en\u{a0}: {1}"];
    GROUP_CREATED = "Create the group {0}", "Créer le groupe {0}";
    MEMBERS_ADDED = ["Add {0} membership", "Add {0} memberships"], ["Ajouter {0} appartenance", "Ajouter {0} appartenances"];
    MEMBERS_REMOVED = ["Remove {0} membership", "Remove {0} memberships"], ["Retirer {0} appartenance", "Retirer {0} appartenances"];
    OWNERS_ADDED = ["Add {0} ownership", "Add {0} ownerships"], ["Ajouter {0} propriété", "Ajouter {0} propriétés"];
    OWNERS_REMOVED = ["Remove {0} ownership", "Remove {0} ownerships"], ["Retirer {0} propriété", "Retirer {0} propriétés"];
    IN_GROUPS = ["{1} ({0} group)", "{1} ({0} groups)"], ["{1} ({0} groupe)", "{1} ({0} groupes)"];
    LICENSES_GIVEN = ["Give {0} product", "Give {0} products"], ["Attribuer {0} produit", "Attribuer {0} produits"];
    LICENSES_TAKEN = ["Take {0} product", "Take {0} products"], ["Retirer {0} produit", "Retirer {0} produits"];
    LICENSES_OF_USERS = ["{1} ({0} user)", "{1} ({0} users)"], ["{1} ({0} utilisateur)", "{1} ({0} utilisateurs)"];
    LICENSES_OF_GROUPS = ["{1} ({0} group)", "{1} ({0} groups)"], ["{1} ({0} groupe)", "{1} ({0} groupes)"];
    SET = ["Change {0} setting of the tenant", "Change {0} settings of the tenant"], ["Modifier {0} paramètre du locataire", "Modifier {0} paramètres du locataire"];
    SET_ONE = "Change the setting: {0}", "Modifier le paramètre\u{a0}: {0}";
    EXPECTED = ["Note {0} case for the rule of {1}", "Note {0} cases for the rule of {1}"], ["Noter {0} cas pour la règle de {1}", "Noter {0} cas pour la règle de {1}"];
    ANSWERED = ["Take in {0} action of {1}", "Take in {0} actions of {1}"], ["Reprendre {0} action de {1}", "Reprendre {0} actions de {1}"];
    HANDED_OUT = "Give {0} a view of their groups", "Donner à {0} une vue de ses groupes";
    EDUCATED = ["Note {0} answer about the management of devices", "Note {0} answers about the management of devices"], ["Noter {0} réponse sur la gestion des appareils", "Noter {0} réponses sur la gestion des appareils"];
    PRICED = ["Note the price of {0} product", "Note the prices of {0} products"], ["Noter le prix de {0} produit", "Noter les prix de {0} produits"];
    CONFLICT_VALUE = "{0} of {1}: the import says {2}, staged is {3}, it was {4}", "{0} de {1}\u{a0}: l’importation indique {2}, la valeur préparée est {3}, c’était {4}";
    CONFLICT_SETTING = "Setting “{0}”: the import says {1}, staged is {2}, it was {3}", "Paramètre «\u{a0}{0}\u{a0}»\u{a0}: l’importation indique {1}, la valeur préparée est {2}, c’était {3}";
    CONFLICT_GONE = "{0} is no longer in the tenant; what was staged for this user is gone too", "{0} n’est plus dans le locataire\u{202f}; ce qui était préparé pour cet utilisateur a disparu aussi";
    CONFLICT_NAME = "The name {0} staged for {1} belongs to {2} now", "Le nom {0} préparé pour {1} appartient maintenant à {2}";
}

/// What an operation does, as a heading.
#[must_use]
pub fn title(schema: &Schema, title: &Title, locale: Locale) -> String {
    match title {
        Title::CreateUser { name } => CREATED.with(locale, &[name]),
        Title::Edit { users, attributes } => {
            EDITED.with(locale, u64::from(*users), &[&attribute_list(schema, attributes, locale)])
        }
        Title::Delete { users } => DELETED.of(locale, u64::from(*users)),
        Title::Restore { users } => RESTORED.of(locale, u64::from(*users)),
        Title::Stage { users, intent } => staging(*intent).of(locale, u64::from(*users)),
        Title::Unstage { users, intent } => {
            let text = staging(*intent).of(locale, u64::from(*users));
            UNSTAGED.with(locale, &[&text])
        }
        Title::CreateGroup { .. }
        | Title::EditGroups { .. }
        | Title::Convert { .. }
        | Title::DeleteGroups { .. }
        | Title::RestoreGroups { .. }
        | Title::RenewGroups { .. }
        | Title::Relate { .. } => group_title(schema, title, locale),
        Title::License { of, objects, added, removed } => {
            licensed(*of, *objects, [added.len(), removed.len()], locale)
        }
        Title::Set { settings } => match settings.as_slice() {
            [only] => SET_ONE.with(locale, &[setting(*only).get(locale)]),
            many => SET.of(locale, u64::try_from(many.len()).unwrap_or_default()),
        },
        Title::SelfService { deed: which, group, user } => {
            deed(*which).with(locale, &[group, user])
        }
        Title::Expect { group, cases } => EXPECTED.with(locale, u64::from(*cases), &[group]),
        Title::NoteView { user, taken: 0 } => HANDED_OUT.with(locale, &[user]),
        Title::NoteView { user, taken } => ANSWERED.with(locale, u64::from(*taken), &[user]),
        Title::Price { products } => PRICED.of(locale, u64::from(*products)),
        Title::Educate { notes } => EDUCATED.of(locale, u64::from(*notes)),
        Title::Undo(operation) => UNDONE.with(locale, &[&operation.0.to_string()]),
        Title::Redo(operation) => REDONE.with(locale, &[&operation.0.to_string()]),
        Title::Drop { operation, dependents } if dependents.is_empty() => {
            DROPPED.with(locale, &[&operation.0.to_string()])
        }
        Title::Drop { operation, dependents } => {
            let count = u64::try_from(dependents.len()).unwrap_or_default();
            DROPPED_WITH.with(locale, count, &[&operation.0.to_string()])
        }
    }
}

/// How many products are given and taken, and to how many objects.
fn licensed(of: Of, objects: u32, counts: [usize; 2], locale: Locale) -> String {
    let [added, removed] = counts.map(|count| u64::try_from(count).unwrap_or_default());
    let parts = [(LICENSES_GIVEN, added), (LICENSES_TAKEN, removed)];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(text, count)| text.of(locale, count))
        .collect();
    let whom = if of == Of::Group { LICENSES_OF_GROUPS } else { LICENSES_OF_USERS };
    whom.with(locale, u64::from(objects), &[&parts.join(", ")])
}

/// What an operation does with groups.
fn group_title(schema: &Schema, title: &Title, locale: Locale) -> String {
    match title {
        Title::CreateGroup { name } => GROUP_CREATED.with(locale, &[name]),
        Title::EditGroups { groups, attributes } => {
            let list = attribute_list(schema, attributes, locale);
            GROUPS_EDITED.with(locale, u64::from(*groups), &[&list])
        }
        Title::Convert { groups, to } => {
            let to = crate::messages::group::membership(*to).get(locale);
            CONVERTED.with(locale, u64::from(*groups), &[to])
        }
        Title::DeleteGroups { groups } => GROUPS_DELETED.of(locale, u64::from(*groups)),
        Title::RestoreGroups { groups } => GROUPS_RESTORED.of(locale, u64::from(*groups)),
        Title::RenewGroups { groups } => GROUPS_RENEWED.of(locale, u64::from(*groups)),
        Title::Relate { groups, side, added, removed } => {
            let (add, remove) = match side {
                Side::Members => (MEMBERS_ADDED, MEMBERS_REMOVED),
                Side::Owners => (OWNERS_ADDED, OWNERS_REMOVED),
            };
            let parts: Vec<String> = [(add, *added), (remove, *removed)]
                .into_iter()
                .filter(|(_, count)| *count > 0)
                .map(|(text, count)| text.of(locale, u64::from(count)))
                .collect();
            IN_GROUPS.with(locale, u64::from(*groups), &[&parts.join(", ")])
        }
        // Told by `title`, which calls this for the rest alone.
        _ => String::new(),
    }
}

/// Up to three names, else how many.
fn attribute_list(schema: &Schema, attributes: &[Attribute], locale: Locale) -> String {
    if attributes.len() > 3 {
        return ATTRIBUTES.of(locale, u64::try_from(attributes.len()).unwrap_or_default());
    }
    let names: Vec<String> =
        attributes.iter().map(|attribute| label(schema, *attribute, locale)).collect();
    locale.list_and(&names)
}

const fn staging(intent: Intent) -> Plural {
    match intent {
        Intent::ResetPassword => RESET,
        Intent::ForcePasswordChange => FORCED,
        Intent::ForcePasswordChangeWithMfa => FORCED_MFA,
        Intent::RevokeSessions => REVOKED,
        Intent::ReprocessLicenses => REPROCESSED,
    }
}

/// What the script will do besides, for one user.
#[must_use]
pub const fn intent(intent: Intent) -> Text {
    let t = Text::new;
    match intent {
        Intent::ResetPassword => t("Reset the password", "Réinitialiser le mot de passe"),
        Intent::ForcePasswordChange => t(
            "Ask for a new password at next sign-in",
            "Demander un nouveau mot de passe à la prochaine connexion",
        ),
        Intent::ForcePasswordChangeWithMfa => t(
            "Ask for MFA and a new password at next sign-in",
            "Demander l’authentification multifacteur et un nouveau mot de passe à la prochaine connexion",
        ),
        Intent::RevokeSessions => t("Revoke sessions", "Révoquer les sessions"),
        Intent::ReprocessLicenses => t("Reprocess licences", "Retraiter les licences"),
    }
}

/// What a row stands for.
#[must_use]
pub const fn existence(existence: Existence) -> Text {
    let t = Text::new;
    match existence {
        Existence::Absent => t("Does not exist", "N’existe pas"),
        Existence::Active => t("Active", "Actif"),
        Existence::Deleted(_) => t("Deleted", "Supprimé"),
    }
}

/// What the newest import contradicts.
#[must_use]
pub fn conflict(
    directory: &Directory,
    conflict: &Conflict,
    locale: Locale,
    zone: &dyn Fn(i64) -> Zone,
) -> String {
    let users = &directory.users;
    let (subject, kind) = match conflict {
        Conflict::Object { subject, kind } => (subject, kind),
        Conflict::Setting { setting: of, was, arrived, staged } => {
            let say = |datum| setting::value(Some(directory), *of, datum, locale);
            let name = setting::setting(*of).get(locale);
            return CONFLICT_SETTING.with(locale, &[name, &say(arrived), &say(staged), &say(was)]);
        }
    };
    let objects = directory.of(subject.of);
    let user = object_name(objects, subject.row);
    match kind {
        ConflictKind::Attribute { attribute, was, arrived, staged } => {
            let say = |value| datum(users, *attribute, value, locale, zone);
            let values = [
                label(objects.schema(), *attribute, locale),
                user,
                say(arrived),
                say(staged),
                say(was),
            ];
            CONFLICT_VALUE.with(locale, &values.each_ref().map(String::as_str))
        }
        ConflictKind::Gone => CONFLICT_GONE.with(locale, &[&user]),
        ConflictKind::NameTaken { name: taken, by } => {
            CONFLICT_NAME.with(locale, &[taken, &user, &name(users, *by)])
        }
    }
}
