//! Texts of the page that compares groups.

use crate::i18n::texts;

texts! {
    LEAD = "Who is in which group, who is in both, and sets made of them", "Qui est dans quel groupe, qui est dans les deux, et les ensembles que l’on en tire";
    SETS = "Groups and selections", "Groupes et sélections";
    ADD_GROUP = "Add a group", "Ajouter un groupe";
    FIND_GROUP = "Name of a group", "Nom d’un groupe";
    ADD_SELECTED = ["Add the {0} user selected in the list", "Add the {0} users selected in the list"], ["Ajouter l’utilisateur sélectionné dans la liste ({0})", "Ajouter les {0} utilisateurs sélectionnés dans la liste"];
    SELECTED = "Users selected in the list", "Utilisateurs sélectionnés dans la liste";
    FULL = ["No more than {0} set at once", "No more than {0} sets at once"], ["Pas plus de {0} ensemble à la fois", "Pas plus de {0} ensembles à la fois"];
    THROUGH = "Count members of groups in the groups", "Compter les membres des groupes imbriqués";
    HOW = "How {0} joins the sets above", "Comment {0} rejoint les ensembles ci-dessus";
    OR = "and also", "et aussi";
    AND = "only those also in", "seulement ceux aussi dans";
    NOT = "but not those in", "mais pas ceux dans";
    LEAVE_OUT = "Leave out {0}", "Retirer {0}";
    GONE = "A group that is not in this workspace", "Un groupe absent de cet espace de travail";
    NONE = "Nothing chosen yet", "Rien de choisi pour l’instant";
    NONE_WHY = "Choose two or more groups to see who is in both and who is in one only. Selected users of the list can be one of the sets.",
        "Choisissez au moins deux groupes pour voir qui est dans les deux et qui n’est que dans l’un. Les utilisateurs sélectionnés dans la liste peuvent former un des ensembles.";
    RESULT = "Result", "Résultat";
    RESULT_WHY = "The sets are taken one after the other, from above.", "Les ensembles sont pris l’un après l’autre, de haut en bas.";
    SHARES = "Who is where", "Qui est où";
    IN_ALL = ["In all {0}", "In all {0}"], ["Dans les {0}", "Dans les {0}"];
    IN_BOTH = "In both", "Dans les deux";
    IN_SOME = "In several, not in all", "Dans plusieurs, pas dans tous";
    ONLY_IN = "Only in {0}", "Seulement dans {0}";
    NOBODY = "nobody", "personne";
    NOT_EXACT = "Not exact", "Inexact";
    MAY_NOT_BE = ["{0} of those named may not belong here: not all members of a group were imported.", "{0} of those named may not belong here: not all members of a group were imported."],
        ["{0} des objets nommés n’en fait peut-être pas partie\u{a0}: tous les membres d’un groupe n’ont pas été importés.", "{0} des objets nommés n’en font peut-être pas partie\u{a0}: tous les membres d’un groupe n’ont pas été importés."];
    MAY_BE_TOO = ["At most {0} more may belong here: not all members of a group were imported.", "At most {0} more may belong here: not all members of a group were imported."],
        ["Au plus {0} autre peut en faire partie\u{a0}: tous les membres d’un groupe n’ont pas été importés.", "Au plus {0} autres peuvent en faire partie\u{a0}: tous les membres d’un groupe n’ont pas été importés."];
    ANYBODY = "Others may belong here: not all members of a group were imported. The collector, or Graph’s pages of members, would tell.",
        "D’autres peuvent en faire partie\u{a0}: tous les membres d’un groupe n’ont pas été importés. Le collecteur, ou les pages de membres de Graph, le diraient.";
    WHO = "Show who", "Afficher qui";
    PERHAPS = "perhaps", "peut-être";
    AND_MORE = ["and {0} more", "and {0} more"], ["et {0} autre", "et {0} autres"];
    USE = "Use", "Utiliser";
    USE_OF = "Use: {0}", "Utiliser\u{a0}: {0}";
    SELECT = ["Select {0} user in the list", "Select {0} users in the list"], ["Sélectionner {0} utilisateur dans la liste", "Sélectionner {0} utilisateurs dans la liste"];
    SELECT_WHY = "The selection there is replaced; groups, devices and others are left out", "La sélection y est remplacée\u{202f}; groupes, appareils et autres sont laissés de côté";
    NEW_GROUP = "New group with them", "Nouveau groupe avec eux";
    NEW_GROUP_WHY = "Opens the form; nothing is staged yet", "Ouvre le formulaire\u{202f}; rien n’est encore préparé";
    ADD_TO = "Add them to groups…", "Les ajouter à des groupes…";
    ADD_TO_WHY = "Shows what it would change before anything is staged", "Montre ce que cela changerait avant toute préparation";
    SHEET = "Export for spreadsheets", "Exporter pour tableur";
    SHEET_WHY = "CSV; cells that would run as formulas are marked", "CSV\u{202f}; les cellules qui s’exécuteraient comme formules sont marquées";
    RAW = "Export raw", "Exporter brut";
    RAW_WHY = "CSV with exactly the data, for the portals", "CSV avec exactement les données, pour les portails";
    FILE = "members", "membres";
    EXPORTED = ["{0} row exported", "{0} rows exported"], ["{0} ligne exportée", "{0} lignes exportées"];
    CHOSEN = ["{0} user is selected in the list", "{0} users are selected in the list"], ["{0} utilisateur est sélectionné dans la liste", "{0} utilisateurs sont sélectionnés dans la liste"];
    RULES = "Rules", "Règles";
    NO_RULES = "None of the groups follows a rule.", "Aucun des groupes ne suit de règle.";
    SOME_RULES = "Some of the groups follow a rule, others have their members assigned.", "Certains des groupes suivent une règle, les autres ont des membres attribués.";
    SAME_RULE = "The rules are the same.", "Les règles sont identiques.";
    SAME_MEANING = "The rules are written differently and say the same of everybody, in any directory.", "Les règles sont écrites différemment et disent la même chose de chacun, dans tout annuaire.";
    DIFFERENT_RULES = "The rules are not known to say the same. They may still take the same people.", "Rien n’établit que les règles disent la même chose. Elles peuvent malgré tout retenir les mêmes personnes.";
    OPEN_LAB = "Open in the rule lab", "Ouvrir dans l’atelier de règles";
    NO_RULE = "Members are assigned.", "Les membres sont attribués.";
    DIFFER = "Properties that differ", "Propriétés qui diffèrent";
    PROPERTY = "Property", "Propriété";
    NONE_DIFFER = "No imported property differs.", "Aucune propriété importée ne diffère.";
    COMPARE = "Compare…", "Comparer…";
    COMPARE_WITH = "Compare with other groups", "Comparer à d’autres groupes";
    TO_COMPARE = "Compare groups", "Comparer des groupes";
    TO_COMPARE_WHY = "Select at most {0} groups", "Sélectionnez au plus {0} groupes";
}
