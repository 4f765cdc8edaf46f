//! What is said of the management of devices, in words.

use crate::{
    domain::education::{
        Field, Note, NoteProblem, Platform, Scenario, Stand, Switch, Topic, profile::FieldProblem,
    },
    i18n::{Locale, Plural, Text, texts},
};

texts! {
    SAID = "{0}: {1}", "{0}\u{a0}: {1}";
    NOT_SAID = "{0}: not said", "{0}\u{a0}: rien d’indiqué";
    ON = "on", "activé";
    OFF = "off", "désactivé";
    ON_REQUEST = "only when the person asks in writing", "seulement à la demande écrite de la personne";
    YES = "yes", "oui";
    NO = "no", "non";
    DAYS = ["{0} day", "{0} days"], ["{0} jour", "{0} jours"];
    TESTED = "{0}, tested on {1}", "{0}, testé le {1}";
    CHECKED = "{0}, checked on {1}", "{0}, vérifié le {1}";

    TRIAL = "Test of {0} on {1}", "Test de {0} sur {1}";
    LEAST = "Least version, {0}", "Version minimale, {0}";
    COUNTRY = "People work in {0}", "Des personnes travaillent dans le pays {0}";
    GRACE_DAYS = "Days of grace before access is blocked", "Jours de grâce avant le blocage de l’accès";
    WIPE_SECOND = "A second administrator agrees before a device is erased", "Un second administrateur donne son accord avant l’effacement d’un appareil";
    ANDROID_MOVE = "Move of Android phones to the Android Management API", "Passage des téléphones Android à l’Android Management API";
    OTHER_MONITORING = "Other products that watch", "Autres produits de surveillance";
    PROMISE = "Promise {0}", "Promesse {0}";

    ORGANISATION_NAME = "Name of the organisation", "Nom de l’organisation";
    CONTACT_NAME = "Whom to ask", "À qui s’adresser";
    PHONE = "Telephone", "Téléphone";
    EMAIL = "E-mail", "E-mail";
    SITE_NAME = "Name of the support site", "Nom du site d’assistance";
    SITE_URL = "Address of the support site", "Adresse du site d’assistance";
    INFORMATION = "More about support", "Informations sur l’assistance";
    PRIVACY_URL = "Address of the privacy statement", "Adresse de la déclaration de confidentialité";
    HOURS = "Hours", "Horaires";
    DATA_PROTECTION = "Data protection officer", "Délégué à la protection des données";
    WORKS_COUNCIL = "Works council", "Représentants du personnel";
    ANONYMOUS = "How to ask without a name", "Comment poser une question sans donner son nom";
    UPDATE_WINDOW = "When updates are installed", "Quand les mises à jour sont installées";

    MTD = "Mobile threat defence required", "Défense contre les menaces mobiles exigée";
    RESTRICTED_APPS = "Restricted apps (iOS, macOS)", "Applications restreintes (iOS, macOS)";
    APP_INVENTORY = "App inventory policy (Windows)", "Stratégie d’inventaire des applications (Windows)";
    DEVICE_QUERY = "Device query", "Requête d’appareil";
    LOCATE_ANDROID = "Locating company Android devices", "Localisation des appareils Android de l’entreprise";
    LOCATE_WINDOWS = "Locating Windows devices", "Localisation des appareils Windows";
    DIAGNOSTICS = "Collecting diagnostics", "Collecte de diagnostics";
    REMOTE_HELP = "Remote assistance", "Assistance à distance";
    SCRIPTS = "Scripts", "Scripts";
    WIPE_PERSONAL = "Erasing people’s own devices", "Effacement des appareils personnels";
    FAILED_CODE_WIPE = "Erasing after too many wrong codes", "Effacement après trop de codes erronés";
    CONDITIONAL_ACCESS = "Conditional Access", "Accès conditionnel";
    PIN = "A code is required", "Code exigé";
    ENCRYPTION = "Encryption is required", "Chiffrement exigé";
    MIN_OS = "A least version is required", "Version minimale exigée";
    CAMERA = "The camera is blocked", "Appareil photo bloqué";
    COPY_PASTE = "Copying and sharing are limited", "Copie et partage limités";
    WEB_FILTER = "Web sites are filtered", "Sites web filtrés";
    CLOUD_BACKUP = "Cloud backup is limited", "Sauvegarde dans le cloud limitée";
    PROFILES = "Wi-Fi, VPN, mail and certificate profiles", "Profils Wi-Fi, VPN, messagerie et certificats";
    REQUIRED_APPS = "Required apps", "Applications requises";
    CATEGORY = "A device category is asked for", "Une catégorie d’appareil est demandée";
    TERMS = "Terms have to be accepted", "Des conditions doivent être acceptées";
    WORK_MAIL_ACCESS = "Looking into work mail and files", "Consultation des e-mails et fichiers professionnels";
    ANDROID_MANAGEMENT_API = "Android Management API", "Android Management API";
    APP_PERMISSIONS = "Report of app permissions (Android)", "Rapport des autorisations d’applications (Android)";
    NETWORK_REPORT = "Report of the network (Android)", "Rapport du réseau (Android)";
    RECOVERY_KEY = "Recovery keys are kept", "Clés de récupération conservées";

    ANDROID = "Android", "Android";
    IOS = "iOS and iPadOS", "iOS et iPadOS";
    MACOS = "macOS", "macOS";
    WINDOWS = "Windows", "Windows";
    LINUX = "Linux", "Linux";
    APPS = "protected apps", "applications protégées";

    ANDROID_WORK_PROFILE = "Own Android phone, work profile", "Téléphone Android personnel, profil professionnel";
    ANDROID_COMPANY_PROFILE = "Company Android phone with a work profile", "Téléphone Android de l’entreprise avec profil professionnel";
    ANDROID_FULLY = "Company Android phone, fully managed", "Téléphone Android de l’entreprise, entièrement géré";
    ANDROID_DEDICATED = "Shared Android device", "Appareil Android partagé";
    ANDROID_AOSP = "Company Android device without Google (AOSP)", "Appareil Android de l’entreprise sans Google (AOSP)";
    IOS_USER = "Own iPhone or iPad, by the work account", "iPhone ou iPad personnel, par le compte professionnel";
    IOS_DEVICE = "Own iPhone or iPad, whole device", "iPhone ou iPad personnel, appareil entier";
    IOS_COMPANY = "Company iPhone or iPad", "iPhone ou iPad de l’entreprise";
    MAC_OWN = "Own Mac", "Mac personnel";
    MAC_COMPANY = "Company Mac", "Mac de l’entreprise";
    PC_OWN = "Own Windows PC", "PC Windows personnel";
    PC_COMPANY = "Company Windows PC", "PC Windows de l’entreprise";
    LINUX_COMPANY = "Company Linux computer", "Ordinateur Linux de l’entreprise";
    APPS_ONLY = "Protected apps, device not enrolled", "Applications protégées, appareil non inscrit";

    WRONG_SORT = "{0}: this cannot be noted about it", "{0}\u{a0}: cela ne peut pas y être noté";
    WRONG_VALUE = "{0}: it cannot have this value", "{0}\u{a0}: cette valeur n’est pas possible";
    TOO_LONG = ["{1}: {0} character too many", "{1}: {0} characters too many"], ["{1}\u{a0}: {0} caractère de trop", "{1}\u{a0}: {0} caractères de trop"];
    CHARACTER = "{0}: character {1} is a control character", "{0}\u{a0}: le caractère {1} est un caractère de contrôle";
    NO_ADDRESS = "{0}: an address like name@domain is needed", "{0}\u{a0}: il faut une adresse comme nom@domaine";
    NO_URL = "{0}: an address that starts with https:// is needed", "{0}\u{a0}: il faut une adresse qui commence par https://";
}

