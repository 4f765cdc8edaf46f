//! Texts of the hand-off page.

use crate::i18n::texts;

texts! {
    LEAD = "The staged changes as files that you review and run yourself. Tenantry never connects to the tenant.",
        "Les modifications préparées, en fichiers que vous vérifiez et exécutez vous-même. Tenantry ne se connecte jamais au locataire.";
    NOTHING = "Nothing to hand off", "Rien à transmettre";
    NOTHING_WHY = "Stage changes first; the script and its rollback are written from them.",
        "Préparez d’abord des modifications\u{202f}; le script et son annulation en sont tirés.";
    TO_CHANGES = "Review the changes", "Vérifier les modifications";
    OUTDATED = "Something was staged or taken back since these files were written.",
        "Quelque chose a été préparé ou retiré depuis l’écriture de ces fichiers.";
    WRITE_AGAIN = "Write them again", "Les réécrire";
    NEEDS = "What it needs", "Ce qu’il faut";
    STEPS = ["{0} step", "{0} steps"], ["{0} étape", "{0} étapes"];
    SCOPES = "Graph permissions of the script", "Autorisations Graph du script";
    SCOPES_BACK = "The rollback script asks for", "Le script d’annulation demande";
    ROLE = "Least role that can do all of it", "Rôle le plus modeste qui suffit à tout";
    ROLES = "No single modest role suffices. Take these together, or act as Global Administrator",
        "Aucun rôle modeste ne suffit à lui seul. Prenez ceux-ci ensemble, ou agissez en tant qu’administrateur général";
    ROLE_LIMIT = "Users who hold administrator roles themselves can take a higher one.",
        "Les utilisateurs qui détiennent eux-mêmes des rôles d’administrateur peuvent en exiger un plus élevé.";
    MODULE = "PowerShell module", "Module PowerShell";
    ASSUMES = "What it assumes", "Ce qu’il suppose";
    ASSUMES_WHY = "The state of these files. Every step compares the tenant with it first: what is already so is left alone, what contradicts is skipped and logged.",
        "L’état de ces fichiers. Chaque étape compare d’abord le locataire avec lui\u{a0}: ce qui est déjà fait reste tel quel, ce qui contredit est ignoré et consigné.";
    SOURCE = "{0}, taken in {1}", "{0}, importé le {1}";
    NO_SOURCE = "Nothing was imported: this is the sample, or a workspace made by hand.",
        "Rien n’a été importé\u{a0}: c’est l’exemple, ou un espace de travail fait à la main.";
    LASTING = "What the rollback cannot take back", "Ce que l’annulation ne peut pas reprendre";
    NOTHING_LASTING = "The rollback brings everything back.", "L’annulation rétablit tout.";
    OMITTED = "Not in the files", "Absent des fichiers";
    LASTING_PASSWORD = "{0}: a new password replaces the old one for good", "{0}\u{a0}: un nouveau mot de passe remplace l’ancien définitivement";
    LASTING_FORCED = "{0}: was asked for a new password; whether there was such a demand before is not known", "{0}\u{a0}: un nouveau mot de passe est demandé\u{202f}; on ignore si c’était déjà le cas";
    LASTING_LICENCES = "{0}: licences that groups give after reprocessing stay given", "{0}\u{a0}: les licences que les groupes donnent après retraitement restent données";
    LASTING_SESSIONS = "{0}: revoked sessions stay revoked", "{0}\u{a0}: les sessions révoquées le restent";
    LASTING_CREATED = "{0}: becomes a deleted user for 30 days", "{0}\u{a0}: devient un utilisateur supprimé pendant 30 jours";
    LASTING_NO_ID = "{0}: was imported without an object id, so no script can restore it once it is deleted", "{0}\u{a0}: importé sans ID d’objet, aucun script ne peut donc le restaurer une fois supprimé";
    LASTING_NAME = "{0}: keeps the new name when it is deleted again", "{0}\u{a0}: garde le nouveau nom lorsqu’il est de nouveau supprimé";
    LASTING_UNKNOWN = "{0}: what {1} was before is not known", "{0}\u{a0}: l’ancienne valeur de {1} n’est pas connue";
    LASTING_MEMBERSHIPS = "{0}: keeps the memberships given meanwhile when it is deleted again", "{0}\u{a0}: garde les appartenances données entre-temps lorsqu’il est de nouveau supprimé";
    LASTING_GROUP_CREATED = "{0}: becomes a deleted group for 30 days", "{0}\u{a0}: devient un groupe supprimé pendant 30 jours";
    LASTING_GROUP_RESTORED = "{0}: a restored group keeps its changes when it is deleted again", "{0}\u{a0}: un groupe restauré garde ses modifications lorsqu’il est de nouveau supprimé";
    LASTING_SECURITY_GROUP = "{0}: can be restored only if the tenant keeps deleted security groups for 30 days. Microsoft’s pages disagree; the newer ones say it does", "{0}\u{a0}: ne peut être restauré que si le locataire conserve 30 jours les groupes de sécurité supprimés. Les pages de Microsoft se contredisent\u{202f}; les plus récentes disent que oui";
    LASTING_OWNER = "{0}: had no owner, and keeps one: the last owner cannot be removed", "{0}\u{a0}: n’avait aucun propriétaire et en garde un\u{a0}: le dernier propriétaire ne peut pas être retiré";
    LASTING_RENEWED = "{0} stays renewed: nothing makes a group older", "{0} reste renouvelé\u{a0}: rien ne rend un groupe plus ancien";
    LASTING_RESUMED = "{0}: its rule is paused again; whom it has put in or taken out meanwhile stays so", "{0}\u{a0}: sa règle est de nouveau suspendue\u{202f}; qui elle a fait entrer ou sortir entre-temps le reste";
    LASTING_MEMBERS = "{0}: its list of members was not imported whole, so not all come back once a rule has decided", "{0}\u{a0}: la liste de ses membres n’a pas été importée en entier, tous ne reviennent donc pas une fois qu’une règle a décidé";
    LASTING_SETTING = "Setting “{0}”: what it was before is not known", "Paramètre «\u{a0}{0}\u{a0}»\u{a0}: l’ancienne valeur n’est pas connue";
    OMITTED_GROUP_NO_ID = "{0}: was imported without an object id, so no script can tell it from others of its name", "{0}\u{a0}: importé sans ID d’objet, aucun script ne peut le distinguer d’autres de même nom";
    OMITTED_MEMBER = "{0} in {1}: has neither object id nor user principal name", "{0} dans {1}\u{a0}: n’a ni ID d’objet ni nom d’utilisateur principal";
    OMITTED_OWNER = "{0}: its last owner cannot be removed, since no other one stays", "{0}\u{a0}: son dernier propriétaire ne peut pas être retiré, car aucun autre ne reste";
    OMITTED_RULE = "{0}: its rule names an object that these changes only create, so its id is not known yet", "{0}\u{a0}: sa règle nomme un objet que ces modifications ne font que créer, son ID n’est donc pas encore connu";
    OMITTED_POLICY = "{0}: who may join is set in the portal, no public interface of Graph v1.0 writes it. {1}", "{0}\u{a0}: qui peut rejoindre se règle dans le portail, aucune interface publique de Graph v1.0 ne l’écrit. {1}";
    OMITTED_SETTING = "Setting “{0}”: {1}. Change it by hand. {2}", "Paramètre «\u{a0}{0}\u{a0}»\u{a0}: {1}. À modifier à la main. {2}";
    OMITTED_SETTING_GROUP = "Setting “{0}”: the tenant’s id of the group {1} is not known yet. Run these files, import the group, and hand the setting off then", "Paramètre «\u{a0}{0}\u{a0}»\u{a0}: l’ID du groupe {1} dans le locataire n’est pas encore connu. Exécutez ces fichiers, importez le groupe, puis transmettez le paramètre";
    OMITTED_NAMELESS = "{0}: has neither object id nor user principal name", "{0}\u{a0}: n’a ni ID d’objet ni nom d’utilisateur principal";
    OMITTED_MANAGER = "{0}: the staged manager cannot be found, or is deleted too", "{0}\u{a0}: le responsable préparé est introuvable, ou est supprimé lui aussi";
    OMITTED_NO_ID = "{0}: can only be restored with an object id", "{0}\u{a0}: ne peut être restauré qu’avec un ID d’objet";
    FILES = "Files of the hand-off", "Fichiers de la transmission";
    SCRIPT = "PowerShell script", "Script PowerShell";
    SCRIPT_BACK = "Rollback script", "Script d’annulation";
    BATCH = "$batch JSON", "JSON $batch";
    BATCH_BACK = "$batch JSON, rollback", "JSON $batch, annulation";
    SCRIPT_WHY = "Runs in Windows PowerShell 5.1 and PowerShell 7. Try it with -CheckOnly first: it reads, compares and says what it would do.",
        "S’exécute dans Windows PowerShell 5.1 et PowerShell 7. Essayez d’abord avec -CheckOnly\u{a0}: il lit, compare et dit ce qu’il ferait.";
    SCRIPT_BACK_WHY = "Keep it beside the script. It puts back what the script changed, where nobody has changed it since.",
        "Gardez-le à côté du script. Il remet ce que le script a changé, là où personne ne l’a modifié depuis.";
    BATCH_WHY = "For tools of your own: bodies for POST /v1.0/$batch, to be sent one after the other. Unlike the script they compare nothing before they write.",
        "Pour vos propres outils\u{a0}: des corps pour POST /v1.0/$batch, à envoyer l’un après l’autre. Contrairement au script, ils ne comparent rien avant d’écrire.";
    BATCH_PASSWORDS = ["{0} request has an empty password that must be filled in before sending.", "{0} requests have an empty password that must be filled in before sending."],
        ["{0} requête contient un mot de passe vide à compléter avant l’envoi.", "{0} requêtes contiennent un mot de passe vide à compléter avant l’envoi."];
    BATCH_MADE = ["{0} id in these bodies stands for a group that an earlier one creates: replace it by the id in the answer, {1}.", "{0} ids in these bodies stand for groups that an earlier one creates: replace them by the ids in the answers, {1}."],
        ["{0} ID dans ces corps représente un groupe qu’un corps précédent crée\u{a0}: remplacez-le par l’ID de la réponse, {1}.", "{0} ID dans ces corps représentent des groupes qu’un corps précédent crée\u{a0}: remplacez-les par les ID des réponses, {1}."];
    BATCH_LEFT_OUT = ["{0} step is not in the batches, or not whole: it needs a look at the tenant, which only the script takes.", "{0} steps are not in the batches, or not whole: they need a look at the tenant, which only the script takes."],
        ["{0} étape manque dans les lots, au moins en partie\u{a0}: elle demande de consulter le locataire, ce que seul le script fait.", "{0} étapes manquent dans les lots, au moins en partie\u{a0}: elles demandent de consulter le locataire, ce que seul le script fait."];
    COPY = "Copy", "Copier";
    COPIED = "Copied", "Copié";
    NOT_COPIED = "The browser did not allow copying. Select the text, or download the file.", "Le navigateur n’a pas autorisé la copie. Sélectionnez le texte ou téléchargez le fichier.";
    DOWNLOAD = "Download {0}", "Télécharger {0}";
    CUT = "The first {0} lines of {1}. The file has all of them.", "Les {0} premières lignes sur {1}. Le fichier les contient toutes.";
    CONTENT = "Content of {0}", "Contenu de {0}";
    NO_STEPS = "There is nothing in this direction.", "Il n’y a rien dans ce sens.";
}
