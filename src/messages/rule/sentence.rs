//! A rule as somebody would say it.

use crate::{
    domain::{Attribute, ObjectId, attribute::Schema},
    i18n::{Locale, Zone, texts, words},
    messages,
    rules::{
        Property, Rule, Target,
        syntax::{
            Comparison, Duration, Expression, Name, Node, Operand, Operator, PlanField, Quantifier,
            Shift,
        },
    },
    store,
    text::date,
};

texts! {
    USERS = "Users for whom this is true: {0}", "Utilisateurs pour lesquels\u{a0}: {0}";
    DEVICES = "Devices for which this is true: {0}", "Appareils pour lesquels\u{a0}: {0}";
    REPORTS = "Users whose manager is {0}", "Les utilisateurs dont le responsable est {0}";
    NO_EARLIER = "{0} is no earlier than {1}", "{0} est au plus tôt {1}";
    NO_LATER = "{0} is no later than {1}", "{0} est au plus tard {1}";
    NOBODY = "Nobody yet", "Personne pour l’instant";
    NOT = "not {0}", "pas {0}";
    ANY = "at least one of {0}: {1}", "au moins un élément de {0}\u{a0}: {1}";
    EVERY = "every one of {0}: {1}", "chaque élément de {0}\u{a0}: {1}";
    MEMBERS = "direct member of {0}", "membre direct de {0}";
    ELEMENT = "it", "il";
    PLAN_ID = "service plan", "plan de service";
    SERVICE = "service", "service";
    STATUS = "status", "état";
    PLANS = "the service plans", "les plans de service";
    GROUPS = "the groups", "les groupes";
    MATCHES = "matches the pattern", "correspond au motif";
    NO_MATCH = "does not match the pattern", "ne correspond pas au motif";
    QUOTED = "“{0}”", "«\u{a0}{0}\u{a0}»";
    NOW = "now", "maintenant";
    AGO = "{0} ago", "il y a {0}";
    AHEAD = "in {0}", "dans {0}";
    DAYS = ["{0} day", "{0} days"], ["{0} jour", "{0} jours"];
    HOURS = ["{0} hour", "{0} hours"], ["{0} heure", "{0} heures"];
    MINUTES = ["{0} minute", "{0} minutes"], ["{0} minute", "{0} minutes"];
    SECONDS = ["{0} second", "{0} seconds"], ["{0} seconde", "{0} secondes"];
    BROKEN = "something that is no expression", "quelque chose qui n’est pas une expression";
}

/// What a sentence needs to know besides the rule.
#[expect(missing_debug_implementations, reason = "it holds a function")]
pub struct Speaker<'s> {
    pub schema: &'s Schema,
    pub locale: Locale,
    /// How an object is called.
    pub name: &'s dyn Fn(ObjectId) -> String,
}

