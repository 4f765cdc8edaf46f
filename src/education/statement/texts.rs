//! The words around the lines of a statement.

use crate::domain::education::{Approver, Ownership, Platform, Scenario};
use crate::education::matrix::Reading;
use crate::i18n::{Text, texts};

texts! {
    TITLE = "{0} at {1}", "{0} chez {1}";
    VERSION = "Version {0}", "Version {0}";
    DRAFT = "Draft", "Brouillon";
    DATED = "{0} of {1}", "{0} du {1}";
    FACTS_OF = "facts as of {0}", "faits au {0}";
    YOUR_ORGANISATION = "your organisation", "votre organisation";
    OWN = "For devices that belong to you.", "Pour les appareils qui vous appartiennent.";
    COMPANYS = "For devices that belong to the organisation.", "Pour les appareils qui appartiennent à l’organisation.";
    ANY_DEVICE = "For phones and tablets on which only the work apps are managed.", "Pour les téléphones et tablettes dont seules les applications professionnelles sont gérées.";

    YOUR_ANDROID = "Your Android phone", "Votre téléphone Android";
    YOUR_IPHONE = "Your iPhone or iPad", "Votre iPhone ou iPad";
    YOUR_MAC = "Your Mac", "Votre Mac";
    YOUR_PC = "Your Windows PC", "Votre PC Windows";
    YOUR_LINUX = "Your Linux computer", "Votre ordinateur Linux";
    YOUR_APPS = "Your work apps", "Vos applications professionnelles";

    IN_SHORT = "In short", "En bref";
    MANAGES_PROFILE = "{0} manages the work part of your phone, and nothing else on it.", "{0} gère la partie professionnelle de votre téléphone, et rien d’autre.";
    MANAGES_APPS = "{0} manages work apps and the work data in them, not your device.", "{0} gère les applications professionnelles et leurs données, pas votre appareil.";
    MANAGES_VOLUME = "{0} manages the work account and the work apps on your device, apart from what is yours.", "{0} gère le compte et les applications professionnels de votre appareil, séparés de ce qui est à vous.";
    MANAGES_DEVICE = "{0} manages settings, work apps and work data on your device.", "{0} gère des réglages, les applications et les données professionnelles de votre appareil.";
    MANAGES_COMPANY = "This device belongs to {0}, which manages all of it.", "Cet appareil appartient à {0}, qui le gère en entier.";
    NEVER_SEES = "This does not let it see {0}.", "Cela ne lui permet pas de voir {0}.";
    QUESTIONS = "Questions:", "Des questions\u{a0}:";
    NOBODY_TO_ASK = "Nobody to ask has been named yet.", "Personne à qui s’adresser n’a encore été indiqué.";

    WE_CAN_SEE = "What your organisation can see", "Ce que votre organisation peut voir";
    NEVER_SEEN = "Never", "Jamais";
    ALWAYS_SEEN = "Always", "Toujours";
    SEEN_ONLY_IF = "Only if …", "Seulement si…";
    OPEN = "Not settled yet: count on it", "Pas encore établi\u{a0}: partez du principe que oui";
    CHECK = "Check it yourself", "Vérifiez vous-même";
    WE_CAN_DO = "What your organisation can do", "Ce que votre organisation peut faire";
    NEVER_DONE = "Never", "Jamais";
    CAN_BE_DONE = "Possible", "Possible";
    DONE_ONLY_IF = "Only if …", "Seulement si…";
    YOU_CAN_DO = "What you can do yourself", "Ce que vous pouvez faire vous-même";
    YOU_SEE = "What you notice: {0}", "Ce que vous remarquez\u{a0}: {0}";

    SWITCHED_ON = "We have switched this on.", "Nous avons activé cette possibilité.";
    SWITCHED_OFF = "It would be possible; we have switched it off.", "Ce serait possible\u{202f}; nous l’avons désactivé.";
    ON_REQUEST = "Only when you ask for it in writing.", "Seulement si vous le demandez par écrit.";
    UNDECIDED = "Whether we use this has not been answered yet.", "Nous n’avons pas encore répondu si nous l’utilisons.";
    UNSAID = "Microsoft’s pages do not say.", "Les pages de Microsoft ne le disent pas.";
    DISPUTED = "Microsoft’s pages disagree: one says “{0}”, another “{1}”.", "Les pages de Microsoft se contredisent\u{a0}: l’une dit «\u{a0}{0}\u{a0}», une autre «\u{a0}{1}\u{a0}».";
    DISPUTED_WHEN = "Microsoft’s pages disagree on when this is so.", "Les pages de Microsoft se contredisent sur les cas où c’est vrai.";
    TESTED_SO = "Tested in our tenant on {0}: yes.", "Testé chez nous le {0}\u{a0}: oui.";
    TESTED_NOT = "Tested in our tenant on {0}: no.", "Testé chez nous le {0}\u{a0}: non.";
    READ_ALWAYS = "always", "toujours";
    READ_NEVER = "never", "jamais";
    READ_DEPENDS = "it depends", "selon le cas";
    READ_NOTHING = "nothing", "rien";

    SOURCES = "Source: {0}.", "Source\u{a0}: {0}.";
    INFERRED = "For which devices this holds is inferred from pages for users.", "Les appareils concernés sont déduits de pages destinées aux utilisateurs.";
    LISTED = "An overview lists the platform; whose devices are meant is inferred.", "Une vue d’ensemble cite la plateforme\u{202f}; le propriétaire visé est déduit.";
    UNSURE = "The source is not sure.", "La source n’est pas sûre.";

    PROMISES = "Our promises", "Nos promesses";
    APPROVAL = "{0} ({1}, {2})", "{0} ({1}, {2})";
    APPROVED = "Agreed by {0}.", "Accord\u{a0}: {0}.";
    BY_HR = "human resources", "ressources humaines";
    BY_LEGAL = "the legal department", "service juridique";
    BY_DPO = "data protection", "protection des données";
    BY_COUNCIL = "the works council", "représentants du personnel";
    BY_IT = "IT", "informatique";

    SET_UP = "Set it up", "Configurer";
    EVERY_DAY = "Every day", "Au quotidien";
    PROBLEM = "Problem, lost, leaving", "Problème, perte, départ";
    MINUTES = ["About {0} minute", "About {0} minutes"], ["Environ {0} minute", "Environ {0} minutes"];
    GUIDE_OF = "Source: {0}, of {1}; to be checked again by {2}.", "Source\u{a0}: {0}, du {1}\u{202f}; à revérifier avant le {2}.";

    YOUR_SAY = "Your say", "Votre avis";
    ASK = "Ask anything, and tell us what worries you: every question gets an answer.", "Posez toutes vos questions et dites-nous ce qui vous inquiète\u{a0}: chaque question reçoit une réponse.";
    ANONYMOUS = "Without your name: {0}", "Sans donner votre nom\u{a0}: {0}";
    DATA_PROTECTION = "Data protection officer: {0}", "Délégué à la protection des données\u{a0}: {0}";
    WORKS_COUNCIL = "Works council: {0}", "Représentants du personnel\u{a0}: {0}";
    PRIVACY = "Privacy statement:", "Déclaration de confidentialité\u{a0}:";
    ALSO_WATCHES = "Another product also watches, and is not part of this page: {0}", "Un autre produit surveille aussi et n’est pas décrit ici\u{a0}: {0}";
    OWNERSHIP = "If your device were ever marked as the organisation’s, more would be visible. Company Portal shows whose it is; tell us when that is wrong.", "Si votre appareil était un jour déclaré comme appartenant à l’organisation, davantage serait visible. Portail d’entreprise indique à qui il est\u{202f}; signalez-nous toute erreur.";
    MICROSOFT_TOO = "Work accounts and work files belong to the organisation, on any device. What Microsoft and the maker of your device collect themselves is not part of this page.", "Le compte et les fichiers professionnels appartiennent à l’organisation, sur tout appareil. Ce que Microsoft et le fabricant de votre appareil collectent eux-mêmes n’est pas décrit ici.";
}

