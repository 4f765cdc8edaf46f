//! Directory roles as the admin center names them.

use crate::{
    domain::Role,
    i18n::{Locale, Text},
};

/// The name of a role; one that this page does not know is called by its template id.
#[must_use]
pub fn role(role: Role, locale: Locale) -> String {
    let t = Text::new;
    let text = match role {
        Role::GlobalAdministrator => t("Global Administrator", "Administrateur général"),
        Role::PrivilegedAuthenticationAdministrator => t(
            "Privileged Authentication Administrator",
            "Administrateur d’authentification privilégié",
        ),
        Role::PrivilegedRoleAdministrator => {
            t("Privileged Role Administrator", "Administrateur de rôle privilégié")
        }
        Role::UserAdministrator => t("User Administrator", "Administrateur d’utilisateurs"),
        Role::AuthenticationAdministrator => {
            t("Authentication Administrator", "Administrateur d’authentification")
        }
        Role::HelpdeskAdministrator => {
            t("Helpdesk Administrator", "Administrateur du support technique")
        }
        Role::PasswordAdministrator => {
            t("Password Administrator", "Administrateur de mots de passe")
        }
        Role::GroupsAdministrator => t("Groups Administrator", "Administrateur de groupes"),
        Role::DirectoryWriters => t("Directory Writers", "Rédacteurs d’annuaire"),
        Role::LicenseAdministrator => t("License Administrator", "Administrateur de licence"),
        Role::DirectoryReaders => t("Directory Readers", "Lecteurs d’annuaire"),
        Role::GuestInviter => t("Guest Inviter", "Inviteur d’invités"),
        Role::GlobalReader => t("Global Reader", "Lecteur général"),
        Role::MessageCenterReader => t("Message Center Reader", "Lecteur du Centre de messages"),
        Role::ReportsReader => t("Reports Reader", "Lecteur de rapports"),
        Role::UsageSummaryReportsReader => {
            t("Usage Summary Reports Reader", "Lecteur de rapports de synthèse d’utilisation")
        }
        Role::UserExperienceSuccessManager => t(
            "User Experience Success Manager",
            "Gestionnaire de la réussite de l’expérience utilisateur",
        ),
        Role::Other(id) => return id.to_string(),
    };
    text.get(locale).to_owned()
}
