//! Texts of the pages about education.

use crate::i18n::texts;

texts! {
    LEAD = "From how your organisation manages devices to what each person is told: what can be seen, what can be done, what you promise. Every line has its source and date, and says what is not settled.", "De la façon dont votre organisation gère les appareils à ce qui est dit à chacun\u{a0}: ce qui peut être vu, ce qui peut être fait, ce que vous promettez. Chaque ligne a sa source et sa date, et dit ce qui n’est pas établi.";
    PARTS = "Education", "Sensibilisation";
    PART_STATEMENT = "Statement", "Déclaration";
    PART_SWITCHES = "What is switched on", "Ce qui est activé";
    PART_ORGANISATION = "Organisation", "Organisation";
    LOADING = "Texts are being fetched…", "Les textes sont en cours de récupération…";
    FAILED = "The texts of the site did not arrive.", "Les textes du site ne sont pas arrivés.";
    AGAIN = "Try again", "Réessayer";

    DEVICE = "Kind of device", "Type d’appareil";
    WAY_IN = "How it is enrolled", "Mode d’inscription";
    WAY_APP = "By the Company Portal app", "Par l’application Portail d’entreprise";
    WAY_WEB = "By a web page", "Par une page web";
    WAY_CODE = "From the factory state, by code", "À partir de l’état d’usine, par code";
    WAY_INTUNE = "By the Microsoft Intune app", "Par l’application Microsoft Intune";
    WAY_ACCOUNT = "By the work account, in Settings", "Par le compte professionnel, dans Réglages";
    WAY_PROFILE = "By a profile from Safari", "Par un profil téléchargé dans Safari";
    WAY_AUTOMATED = "At the first start", "Au premier démarrage";
    WAY_NONE = "Not enrolled", "Non inscrit";
    LANGUAGE = "Language of the page", "Langue de la page";
    READER = "Reader", "Lecteur";
    NOVICE = "Wants the answer", "Veut la réponse";
    EXPERT = "Wants the sources too", "Veut aussi les sources";
    TAKE_AWAY = "Take away", "Emporter";
    AS_HTML = "Page (HTML)", "Page (HTML)";
    AS_MARKDOWN = "Markdown", "Markdown";
    AS_TEXT = "Plain text, to be read aloud", "Texte brut, à lire à voix haute";
    TAKEN = "{0} is in your downloads.", "{0} est dans vos téléchargements.";
    PREVIEW = "What they read", "Ce que les personnes lisent";
    FILE = "statement", "declaration";
    TEXT_WRONG = "Guide with an error in line {0}: it cannot be filled in.", "Un guide contient une erreur à la ligne {0}\u{a0}: il ne peut pas être complété.";

    STANDS = "How it stands", "Où en est-on";
    LINES = ["{0} line", "{0} lines"], ["{0} ligne", "{0} lignes"];
    FACTS = ["{0} is a fact", "{0} are facts"], ["{0} est un fait", "{0} sont des faits"];
    OPEN_SWITCHES = ["{0} depends on an answer that is missing", "{0} depend on answers that are missing"], ["{0} dépend d’une réponse qui manque", "{0} dépendent de réponses qui manquent"];
    DISPUTED = ["{0} where Microsoft’s pages disagree or say nothing", "{0} where Microsoft’s pages disagree or say nothing"], ["{0} où les pages de Microsoft se contredisent ou ne disent rien", "{0} où les pages de Microsoft se contredisent ou ne disent rien"];
    TO_SWITCHES = "Answer what is missing", "Répondre à ce qui manque";
    WIPE_IN_FRANCE = "People work in France, and erasing people’s own devices is switched on: readers of the CNIL’s page on private devices report that an employer must not erase what is private on them. Remove work data alone instead. This is no legal advice.", "Des personnes travaillent en France et l’effacement des appareils personnels est activé\u{a0}: selon les lecteurs de la page de la CNIL sur les appareils personnels, un employeur ne doit pas effacer ce qui y est privé. Retirez plutôt les seules données professionnelles. Ceci n’est pas un avis juridique.";
    CONTACT_MISSING = "No telephone, e-mail or site is given: people have nobody to ask.", "Aucun téléphone, e-mail ou site n’est indiqué\u{a0}: personne à qui s’adresser.";
    TO_ORGANISATION = "Say whom to ask", "Indiquer à qui s’adresser";

    SWITCHES_LEAD = "Answer what you know; what you leave open counts as if it were on, and is told as not settled.", "Répondez à ce que vous savez\u{202f}; ce que vous laissez ouvert compte comme activé et est présenté comme non établi.";
    ANSWERED = "{0} of {1} answered", "{0} réponses sur {1}";
    DO_NOT_KNOW = "I don’t know", "Je ne sais pas";
    NO = "No", "Non";
    YES = "Yes", "Oui";
    ON_REQUEST = "Only when the person asks in writing", "Seulement à la demande écrite de la personne";
    WHERE = "Where to look", "Où regarder";

    ORGANISATION_LEAD = "People read this on every page. Limits are those of the Company Portal, so that the same texts fit there.", "Ces textes figurent sur chaque page. Les limites sont celles de Portail d’entreprise, pour que les mêmes textes y tiennent.";
    CONTACT = "Whom to ask", "À qui s’adresser";
    RULES = "Rules", "Règles";
    CHARACTERS = "{0} of {1} characters", "{0} caractères sur {1}";
    COUNTRIES = "Countries where people work", "Pays où des personnes travaillent";
    COUNTRIES_HINT = "Codes of two letters, with commas: FR, DE", "Codes à deux lettres, séparés par des virgules\u{a0}: FR, DE";
    NO_COUNTRY = "{0} is no code of two capital letters", "{0} n’est pas un code de deux majuscules";
    DAYS_HINT = "From 0 to 365; empty when nothing is said", "De 0 à 365\u{202f}; vide si rien n’est indiqué";
    NO_DAYS = "A whole number from 0 to 365 is needed", "Il faut un nombre entier de 0 à 365";
    PART_PORTAL = "Company Portal", "Portail d’entreprise";
    PORTAL_PRIVACY = "Privacy texts", "Textes sur la confidentialité";
    PORTAL_PRIVACY_WHY = "The Company Portal shows two free texts of 520 characters on iPhone and iPad, and one text for every kind of enrolment: so “can’t” holds what is so for each kind that you use, and “can” what is so for any. What is not settled counts as “can”. On Android the privacy screen cannot be changed. Source: Microsoft Learn, Configure the Intune Company Portal apps (2025-10-02).", "Portail d’entreprise affiche deux textes libres de 520 caractères sur iPhone et iPad, et le même texte pour tous les types d’inscription\u{a0}: «\u{a0}ne peut pas\u{a0}» contient donc ce qui est vrai pour chaque type que vous utilisez, et «\u{a0}peut\u{a0}» ce qui est vrai pour l’un d’eux. Ce qui n’est pas établi compte comme «\u{a0}peut\u{a0}». Sur Android, l’écran de confidentialité ne peut pas être modifié. Source\u{a0}: Microsoft Learn, Configure the Intune Company Portal apps (2025-10-02).";
    PORTAL_KINDS = "Kinds that you use", "Types que vous utilisez";
    PORTAL_LANGUAGE = "Language of the texts", "Langue des textes";
    PORTAL_CANNOT = "What support can’t see or do", "Ce que le support ne peut ni voir ni faire";
    PORTAL_CAN = "What support can see or do", "Ce que le support peut voir ou faire";
    PORTAL_LEFT_OUT = ["{0} does not fit", "{0} do not fit"], ["{0} élément ne tient pas", "{0} éléments ne tiennent pas"];
    PORTAL_FIELDS = "Support information", "Informations d’assistance";
    PORTAL_FIELDS_WHY = "The fields of Tenant administration › Customization, with their limits. The Android Intune app does not show the name of the site.", "Les champs d’Administration de locataire › Personnalisation, avec leurs limites. L’application Intune pour Android n’affiche pas le nom du site.";
    PORTAL_FIELD = "Field", "Champ";
    PORTAL_TEXT = "Text", "Texte";
    PORTAL_ROOM = "Room", "Place";
    PORTAL_EMPTY = "not said", "non indiqué";
    COPY = "Copy", "Copier";
    COPY_ONE = "Copy: {0}", "Copier\u{a0}: {0}";
    AS_FILE = "As a file", "En fichier";
    FILE_LEAD = "All answers in one file (JSON), to be kept, or used for another customer.", "Toutes les réponses dans un fichier (JSON), à conserver ou à utiliser pour un autre client.";
    SAVE_FILE = "Save the answers", "Enregistrer les réponses";
    OPEN_FILE = "Open answers…", "Ouvrir des réponses…";
    FILE_NAME = "device-management", "gestion-appareils";
    FILE_TAKEN = ["{0} answer taken in", "{0} answers taken in"], ["{0} réponse importée", "{0} réponses importées"];
    FILE_SAME = "The file says what is noted already.", "Le fichier dit ce qui est déjà noté.";
    FILE_REFUSED = "Nothing of {0} was taken in.", "Rien de {0} n’a été importé.";
    NO_JSON = "line {0}, column {1}: no JSON", "ligne {0}, colonne {1}\u{a0}: pas de JSON";
    NO_PROFILE = "not a file of answers about the management of devices", "pas un fichier de réponses sur la gestion des appareils";
    TOO_NEW = "made by a newer version ({0})", "créé par une version plus récente ({0})";
    UNKNOWN_NAME = "{0}: no such name", "{0}\u{a0}: ce nom n’existe pas";
    WRONG_SORT = "{0}: another sort of value is needed", "{0}\u{a0}: une valeur d’un autre type est attendue";
    WRONG_VALUE = "{0}: not a possible value", "{0}\u{a0}: valeur impossible";
}