/// What people call their device.
#[must_use]
pub const fn device(scenario: Scenario) -> Text {
    match scenario.platform() {
        Platform::Android => YOUR_ANDROID,
        Platform::Ios => YOUR_IPHONE,
        Platform::Macos => YOUR_MAC,
        Platform::Windows => YOUR_PC,
        Platform::Linux => YOUR_LINUX,
        Platform::Any => YOUR_APPS,
    }
}

/// For whose devices a page is.
#[must_use]
pub const fn whose(scenario: Scenario) -> Text {
    match (scenario, scenario.ownership()) {
        (Scenario::AppProtectionOnly, _) => ANY_DEVICE,
        (_, Ownership::Personal) => OWN,
        (_, Ownership::Company) => COMPANYS,
    }
}

/// What is managed, in one sentence.
#[must_use]
pub const fn manages(scenario: Scenario) -> Text {
    match scenario {
        Scenario::AndroidPersonalWorkProfile => MANAGES_PROFILE,
        Scenario::AppProtectionOnly => MANAGES_APPS,
        Scenario::IosUserEnrollment => MANAGES_VOLUME,
        Scenario::IosDeviceEnrollment | Scenario::MacosPersonal | Scenario::WindowsPersonal => {
            MANAGES_DEVICE
        }
        _ => MANAGES_COMPANY,
    }
}

/// Who agreed.
#[must_use]
pub const fn approver(by: Approver) -> Text {
    match by {
        Approver::HumanResources => BY_HR,
        Approver::Legal => BY_LEGAL,
        Approver::DataProtection => BY_DPO,
        Approver::WorksCouncil => BY_COUNCIL,
        Approver::It => BY_IT,
    }
}

/// What a document says.
#[must_use]
pub const fn reading(reading: Reading) -> Text {
    match reading {
        Reading::Always => READ_ALWAYS,
        Reading::Never => READ_NEVER,
        Reading::Depends => READ_DEPENDS,
        Reading::NotApplicable | Reading::Unknown => READ_NOTHING,
    }
}
