//! Texts of the form for a new group.

use crate::i18n::texts;

texts! {
    LEAD = "The group is staged here. The script that you take away creates it, then puts owners and members in.",
        "Le groupe est préparé ici. Le script que vous emportez le crée, puis y place propriétaires et membres.";
    KIND = "Group type", "Type de groupe";
    KIND_HINT = "Fixed once the group exists. Mail-enabled security groups and distribution groups are made in Exchange.",
        "Fixé une fois le groupe créé. Les groupes de sécurité à extension messagerie et les groupes de distribution se créent dans Exchange.";
    SECURITY_WHY = "Carries rights and licences", "Porte des droits et des licences";
    UNIFIED_WHY = "With mailbox and site, for people who work together", "Avec boîte aux lettres et site, pour des personnes qui travaillent ensemble";
    MEMBERSHIP = "How members come in", "Comment les membres entrent";
    ASSIGNED_WHY = "Somebody puts them in", "Quelqu’un les y place";
    USERS_WHY = "A rule about users decides", "Une règle sur les utilisateurs décide";
    DEVICES_WHY = "A rule about devices decides", "Une règle sur les appareils décide";
    NAME = "Name and purpose", "Nom et objet";
    FOLLOWS_NAME = "Follows the name until you change it", "Suit le nom tant que vous ne le modifiez pas";
    VISIBILITY_HINT = "Hidden membership can be chosen now only", "L’appartenance masquée ne peut être choisie que maintenant";
    ROLES = "Directory roles can be given to it", "Des rôles d’annuaire peuvent lui être donnés";
    ROLES_WHY = "Can be chosen now only. The group is private, its members are assigned, and it takes a Privileged Role Administrator.",
        "Ne peut être choisi que maintenant. Le groupe est privé, ses membres sont attribués, et il faut un administrateur de rôle privilégié.";
    OWNERS = "Owners", "Propriétaires";
    MEMBERS = "Members", "Membres";
    PEOPLE = "Owners and members", "Propriétaires et membres";
    WORTH_KNOWING = "Worth knowing", "Bon à savoir";
    SUMMARY = "The group cannot be staged yet", "Le groupe ne peut pas encore être préparé";
    STAGE = "Stage the new group", "Préparer le nouveau groupe";
    STAGED = "{0} is staged", "{0} est préparé";
    STAGED_WHY = "Nothing has happened in the tenant. You find the group in the list, among the staged changes, and in the script.",
        "Rien ne s’est passé dans le locataire. Vous retrouvez le groupe dans la liste, parmi les modifications préparées et dans le script.";
    OPEN = "Open {0}", "Ouvrir {0}";
    ANOTHER = "Create another group", "Créer un autre groupe";
}
