//! Problems of imported files, and the kinds of file, as sentences.

pub mod product_names;

use crate::exchange::Format;
use crate::exchange::problem::{Fault, Problem};
use crate::i18n::{Locale, Text, texts};

texts! {
    EMPTY = "The file is empty.", "Le fichier est vide.";
    ARCHIVE = "This is a ZIP archive: unpack it, and drop the files in it.",
        "C’est une archive ZIP\u{a0}: décompressez-la et déposez les fichiers qu’elle contient.";
    ANSWERS = "This is an answer file, not an export: take it in under Self-service, Requests.",
        "C’est un fichier de réponse, non une exportation\u{a0}: reprenez-le sous Libre-service, Demandes.";
    WORKBOOK = "This is an Excel workbook: save it as CSV UTF-8, and drop that file.",
        "C’est un classeur Excel\u{a0}: enregistrez-le au format CSV UTF-8 et déposez ce fichier.";
    NOT_TEXT = "This is not a text file.", "Ce n’est pas un fichier texte.";
    NOT_RECOGNISED = "Nothing in this file is known: no column or property of a directory.",
        "Rien n’est reconnu dans ce fichier\u{a0}: aucune colonne ni propriété d’un annuaire.";
    READ_AS_1252 = "The file is not UTF-8; it was read as Windows-1252.",
        "Le fichier n’est pas en UTF-8\u{202f}; il a été lu en Windows-1252.";
    BAD_ENCODING = "These characters are not in the encoding of the file; check the text.",
        "Ces caractères ne sont pas dans l’encodage du fichier\u{202f}; vérifiez le texte.";
    JSON_SYNTAX = "The JSON is wrong at line {0}, character {1}; what follows was not read.",
        "Le JSON est incorrect à la ligne {0}, caractère {1}\u{202f}; la suite n’a pas été lue.";
    JSON_CUT = "The file is cut off at line {0}, character {1}; what is complete before came in.",
        "Le fichier est tronqué à la ligne {0}, caractère {1}\u{202f}; ce qui précède et qui est complet a été pris en compte.";
    JSON_OBJECT = "This is not a valid object; it was left out.",
        "Ce n’est pas un objet valide\u{202f}; il a été ignoré.";
    MORE_PAGES = "There are more pages than these files hold: the list is not whole.",
        "Il existe plus de pages que ces fichiers n’en contiennent\u{a0}: la liste est incomplète.";
    PART_INCOMPLETE = "The part “{0}” of the collection is not whole ({1}).",
        "La partie «\u{a0}{0}\u{a0}» de la collecte est incomplète ({1}).";
    UNKNOWN_COLUMN = "This column is not known; it was not taken in.",
        "Cette colonne est inconnue\u{202f}; elle n’a pas été prise en compte.";
    UNKNOWN_COLUMN_SIMILAR = "This column is not known; did you mean “{0}”?",
        "Cette colonne est inconnue\u{202f}; vouliez-vous dire «\u{a0}{0}\u{a0}»\u{202f}?";
    KEPT_ASIDE = "Known, but it has no place here yet; it stays in the file kept beside.",
        "Connu, mais sans place ici pour l’instant\u{202f}; cela reste dans le fichier conservé à côté.";
    DUPLICATE_COLUMN = "The column “{0}” says the same; this one was not taken in.",
        "La colonne «\u{a0}{0}\u{a0}» dit la même chose\u{202f}; celle-ci n’a pas été prise en compte.";
    SAYS_NOTHING = "No cell of this column has a value: the attribute was probably not asked for, and stays unknown.",
        "Aucune cellule de cette colonne n’a de valeur\u{a0}: l’attribut n’a sans doute pas été demandé et reste inconnu.";
    TOO_FEW_CELLS = "The row has {0} cells instead of {1}; what is missing stays unknown.",
        "La ligne compte {0} cellules au lieu de {1}\u{202f}; ce qui manque reste inconnu.";
    TOO_MANY_CELLS = "The row has {0} cells instead of {1}, so they may stand under wrong headers; it was left out.",
        "La ligne compte {0} cellules au lieu de {1}, donc peut-être sous de mauvais en-têtes\u{202f}; elle a été ignorée.";
    OPEN_QUOTE = "A quotation mark is opened and never closed; it was taken as an ordinary character.",
        "Un guillemet est ouvert et jamais fermé\u{202f}; il a été pris pour un caractère ordinaire.";
    TEXT_AFTER_QUOTE = "There is text after a closing quotation mark; it was taken as part of the cell.",
        "Du texte suit un guillemet fermant\u{202f}; il a été rattaché à la cellule.";
    NO_IDENTITY = "Neither an object ID nor a user principal name: the row was left out.",
        "Ni ID d’objet, ni nom d’utilisateur principal\u{a0}: la ligne a été ignorée.";
    PRODUCT_TWICE = "The product {0} is there already, with other figures or plans; what came first stands.",
        "Le produit {0} figure déjà avec d’autres chiffres ou plans\u{202f}; la première valeur fait foi.";
    SUBSCRIPTION_TWICE = "The subscription {0} is there already, otherwise; what came first stands.",
        "L’abonnement {0} figure déjà, avec d’autres valeurs\u{202f}; la première fait foi.";
    PRODUCT_NOT_OWNED = "The product {0} is not among those that the tenant owns by the same files (subscribedSkus); the subscription was taken in as it stands.",
        "Le produit {0} ne fait pas partie de ceux que le locataire possède selon les mêmes fichiers (subscribedSkus)\u{202f}; l’abonnement a été pris tel quel.";
    PLAN_NOT_IN_PRODUCT = "The licence switches off the plan {0}, which the product {1} does not have; that changes nothing.",
        "La licence désactive le plan {0}, que le produit {1} ne comprend pas\u{202f}; cela ne change rien.";
    NOT_A_COUNT = "“{0}” is no number of seats; it stays unknown.",
        "«\u{a0}{0}\u{a0}» n’est pas un nombre de licences\u{202f}; la valeur reste inconnue.";
    REPEATED = "The same as row {0}.", "Identique à la ligne {0}.";
    CONTRADICTS = "The same object ID as row {0}, with other values ({1}); row {0} stands.",
        "Même ID d’objet que la ligne {0}, avec d’autres valeurs ({1})\u{202f}; la ligne {0} fait foi.";
    CONTRADICTS_UNSEEN = "The same object ID as row {0}; row {0} stands.",
        "Même ID d’objet que la ligne {0}\u{202f}; la ligne {0} fait foi.";
    NAME_TAKEN = "Row {0} has the same user principal name and another object ID; row {0} stands.",
        "La ligne {0} porte le même nom d’utilisateur principal avec un autre ID d’objet\u{202f}; la ligne {0} fait foi.";
    DISAGREES = "“{0}” says something else in row {1}; what came first stands.",
        "«\u{a0}{0}\u{a0}» dit autre chose à la ligne {1}\u{202f}; la première valeur fait foi.";
    DISAGREES_ELSEWHERE = "“{0}” says something else; what came first stands.",
        "«\u{a0}{0}\u{a0}» dit autre chose\u{202f}; la première valeur fait foi.";
    MANAGER_SELF = "This person is their own manager.", "Cette personne est son propre responsable.";
    MANAGER_LOOP = "The managers form a loop, through rows {0}.",
        "Les responsables forment une boucle, par les lignes {0}.";
    MANAGER_NOT_FOUND = "Nobody in the import is called “{0}”; the manager stays unknown.",
        "Personne dans l’importation ne s’appelle «\u{a0}{0}\u{a0}»\u{202f}; le responsable reste inconnu.";
    LIST_NOT_READ = "The list was not read ({0}); who is in it is not known.",
        "La liste n’a pas été lue ({0})\u{202f}; on ne sait pas qui en fait partie.";
    LIST_TRUNCATED = "The list is cut off here; there may be more.",
        "La liste s’arrête ici\u{202f}; il peut y en avoir d’autres.";
    LIST_PAGES_MISSING = "Pages of the list are missing; there may be more.",
        "Il manque des pages de la liste\u{202f}; il peut y en avoir d’autres.";
    MEMBERS_NOT_HERE = "{0} of the list are neither in these files nor in the workspace; they are kept by ID.",
        "Éléments de la liste absents de ces fichiers et de l’espace de travail\u{a0}: {0}\u{202f}; leur ID est conservé.";
    MEMBERS_REPEATED = "{0} of the list come more than once.",
        "Éléments de la liste en double\u{a0}: {0}.";
    GROUP_NOT_TOLD = "No file tells more of this group than its object ID.",
        "Aucun fichier n’en dit plus sur ce groupe que son ID d’objet.";
    GROUP_SELF = "This group is a member of itself.", "Ce groupe est membre de lui-même.";
    GROUP_LOOP = "The groups contain each other in a loop, through rows {0}.",
        "Les groupes se contiennent en boucle, par les lignes {0}.";
    GROUP_ASKED_FOR = "The file does not say whose members these are; it is kept as it is.",
        "Le fichier ne dit pas de quel groupe il s’agit\u{202f}; il est conservé tel quel.";
    MEMBER_NOT_FOUND = "Nobody in the import has the ID or the name “{0}”.",
        "Personne dans l’importation ne porte l’ID ou le nom «\u{a0}{0}\u{a0}».";
    NOT_AN_ID = "“{0}” is not an object ID.", "«\u{a0}{0}\u{a0}» n’est pas un ID d’objet.";
    NOT_A_BOOLEAN = "“{0}” is neither yes nor no; the value stays unknown.",
        "«\u{a0}{0}\u{a0}» n’est ni oui ni non\u{202f}; la valeur reste inconnue.";
    NOT_A_TIME = "“{0}” is not a date; the value stays unknown.",
        "«\u{a0}{0}\u{a0}» n’est pas une date\u{202f}; la valeur reste inconnue.";
    MONTH_FIRST = "Nothing shows whether the day or the month comes first; the dates were read month first.",
        "Rien n’indique si le jour ou le mois vient en premier\u{202f}; les dates ont été lues mois en premier.";
    DAY_FIRST = "Nothing shows whether the day or the month comes first; the dates were read day first.",
        "Rien n’indique si le jour ou le mois vient en premier\u{202f}; les dates ont été lues jour en premier.";
    NOT_A_CHOICE = "“{0}” is not one of the values that the directory knows; it was taken in as it stands.",
        "«\u{a0}{0}\u{a0}» ne fait pas partie des valeurs connues de l’annuaire\u{202f}; la valeur a été prise telle quelle.";
    WRONG_TYPE = "The value is of another type than the attribute; it stays unknown.",
        "La valeur n’est pas du type de l’attribut\u{202f}; elle reste inconnue.";
    TOO_LONG = "{0} characters, and the directory allows {1}; the value was taken in as it stands.",
        "{0} caractères, alors que l’annuaire en accepte {1}\u{202f}; la valeur a été prise telle quelle.";
    OVERSIZED = "The cell holds {0}, more than any value of a directory; it stays unknown.",
        "La cellule contient {0}, plus que toute valeur d’un annuaire\u{202f}; la valeur reste inconnue.";
    PREDICTED = "This was predicted here and is marked so. It is no entry of the audit log and was not taken in.",
        "Ceci a été prévu ici et porte cette marque. Ce n’est pas une entrée du journal d’audit\u{202f}; cela n’a pas été importé.";
    ENTRY_WITHOUT_TIME = "“{0}” is not a date, so the entry was left out. The file is kept beside the workspace.",
        "«\u{a0}{0}\u{a0}» n’est pas une date\u{202f}; l’entrée a été laissée de côté. Le fichier est conservé à côté de l’espace de travail.";
    FORMULA = "A spreadsheet would run this as a formula. Here it is plain text; an export for spreadsheets marks it.",
        "Un tableur exécuterait ceci comme une formule. Ici, c’est du simple texte\u{202f}; une exportation pour tableur le neutralise.";
    MARKUP = "The text looks like HTML. It is shown as plain text and never run.",
        "Le texte ressemble à du HTML. Il est affiché comme du simple texte et jamais exécuté.";
    DIRECTION = "The text holds an invisible character that turns the reading direction ({0}).",
        "Le texte contient un caractère invisible qui inverse le sens de lecture ({0}).";
    CONTROL = "The text holds a control character ({0}).",
        "Le texte contient un caractère de contrôle ({0}).";
    QUOTATION_MARK = "The text holds a typographic quotation mark ({0}), which PowerShell treats as a plain one; scripts made here quote it safely.",
        "Le texte contient un guillemet typographique ({0}), que PowerShell traite comme un guillemet simple\u{202f}; les scripts produits ici le protègent.";
    ROW = "row {0}", "ligne {0}";
    COLUMN = "column “{0}”", "colonne «\u{a0}{0}\u{a0}»";
    CHARACTER = "character {0}", "caractère {0}";
}

