//! Which sets are compared and combined, as the address says it.

use crate::{domain::ObjectId, store::Combine, ui::fragment::Fragment};

/// Name in the fragment of one set; they stand in their order.
const SET: &str = "set";
/// Name in the fragment of members through groups in groups.
const THROUGH: &str = "through";
/// What the address calls the users that are selected in the list of users.
const SELECTED: &str = "selected";

/// Sets that are taken at once: more would be no picture any more.
pub const MOST: usize = 12;

/// Whose members a set has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whose {
    Group(ObjectId),
    /// The users that are selected in the list of users.
    Selected,
}

/// A set, and how it joins those before it. How the first one does means nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Operand {
    pub how: Combine,
    pub whose: Whose,
}

/// What the page is about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sets {
    pub operands: Vec<Operand>,
    /// Whether members of groups in the groups count.
    pub through: bool,
}

const fn word(how: Combine) -> &'static str {
    match how {
        Combine::Or => "or",
        Combine::And => "and",
        Combine::Not => "not",
    }
}

impl Sets {
    /// Groups that are compared, each once.
    #[must_use]
    pub fn of_groups(groups: impl IntoIterator<Item = ObjectId>) -> Self {
        let mut sets = Self::default();
        for group in groups {
            sets.add(Whose::Group(group));
        }
        sets
    }

    /// Reads the address; what it does not know is left out.
    #[must_use]
    pub fn read(fragment: &Fragment) -> Self {
        let mut sets = Self { through: fragment.get(THROUGH).is_some(), ..Self::default() };
        for text in fragment.all(SET) {
            let (how, whose) = text.split_once(':').unwrap_or(("", text));
            let how = Combine::ALL.into_iter().find(|one| word(*one) == how);
            let whose = match whose {
                SELECTED => Some(Whose::Selected),
                id => ObjectId::parse(id).map(Whose::Group),
            };
            if let Some(whose) = whose {
                sets.add(whose);
                if let (Some(how), Some(last)) = (how, sets.operands.last_mut()) {
                    last.how = how;
                }
            }
        }
        sets
    }

    /// Writes the address.
    #[must_use]
    pub fn fragment(&self) -> Fragment {
        let mut fragment = Fragment::default();
        for (at, Operand { how, whose }) in self.operands.iter().enumerate() {
            let whose = match whose {
                Whose::Group(id) => id.to_string(),
                Whose::Selected => SELECTED.to_owned(),
            };
            let text = if at == 0 { whose } else { format!("{}:{whose}", word(*how)) };
            fragment = fragment.and(SET, text);
        }
        if self.through { fragment.and(THROUGH, "") } else { fragment }
    }

    /// Adds a set at the end, to be united with the others; not twice, and no more than [`MOST`].
    pub fn add(&mut self, whose: Whose) {
        let known = self.operands.iter().any(|operand| operand.whose == whose);
        if !known && self.operands.len() < MOST {
            self.operands.push(Operand { how: Combine::Or, whose });
        }
    }

    /// Whether no further set can be added.
    #[must_use]
    pub const fn is_full(&self) -> bool {
        self.operands.len() >= MOST
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Operand, Sets, Whose};
    use crate::{domain::ObjectId, store::Combine, ui::fragment::Fragment};

    fn id(number: u8) -> ObjectId {
        ObjectId([number; 16])
    }

    #[test]
    fn the_address_says_it_all() {
        let operand = |how, whose| Operand { how, whose };
        let sets = Sets {
            operands: vec![
                operand(Combine::Or, Whose::Group(id(1))),
                operand(Combine::And, Whose::Selected),
                operand(Combine::Not, Whose::Group(id(2))),
            ],
            through: true,
        };
        let text = sets.fragment().print();
        assert_eq!(
            text,
            "#set=01010101-0101-0101-0101-010101010101&set=and:selected\
             &set=not:02020202-0202-0202-0202-020202020202&through"
        );
        assert_eq!(Sets::read(&Fragment::parse(&text)), sets);
    }

    #[test]
    fn what_makes_no_sense_is_left_out() {
        let read = |text: &str| Sets::read(&Fragment::parse(text)).operands;
        assert_eq!(read("#set=nobody&set=and:x&set="), []);
        let twice = format!("#set={0}&set=not:{0}&set=xor:{1}", id(1), id(2));
        let wheres: Vec<Whose> = read(&twice).iter().map(|operand| operand.whose).collect();
        assert_eq!(wheres, [Whose::Group(id(1)), Whose::Group(id(2))]);
        let sets = Sets::of_groups((0..40).map(id));
        assert_eq!(sets.operands.len(), MOST);
        assert!(sets.is_full());
    }
}
