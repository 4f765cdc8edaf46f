//! What a rule means in one directory, which its text alone does not tell: whom it catches besides,
//! values that nobody has, attributes through which people can put themselves in.

use super::{
    always::{Always, always},
    property::{Property, Type},
    syntax::{Comparison, Name, Node, Operand, Operator, Rule},
};
use crate::{
    domain::{Attribute, Datum, Value, attribute::Schema},
    store::{Bits, Facets, Filter, Objects, Operator as FilterOperator},
    text::{fold, similar, span::Span},
};

/// Something worth knowing before a rule is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// It is the same whoever is asked.
    Always(Always),
    /// It takes every user of this directory.
    Everybody,
    /// It takes guests, and does not ask about them.
    Guests { count: u32 },
    /// It takes people who cannot sign in, and does not ask about that.
    Disabled { count: u32 },
    /// It takes members as such, and agent users are members.
    Agents,
    /// It reads what many organisations let people change about themselves, or what others change for
    /// them unseen.
    ///
    /// Source: the attributes that maester's test of dynamic groups calls controlled by users.
    Editable { attributes: Vec<Attribute> },
    /// Nobody has this value. One that is written almost so is named.
    Nowhere { span: Span, value: String, instead: Option<String> },
    /// Some have this value, and some have one that only signs or accents tell apart.
    Spellings { span: Span, value: String, other: String, count: u32 },
}

/// Attributes that a person can influence in many organisations.
const EDITABLE: [Attribute; 13] = [
    Attribute::CITY,
    Attribute::COMPANY_NAME,
    Attribute::COUNTRY,
    Attribute::DEPARTMENT,
    Attribute::DISPLAY_NAME,
    Attribute::GIVEN_NAME,
    Attribute::JOB_TITLE,
    Attribute::MOBILE_PHONE,
    Attribute::OTHER_MAILS,
    Attribute::PREFERRED_LANGUAGE,
    Attribute::STATE,
    Attribute::SURNAME,
    Attribute::BUSINESS_PHONES,
];

/// Different values of a property among which one that is written almost so is looked for.
const KNOWN: usize = 2_000;

/// Everything worth knowing of a rule for users that takes these members.
#[must_use]
pub fn survey(rule: &Rule, users: &Objects, members: &Bits) -> Vec<Remark> {
    let mut remarks = Vec::new();
    remarks.extend(always(rule).map(Remark::Always));
    let read = read(rule);
    let reads = |attribute: Attribute| read.contains(&attribute);
    let everybody = !members.is_empty() && members.count() == users.active_count();
    if everybody && remarks.is_empty() {
        remarks.push(Remark::Everybody);
    }
    let among = |attribute: Attribute, value: Value| {
        let filter = Filter::new(attribute, FilterOperator::Is, value);
        users.filter_within(&filter, members).yes.count()
    };
    if !reads(Attribute::USER_TYPE) {
        let count = among(Attribute::USER_TYPE, Value::Text("Guest".to_owned()));
        remarks.extend((count > 0).then_some(Remark::Guests { count }));
    }
    if !reads(Attribute::ACCOUNT_ENABLED) {
        let count = among(Attribute::ACCOUNT_ENABLED, Value::Boolean(false));
        remarks.extend((count > 0).then_some(Remark::Disabled { count }));
    }
    if takes_members_as_such(rule, &read) {
        remarks.push(Remark::Agents);
    }
    let attributes: Vec<Attribute> = read.into_iter().filter(|at| EDITABLE.contains(at)).collect();
    if !attributes.is_empty() {
        remarks.push(Remark::Editable { attributes });
    }
    values(rule, users, &mut remarks);
    remarks
}

/// The attributes that a rule reads, each once, in the order of the text; directory extensions, which only a
/// directory knows, left out.
#[must_use]
pub fn read(rule: &Rule) -> Vec<Attribute> {
    collect(rule, |property| match property {
        Property::Attribute(attribute) => Some(*attribute),
        _ => None,
    })
}

/// The same with the directory extensions that a directory has.
#[must_use]
pub fn read_in(rule: &Rule, schema: &Schema) -> Vec<Attribute> {
    collect(rule, |property| match property {
        Property::Attribute(attribute) => Some(*attribute),
        Property::Extension(name) => schema.find(name),
        _ => None,
    })
}