impl Speaker<'_> {
    /// The rule in words, without a full stop.
    #[must_use]
    pub fn sentence(&self, rule: &Rule, target: Target) -> String {
        match rule {
            Rule::Empty => NOBODY.get(self.locale).to_owned(),
            Rule::DirectReports(manager) => REPORTS.with(self.locale, &[&self.object(&manager.it)]),
            Rule::Whoever(expression) => {
                let whole = self.expression(expression);
                match target {
                    Target::User => USERS.with(self.locale, &[&whole]),
                    Target::Device => DEVICES.with(self.locale, &[&whole]),
                }
            }
        }
    }

    fn object(&self, id: &str) -> String {
        ObjectId::parse(id).map_or_else(|| id.to_owned(), |id| (self.name)(id))
    }

    fn expression(&self, expression: &Expression) -> String {
        match &expression.it {
            Node::And(parts) => self.locale.list_and(&self.grouped(parts)),
            Node::Or(parts) => self.locale.list_or(&self.grouped(parts)),
            Node::Not(inner) => NOT.with(self.locale, &[&format!("({})", self.expression(inner))]),
            Node::Compare(comparison) => self.comparison(comparison),
            Node::Quantified { list, quantifier, each } => {
                if let Node::Compare(Comparison { left, right, .. }) = &each.it
                    && left.it == Name::GroupId
                {
                    return MEMBERS.with(self.locale, &[&self.groups(&right.it)]);
                }
                let text = match quantifier.it {
                    Quantifier::Any => ANY,
                    Quantifier::All => EVERY,
                };
                let each = format!("({})", self.expression(each));
                text.with(self.locale, &[&self.name(&list.it), &each])
            }
            Node::Broken => BROKEN.get(self.locale).to_owned(),
        }
    }

    /// Parts that are made of others, in parentheses.
    fn grouped(&self, parts: &[Expression]) -> Vec<String> {
        let part = |part: &Expression| {
            let text = self.expression(part);
            match part.it {
                Node::And(_) | Node::Or(_) => format!("({text})"),
                _ => text,
            }
        };
        parts.iter().map(part).collect()
    }

    fn name(&self, name: &Name) -> String {
        let text = match name {
            Name::Property(Property::Attribute(Attribute::ASSIGNED_PLANS)) => PLANS,
            Name::Property(Property::Attribute(attribute)) => {
                return messages::label(self.schema, *attribute, self.locale);
            }
            Name::Property(Property::Extension(name)) => {
                return match self.schema.find(name) {
                    Some(attribute) => messages::label(self.schema, attribute, self.locale),
                    None => name.clone(),
                };
            }
            Name::Property(property @ Property::Agent(_)) => return property.name().to_owned(),
            Name::Property(Property::MemberOf(_)) | Name::GroupId => GROUPS,
            Name::Element => ELEMENT,
            Name::Plan(PlanField::ServicePlanId) => PLAN_ID,
            Name::Plan(PlanField::Service) => SERVICE,
            Name::Plan(PlanField::CapabilityStatus) => STATUS,
            Name::Unknown(name) => return name.clone(),
        };
        text.get(self.locale).to_owned()
    }

    fn comparison(&self, comparison: &Comparison) -> String {
        let Comparison { left, operator, right } = comparison;
        let name = self.name(&left.it);
        let negative = operator.it.is_negative();
        if right.it == Operand::Null {
            let asked =
                if negative { store::Operator::IsNotEmpty } else { store::Operator::IsEmpty };
            return format!("{name} {}", messages::operator(asked).get(self.locale));
        }
        let value = self.value(&right.it);
        match (&operator.it, &right.it) {
            (Operator::Ge, Operand::Now(_)) => NO_EARLIER.with(self.locale, &[&name, &value]),
            (Operator::Le, Operand::Now(_)) => NO_LATER.with(self.locale, &[&name, &value]),
            (operator, _) => format!("{name} {} {value}", self.operator(operator)),
        }
    }

    fn operator(&self, operator: &Operator) -> String {
        use store::Operator as Asked;
        let asked = match operator {
            Operator::Eq => Asked::Is,
            Operator::Ne => Asked::IsNot,
            Operator::StartsWith => Asked::StartsWith,
            Operator::NotStartsWith => Asked::NotStartsWith,
            Operator::EndsWith => Asked::EndsWith,
            Operator::NotEndsWith => Asked::NotEndsWith,
            Operator::Contains => Asked::Contains,
            Operator::NotContains => Asked::NotContains,
            Operator::In => Asked::In,
            Operator::NotIn => Asked::NotIn,
            Operator::Le => Asked::NotAfter,
            Operator::Ge => Asked::NotBefore,
            Operator::Match => return MATCHES.get(self.locale).to_owned(),
            Operator::NotMatch => return NO_MATCH.get(self.locale).to_owned(),
            Operator::Unknown(word) => return word.clone(),
        };
        messages::operator(asked).get(self.locale).to_owned()
    }

    fn value(&self, value: &Operand) -> String {
        match value {
            Operand::Text(text) => QUOTED.with(self.locale, &[text]),
            Operand::Word(word) => date::parse_iso(word)
                .map_or_else(|| word.clone(), |moment| self.locale.date_time(moment, Zone::Utc)),
            Operand::Boolean(value) => {
                let word = if *value { words::YES } else { words::NO };
                word.get(self.locale).to_lowercase()
            }
            Operand::Null => words::NOT_SET.get(self.locale).to_owned(),
            Operand::Now(None) => NOW.get(self.locale).to_owned(),
            Operand::Now(Some(Shift { back, by })) => {
                let text = if *back { AGO } else { AHEAD };
                text.with(self.locale, &[&self.duration(*by)])
            }
            Operand::List(items) => {
                let items: Vec<String> = items.iter().map(|item| self.value(&item.it)).collect();
                self.locale.list_or(&items)
            }
            Operand::Missing => "…".to_owned(),
        }
    }

    fn groups(&self, value: &Operand) -> String {
        let Operand::List(items) = value else { return self.value(value) };
        let name = |item: &Operand| match item {
            Operand::Text(id) | Operand::Word(id) => self.object(id),
            other => self.value(other),
        };
        let names: Vec<String> = items.iter().map(|item| name(&item.it)).collect();
        self.locale.list_or(&names)
    }

    fn duration(&self, duration: Duration) -> String {
        let Duration { days, hours, minutes, seconds } = duration;
        let parts = [(days, DAYS), (hours, HOURS), (minutes, MINUTES), (seconds, SECONDS)];
        let said: Vec<String> = parts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, text)| text.of(self.locale, u64::from(count)))
            .collect();
        if said.is_empty() { DAYS.of(self.locale, 0) } else { self.locale.list_and(&said) }
    }
}

