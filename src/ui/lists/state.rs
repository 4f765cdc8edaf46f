//! What a reader asks of a list, as plain data and as the fragment of an address.
//!
//! `#q=anna&f=department:in:Sales,Legal&sort=department,-displayName&open=<object id>`, of groups and
//! devices with the part that is shown, `show=ownerless`, of people with what is asked of their licences,
//! `l=direct:<id of a product>`. Attributes go by Graph's names, so that an
//! address means the same to another version and another reader; one that the workspace does not know is
//! left out.

use crate::{
    domain::{
        Kind, ObjectId, Timestamp, Value,
        attribute::{Of, Schema},
    },
    store::{Direction, Field, Filter, Operator},
    tenant::licences::people::Question,
    text::date,
    ui::{fragment::Fragment, objects::shown::Shown},
};

/// Name in the fragment of the part that is shown.
pub const SHOW: &str = "show";

/// A question to a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListState {
    pub search: String,
    /// Which part of the groups or devices; of users all.
    pub part: Shown,
    pub filters: Vec<Filter>,
    /// What is asked of people's licences; each must be true.
    pub licences: Vec<Question>,
    /// The first decides; empty is the order of the rows.
    pub sort: Vec<(Field, Direction)>,
    /// Whose details stand beside the list.
    pub open: Option<ObjectId>,
}

/// Every operator with its name in addresses.
const OPERATORS: [(Operator, &str); 18] = [
    (Operator::Is, "is"),
    (Operator::IsNot, "not"),
    (Operator::In, "in"),
    (Operator::NotIn, "nin"),
    (Operator::Contains, "has"),
    (Operator::NotContains, "nhas"),
    (Operator::StartsWith, "starts"),
    (Operator::NotStartsWith, "nstarts"),
    (Operator::EndsWith, "ends"),
    (Operator::NotEndsWith, "nends"),
    (Operator::IsEmpty, "empty"),
    (Operator::IsNotEmpty, "set"),
    (Operator::IsUnknown, "unknown"),
    (Operator::IsKnown, "known"),
    (Operator::Before, "before"),
    (Operator::NotAfter, "until"),
    (Operator::After, "after"),
    (Operator::NotBefore, "from"),
];

/// The operators that make sense for a kind of attribute, the usual one first.
#[must_use]
pub const fn operators(kind: Kind) -> &'static [Operator] {
    use Operator as O;
    match kind {
        Kind::Text => &[
            O::In,
            O::NotIn,
            O::Contains,
            O::NotContains,
            O::StartsWith,
            O::NotStartsWith,
            O::EndsWith,
            O::NotEndsWith,
            O::IsEmpty,
            O::IsNotEmpty,
            O::IsUnknown,
            O::IsKnown,
        ],
        Kind::Texts => &[
            O::Contains,
            O::NotContains,
            O::In,
            O::NotIn,
            O::StartsWith,
            O::EndsWith,
            O::IsEmpty,
            O::IsNotEmpty,
            O::IsUnknown,
            O::IsKnown,
        ],
        Kind::Boolean => &[O::Is, O::IsEmpty, O::IsNotEmpty, O::IsUnknown, O::IsKnown],
        Kind::Time | Kind::Date => &[
            O::Before,
            O::NotAfter,
            O::After,
            O::NotBefore,
            O::IsEmpty,
            O::IsNotEmpty,
            O::IsUnknown,
            O::IsKnown,
        ],
        Kind::Reference => &[O::In, O::NotIn, O::IsEmpty, O::IsNotEmpty, O::IsUnknown, O::IsKnown],
    }
}

/// Whether an operator compares with values.
#[must_use]
pub const fn takes_values(operator: Operator) -> bool {
    !matches!(
        operator,
        Operator::IsEmpty | Operator::IsNotEmpty | Operator::IsUnknown | Operator::IsKnown
    )
}

/// Whether an operator compares with a choice from what there is, several at once.
#[must_use]
pub const fn takes_choices(operator: Operator) -> bool {
    matches!(operator, Operator::Is | Operator::IsNot | Operator::In | Operator::NotIn)
}

impl ListState {
    /// The state as the fragment of an address.
    #[must_use]
    pub fn to_fragment(&self, schema: &Schema) -> Fragment {
        let mut fragment = Fragment::default();
        if !self.search.trim().is_empty() {
            fragment = fragment.and("q", self.search.trim());
        }
        if self.part != Shown::All {
            fragment = fragment.and(SHOW, self.part.name(schema.kind()));
        }
        for filter in &self.filters {
            fragment = fragment.and("f", write_filter(filter, schema));
        }
        for question in &self.licences {
            fragment = fragment.and("l", question.text());
        }
        if !self.sort.is_empty() {
            let sort = |(field, direction): &(Field, Direction)| {
                let sign = if *direction == Direction::Descending { "-" } else { "" };
                format!("{sign}{}", field.name(schema))
            };
            let sort: Vec<String> = self.sort.iter().map(sort).collect();
            fragment = fragment.and("sort", sort.join(","));
        }
        if let Some(open) = self.open {
            fragment = fragment.and("open", open.to_string());
        }
        fragment
    }

