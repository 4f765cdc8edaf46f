//! Answers for everybody against the same question put to one person after the other, on the sample organisation
//! with people of whom files tell less.

use super::{Having, Hold, Question};
use crate::domain::{Attribute, Command, Datum, NewUser, Row, SkuId, Timestamp, Value};
use crate::licensing::Catalogue;
use crate::tenant::licences::{Assumptions, Holding, Licences, Person};
use crate::tenant::tests::context;
use crate::tenant::{Info, Organisation, Workspace};

const STRANGE: &str = "c5928f49-12ba-48f7-ada3-0d743a3601d6";

/// Every third of the first sixty is told of by `assignedLicenses` alone, every seventh by nothing at all, every
/// eleventh has a name that is no product's.
fn world() -> (Workspace, Licences) {
    let sample = crate::tenant::seed::sample();
    let mut directory = sample.directory(Clone::clone);
    for row in (0..60).map(Row) {
        let users = &mut directory.users;
        let mut forget = |attribute| users.set(row, attribute, &Datum::Unknown);
        match row.0 {
            at if at % 7 == 0 => {
                forget(Attribute::DIRECT_LICENSES);
                forget(Attribute::LICENSE_ASSIGNMENT_STATES);
                forget(Attribute::ASSIGNED_LICENSES);
            }
            at if at % 11 == 0 => {
                forget(Attribute::DIRECT_LICENSES);
                forget(Attribute::LICENSE_ASSIGNMENT_STATES);
                let named = Datum::Value(Value::Texts(vec!["No product".to_owned()]));
                users.set(row, Attribute::ASSIGNED_LICENSES, &named);
            }
            at if at % 3 == 0 => {
                forget(Attribute::DIRECT_LICENSES);
                forget(Attribute::LICENSE_ASSIGNMENT_STATES);
            }
            _ => {}
        }
    }
    let info = Info { name: String::new(), sample: true, created: Timestamp(0) };
    let mut workspace = Workspace::new(info, directory);
    let subscriptions = Some(sample.subscriptions);
    workspace.learn(Some(Organisation { subscriptions, ..Organisation::default() }), None);
    let licences = Licences::of(&workspace, &Catalogue::default(), Assumptions::default());
    (workspace, licences)
}

/// Yes, no, or none where it cannot be said.
fn naive(person: &Person, question: Question) -> Option<bool> {
    let (product, having) = match question {
        Question::NotTold => return Some(!person.known),
        Question::Nothing if !person.known => return None,
        Question::Nothing => {
            return Some(person.holdings.is_empty() && person.ambiguous.is_empty());
        }
        Question::Unclear(product, having) => {
            return Some(naive(person, Question::Of(product, having)).is_none());
        }
        Question::Of(product, having) => (product, having),
    };
    let holding = person.holding(product);
    let hold = holding.and_then(Holding::hold);
    let no = person.known.then_some(false);
    let unless_unclear = |so: bool| (person.known && person.ambiguous.is_empty()).then_some(so);
    match having {
        Having::Held if hold.is_some() => Some(true),
        Having::Without if hold.is_some() => Some(false),
        Having::Without => unless_unclear(true),
        Having::HeldBy(wanted) if hold == Some(wanted) => Some(true),
        Having::HeldBy(_) if hold == Some(Hold::Unsaid) => None,
        Having::Held | Having::HeldBy(_) => unless_unclear(false),
        Having::Wrong if holding.is_some_and(Holding::is_wrong) => Some(true),
        Having::Wrong => no,
    }
}

