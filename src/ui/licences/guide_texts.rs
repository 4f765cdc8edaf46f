//! Texts of guided plans.

use crate::i18n::texts;

texts! {
    TITLE = "Guided plans: {0}", "Plans guidés\u{a0}: {0}";
    LINK = "Guided plans", "Plans guidés";
    LEAD = "Steps in an order in which nobody is without service. Each is checked anew after every change; a plan stops where something is against it.", "Des étapes dans un ordre qui ne prive personne de service. Chacune est revérifiée après chaque changement\u{202f}; un plan s’arrête là où quelque chose s’y oppose.";
    TO_GROUP = "From direct licences to a group", "Des licences directes à un groupe";
    TO_GROUP_WHY = "People who were given the product themselves get it from a group instead. That takes no seat more: direct and inherited licences of one person share one.", "Les personnes à qui le produit a été attribué le reçoivent plutôt d’un groupe. Cela n’occupe aucune licence de plus\u{a0}: l’attribution directe et l’attribution héritée d’une personne en partagent une.";
    GROUP = "Group that gives it", "Groupe qui l’attribue";
    NO_GROUP = "No group of the files gives this product. Give it to a group first, on the page of the group.", "Aucun groupe des fichiers n’attribue ce produit. Attribuez-le d’abord à un groupe, sur la page du groupe.";
    LEAVE_LOSING = "Leave out those who would lose a plan", "Laisser de côté ceux qui perdraient un plan";
    LEAVE_UNTOLD = "Leave out those of whom it is not told whether they were given it", "Laisser de côté ceux pour qui l’attribution directe n’est pas indiquée";
    SWAP = "Another product instead", "Un autre produit à la place";
    SWAP_WHY = "One product is taken and the other given in one request, so nobody is without service in between. Plans that are off stay off where the other product has them.", "Un produit est retiré et l’autre attribué en une seule requête\u{a0}: personne n’est privé de service entre-temps. Les plans désactivés le restent là où l’autre produit les comporte.";
    INSTEAD = "Product instead", "Produit de remplacement";
    DEPARTMENT = "Department", "Service";
    EVERYBODY = "Everybody who has it", "Tous ceux qui le possèdent";
    LEAVE_INHERITED = "Leave out those who have it by a group", "Laisser de côté ceux qui l’ont par un groupe";
    STEPS = "Steps", "Étapes";
    ORIGIN = "It is told of everybody whether the product was given to them", "Il est indiqué pour tous si le produit leur a été attribué";
    SAME_PLANS = "The group leaves on every plan that people have on", "Le groupe laisse activés tous les plans dont disposent les personnes";
    SEATS = "There are seats for everything that people get", "Il y a des licences pour tout ce que les personnes reçoivent";
    JOIN = "Put everybody into the group", "Ajouter tout le monde au groupe";
    IN_FORCE = "The licences of the group are in force for everybody", "Les licences du groupe sont en vigueur pour tous";
    TAKE_DIRECT = "Take the direct licences away", "Retirer les licences directes";
    WAYS = "The product comes to people directly, and by no group", "Le produit vient aux personnes directement, et par aucun groupe";
    PLACE = "Everybody has a usage location", "Tout le monde a un emplacement d’utilisation";
    DO_SWAP = "Give the one and take the other", "Attribuer l’un et retirer l’autre";
    UNTOLD = "Of these no file tells whether they have it, or whence: import their licences with origin (licenseAssignmentStates), or leave them out.", "Pour ceux-ci, aucun fichier n’indique s’ils l’ont, ou d’où il vient\u{a0}: importez leurs licences avec leur origine (licenseAssignmentStates) ou laissez-les de côté.";
    LOSING = "These would lose a plan: switch it on in the group, or leave them out.", "Ceux-ci perdraient un plan\u{a0}: activez-le dans le groupe ou laissez-les de côté.";
    SHORT = ["{0} seat of {1} is missing.", "{0} seats of {1} are missing."], ["Il manque {0} licence de {1}.", "Il manque {0} licences de {1}."];
    NOT_ARRIVED = "Hand off what is staged, let the service process the group, and import again. Before that, nobody’s direct licence is taken.", "Transmettez ce qui est préparé, laissez le service traiter le groupe, puis réimportez. D’ici là, aucune licence directe n’est retirée.";
    REFUSED = "The group’s licences are refused to these: cure that first.", "Les licences du groupe sont refusées à ceux-ci\u{a0}: remédiez-y d’abord.";
    INHERITED = "These have it by a group and would keep it: change what the group gives, or leave them out.", "Ceux-ci l’ont par un groupe et le garderaient\u{a0}: changez ce qu’attribue le groupe ou laissez-les de côté.";
    LEFT_OUT = ["{0} user is left out", "{0} users are left out"], ["{0} utilisateur est laissé de côté", "{0} utilisateurs sont laissés de côté"];
    DONE = "Done", "Fait";
    READY = "Can be staged", "Peut être préparée";
    WAITS = "Waits", "En attente";
    STOPPED = "Stopped", "Arrêté";
    STAGE = "Stage", "Préparer";
    ALL_ON = ["{0} user, all plans on", "{0} users, all plans on"], ["{0} utilisateur, tous les plans activés", "{0} utilisateurs, tous les plans activés"];
    WITHOUT = ["{0} user, without {1}", "{0} users, without {1}"], ["{0} utilisateur, sans {1}", "{0} utilisateurs, sans {1}"];
    MORE = ["{0} more such change follows when these are staged", "{0} more such changes follow when these are staged"], ["{0} autre changement de ce genre suit quand ceux-ci sont préparés", "{0} autres changements de ce genre suivent quand ceux-ci sont préparés"];
}
