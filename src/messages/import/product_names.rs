//! What is wrong with Microsoft's table of products, as sentences.

use super::visible;
use crate::exchange::product_names::Fault;
use crate::i18n::{Locale, texts};

texts! {
    MISSING_COLUMNS = "The table lacks these columns: {0}. Nothing of it was taken in.",
        "Il manque des colonnes au tableau\u{a0}: {0}. Rien n’en a été importé.";
    TABLE_TWICE = "“{0}” is such a table too and came first; nothing of this one was taken in.",
        "«\u{a0}{0}\u{a0}» est aussi un tableau de ce type et vient en premier\u{202f}; rien de celui-ci n’a été importé.";
    NOT_AN_ID = "“{0}” is not an ID, so the row was left out.",
        "«\u{a0}{0}\u{a0}» n’est pas un ID\u{202f}; la ligne a été ignorée.";
    NO_ID = "There is no ID, so the row was left out.",
        "L’ID manque\u{202f}; la ligne a été ignorée.";
    EMPTY_CELL = "The cell is empty; the rest of the row was taken in.",
        "La cellule est vide\u{202f}; le reste de la ligne a été pris en compte.";
    PLAN_TWICE = "The same plan in the same product as in row {0}; what it is called here was taken in too.",
        "Le même plan dans le même produit qu’à la ligne {0}\u{202f}; son nom a été pris en compte aussi.";
    SAID_OTHERWISE = "Row {0} says “{1}” for the same ID; row {0} stands.",
        "La ligne {0} dit «\u{a0}{1}\u{a0}» pour le même ID\u{202f}; la ligne {0} fait foi.";
    NAMED_OTHERWISE = "Row {0} calls the same product “{1}”; both names were taken in.",
        "La ligne {0} appelle le même produit «\u{a0}{1}\u{a0}»\u{202f}; les deux noms ont été pris en compte.";
    BLANK_INSIDE = "There is a blank inside, which is rare in such names; it was taken in as it stands.",
        "Il y a une espace à l’intérieur, ce qui est rare dans ces noms\u{202f}; le nom a été pris tel quel.";
}

/// What is wrong, as a sentence.
#[must_use]
pub fn fault(fault: &Fault, locale: Locale) -> String {
    let number = |number: u32| locale.number(u64::from(number));
    match fault {
        Fault::MissingColumns { columns } => {
            MISSING_COLUMNS.with(locale, &[&locale.list_and(columns)])
        }
        Fault::TableTwice { file } => TABLE_TWICE.with(locale, &[&visible(file)]),
        Fault::NotAnId { value } if value.is_empty() => NO_ID.get(locale).to_owned(),
        Fault::NotAnId { value } => NOT_AN_ID.with(locale, &[&visible(value)]),
        Fault::EmptyCell => EMPTY_CELL.get(locale).to_owned(),
        Fault::PlanTwice { first } => PLAN_TWICE.with(locale, &[&number(*first)]),
        Fault::SaidOtherwise { first, stands } => {
            SAID_OTHERWISE.with(locale, &[&number(*first), &visible(stands)])
        }
        Fault::NamedOtherwise { first, name } => {
            NAMED_OTHERWISE.with(locale, &[&number(*first), &visible(name)])
        }
        Fault::BlankInside => BLANK_INSIDE.get(locale).to_owned(),
    }
}