#[test]
fn everybody_is_answered_for_as_one_by_one() {
    let (workspace, mut licences) = world();
    let model = licences.model();
    let products: Vec<SkuId> = model.products().filter_map(|product| model.sku(product)).collect();
    assert!(products.len() > 3);
    let of = |product: &SkuId| {
        let product = *product;
        let each = Having::ALL.into_iter();
        each.flat_map(move |(having, _)| {
            [Question::Of(product, having), Question::Unclear(product, having)]
        })
    };
    let strange = SkuId::parse(STRANGE).unwrap();
    let questions = products.iter().chain([&strange]).flat_map(of);
    let questions = questions.chain([Question::Nothing, Question::NotTold]);
    let mut answered = [0_u32; 3];
    for question in questions {
        let answer = licences.answer(&workspace, question);
        for row in workspace.users().active().iter() {
            let expected = naive(&licences.person(row), question);
            let found = match (answer.yes.contains(row), answer.unknown.contains(row)) {
                (true, false) => Some(true),
                (false, false) => Some(false),
                (false, true) => None,
                (true, true) => panic!("{question:?} both of {row}"),
            };
            assert_eq!(found, expected, "{question:?} of {row}");
            answered[expected.map_or(2, usize::from)] += 1;
        }
    }
    assert!(answered.iter().all(|count| *count > 50), "{answered:?}");
}

/// Who has a product and who does not are everybody but those of whom it cannot be said.
#[test]
fn with_and_without_complement_each_other() {
    let (workspace, mut licences) = world();
    let model = licences.model();
    let products: Vec<SkuId> = model.products().filter_map(|product| model.sku(product)).collect();
    for product in products {
        let held = licences.answer(&workspace, Question::Of(product, Having::Held));
        let without = licences.answer(&workspace, Question::Of(product, Having::Without));
        assert_eq!(held.unknown, without.unknown);
        let mut all = held.yes;
        all.or(&without.yes);
        all.or(&without.unknown);
        assert_eq!(all, *workspace.users().active());
    }
}

#[test]
fn every_way_occurs_in_the_sample() {
    let (workspace, mut licences) = world();
    for hold in [Hold::Direct, Hold::Inherited, Hold::Both, Hold::Unsaid] {
        let model = licences.model();
        let products: Vec<SkuId> =
            model.products().filter_map(|product| model.sku(product)).collect();
        let mut count = 0;
        for product in products {
            let question = Question::Of(product, Having::HeldBy(hold));
            count += licences.answer(&workspace, question).yes.count();
        }
        assert!(count > 0, "{hold:?}");
    }
}

#[test]
fn questions_are_read_as_they_were_written() {
    let product = SkuId::parse(STRANGE).unwrap();
    let of_product = Having::ALL.into_iter().flat_map(|(having, _)| {
        [Question::Of(product, having), Question::Unclear(product, having)]
    });
    for question in of_product.chain([Question::Nothing, Question::NotTold]) {
        assert_eq!(Question::parse(&question.text()), Some(question));
    }
    let unclear = Question::Unclear(product, Having::Held);
    assert_eq!(unclear.text(), format!("unclear-held:{STRANGE}"));
    let direct = Question::Of(product, Having::HeldBy(Hold::Direct));
    assert_eq!(direct.text(), format!("direct:{STRANGE}"));
    for text in ["", "direct", "direct:", "direct:x", &format!("somehow:{STRANGE}")] {
        assert_eq!(Question::parse(text), None, "{text}");
    }
}

/// Whoever was just created is known to have nothing.
#[test]
fn who_is_new_has_nothing() {
    let (mut workspace, mut licences) = world();
    let before = licences.answer(&workspace, Question::Nothing).yes.count();
    let attributes = [
        (Attribute::DISPLAY_NAME, "New Person"),
        (Attribute::USER_PRINCIPAL_NAME, "new.person@contoso.com"),
        (Attribute::MAIL_NICKNAME, "new.person"),
    ];
    let attributes = attributes.map(|(attribute, text)| (attribute, Value::Text(text.to_owned())));
    let new = NewUser { attributes: attributes.to_vec(), force_change: true };
    let row = workspace.users().rows();
    workspace.dispatch(&Command::CreateUser(Box::new(new)), &context(1)).unwrap();
    let mut licences = Licences::of(&workspace, &Catalogue::default(), Assumptions::default());
    let person = licences.person(row);
    assert!(person.has_nothing(), "{person:?}");
    assert_eq!(licences.answer(&workspace, Question::Nothing).yes.count(), before + 1);
}