/// What a text about the organisation is.
#[must_use]
pub const fn field(field: Field) -> Text {
    match field {
        Field::OrganisationName => ORGANISATION_NAME,
        Field::ContactName => CONTACT_NAME,
        Field::Phone => PHONE,
        Field::Email => EMAIL,
        Field::SiteName => SITE_NAME,
        Field::SiteUrl => SITE_URL,
        Field::Information => INFORMATION,
        Field::PrivacyUrl => PRIVACY_URL,
        Field::Hours => HOURS,
        Field::DataProtection => DATA_PROTECTION,
        Field::WorksCouncil => WORKS_COUNCIL,
        Field::Anonymous => ANONYMOUS,
        Field::UpdateWindow => UPDATE_WINDOW,
    }
}

/// What a switch is.
#[must_use]
pub const fn switch(switch: Switch) -> Text {
    match switch {
        Switch::Mtd => MTD,
        Switch::RestrictedApps => RESTRICTED_APPS,
        Switch::AppInventory => APP_INVENTORY,
        Switch::DeviceQuery => DEVICE_QUERY,
        Switch::LocateAndroid => LOCATE_ANDROID,
        Switch::LocateWindows => LOCATE_WINDOWS,
        Switch::Diagnostics => DIAGNOSTICS,
        Switch::RemoteHelp => REMOTE_HELP,
        Switch::Scripts => SCRIPTS,
        Switch::WipePersonal => WIPE_PERSONAL,
        Switch::FailedCodeWipe => FAILED_CODE_WIPE,
        Switch::ConditionalAccess => CONDITIONAL_ACCESS,
        Switch::Pin => PIN,
        Switch::Encryption => ENCRYPTION,
        Switch::MinOs => MIN_OS,
        Switch::Camera => CAMERA,
        Switch::CopyPaste => COPY_PASTE,
        Switch::WebFilter => WEB_FILTER,
        Switch::CloudBackup => CLOUD_BACKUP,
        Switch::Profiles => PROFILES,
        Switch::RequiredApps => REQUIRED_APPS,
        Switch::Category => CATEGORY,
        Switch::Terms => TERMS,
        Switch::WorkMailAccess => WORK_MAIL_ACCESS,
        Switch::AndroidManagementApi => ANDROID_MANAGEMENT_API,
        Switch::AppPermissionsReport => APP_PERMISSIONS,
        Switch::NetworkReport => NETWORK_REPORT,
        Switch::RecoveryKey => RECOVERY_KEY,
    }
}