/// The kinds of file.
pub mod formats {
    use crate::i18n::texts;

    texts! {
        ENTRA = "Users downloaded from Microsoft Entra", "Utilisateurs téléchargés depuis Microsoft Entra";
        ENTRA_OLDER = "Users downloaded from Microsoft Entra (older layout)",
            "Utilisateurs téléchargés depuis Microsoft Entra (ancienne présentation)";
        MICROSOFT_365 = "Active users exported from the Microsoft 365 admin center",
            "Utilisateurs actifs exportés du centre d’administration Microsoft 365";
        BULK_CREATE = "Microsoft Entra template for creating users in bulk",
            "Modèle Microsoft Entra de création d’utilisateurs en bloc";
        ADD_USERS = "Microsoft 365 template for adding several users",
            "Modèle Microsoft 365 d’ajout de plusieurs utilisateurs";
        POWERSHELL = "Users exported by PowerShell", "Utilisateurs exportés par PowerShell";
        TABLE = "Table of users", "Tableau d’utilisateurs";
        GRAPH = "Users from Microsoft Graph", "Utilisateurs issus de Microsoft Graph";
        GRAPH_DELETED = "Deleted users from Microsoft Graph",
            "Utilisateurs supprimés issus de Microsoft Graph";
        GROUPS = "Groups", "Groupes";
        GROUP_MEMBERS = "Group members", "Membres de groupes";
        GROUP_OWNERS = "Group owners", "Propriétaires de groupes";
        DEVICES = "Devices", "Appareils";
        SKUS = "Subscribed products", "Produits souscrits";
        COMPANY_SUBSCRIPTIONS = "Subscriptions", "Abonnements";
        ROLE_DEFINITIONS = "Role definitions", "Définitions de rôles";
        ROLE_ASSIGNMENTS = "Role assignments", "Attributions de rôles";
        ORGANISATION = "Organisation", "Organisation";
        DOMAINS = "Domains", "Domaines";
        AUTHORIZATION = "Authorization policy", "Stratégie d’autorisation";
        GROUP_SETTINGS = "Group settings", "Paramètres de groupe";
        LIFECYCLE = "Expiration policy of groups", "Stratégie d’expiration des groupes";
        APPLICATIONS = "Applications", "Applications";
        EXTENSIONS = "Extension properties", "Propriétés d’extension";
        AUDIT = "Audit log", "Journal d’audit";
        PRODUCT_NAMES = "Microsoft’s table of products", "Tableau des produits de Microsoft";
        PREDICTED_AUDIT = "Audit records predicted here", "Enregistrements d’audit prévus ici";
        MANIFEST = "Contents of a collection", "Sommaire d’une collecte";
        STATE = "State of the collector", "État du collecteur";
        UNKNOWN = "Not recognized", "Non reconnu";
    }
}

