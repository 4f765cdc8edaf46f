//! Texts of what hangs on a group.

use crate::i18n::texts;

texts! {
    TITLE = "Where it is used", "Où il est utilisé";
    IN_GROUPS = "In groups", "Dans des groupes";
    IN_COUNT = ["{0} group holds it, see below", "{0} groups hold it, see below"], ["{0} groupe le contient, voir plus bas", "{0} groupes le contiennent, voir plus bas"];
    IN_NONE = "No group that was imported holds it", "Aucun groupe importé ne le contient";
    NAMED_BY = "Rules that name it", "Règles qui le nomment";
    NAMED_BY_NONE = "No rule that was imported names it", "Aucune règle importée ne le nomme";
    ROLES = "Directory roles", "Rôles d’annuaire";
    NO_ROLES = "Holds none; who could activate one is in no file", "N’en détient aucun\u{202f}; qui pourrait en activer un ne figure dans aucun fichier";
    ROLES_UNKNOWN = "Not imported: the collector, or Graph’s role assignments, would tell", "Non importé\u{a0}: le collecteur, ou les attributions de rôle de Graph, le diraient";
    LICENCES = "Licences", "Licences";
    LICENCES_UNKNOWN = "Not imported: the collector, or assignedLicenses of Graph’s groups, would tell", "Non importé\u{a0}: le collecteur, ou assignedLicenses des groupes de Graph, le dirait";
    LICENCES_NONE = "Gives none", "N’en attribue aucune";
    LICENCES_GIVEN = ["Gives {0} product, see above", "Gives {0} products, see above"], ["Attribue {0} produit, voir plus haut", "Attribue {0} produits, voir plus haut"];
    LICENCES_NOT_IMPORTED = "Whether it gives licences is not known: the service would refuse to delete it before they are taken from it.", "On ignore s’il attribue des licences\u{a0}: le service refuserait de le supprimer avant qu’elles lui soient retirées.";
    ACCESS = "Conditional Access", "Accès conditionnel";
    ACCESS_UNKNOWN = "Unknown: Graph’s conditionalAccess/policies would tell, and is not read yet", "Inconnu\u{a0}: conditionalAccess/policies de Graph le dirait, et n’est pas encore lu";
    INTUNE = "Intune assignments", "Affectations Intune";
    INTUNE_UNKNOWN = "Unknown: the assignments of Graph’s deviceManagement would tell, and are not read yet", "Inconnu\u{a0}: les affectations de deviceManagement de Graph le diraient, et ne sont pas encore lues";
    APPS = "Applications", "Applications";
    APPS_UNKNOWN = "Unknown: appRoleAssignments of Graph’s groups would tell, and is not read yet", "Inconnu\u{a0}: appRoleAssignments des groupes de Graph le dirait, et n’est pas encore lu";
    AT_LEAST = "There may be more: not the members of every group were imported", "Il peut y en avoir d’autres\u{a0}: les membres de certains groupes n’ont pas été importés";
    HANGS = "What hangs on it", "Ce qui en dépend";
    NOTHING_HANGS = "Nothing that was imported hangs on it.", "Rien de ce qui a été importé n’en dépend.";
    RULES_NAME = ["{0} rule takes members from it: {1}. The service keeps those who came from it until that rule is changed.", "{0} rules take members from it: {1}. The service keeps those who came from it until these rules are changed."],
        ["{0} règle y prend des membres\u{a0}: {1}. Le service garde ceux qui en viennent jusqu’à ce que cette règle soit modifiée.", "{0} règles y prennent des membres\u{a0}: {1}. Le service garde ceux qui en viennent jusqu’à ce que ces règles soient modifiées."];
    HOLDS_ROLES = "{0} holds directory roles, which its members lose: {1}.", "{0} détient des rôles d’annuaire, que ses membres perdent\u{a0}: {1}.";
    LOSES = "{0} loses {1}: no other way leads into it.", "{0} perd {1}\u{a0}: aucune autre voie n’y mène.";
    LOSES_GROUP = "{0} loses a group in it, and nobody else: everybody is in it on another way too.", "{0} perd un groupe imbriqué, et personne d’autre\u{a0}: chacun en fait aussi partie par une autre voie.";
    LOSES_PERHAPS = "{0} may lose {1}: not all members that matter were imported.", "{0} peut perdre {1}\u{a0}: les membres en cause n’ont pas tous été importés.";
    LOSES_UNKNOWN = "{0} holds it; who would be lost cannot be said, as the members were not all imported.", "{0} le contient\u{202f}; impossible de dire qui serait perdu, car les membres n’ont pas tous été importés.";
    FURTHER = ["{0} more group holds one of them.", "{0} more groups hold one of them."], ["{0} autre groupe en contient un.", "{0} autres groupes en contiennent un."];
    LAST = ["{0} user would be in no group any more.", "{0} users would be in no group any more."], ["{0} utilisateur ne serait plus dans aucun groupe.", "{0} utilisateurs ne seraient plus dans aucun groupe."];
    LAST_PERHAPS = ["{0} user would be in no group any more, as far as members were imported.", "{0} users would be in no group any more, as far as members were imported."], ["{0} utilisateur ne serait plus dans aucun groupe, d’après les membres importés.", "{0} utilisateurs ne seraient plus dans aucun groupe, d’après les membres importés."];
    NOT_WHOLE = ["Of {0} of them not all members were imported: more people may be concerned.", "Of {0} of them not all members were imported: more people may be concerned."], ["Pour {0} d’entre eux, tous les membres n’ont pas été importés\u{a0}: d’autres personnes peuvent être concernées.", "Pour {0} d’entre eux, tous les membres n’ont pas été importés\u{a0}: d’autres personnes peuvent être concernées."];
    ROLES_NOT_IMPORTED = "Whether directory roles hang on it is not known: they were not imported.", "On ignore si des rôles d’annuaire en dépendent\u{a0}: ils n’ont pas été importés.";
    CANNOT_KNOW = "Cannot be known here yet, look for them in the tenant: Conditional Access policies, applications and Intune assignments that use it.",
        "Ne peut pas encore être connu ici, à vérifier dans le locataire\u{a0}: stratégies d’accès conditionnel, applications et affectations Intune qui l’utilisent.";
}
