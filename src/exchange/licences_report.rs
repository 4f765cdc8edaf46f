//! Who has a product, as a page to print and to hand on: one file, in either language.
//!
//! The page says whose it is and of which day, what the tenant has of the product, and lists the people with
//! numbers. It is written in pieces, so that a list of any length can leave. Words for ways and errors are the
//! caller's: they are said in the language of the page.

pub mod texts;

use self::texts as t;
use crate::documents::page::{END, push_element, push_text, start};
use crate::i18n::{Locale, Text};

/// What stands above the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Head {
    pub product: String,
    /// `skuPartNumber`; may be empty.
    pub part_number: String,
    pub organisation: String,
    /// The day, in the language of the page.
    pub day: String,
    /// Which part of the people is listed; none where all are.
    pub part: Option<String>,
    /// What the tenant has of the product: names and values.
    pub figures: Vec<(String, String)>,
    /// How many people are listed.
    pub people: u64,
    /// Of how many no file tells whether they have the product.
    pub untold: u64,
    /// What is assumed otherwise than documents have it.
    pub assumed: Option<String>,
}

/// Somebody who has the product.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    pub name: String,
    pub principal: String,
    pub department: String,
    pub place: String,
    pub way: String,
    pub off: String,
    pub state: String,
    /// Whether the state is an error.
    pub wrong: bool,
}

const STYLE: &str = "
:root { color-scheme: light; }
body { font: 11pt/1.4 system-ui, sans-serif; margin: 2rem; color: #1b1b1b; background: #fff; }
h1 { font-size: 1.5rem; line-height: 1.2; margin: 0 0 0.25rem; overflow-wrap: anywhere; }
.of { color: #555; margin: 0 0 1rem; }
dl { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; margin: 0 0 1rem; }
dl div { display: flex; gap: 0.375rem; }
dt { color: #555; }
dd { margin: 0; font-weight: 600; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: start; vertical-align: top; padding: 0.25rem 0.5rem; border-bottom: 1px solid #ccc; overflow-wrap: break-word; }
td:nth-child(3) { overflow-wrap: anywhere; }
thead th { border-bottom: 2px solid #555; }
tbody th { font-weight: 400; }
.at { text-align: end; color: #555; }
.wrong { font-weight: 600; }
@page { size: A4 landscape; margin: 12mm; }
@media print {
  body { margin: 0; font-size: 9pt; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
}
";

const COLUMNS: [Text; 7] =
    [t::NAME, t::PRINCIPAL, t::DEPARTMENT, t::PLACE, t::WAY, t::OFF, t::STATE];

/// Everything before the first row.
#[must_use]
pub fn before(head: &Head, locale: Locale) -> Vec<u8> {
    let title = t::TITLE.with(locale, &[&head.product]);
    let mut out = start(&title, locale, STYLE);
    push_element(&mut out, "h1", &title);
    let mut of = t::DATED.with(locale, &[&head.organisation, &head.day]);
    if !head.part_number.is_empty() {
        of.push_str(" · ");
        of.push_str(&t::PART_NUMBER.with(locale, &[&head.part_number]));
    }
    out.push_str("\n<p class=\"of\">");
    push_text(&mut out, &of);
    out.push_str("</p>\n<dl>\n");
    for (name, value) in &head.figures {
        out.push_str("<div>");
        push_element(&mut out, "dt", name);
        push_element(&mut out, "dd", value);
        out.push_str("</div>\n");
    }
    out.push_str("</dl>\n");
    let count = t::PEOPLE.of(locale, head.people);
    let counted =
        head.part.as_ref().map_or_else(|| count.clone(), |part| format!("{part} · {count}"));
    push_element(&mut out, "p", &counted);
    if head.untold > 0 {
        out.push('\n');
        push_element(&mut out, "p", &t::UNTOLD.of(locale, head.untold));
    }
    if let Some(assumed) = &head.assumed {
        out.push('\n');
        push_element(&mut out, "p", assumed);
    }
    out.push_str("\n<table>\n<thead>\n<tr><th scope=\"col\" class=\"at\">");
    push_text(&mut out, t::NUMBER.get(locale));
    out.push_str("</th>");
    for column in COLUMNS {
        out.push_str("<th scope=\"col\">");
        push_text(&mut out, column.get(locale));
        out.push_str("</th>");
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    out.into_bytes()
}

/// Some rows; so many stand before them.
#[must_use]
pub fn rows(lines: &[Line], before: usize, locale: Locale) -> Vec<u8> {
    let mut out = String::new();
    for (line, number) in lines.iter().zip((before as u64).saturating_add(1)..) {
        out.push_str("<tr><td class=\"at\">");
        push_text(&mut out, &locale.number(number));
        out.push_str("</td><th scope=\"row\">");
        push_text(&mut out, &line.name);
        out.push_str("</th>");
        for text in [&line.principal, &line.department, &line.place, &line.way, &line.off] {
            push_element(&mut out, "td", text);
        }
        out.push_str(if line.wrong { "<td class=\"wrong\">" } else { "<td>" });
        push_text(&mut out, &line.state);
        out.push_str("</td></tr>\n");
    }
    out.into_bytes()
}

/// Everything after the last row.
#[must_use]
pub fn after(people: u64, locale: Locale) -> Vec<u8> {
    let mut out = String::from("</tbody>\n</table>\n");
    if people == 0 {
        push_element(&mut out, "p", t::NOBODY.get(locale));
    }
    out.push_str(END);
    out.into_bytes()
}

#[cfg(test)]
mod tests;