/// What a kind of file is called.
#[must_use]
pub const fn format(format: Format) -> Text {
    use formats as f;
    match format {
        Format::EntraUsers => f::ENTRA,
        Format::EntraUsersOlder => f::ENTRA_OLDER,
        Format::Microsoft365Users | Format::Microsoft365UsersFrench => f::MICROSOFT_365,
        Format::EntraBulkCreate => f::BULK_CREATE,
        Format::Microsoft365AddUsers => f::ADD_USERS,
        Format::PowerShellUsers => f::POWERSHELL,
        Format::UsersTable => f::TABLE,
        Format::GraphUsers => f::GRAPH,
        Format::GraphDeletedUsers => f::GRAPH_DELETED,
        Format::Groups => f::GROUPS,
        Format::GroupMembers => f::GROUP_MEMBERS,
        Format::GroupOwners => f::GROUP_OWNERS,
        Format::Devices => f::DEVICES,
        Format::SubscribedSkus => f::SKUS,
        Format::CompanySubscriptions => f::COMPANY_SUBSCRIPTIONS,
        Format::RoleDefinitions => f::ROLE_DEFINITIONS,
        Format::RoleAssignments => f::ROLE_ASSIGNMENTS,
        Format::Organisation => f::ORGANISATION,
        Format::Domains => f::DOMAINS,
        Format::AuthorizationPolicy => f::AUTHORIZATION,
        Format::GroupSettings => f::GROUP_SETTINGS,
        Format::GroupLifecyclePolicies => f::LIFECYCLE,
        Format::Applications => f::APPLICATIONS,
        Format::ExtensionProperties => f::EXTENSIONS,
        Format::Audit => f::AUDIT,
        Format::PredictedAudit => f::PREDICTED_AUDIT,
        Format::ProductNames => f::PRODUCT_NAMES,
        Format::CollectorManifest => f::MANIFEST,
        Format::CollectorState => f::STATE,
        Format::Unknown => f::UNKNOWN,
    }
}