/// How it stands with a switch.
#[must_use]
pub const fn stand(stand: Stand) -> Text {
    match stand {
        Stand::On => ON,
        Stand::Off => OFF,
        Stand::OnRequest => ON_REQUEST,
    }
}

/// A platform.
#[must_use]
pub const fn platform(platform: Platform) -> Text {
    match platform {
        Platform::Android => ANDROID,
        Platform::Ios => IOS,
        Platform::Macos => MACOS,
        Platform::Windows => WINDOWS,
        Platform::Linux => LINUX,
        Platform::Any => APPS,
    }
}

/// A kind of device.
#[must_use]
pub const fn scenario(scenario: Scenario) -> Text {
    match scenario {
        Scenario::AndroidPersonalWorkProfile => ANDROID_WORK_PROFILE,
        Scenario::AndroidCompanyWorkProfile => ANDROID_COMPANY_PROFILE,
        Scenario::AndroidFullyManaged => ANDROID_FULLY,
        Scenario::AndroidDedicated => ANDROID_DEDICATED,
        Scenario::AndroidAosp => ANDROID_AOSP,
        Scenario::IosUserEnrollment => IOS_USER,
        Scenario::IosDeviceEnrollment => IOS_DEVICE,
        Scenario::IosSupervised => IOS_COMPANY,
        Scenario::MacosPersonal => MAC_OWN,
        Scenario::MacosCompany => MAC_COMPANY,
        Scenario::WindowsPersonal => PC_OWN,
        Scenario::WindowsCompany => PC_COMPANY,
        Scenario::LinuxCompany => LINUX_COMPANY,
        Scenario::AppProtectionOnly => APPS_ONLY,
    }
}

