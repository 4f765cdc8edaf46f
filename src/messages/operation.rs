//! What happened, what is staged, what contradicts.

use crate::{
    domain::{Attribute, Existence, Intent, Title, attribute::Schema},
    i18n::{Locale, Plural, Text, Zone, texts},
    messages::{attribute::label, name, value::datum},
    store::Objects,
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
    UNSTAGED = "Take back: {0}", "Retirer\u{a0}: {0}";
    UNDONE = "Undo operation {0}", "Annuler l’opération {0}";
    REDONE = "Redo operation {0}", "Rétablir l’opération {0}";
    DROPPED = "Drop operation {0}", "Abandonner l’opération {0}";
    DROPPED_WITH = ["Drop operation {1} and {0} that depends on it", "Drop operation {1} and {0} that depend on it"], ["Abandonner l’opération {1} et {0} qui en dépend", "Abandonner l’opération {1} et {0} qui en dépendent"];
    CONFLICT_VALUE = "{0} of {1}: the import says {2}, staged is {3}, it was {4}", "{0} de {1}\u{a0}: l’importation indique {2}, la valeur préparée est {3}, c’était {4}";
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
    users: &Objects,
    conflict: &Conflict,
    locale: Locale,
    zone: &dyn Fn(i64) -> Zone,
) -> String {
    let user = name(users, conflict.user);
    match &conflict.kind {
        ConflictKind::Attribute { attribute, was, arrived, staged } => {
            let say = |value| datum(users, *attribute, value, locale, zone);
            let values = [
                label(users.schema(), *attribute, locale),
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