/// What is wrong, as a sentence; the place is told by [`place`].
#[must_use]
pub fn fault(fault: &Fault, locale: Locale) -> String {
    let number = |number: u32| locale.number(u64::from(number));
    let numbers =
        |text: Text, one: u32, other: u32| text.with(locale, &[&number(one), &number(other)]);
    let list = |rows: &[u32]| {
        locale.list_and(&rows.iter().map(|row| number(*row)).collect::<Vec<String>>())
    };
    let plain = |text: Text| text.get(locale).to_owned();
    let with = |text: Text, value: &str| text.with(locale, &[&visible(value)]);
    let two = |text: Text, one: &str, other: &str| text.with(locale, &[one, other]);
    match fault {
        Fault::Empty => plain(EMPTY),
        Fault::Archive => plain(ARCHIVE),
        Fault::Workbook => plain(WORKBOOK),
        Fault::Answers => plain(ANSWERS),
        Fault::NotText => plain(NOT_TEXT),
        Fault::NotRecognised => plain(NOT_RECOGNISED),
        Fault::ReadAsWindows1252 => plain(READ_AS_1252),
        Fault::BadEncoding => plain(BAD_ENCODING),
        Fault::JsonSyntax { line, character } => numbers(JSON_SYNTAX, *line, *character),
        Fault::JsonCut { line, character } => numbers(JSON_CUT, *line, *character),
        Fault::JsonObject => plain(JSON_OBJECT),
        Fault::MorePages => plain(MORE_PAGES),
        Fault::PartIncomplete { part, status } => two(PART_INCOMPLETE, part, status),
        Fault::UnknownColumn { similar: None } => plain(UNKNOWN_COLUMN),
        Fault::UnknownColumn { similar: Some(name) } => with(UNKNOWN_COLUMN_SIMILAR, name),
        Fault::KeptAside => plain(KEPT_ASIDE),
        Fault::DuplicateColumn { first } => with(DUPLICATE_COLUMN, first),
        Fault::SaysNothing => plain(SAYS_NOTHING),
        Fault::TooFewCells { cells, columns } => numbers(TOO_FEW_CELLS, *cells, *columns),
        Fault::TooManyCells { cells, columns } => numbers(TOO_MANY_CELLS, *cells, *columns),
        Fault::OpenQuote => plain(OPEN_QUOTE),
        Fault::TextAfterQuote => plain(TEXT_AFTER_QUOTE),
        Fault::NoIdentity => plain(NO_IDENTITY),
        Fault::Repeated { first } => with(REPEATED, &number(*first)),
        Fault::Contradicts { first, columns } if columns.is_empty() => {
            with(CONTRADICTS_UNSEEN, &number(*first))
        }
        Fault::Contradicts { first, columns } => {
            CONTRADICTS.with(locale, &[&number(*first), &columns.join(", ")])
        }
        Fault::NameTaken { first } => with(NAME_TAKEN, &number(*first)),
        Fault::Disagrees { file, row: Some(row) } => two(DISAGREES, &visible(file), &number(*row)),
        Fault::Disagrees { file, row: None } => with(DISAGREES_ELSEWHERE, file),
        Fault::ManagerLoop { rows } if rows.len() < 2 => plain(MANAGER_SELF),
        Fault::ManagerLoop { rows } => with(MANAGER_LOOP, &list(rows)),
        Fault::ManagerNotFound { value } => with(MANAGER_NOT_FOUND, value),
        Fault::ListNotRead { reason } => with(LIST_NOT_READ, reason),
        Fault::ListTruncated => plain(LIST_TRUNCATED),
        Fault::ListPagesMissing => plain(LIST_PAGES_MISSING),
        Fault::MembersNotHere { count } => with(MEMBERS_NOT_HERE, &number(*count)),
        Fault::MembersRepeated { count } => with(MEMBERS_REPEATED, &number(*count)),
        Fault::GroupNotTold => plain(GROUP_NOT_TOLD),
        Fault::GroupLoop { rows } if rows.len() < 2 => plain(GROUP_SELF),
        Fault::GroupLoop { rows } => with(GROUP_LOOP, &list(rows)),
        Fault::GroupAskedFor => plain(GROUP_ASKED_FOR),
        Fault::MemberNotFound { value } => with(MEMBER_NOT_FOUND, value),
        Fault::Predicted => plain(PREDICTED),
        Fault::EntryWithoutTime { value } => with(ENTRY_WITHOUT_TIME, value),
        Fault::NotAnId { value } => with(NOT_AN_ID, value),
        Fault::ProductTwice { product } => with(PRODUCT_TWICE, product),
        Fault::SubscriptionTwice { id } => with(SUBSCRIPTION_TWICE, id),
        Fault::ProductNotOwned { product } => with(PRODUCT_NOT_OWNED, product),
        Fault::ProductNames(fault) => product_names::fault(fault, locale),
        Fault::PlanNotInProduct { product, plan } => two(PLAN_NOT_IN_PRODUCT, plan, product),
        Fault::NotACount { value } => with(NOT_A_COUNT, value),
        Fault::NotABoolean { value } => with(NOT_A_BOOLEAN, value),
        Fault::NotATime { value } => with(NOT_A_TIME, value),
        Fault::DateOrderGuessed { day_first: true } => plain(DAY_FIRST),
        Fault::DateOrderGuessed { day_first: false } => plain(MONTH_FIRST),
        Fault::NotAChoice { value } => with(NOT_A_CHOICE, value),
        Fault::WrongType => plain(WRONG_TYPE),
        Fault::TooLong { length, max } => numbers(TOO_LONG, *length, *max),
        Fault::Oversized { bytes } => with(OVERSIZED, &locale.size(u64::from(*bytes))),
        Fault::Formula => plain(FORMULA),
        Fault::Markup => plain(MARKUP),
        Fault::Direction { character } => with(DIRECTION, &code_point(*character)),
        Fault::Control { character } => with(CONTROL, &code_point(*character)),
        Fault::QuotationMark { character } => with(QUOTATION_MARK, &character.to_string()),
    }
}

