//! Names of audit activities in the reader's language; the log itself is English only.

use crate::i18n::{Text, texts};
use crate::tenant::audit::Activity;

texts! {
    ADD_USER = "Add user", "Ajouter un utilisateur";
    DELETE_USER = "Delete user", "Supprimer un utilisateur";
    RESTORE_USER = "Restore user", "Restaurer un utilisateur";
    DISABLE_ACCOUNT = "Disable account", "Désactiver le compte";
    ENABLE_ACCOUNT = "Enable account", "Activer le compte";
    UPDATE_USER = "Update user", "Mettre à jour l’utilisateur";
    SET_USER_MANAGER = "Set user manager", "Définir le responsable de l’utilisateur";
    RESET_PASSWORD = "Reset password", "Réinitialiser le mot de passe";
    SET_FORCE_CHANGE = "Set force change user password", "Forcer le changement du mot de passe de l’utilisateur";
    UPDATE_STS = "Update StsRefreshTokenValidFrom Timestamp", "Mettre à jour l’horodatage StsRefreshTokenValidFrom";
    ADD_GROUP = "Add group", "Ajouter un groupe";
    UPDATE_GROUP = "Update group", "Mettre à jour le groupe";
    DELETE_GROUP = "Delete group", "Supprimer le groupe";
    RESTORE_GROUP = "Restore group", "Restaurer le groupe";
    ADD_MEMBER = "Add member to group", "Ajouter un membre au groupe";
    REMOVE_MEMBER = "Remove member from group", "Supprimer un membre du groupe";
    ADD_OWNER = "Add owner to group", "Ajouter un propriétaire au groupe";
    REMOVE_OWNER = "Remove owner from group", "Supprimer un propriétaire du groupe";
    RENEW_GROUP = "Renew group", "Renouveler le groupe";
    CHANGE_USER_LICENSE = "Change user license", "Modifier la licence utilisateur";
    SET_GROUP_LICENSE = "Set group license", "Définir la licence de groupe";
    REQUEST = "Request to join a group", "Demander à rejoindre un groupe";
    APPROVE = "Approve a pending request to join a group", "Approuver une demande d’appartenance en attente";
    REJECT = "Reject a pending request to join a group", "Refuser une demande d’appartenance en attente";
    CANCEL = "Cancel a pending request to join a group", "Annuler une demande d’appartenance en attente";
    GROUP_SETTINGS = "Update group settings", "Mettre à jour les paramètres de groupe";
    AUTHORIZATION = "Update authorization policy", "Mettre à jour la stratégie d’autorisation";
    LIFECYCLE = "Update lifecycle management policy", "Mettre à jour la stratégie de gestion du cycle de vie";
}

/// An activity's name.
#[must_use]
pub const fn activity(activity: Activity) -> Text {
    match activity {
        Activity::AddUser => ADD_USER,
        Activity::DeleteUser => DELETE_USER,
        Activity::RestoreUser => RESTORE_USER,
        Activity::DisableAccount => DISABLE_ACCOUNT,
        Activity::EnableAccount => ENABLE_ACCOUNT,
        Activity::UpdateUser => UPDATE_USER,
        Activity::SetUserManager => SET_USER_MANAGER,
        Activity::ResetPassword => RESET_PASSWORD,
        Activity::SetForceChangeUserPassword => SET_FORCE_CHANGE,
        Activity::UpdateStsRefreshTokenValidFrom => UPDATE_STS,
        Activity::AddGroup => ADD_GROUP,
        Activity::UpdateGroup => UPDATE_GROUP,
        Activity::DeleteGroup => DELETE_GROUP,
        Activity::RestoreGroup => RESTORE_GROUP,
        Activity::AddMemberToGroup => ADD_MEMBER,
        Activity::RemoveMemberFromGroup => REMOVE_MEMBER,
        Activity::AddOwnerToGroup => ADD_OWNER,
        Activity::RemoveOwnerFromGroup => REMOVE_OWNER,
        Activity::RenewGroup => RENEW_GROUP,
        Activity::ChangeUserLicense => CHANGE_USER_LICENSE,
        Activity::SetGroupLicense => SET_GROUP_LICENSE,
        Activity::RequestToJoin => REQUEST,
        Activity::ApproveRequest => APPROVE,
        Activity::RejectRequest => REJECT,
        Activity::CancelRequest => CANCEL,
        Activity::UpdateGroupSettings => GROUP_SETTINGS,
        Activity::UpdateAuthorizationPolicy => AUTHORIZATION,
        Activity::UpdateLifecyclePolicy => LIFECYCLE,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn typography() {
        crate::i18n::typography::check(&super::all());
    }
}