fn collect(rule: &Rule, of: impl Fn(&Property) -> Option<Attribute>) -> Vec<Attribute> {
    let mut read = Vec::new();
    let mut add = |name: &Name| {
        let attribute = if let Name::Property(property) = name { of(property) } else { None };
        read.extend(attribute.filter(|attribute| !read.contains(attribute)));
    };
    match rule {
        Rule::Empty => {}
        Rule::DirectReports(_) => read.push(Attribute::MANAGER),
        Rule::Whoever(whole) => whole.each(&mut |part| match &part.it {
            Node::Compare(Comparison { left, .. }) => add(&left.it),
            Node::Quantified { list, .. } => add(&list.it),
            _ => {}
        }),
    }
    read
}

/// Whether a rule asks nothing but whether somebody is there, is a member, or can sign in, and does not
/// leave agents out.
fn takes_members_as_such(rule: &Rule, read: &[Attribute]) -> bool {
    let plain = [Attribute::ID, Attribute::USER_TYPE, Attribute::ACCOUNT_ENABLED];
    if read.is_empty() || !read.iter().all(|attribute| plain.contains(attribute)) {
        return false;
    }
    let Rule::Whoever(whole) = rule else { return false };
    let (mut agents, mut guests) = (false, false);
    whole.each(&mut |part| {
        if let Node::Compare(Comparison { left, operator, right }) = &part.it {
            agents |= matches!(left.it, Name::Property(Property::Agent(_)));
            let guest = matches!(&right.it, Operand::Text(text) if fold::same(text, "Guest"));
            guests |= guest && operator.it == Operator::Eq;
        }
    });
    !agents && !guests
}

/// Looks at the values that a rule names.
fn values(rule: &Rule, users: &Objects, remarks: &mut Vec<Remark>) {
    let Rule::Whoever(whole) = rule else { return };
    whole.each(&mut |part| {
        let Node::Compare(Comparison { left, operator, right }) = &part.it else { return };
        let Name::Property(property) = &left.it else { return };
        let attribute = match property {
            Property::Attribute(attribute) if *attribute != Attribute::ID => *attribute,
            Property::Extension(name) => match users.schema().find(name) {
                Some(attribute) => attribute,
                None => return,
            },
            _ => return,
        };
        if property.of_type() != Type::Text || !users.is_known(attribute) {
            return;
        }
        match (&operator.it, &right.it) {
            (Operator::Eq | Operator::Ne, Operand::Text(text)) => {
                remarks.extend(value(users, attribute, text, right.span));
            }
            (Operator::In | Operator::NotIn, Operand::List(items)) => {
                for item in items {
                    if let Operand::Text(text) = &item.it {
                        remarks.extend(value(users, attribute, text, item.span));
                    }
                }
            }
            _ => {}
        }
    });
}

fn value(users: &Objects, attribute: Attribute, text: &str, span: Span) -> Option<Remark> {
    if text.is_empty() {
        return None;
    }
    let is = |text: &str| {
        let filter = Filter::new(attribute, FilterOperator::Is, Value::Text(text.to_owned()));
        users.filter_within(&filter, users.active()).yes.count()
    };
    // Values that differ from person to person have no second spelling worth the look.
    let facets = if users.repeats(attribute) {
        users.facets(attribute, users.active(), KNOWN)
    } else {
        Facets::default()
    };
    let known = facets.facets.iter().filter_map(|facet| match &facet.value {
        Datum::Value(Value::Text(value)) if !fold::same(value, text) => Some(value.as_str()),
        _ => None,
    });
    let known: Vec<&str> = known.collect();
    let bare = |text: &str| -> String {
        fold::search(text).chars().filter(|c| c.is_alphanumeric()).collect()
    };
    let wanted = bare(text);
    let almost = known.iter().copied().find(|value| !wanted.is_empty() && bare(value) == wanted);
    if is(text) == 0 {
        let instead = almost.or_else(|| similar::closest(text, known.iter().copied()));
        let value = text.to_owned();
        return Some(Remark::Nowhere { span, value, instead: instead.map(str::to_owned) });
    }
    let other = almost?;
    let (value, other) = (text.to_owned(), other.to_owned());
    let count = is(&other);
    Some(Remark::Spellings { span, value, other, count })
}

