//! Which field of the form a refusal is about, and when it is told.

use crate::domain::{Attribute, Refusal};

/// The attribute that a refusal is about; none for what concerns the whole form.
#[must_use]
pub const fn attribute_of(refusal: &Refusal) -> Option<Attribute> {
    match refusal {
        Refusal::ReadOnly { attribute }
        | Refusal::MasteredOnPremises { attribute, .. }
        | Refusal::Required { attribute }
        | Refusal::WrongKind { attribute, .. }
        | Refusal::TooLong { attribute, .. }
        | Refusal::TooMany { attribute, .. }
        | Refusal::NotAChoice { attribute, .. }
        | Refusal::ControlCharacter { attribute, .. }
        | Refusal::Name { attribute, .. }
        | Refusal::Taken { attribute, .. }
        | Refusal::TakenTwice { attribute, .. } => Some(*attribute),
        Refusal::NotACountry { .. } => Some(Attribute::USAGE_LOCATION),
        Refusal::ManagerLoop { .. } | Refusal::NoSuchManager { .. } => Some(Attribute::MANAGER),
        _ => None,
    }
}

/// How far the reader is with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Progress {
    /// Not there yet, or typing.
    Open,
    /// Has been there and left.
    Left,
}

/// Whether a refusal is told now: at once when something typed is wrong, when the field is left
/// when nothing was typed.
#[must_use]
pub fn is_told(refusal: &Refusal, progress: Progress) -> bool {
    !matches!(refusal, Refusal::Required { .. }) || progress == Progress::Left
}

#[cfg(test)]
mod tests {
    //! Every refusal that a form can meet finds its field.

    use super::{Progress, attribute_of, is_told};
    use crate::domain::{Attribute, NameProblem, ObjectId, Refusal, UserId};

    #[test]
    fn refusals_find_their_field() {
        let attribute = Attribute::USER_PRINCIPAL_NAME;
        let value = "anna@contoso.com".to_owned();
        for (refusal, expected) in [
            (Refusal::Required { attribute }, Some(attribute)),
            (Refusal::Taken { attribute, value: value.clone(), by: UserId(0) }, Some(attribute)),
            (
                Refusal::Name { attribute, value: value.clone(), problem: NameProblem::Dot },
                Some(attribute),
            ),
            (Refusal::NotACountry { value }, Some(Attribute::USAGE_LOCATION)),
            (Refusal::NoSuchManager { id: ObjectId::default() }, Some(Attribute::MANAGER)),
            (Refusal::NotPermitted { subject: None, needs: Vec::new() }, None),
            (Refusal::Full, None),
        ] {
            assert_eq!(attribute_of(&refusal), expected, "{refusal:?}");
        }
    }

    #[test]
    fn an_empty_field_is_not_scolded_before_it_is_left() {
        let attribute = Attribute::DISPLAY_NAME;
        let missing = Refusal::Required { attribute };
        assert!(!is_told(&missing, Progress::Open));
        assert!(is_told(&missing, Progress::Left));
        let long = Refusal::TooLong { attribute, length: 300, max: 256 };
        assert!(is_told(&long, Progress::Open));
    }
}