/// What is noted about.
#[must_use]
pub fn topic(topic: Topic, locale: Locale) -> String {
    match topic {
        Topic::Text(which) => field(which).get(locale).to_owned(),
        Topic::Switch(which) => switch(which).get(locale).to_owned(),
        Topic::Trial(about, of) => TRIAL.with(locale, &[about.as_str(), scenario(of).get(locale)]),
        Topic::Least(of) => LEAST.with(locale, &[platform(of).get(locale)]),
        Topic::Country(country) => COUNTRY.with(locale, &[country.code()]),
        Topic::GraceDays => GRACE_DAYS.get(locale).to_owned(),
        Topic::WipeNeedsSecond => WIPE_SECOND.get(locale).to_owned(),
        Topic::AndroidMove => ANDROID_MOVE.get(locale).to_owned(),
        Topic::OtherMonitoring => OTHER_MONITORING.get(locale).to_owned(),
        Topic::Promise(name) => PROMISE.with(locale, &[name.as_str()]),
    }
}

/// What is noted about a topic, as a line.
#[must_use]
pub fn noted(about: Topic, note: Option<&Note>, locale: Locale) -> String {
    let name = topic(about, locale);
    let flag = |flag: bool| if flag { YES } else { NO }.get(locale).to_owned();
    let said = match note {
        None => return NOT_SAID.with(locale, &[&name]),
        Some(Note::Text(text)) => text.clone(),
        Some(Note::Stand(it)) => stand(*it).get(locale).to_owned(),
        Some(Note::Trial(trial)) => {
            TESTED.with(locale, &[&flag(trial.is_so), &locale.day(trial.on)])
        }
        Some(Note::Least(least)) => {
            CHECKED.with(locale, &[&least.version, &locale.day(least.checked)])
        }
        Some(Note::There) => flag(true),
        Some(Note::Days(days)) => DAYS.of(locale, u64::from(*days)),
        Some(Note::Flag(it)) => flag(*it),
        Some(Note::Day(day)) => locale.day(*day),
        Some(Note::Texts(all)) => locale.list_and(all),
        Some(Note::Promise(promise)) => {
            let words = promise.words.get(locale.tag()).or_else(|| promise.words.values().next());
            words.map(|words| words.statement.clone()).unwrap_or_default()
        }
    };
    SAID.with(locale, &[&name, &said])
}

/// What is wrong with a text.
#[must_use]
pub fn field_problem(name: &str, problem: FieldProblem, locale: Locale) -> String {
    let count = |count: usize| u64::try_from(count).unwrap_or_default();
    let long: Plural = TOO_LONG;
    match problem {
        FieldProblem::TooLong(by) => long.with(locale, count(by), &[name]),
        FieldProblem::Character(at) => {
            CHARACTER.with(locale, &[name, &locale.number(count(at) + 1)])
        }
        FieldProblem::NoAddress => NO_ADDRESS.with(locale, &[name]),
        FieldProblem::NoUrl => NO_URL.with(locale, &[name]),
    }
}

/// Why something cannot be noted.
#[must_use]
pub fn problem(about: Topic, problem: NoteProblem, locale: Locale) -> String {
    let name = topic(about, locale);
    match problem {
        NoteProblem::Sort => WRONG_SORT.with(locale, &[&name]),
        NoteProblem::Value => WRONG_VALUE.with(locale, &[&name]),
        NoteProblem::Text(problem) => field_problem(&name, problem, locale),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn typography() {
        crate::i18n::typography::check(&super::all());
    }
}