    /// The state that a fragment describes; what it does not understand is left out.
    #[must_use]
    pub fn from_fragment(fragment: &Fragment, schema: &Schema) -> Self {
        let sort = |name: &str| {
            let (name, direction) = match name.strip_prefix('-') {
                Some(name) => (name, Direction::Descending),
                None => (name, Direction::Ascending),
            };
            Some((Field::find(name, schema)?, direction))
        };
        Self {
            search: fragment.get("q").unwrap_or_default().to_owned(),
            part: Shown::named(schema.kind(), fragment.get(SHOW).unwrap_or_default()),
            filters: fragment.all("f").filter_map(|text| read_filter(text, schema)).collect(),
            licences: match schema.kind() {
                Of::User => fragment.all("l").filter_map(Question::parse).collect(),
                Of::Group | Of::Device => Vec::new(),
            },
            sort: fragment.get("sort").unwrap_or_default().split(',').filter_map(sort).collect(),
            open: fragment.get("open").and_then(ObjectId::parse),
        }
    }

    /// Sorts by a field: alone, or after what sorts already. Asked again, it turns round; a
    /// third time it no longer sorts.
    pub fn sort_by(&mut self, field: Field, add: bool) {
        let at = self.sort.iter().position(|(known, _)| *known == field);
        let before = at.and_then(|at| self.sort.get(at)).map(|(_, direction)| *direction);
        if !add {
            self.sort.clear();
        }
        let at = at.filter(|_| add);
        match (before, at) {
            (None, _) => self.sort.push((field, Direction::Ascending)),
            (Some(Direction::Ascending), None) => {
                self.sort.push((field, Direction::Descending));
            }
            (Some(Direction::Ascending), Some(at)) => {
                if let Some(entry) = self.sort.get_mut(at) {
                    entry.1 = Direction::Descending;
                }
            }
            (Some(Direction::Descending), Some(at)) => {
                self.sort.remove(at);
            }
            (Some(Direction::Descending), None) => {}
        }
    }

    /// Whether the deleted ones are shown, which are a list of their own.
    #[must_use]
    pub fn is_of_deleted(&self) -> bool {
        self.part == Shown::Deleted
    }

    /// Whether only some of the list are asked for.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        let part = !matches!(self.part, Shown::All | Shown::Deleted);
        let asked = !self.filters.is_empty() || !self.licences.is_empty();
        part || asked || !self.search.trim().is_empty()
    }

    /// Asks for the whole list again.
    pub fn widen(&mut self) {
        self.filters.clear();
        self.licences.clear();
        self.search.clear();
        if !self.is_of_deleted() {
            self.part = Shown::All;
        }
    }

    /// Shows another part. The deleted ones are sorted as they usually are.
    pub fn show(&mut self, part: Shown) {
        let was = self.is_of_deleted();
        self.part = part;
        if was != self.is_of_deleted() {
            self.sort.clear();
        }
    }

    /// Asks something of licences, once.
    pub fn ask(&mut self, question: Question) {
        if !self.licences.contains(&question) {
            self.licences.push(question);
        }
    }

    /// Adds a filter, or puts it in place of one.
    pub fn put_filter(&mut self, at: Option<usize>, filter: Filter) {
        match at.and_then(|at| self.filters.get_mut(at)) {
            Some(place) => *place = filter,
            None => self.filters.push(filter),
        }
    }
}

fn write_filter(filter: &Filter, schema: &Schema) -> String {
    let name = OPERATORS
        .iter()
        .find(|(operator, _)| *operator == filter.operator)
        .map_or("is", |(_, name)| *name);
    let mut out = format!("{}:{name}", schema.name(filter.attribute));
    for (at, value) in filter.values.iter().enumerate() {
        out.push(if at == 0 { ':' } else { ',' });
        for c in write_value(value).chars() {
            if matches!(c, ',' | '\\') {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

fn read_filter(text: &str, schema: &Schema) -> Option<Filter> {
    let mut parts = text.splitn(3, ':');
    let attribute = schema.find(parts.next()?)?;
    let name = parts.next()?;
    let (operator, _) = OPERATORS.iter().find(|(_, known)| *known == name)?;
    let values = match parts.next() {
        Some(values) if takes_values(*operator) => split_values(values)
            .iter()
            .map(|value| read_value(attribute.kind(), value))
            .collect::<Option<Vec<Value>>>()?,
        _ => Vec::new(),
    };
    if takes_values(*operator) && values.is_empty() {
        return None;
    }
    Some(Filter { attribute, operator: *operator, values })
}

fn split_values(text: &str) -> Vec<String> {
    let mut values = vec![String::new()];
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let last = values.last_mut();
        match (c, last) {
            (',', _) => values.push(String::new()),
            ('\\', Some(last)) => last.extend(chars.next()),
            (c, Some(last)) => last.push(c),
            (_, None) => {}
        }
    }
    values
}

fn write_value(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Boolean(value) => value.to_string(),
        Value::Time(Timestamp(time)) => date::write_iso(*time),
        Value::Texts(texts) => texts.join(" "),
        Value::Reference(id) => id.to_string(),
    }
}

fn read_value(kind: Kind, text: &str) -> Option<Value> {
    Some(match kind {
        Kind::Text | Kind::Texts => Value::Text(text.to_owned()),
        Kind::Boolean => Value::Boolean(text.parse().ok()?),
        Kind::Time | Kind::Date => Value::Time(Timestamp(date::parse_iso(text)?)),
        Kind::Reference => Value::Reference(ObjectId::parse(text)?),
    })
}

#[cfg(test)]
mod tests;
