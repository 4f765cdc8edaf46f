//! Texts of the form for a new user.

use crate::i18n::texts;

texts! {
    LEAD = "The user is staged here. The script that you take away creates it, with a temporary password that is made up where the script runs.",
        "L’utilisateur est préparé ici. Le script que vous emportez le crée, avec un mot de passe temporaire généré là où le script s’exécute.";
    NAME = "Name", "Nom";
    SIGN_IN = "Sign-in", "Connexion";
    LOCAL = "User principal name, before the @", "Nom d’utilisateur principal, avant le @";
    DOMAIN = "Domain", "Domaine";
    PROPOSALS = "Free names", "Noms libres";
    USE = "Use {0}", "Utiliser {0}";
    FOLLOWS_NAME = "Follows first and last name until you change it", "Suit le prénom et le nom tant que vous ne le modifiez pas";
    FOLLOWS_UPN = "Follows the user principal name until you change it", "Suit le nom d’utilisateur principal tant que vous ne le modifiez pas";
    USAGE_HINT = "Two letters, as in FR or US. Needed for licences.", "Deux lettres, par exemple FR ou US. Nécessaire pour les licences.";
    FORCE_CHANGE = "Change the password at the first sign-in", "Changer le mot de passe à la première connexion";
    PASSWORD = "No password is asked for or kept here: the script makes a temporary one up and shows it once, or writes it to a file of your choice.",
        "Aucun mot de passe n’est demandé ni conservé ici\u{a0}: le script en génère un temporaire et l’affiche une seule fois, ou l’écrit dans un fichier de votre choix.";
    MORE = "{0}: more attributes", "{0}\u{a0}: autres attributs";
    WORTH_KNOWING = "Worth knowing", "Bon à savoir";
    SUMMARY = "The user cannot be staged yet", "L’utilisateur ne peut pas encore être préparé";
    STAGE = "Stage the new user", "Préparer le nouvel utilisateur";
    STAGED = "{0} is staged", "{0} est préparé";
    STAGED_WHY = "Nothing has happened in the tenant. You find the user in the list, among the staged changes, and in the script.",
        "Rien ne s’est passé dans le locataire. Vous retrouvez l’utilisateur dans la liste, parmi les modifications préparées et dans le script.";
    OPEN = "Open {0}", "Ouvrir {0}";
    ANOTHER = "Create another user", "Créer un autre utilisateur";
    NO_DOMAIN = "No domain is known: import users or the organisation first, or type one.",
        "Aucun domaine n’est connu\u{a0}: importez d’abord des utilisateurs ou l’organisation, ou saisissez-en un.";
}
