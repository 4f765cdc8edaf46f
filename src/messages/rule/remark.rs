//! What a rule means in one directory, in words.

use crate::{
    domain::attribute::Schema,
    i18n::{Locale, texts},
    messages,
    rules::{always::Always, survey::Remark},
};

texts! {
    ALWAYS_TRUE = "The rule is true of everybody, whoever they are.", "La règle est vraie pour tout le monde, quelle que soit la personne.";
    ALWAYS_FALSE = "The rule can be true of nobody: its clauses exclude each other.", "La règle ne peut être vraie pour personne\u{a0}: ses clauses s’excluent.";
    EVERYBODY = "It takes every user of this directory.", "Elle retient tous les utilisateurs de cet annuaire.";
    GUESTS = ["It takes {0} guest as well: it does not ask for `user.userType`.", "It takes {0} guests as well: it does not ask for `user.userType`."], ["Elle retient aussi {0} invité\u{a0}: elle n’interroge pas `user.userType`.", "Elle retient aussi {0} invités\u{a0}: elle n’interroge pas `user.userType`."];
    DISABLED = ["{0} member cannot sign in: it does not ask for `user.accountEnabled`.", "{0} members cannot sign in: it does not ask for `user.accountEnabled`."], ["{0} membre ne peut pas se connecter\u{a0}: elle n’interroge pas `user.accountEnabled`.", "{0} membres ne peuvent pas se connecter\u{a0}: elle n’interroge pas `user.accountEnabled`."];
    AGENTS = "Agent users count as members since 2026. Add `-and (user.agentIdentityBlueprintId -eq null)` to leave them out (reported, not documented).", "Depuis 2026, les utilisateurs agents comptent comme membres. Ajoutez `-and (user.agentIdentityBlueprintId -eq null)` pour les exclure (signalé, non documenté).";
    EDITABLE = "Many organisations let people change this about themselves, so they could put themselves in: {0}. Do not give rights to a group that depends on it.", "Dans bien des organisations, chacun peut modifier ceci à son propre sujet et donc s’ajouter soi-même\u{a0}: {0}. N’accordez pas de droits à un groupe qui en dépend.";
    NOWHERE = "Nobody has the value {0}.", "Personne n’a la valeur {0}.";
    NOWHERE_BUT = "Nobody has the value {0}. Is {1} meant?", "Personne n’a la valeur {0}. S’agit-il de {1}\u{202f}?";
    SPELLINGS = ["{1} is written in another way, too: {0} user has {2}.", "{1} is written in another way, too: {0} users have {2}."], ["{1} s’écrit aussi autrement\u{a0}: {0} utilisateur a {2}.", "{1} s’écrit aussi autrement\u{a0}: {0} utilisateurs ont {2}."];
    QUOTED = "“{0}”", "«\u{a0}{0}\u{a0}»";
}

/// A remark as a sentence. Pieces between backticks are code.
#[must_use]
pub fn remark(remark: &Remark, schema: &Schema, locale: Locale) -> String {
    let quoted = |text: &str| QUOTED.with(locale, &[text]);
    match remark {
        Remark::Always(Always::True) => ALWAYS_TRUE.get(locale).to_owned(),
        Remark::Always(Always::False) => ALWAYS_FALSE.get(locale).to_owned(),
        Remark::Everybody => EVERYBODY.get(locale).to_owned(),
        Remark::Guests { count } => GUESTS.of(locale, u64::from(*count)),
        Remark::Disabled { count } => DISABLED.of(locale, u64::from(*count)),
        Remark::Agents => AGENTS.get(locale).to_owned(),
        Remark::Editable { attributes } => {
            let label = |attribute: &_| messages::label(schema, *attribute, locale);
            let labels: Vec<String> = attributes.iter().map(label).collect();
            EDITABLE.with(locale, &[&locale.list_and(&labels)])
        }
        Remark::Nowhere { value, instead: None, .. } => NOWHERE.with(locale, &[&quoted(value)]),
        Remark::Nowhere { value, instead: Some(instead), .. } => {
            NOWHERE_BUT.with(locale, &[&quoted(value), &quoted(instead)])
        }
        Remark::Spellings { value, other, count, .. } => {
            SPELLINGS.with(locale, u64::from(*count), &[&quoted(value), &quoted(other)])
        }
    }
}
