//! Texts of the page of costs.

use crate::i18n::texts;

texts! {
    LEAD = "What licences cost by the prices you note, who holds what for how much, and what is paid for nothing. Costs are of a year: a monthly price counts twelve times.", "Ce que coûtent les licences d’après les prix que vous notez, qui détient quoi pour combien, et ce qui est payé pour rien. Les coûts sont annuels\u{a0}: un prix mensuel compte douze fois.";
    BACK = "Licences", "Licences";
    TO_MONEY = "What it costs", "Ce que cela coûte";
    VIEWS = "Costs by", "Coûts par";
    PART_PRICES = "Prices", "Prix";
    PART_PRODUCTS = "By product", "Par produit";
    PART_SHARES = "By department or the like", "Par service ou autre";
    PART_WASTE = "Paid for nothing", "Payé pour rien";
    NO_PRICES = "No price is noted: seats are told, and not what they cost. Note prices in the first part of this page.", "Aucun prix n’est noté\u{a0}: les licences sont comptées, mais pas leur coût. Notez les prix dans la première partie de cette page.";
    NO_PRICE = "no price", "pas de prix";
    NOT_TOLD = "not told", "non indiqué";
    UNPRICED = ["and {0} seat without a price", "and {0} seats without a price"], ["et {0} licence sans prix", "et {0} licences sans prix"];

    PRICES_WHY = "Type what one seat costs you, or take in a file. No price comes with this page. They stay with the workspace and its file, and can be undone.", "Saisissez ce que vous coûte une licence, ou importez un fichier. Aucun prix n’est fourni avec cette page. Ils restent dans l’espace de travail et son fichier, et peuvent être annulés.";
    CURRENCY = "Currency", "Devise";
    CURRENCY_HINT = "Three letters (ISO 4217), as EUR; one for all prices.", "Trois lettres (ISO 4217), par exemple EUR\u{202f}; une seule pour tous les prix.";
    PRODUCT = "Product", "Produit";
    PRICE = "Price of a seat", "Prix d’une licence";
    PRICE_OF = "Price of a seat of {0}", "Prix d’une licence de {0}";
    TERM = "Paid", "Payé";
    TERM_OF = "When {0} is paid", "Quand {0} est payé";
    MONTHLY = "every month", "chaque mois";
    YEARLY = "every year", "chaque année";
    SAVE = "Note prices", "Noter les prix";
    SAVED = ["{0} price noted", "{0} prices noted"], ["{0} prix noté", "{0} prix notés"];
    WRONG = "Nothing was noted", "Rien n’a été noté";
    NOT_A_CURRENCY = "The currency is three letters, as EUR", "La devise compte trois lettres, par exemple EUR";
    OF_PRODUCT = "{0}: {1}", "{0}\u{a0}: {1}";
    NOT_A_NUMBER = "“{0}” is no amount", "«\u{a0}{0}\u{a0}» n’est pas un montant";
    TOO_FINE = "“{0}” goes below the smallest unit of {1}, or may mean thousands: write it without separators between thousands", "«\u{a0}{0}\u{a0}» descend sous la plus petite unité de {1}, ou pourrait désigner des milliers\u{a0}: écrivez-le sans séparateur de milliers";
    TOO_HIGH = "“{0}” is too high to be noted", "«\u{a0}{0}\u{a0}» est trop élevé pour être noté";
    TAKE_FILE = "Take in a price list…", "Importer une liste de prix…";
    TAKE_FILE_WHY = "CSV with the columns skuId or skuPartNumber, price, currency, term (monthly or yearly). The export has them all.", "CSV avec les colonnes skuId ou skuPartNumber, price, currency, term (monthly ou yearly). L’exportation les contient toutes.";
    UNREADABLE = "The file cannot be read.", "Le fichier ne peut pas être lu.";
    MISSING = "Columns are missing: {0}", "Il manque des colonnes\u{a0}: {0}";
    FILE_TAKEN = ["{0} row of the file was taken.", "{0} rows of the file were taken."], ["{0} ligne du fichier a été reprise.", "{0} lignes du fichier ont été reprises."];
    FILE_SAME = "The file says nothing new.", "Le fichier n’apporte rien de nouveau.";
    LEFT_OUT = ["{0} row was left out", "{0} rows were left out"], ["{0} ligne a été ignorée", "{0} lignes ont été ignorées"];
    ROW = "Row {0}: {1}", "Ligne {0}\u{a0}: {1}";
    MORE = ["and {0} more", "and {0} more"], ["et {0} autre", "et {0} autres"];
    FAULT_NO_PRODUCT = "no product is known as “{0}”", "aucun produit n’est connu sous le nom «\u{a0}{0}\u{a0}»";
    FAULT_AMBIGUOUS = "several products have the part number “{0}”: give the skuId", "plusieurs produits portent la référence «\u{a0}{0}\u{a0}»\u{a0}: indiquez le skuId";
    FAULT_CURRENCY = "“{0}” is no currency", "«\u{a0}{0}\u{a0}» n’est pas une devise";
    FAULT_OTHER_CURRENCY = "{0} is another currency than that of the other prices", "{0} n’est pas la devise des autres prix";
    FAULT_TERM = "“{0}” is neither monthly nor yearly", "«\u{a0}{0}\u{a0}» n’est ni monthly ni yearly";
    FAULT_REPEATED = "row {0} names this product already", "la ligne {0} désigne déjà ce produit";
    FAULT_LONG = "it has more cells than there are columns", "elle compte plus de cellules qu’il n’y a de colonnes";

    SEAT = "A seat", "Une licence";
    BOUGHT = "Bought", "Achetées";
    ASSIGNED = "Assigned", "Attribuées";
    IDLE = "Idle", "Inutilisées";
    COST_BOUGHT = "Bought, a year", "Achetées, par an";
    COST_ASSIGNED = "Assigned, a year", "Attribuées, par an";
    COST_IDLE = "Idle, a year", "Inutilisées, par an";
    TOTAL = "Total", "Total";
    PRODUCTS_WHY = "Bought are the enabled seats; of those in the grace period the subscription has ended. Idle: bought, less assigned. Products for the tenant as a whole have no idle seats.", "Achetées\u{a0}: les licences actives\u{202f}; pour celles en période de grâce, l’abonnement a pris fin. Inutilisées\u{a0}: achetées, moins attribuées. Les produits destinés au locataire entier n’ont pas de licences inutilisées.";

    BY = "By", "Par";
    SHARES_WHY = "Seats that people take, by what they have in common. Seats that nobody takes are in no line.", "Les licences détenues, selon ce que les personnes ont en commun. Les licences que personne ne détient ne sont dans aucune ligne.";
    NOTHING_TO_SHARE = "No attribute tells people apart", "Aucun attribut ne distingue les personnes";
    NOTHING_TO_SHARE_WHY = "No file told of a department, a country or another text that several people share.", "Aucun fichier n’indique de service, de pays ou d’autre texte commun à plusieurs personnes.";
    PEOPLE = "People", "Personnes";
    HOLDERS = "With a licence", "Avec une licence";
    UNTOLD = "Licences not told", "Licences non indiquées";
    SEATS = "Seats", "Licences";
    COST = "Cost, a year", "Coût par an";
    VALUE_EMPTY = "(empty)", "(vide)";
    VALUE_UNKNOWN = "(not told)", "(non indiqué)";

    WASTE_WHY = "A seat is counted once, under the first reason. Deleted people hold no seat, and whoever has a product directly and by a group takes one seat: neither costs anything.", "Une licence n’est comptée qu’une fois, sous la première raison. Les personnes supprimées n’en détiennent pas, et qui a un produit directement et par un groupe n’en prend qu’une\u{a0}: rien de cela ne coûte.";
    DAYS = "Idle are those who have not signed in for", "Sont inactifs ceux qui ne se sont pas connectés depuis";
    SO_MANY_DAYS = ["{0} day", "{0} days"], ["{0} jour", "{0} jours"];
    SIGN_INS_NOT_TOLD = "No file tells when people signed in (signInActivity): who is idle is not known, and counted nowhere.", "Aucun fichier n’indique quand les personnes se sont connectées (signInActivity)\u{a0}: on ignore qui est inactif, et personne n’est compté comme tel.";
    SIGN_INS_UNTOLD = ["Of {0} holder no file tells when they signed in: they are not counted as idle.", "Of {0} holders no file tells when they signed in: they are not counted as idle."], ["Pour {0} détenteur, aucun fichier n’indique la dernière connexion\u{a0}: il n’est pas compté comme inactif.", "Pour {0} détenteurs, aucun fichier n’indique la dernière connexion\u{a0}: ils ne sont pas comptés comme inactifs."];
    ENABLED_UNTOLD = ["Of {0} holder no file tells whether the account is enabled.", "Of {0} holders no file tells whether the account is enabled."], ["Pour {0} détenteur, aucun fichier n’indique si le compte est activé.", "Pour {0} détenteurs, aucun fichier n’indique si le compte est activé."];
    NO_WASTE = "Nothing is paid for nothing", "Rien n’est payé pour rien";
    NO_WASTE_WHY = "As far as the files tell, every seat that is taken serves somebody.", "D’après les fichiers, chaque licence détenue sert à quelqu’un.";
    WASTE_TOTAL = ["{0} seat serves nobody", "{0} seats serve nobody"], ["{0} licence ne sert à personne", "{0} licences ne servent à personne"];
    A_YEAR = "{0} a year", "{0} par an";
    REASON = "Reason", "Raison";
    WHO = "Who", "Qui";
    REASON_DISABLED = "The account is disabled", "Le compte est désactivé";
    REASON_NEVER = "Never signed in, and the account is older than that", "Jamais connecté, et le compte est plus ancien";
    REASON_IDLE = "Not signed in for so long", "Plus connecté depuis ce délai";
    REASON_COVERED = "Every plan that is on comes with {0} too", "Chaque plan activé est aussi fourni par {0}";
    REASON_NOTHING_ON = "No plan of it is on", "Aucun de ses plans n’est activé";
    TAKE = "Take it away…", "La retirer…";
    TAKE_OF = "Take {0} away…", "Retirer {0}…";
    BY_GROUP = "for {0} by a group, or no file tells how: change the group", "pour {0} par un groupe, ou sans origine indiquée\u{a0}: modifiez le groupe";
    WHO_HOLDS = "{0}: {1}", "{0}\u{a0}: {1}";
    SHOW_PEOPLE = ["{0} user", "{0} users"], ["{0} utilisateur", "{0} utilisateurs"];
    UNUSED = "Plans that are on for nobody", "Plans activés pour personne";
    UNUSED_WHY = "They cost nothing by themselves; but where nobody needs them, a smaller product may do.", "Ils ne coûtent rien par eux-mêmes\u{202f}; mais si personne n’en a besoin, un produit plus petit peut suffire.";
    PART_OF = "{0} ({1})", "{0} ({1})";

    EXPORTED = ["{0} row exported", "{0} rows exported"], ["{0} ligne exportée", "{0} lignes exportées"];
    FILE_PRICES = "prices", "prix";
    FILE_PRODUCTS = "costs", "couts";
    FILE_SHARES = "costs-by", "couts-par";
    FILE_WASTE = "waste", "gaspillage";
}