/// Where a problem is: row, column and character, as far as it has them; empty for a whole file.
#[must_use]
pub fn place(problem: &Problem, locale: Locale) -> String {
    let number = |number: u32| locale.number(u64::from(number));
    let parts = [
        problem.row.map(|row| ROW.with(locale, &[&number(row)])),
        problem.column.as_ref().map(|column| COLUMN.with(locale, &[&visible(column)])),
        problem.at.map(|at| CHARACTER.with(locale, &[&number(at)])),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A text from a file with its invisible characters made visible, so that they cannot turn or
/// break the sentence around them.
fn visible(text: &str) -> String {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|c| if hidden(c) { '\u{fffd}' } else { c }).collect()
}

fn code_point(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::product_names::Fault as Table;
    use crate::i18n::typography;

    #[test]
    fn house_rules() {
        typography::check(&all());
        typography::check(&formats::all());
        typography::check(&product_names::all());
    }

    #[test]
    fn sentences() {
        let check = |of: &Fault, en: &str, fr: &str| {
            assert_eq!(fault(of, Locale::En), en);
            assert_eq!(fault(of, Locale::Fr), fr);
        };
        check(
            &Fault::NotATime { value: "soon\u{202e}".to_owned() },
            "“soon\u{fffd}” is not a date; the value stays unknown.",
            "«\u{a0}soon\u{fffd}\u{a0}» n’est pas une date\u{202f}; la valeur reste inconnue.",
        );
        check(
            &Fault::ManagerLoop { rows: vec![2, 5, 1003] },
            "The managers form a loop, through rows 2, 5 and 1,003.",
            "Les responsables forment une boucle, par les lignes 2, 5 et 1\u{202f}003.",
        );
        check(
            &Fault::Control { character: '\0' },
            "The text holds a control character (U+0000).",
            "Le texte contient un caractère de contrôle (U+0000).",
        );
        let columns = vec!["GUID".to_owned(), "String_Id".to_owned()];
        check(
            &Fault::ProductNames(Table::MissingColumns { columns }),
            "The table lacks these columns: GUID and String_Id. Nothing of it was taken in.",
            "Il manque des colonnes au tableau\u{a0}: GUID et String_Id. Rien n’en a été importé.",
        );
        check(
            &Fault::ProductNames(Table::NotAnId { value: String::new() }),
            "There is no ID, so the row was left out.",
            "L’ID manque\u{202f}; la ligne a été ignorée.",
        );
    }

    #[test]
    fn places() {
        let problem = Problem {
            row: Some(1200),
            column: Some("Display name".to_owned()),
            at: Some(3),
            fault: Fault::Markup,
        };
        assert_eq!(place(&problem, Locale::En), "row 1,200, column “Display name”, character 3");
        assert_eq!(
            place(&problem, Locale::Fr),
            "ligne 1\u{202f}200, colonne «\u{a0}Display name\u{a0}», caractère 3"
        );
    }
}
