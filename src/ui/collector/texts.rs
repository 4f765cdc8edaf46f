//! Texts of the collector page.

use crate::{
    exchange::collector::Part,
    i18n::{Text, texts},
};

texts! {
    LEAD = "A PowerShell script that reads the directory and changes nothing. It gathers everything that Tenantry can use into one folder, which you then drop here.",
        "Un script PowerShell qui lit l’annuaire et ne change rien. Il rassemble dans un dossier tout ce que Tenantry sait utiliser\u{202f}; vous déposez ensuite ce dossier ici.";
    FACTS = "What it promises", "Ce qu’il promet";
    FACT_READ = "Every request is a GET, or a $batch that consists of GETs.", "Chaque requête est un GET, ou un $batch composé de GET.";
    FACT_SIGN_IN = "It signs in as you, with the read permissions of the parts that you choose and no others.", "Il se connecte en votre nom, avec les seules autorisations de lecture des parties choisies.";
    FACT_RESUME = "It follows every page, waits when the service asks it to, and goes on where it stopped when you run it again.", "Il suit chaque page, attend quand le service le demande, et reprend là où il s’était arrêté quand vous le relancez.";
    FACT_HONEST = "What could not be read is written down, with the reason.", "Ce qui n’a pas pu être lu est noté, avec la raison.";
    FACT_PERSONAL = "The folder holds personal data: keep it where only you can read it, and delete it once it is imported.", "Le dossier contient des données personnelles\u{a0}: gardez-le là où vous seul pouvez le lire, et supprimez-le après l’importation.";
    PARTS = "What it gathers", "Ce qu’il rassemble";
    PARTS_WHY = "Untick what you do not want. The command below follows.", "Décochez ce que vous ne voulez pas. La commande ci-dessous suit.";
    PART = "Part", "Partie";
    FOR = "What for", "À quoi cela sert";
    SCOPES = "Permissions", "Autorisations";
    REQUESTS = "Requests", "Requêtes";
    NEEDS = "needs: {0}", "nécessite\u{a0}: {0}";
    PREMIUM = "needs Entra ID P1 or P2", "nécessite Entra ID P1 ou P2";
    ALL_SCOPES = "Permissions in all", "Autorisations en tout";
    NO_PART = "No part is chosen.", "Aucune partie n’est choisie.";
    RUN = "How to run it", "Comment l’exécuter";
    RUN_1 = "Download the script and read it below, if you like.", "Téléchargez le script et lisez-le ci-dessous, si vous le souhaitez.";
    RUN_2 = "Install the one module that it needs, once, in PowerShell 5.1 or 7:", "Installez une fois le seul module nécessaire, dans PowerShell 5.1 ou 7\u{a0}:";
    RUN_3 = "Windows marks downloaded scripts. Take the mark off:", "Windows marque les scripts téléchargés. Retirez cette marque\u{a0}:";
    RUN_4 = "Run it. A browser window asks you to sign in and, once, to consent:", "Exécutez-le. Une fenêtre du navigateur vous demande de vous connecter et, une fois, de donner votre consentement\u{a0}:";
    RUN_5 = "Drop the folder TenantryDirectory onto this page, or choose it on the start page.", "Déposez le dossier TenantryDirectory sur cette page, ou choisissez-le sur la page de démarrage.";
    TO_START = "To the start page", "Vers la page de démarrage";
    DOWNLOAD = "Download {0}", "Télécharger {0}";
    COPY_COMMAND = "Copy the command", "Copier la commande";
    COPY_INSTALL = "Copy the installation", "Copier l’installation";
    COPY_UNBLOCK = "Copy the unblocking", "Copier le déblocage";
    SHOW = "The script", "Le script";
    SHOW_BUTTON = "Show the script", "Afficher le script";
    LOADING = "Loading the script…", "Chargement du script…";
    NOT_LOADED = "The script did not arrive. Check the connection and try again.", "Le script n’est pas arrivé. Vérifiez la connexion et réessayez.";
    AGAIN = "Try again", "Réessayer";
    ORGANIZATION = "Organisation", "Organisation";
    PRODUCTS = "Products", "Produits";
    ROLES = "Roles", "Rôles";
    EXTENSIONS = "Extension attributes", "Attributs d’extension";
    USERS = "Users", "Utilisateurs";
    SIGN_IN = "Sign-in activity", "Activité de connexion";
    DELETED = "Deleted users", "Utilisateurs supprimés";
    GROUPS = "Groups", "Groupes";
    MEMBERS = "Group members", "Membres des groupes";
    OWNERS = "Group owners", "Propriétaires des groupes";
    AUTHORIZATION = "Authorization policy", "Stratégie d’autorisation";
    POLICIES = "Group settings", "Paramètres de groupe";
    DEVICES = "Devices", "Appareils";
    AUDIT = "Audit log", "Journal d’audit";
    ORGANIZATION_FOR = "Name and verified domains, so that new user principal names can be checked", "Nom et domaines vérifiés, pour contrôler les nouveaux noms d’utilisateur principal";
    PRODUCTS_FOR = "Subscribed products, their plans and subscriptions", "Produits souscrits, leurs plans et abonnements";
    ROLES_FOR = "Role definitions and assignments: who may change whom", "Définitions et attributions de rôles\u{a0}: qui peut modifier qui";
    EXTENSIONS_FOR = "Names of the extension_… attributes that applications have made", "Noms des attributs extension_… créés par des applications";
    USERS_FOR = "All attributes of every user, with manager and licences", "Tous les attributs de chaque utilisateur, avec responsable et licences";
    SIGN_IN_FOR = "When everybody signed in last", "Dernière connexion de chacun";
    DELETED_FOR = "Who can still be restored", "Qui peut encore être restauré";
    GROUPS_FOR = "All groups with their membership rules", "Tous les groupes avec leurs règles d’appartenance";
    MEMBERS_FOR = "The complete members of every group", "Tous les membres de chaque groupe";
    OWNERS_FOR = "The owners of every group", "Les propriétaires de chaque groupe";
    AUTHORIZATION_FOR = "Who may create security groups", "Qui peut créer des groupes de sécurité";
    POLICIES_FOR = "Naming policy, guests, who may create Microsoft 365 groups, expiry", "Stratégie de nommage, invités, création de groupes Microsoft 365, expiration";
    DEVICES_FOR = "All registered and joined devices", "Tous les appareils inscrits et joints";
    AUDIT_FOR = "What was done lately, 30 days by default", "Ce qui a été fait récemment, 30 jours par défaut";
}

/// Name of a part, and what it is for.
#[must_use]
pub const fn part(part: Part) -> (Text, Text) {
    match part {
        Part::Organization => (ORGANIZATION, ORGANIZATION_FOR),
        Part::Products => (PRODUCTS, PRODUCTS_FOR),
        Part::Roles => (ROLES, ROLES_FOR),
        Part::Extensions => (EXTENSIONS, EXTENSIONS_FOR),
        Part::Users => (USERS, USERS_FOR),
        Part::SignInActivity => (SIGN_IN, SIGN_IN_FOR),
        Part::DeletedUsers => (DELETED, DELETED_FOR),
        Part::Groups => (GROUPS, GROUPS_FOR),
        Part::GroupMembers => (MEMBERS, MEMBERS_FOR),
        Part::GroupOwners => (OWNERS, OWNERS_FOR),
        Part::GroupPolicies => (POLICIES, POLICIES_FOR),
        Part::Policies => (AUTHORIZATION, AUTHORIZATION_FOR),
        Part::Devices => (DEVICES, DEVICES_FOR),
        Part::Audit => (AUDIT, AUDIT_FOR),
    }
}