#[cfg(test)]
mod tests {
    use super::{Always, Remark, read, survey};
    use crate::{
        domain::{Attribute, Datum, Existence, ObjectId, Timestamp, Value, attribute::Of},
        rules::{Engine, Target, parse},
        store::Objects,
    };

    /// Name, type, whether enabled, department.
    const PEOPLE: [(&str, &str, bool, &str); 6] = [
        ("a", "Member", true, "Sales"),
        ("b", "Member", false, "Sales"),
        ("c", "Guest", true, "sales"),
        ("d", "Member", true, "R&D"),
        ("e", "Member", true, "R and D"),
        ("f", "Member", true, "R & D"),
    ];

    fn directory() -> Objects {
        let mut users = Objects::new(Of::User);
        for (name, kind, enabled, department) in PEOPLE {
            let user = users.push(ObjectId::made_up(name), false, Existence::Active).unwrap();
            let text = |text: &str| Datum::Value(Value::Text(text.to_owned()));
            users.set(user, Attribute::USER_TYPE, &text(kind));
            users.set(user, Attribute::ACCOUNT_ENABLED, &Datum::Value(Value::Boolean(enabled)));
            users.set(user, Attribute::DEPARTMENT, &text(department));
        }
        users
    }

    fn remarks(text: &str) -> Vec<Remark> {
        let users = directory();
        let rule = parse(text, Target::User).rule;
        let mut engine = Engine::new(&users, Timestamp(0));
        let id = engine.add(&rule, &users);
        let members = engine.members(id).unwrap().to_bits();
        survey(&rule, &users, &members)
    }

    #[test]
    fn whom_it_catches_besides() {
        let found = remarks("user.department -eq \"Sales\"");
        assert!(found.contains(&Remark::Guests { count: 1 }));
        assert!(found.contains(&Remark::Disabled { count: 1 }));
        let editable = Remark::Editable { attributes: vec![Attribute::DEPARTMENT] };
        assert!(found.contains(&editable));
        let asked = "user.department -eq \"Sales\" -and user.userType -eq \"Member\" -and user.accountEnabled -eq true";
        assert_eq!(remarks(asked), [editable]);
    }

    #[test]
    fn everybody_and_agents() {
        let found = remarks("user.objectId -ne null");
        assert_eq!(
            found,
            [
                Remark::Everybody,
                Remark::Guests { count: 1 },
                Remark::Disabled { count: 1 },
                Remark::Agents,
            ]
        );
        let without = "user.userType -eq \"Member\" -and user.agentIdentityBlueprintId -eq null";
        assert!(!remarks(without).contains(&Remark::Agents));
        assert!(!remarks("user.userType -eq \"Guest\"").contains(&Remark::Agents));
        let never = remarks("user.userType -eq \"Guest\" -and user.userType -eq \"Member\"");
        assert_eq!(never.first(), Some(&Remark::Always(Always::False)));
    }

    #[test]
    fn values_that_nobody_has_and_two_spellings() {
        let values = |text: &str| {
            let mut found = remarks(text);
            found.retain(|one| matches!(one, Remark::Nowhere { .. } | Remark::Spellings { .. }));
            found
        };
        let nowhere = values("user.department -eq \"Slaes\"");
        let [Remark::Nowhere { value, instead, .. }] = nowhere.as_slice() else {
            panic!("{nowhere:?}")
        };
        assert_eq!((value.as_str(), instead.as_deref()), ("Slaes", Some("Sales")));
        let two = values("user.department -in [\"R&D\", \"Sales\"]");
        let [Remark::Spellings { value, other, count: 1, .. }] = two.as_slice() else {
            panic!("{two:?}")
        };
        assert_eq!((value.as_str(), other.as_str()), ("R&D", "R & D"));
        // Where nothing is known of an attribute, nothing is said of its values.
        assert_eq!(values("user.city -eq \"Oslo\""), []);
        assert_eq!(values("user.department -startsWith \"Zz\""), []);
    }

    #[test]
    fn what_is_read() {
        let text = "user.city -eq \"a\" -and (user.otherMails -any (_ -contains \"b\") -or user.city -ne null)";
        let of = |text: &str| read(&parse(text, Target::User).rule);
        assert_eq!(of(text), [Attribute::CITY, Attribute::OTHER_MAILS]);
        assert_eq!(of("Direct Reports for \"x\""), [Attribute::MANAGER]);
        assert_eq!(of(""), []);
    }
}