#[cfg(test)]
mod tests {
    use super::Speaker;
    use crate::{
        domain::attribute::Schema,
        i18n::Locale,
        rules::{Target, parse},
    };

    #[track_caller]
    fn check(target: Target, text: &str, en: &str, fr: &str) {
        let schema = Schema::default();
        let rule = parse(text, target).rule;
        for (locale, expected) in [(Locale::En, en), (Locale::Fr, fr)] {
            let speaker = Speaker { schema: &schema, locale, name: &|_| "Anna".to_owned() };
            assert_eq!(speaker.sentence(&rule, target).replace('\u{a0}', " "), expected);
        }
    }

    #[test]
    fn rules_in_words() {
        check(
            Target::User,
            "user.department -in [\"Sales\",\"HR\"] -and user.accountEnabled -eq true",
            "Users for whom this is true: Department is one of “Sales” or “HR” and Account enabled is yes",
            "Utilisateurs pour lesquels : Service est parmi « Sales » ou « HR » et Compte activé est oui",
        );
        check(
            Target::User,
            "-not (user.mail -ne null) -or (user.city -match \"^A\" -and user.state -eq null)",
            "Users for whom this is true: not (Email is set) or (City matches the pattern “^A” and State or province is not set)",
            "Utilisateurs pour lesquels : pas (Adresse de messagerie est défini) ou (Ville correspond au motif « ^A » et État ou province n’est pas défini)",
        );
        check(
            Target::User,
            "user.employeeHireDate -ge (system.now -minus P7DT1H)",
            "Users for whom this is true: Employee hire date is no earlier than 7 days and 1 hour ago",
            "Utilisateurs pour lesquels : Date d’embauche est au plus tôt il y a 7 jours et 1 heure",
        );
        check(
            Target::User,
            "Direct Reports for \"62e19b97-8b3d-4d4a-a106-4ce66896a863\"",
            "Users whose manager is Anna",
            "Les utilisateurs dont le responsable est Anna",
        );
        check(
            Target::Device,
            "device.devicePhysicalIds -any (_ -startsWith \"[ZTDId]\")",
            "Devices for which this is true: at least one of Physical IDs: (it starts with “[ZTDId]”)",
            "Appareils pour lesquels : au moins un élément de ID physiques : (il commence par « [ZTDId] »)",
        );
    }
}
