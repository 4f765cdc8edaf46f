//! Texts with variables (`{{ org }}`, `{% if contact.phone %}`), filled in by minijinja.
//!
//! What comes out is Markdown; what is filled in is words: nothing of a name becomes a mark. A text that names a
//! variable which does not exist is refused with its place, and so is one that never ends.

use super::markdown_out::push_escaped;
use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, ErrorKind, UndefinedBehavior, Value};
use std::collections::BTreeMap;

/// Steps that a text may take. The longest of the project's own takes some hundreds.
const FUEL: u64 = 50_000;
/// Bytes that may come out.
const MOST_BYTES: usize = super::markdown::MOST_BYTES;

/// Why a text cannot be filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TemplateProblem {
    /// A variable that does not exist, and the one that may be meant.
    Unknown { name: String, meant: Option<String> },
    /// Something that is none of the marks, or is not closed.
    Syntax,
    /// It takes too long, or too much would come out.
    Endless,
    /// Something else that cannot be done with these variables.
    Wrong,
}

/// Where and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateError {
    /// From 1.
    pub line: usize,
    pub problem: TemplateProblem,
}

/// What can be filled in, by name; groups have a dot in their names (`contact.phone`). Whatever is known without a
/// value is there and empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Variables(BTreeMap<String, String>);

impl Variables {
    /// Gives a variable its value.
    #[must_use]
    pub fn and(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.insert(name.to_owned(), value.into());
        self
    }

    /// The names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    fn values(&self) -> Value {
        let mut groups: BTreeMap<String, BTreeMap<String, Value>> = BTreeMap::new();
        let mut all: BTreeMap<String, Value> = BTreeMap::new();
        for (name, value) in &self.0 {
            match name.split_once('.') {
                Some((group, name)) => {
                    let group = groups.entry(group.to_owned()).or_default();
                    group.insert(name.to_owned(), value.as_str().into());
                }
                None => drop(all.insert(name.clone(), value.as_str().into())),
            }
        }
        all.extend(groups.into_iter().map(|(name, group)| (name, group.into())));
        all.into()
    }
}

/// Fills in a text.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn fill(text: &str, variables: &Variables) -> Result<String, TemplateError> {
    let mut environment = Environment::empty();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    let syntax = SyntaxConfig::builder().keep_trailing_newline(true).trim_blocks(true).build();
    if let Ok(syntax) = syntax {
        environment.set_syntax(syntax);
    }
    environment.set_formatter(|out, _, value| {
        let mut escaped = String::new();
        if let Some(text) = value.as_str() {
            push_escaped(&mut escaped, text);
        } else if value.is_undefined() {
            return Err(ErrorKind::UndefinedError.into());
        } else {
            push_escaped(&mut escaped, &value.to_string());
        }
        out.write_str(&escaped).map_err(Into::into)
    });
    if let Some((line, name)) = unknown(&environment, text, variables) {
        let meant = crate::text::similar::closest(&name, variables.names()).map(str::to_owned);
        return Err(TemplateError { line, problem: TemplateProblem::Unknown { name, meant } });
    }
    let filled = environment.render_str(text, variables.values()).map_err(|error| {
        let problem = match error.kind() {
            ErrorKind::SyntaxError => TemplateProblem::Syntax,
            ErrorKind::OutOfFuel => TemplateProblem::Endless,
            _ => TemplateProblem::Wrong,
        };
        TemplateError { line: error.line().unwrap_or(1), problem }
    })?;
    if filled.len() > MOST_BYTES {
        return Err(TemplateError { line: 1, problem: TemplateProblem::Endless });
    }
    Ok(filled)
}

/// The first variable that does not exist, in the order of the text.
fn unknown(
    environment: &Environment<'_>,
    text: &str,
    variables: &Variables,
) -> Option<(usize, String)> {
    let template = environment.template_from_str(text).ok()?;
    let named = template.undeclared_variables(true);
    let is_known = |name: &str| {
        variables.names().any(|known| {
            known == name || known.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'))
        })
    };
    let strange = named.into_iter().filter(|name| !is_known(name));
    let place = |name: &String| text.find(name.as_str()).unwrap_or_default();
    let first = strange.min_by_key(|name| (place(name), name.clone()))?;
    let line = text.get(..place(&first)).unwrap_or_default().matches('\n').count() + 1;
    Some((line, first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variables() -> Variables {
        let all = Variables::default().and("org", "Contoso").and("contact.phone", "");
        all.and("contact.name", "*Help* [desk](x) <b>")
    }

    fn problem(text: &str) -> (usize, TemplateProblem) {
        let error = fill(text, &variables()).unwrap_err();
        (error.line, error.problem)
    }

    #[test]
    fn variables_are_words() {
        let text =
            "Ask {{ contact.name }} of {{org}}.\n{% if contact.phone %}Call.\n{% endif %}End\n";
        let filled = fill(text, &variables()).unwrap();
        assert_eq!(filled, "Ask \\*Help\\* \\[desk\\](x) \\<b\\> of Contoso.\nEnd\n");
    }

    #[test]
    fn what_is_wrong_is_told_at_its_place() {
        let unknown = |name: &str, meant: Option<&str>| TemplateProblem::Unknown {
            name: name.to_owned(),
            meant: meant.map(str::to_owned),
        };
        assert_eq!(problem("a\n{{ orgg }}"), (2, unknown("orgg", Some("org"))));
        assert_eq!(problem("{{ contact.fax }}"), (1, unknown("contact.fax", Some("contact.name"))));
        assert_eq!(problem("{% if secret %}x{% endif %}"), (1, unknown("secret", None)));
        assert_eq!(problem("a\nb {{ org"), (2, TemplateProblem::Syntax));
        assert_eq!(problem("{% for x in org %}"), (1, TemplateProblem::Syntax));
        assert_eq!(problem("{% include 'x' %}").1, TemplateProblem::Syntax);
    }

    #[test]
    fn what_never_ends_is_stopped() {
        let nested = "{% for a in contact %}".repeat(12) + "x" + &"{% endfor %}".repeat(12);
        let many = Variables::default();
        let many = (0..40).fold(many, |all, at| all.and(&format!("contact.k{at}"), "v"));
        let error = fill(&nested, &many).unwrap_err();
        assert_eq!(error.problem, TemplateProblem::Endless);
        let long = format!("{{% for a in contact %}}{}{{% endfor %}}", "y".repeat(20_000));
        assert_eq!(fill(&long, &many).unwrap_err().problem, TemplateProblem::Endless);
    }
}
