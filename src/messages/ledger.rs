//! What was noted in the ledger, as lines of an operation.

use crate::{
    domain::{LedgerEntry, LedgerKey, Outcome, SkuId, Term},
    i18n::{Locale, texts},
    messages::{education, name, object_name, setting},
    tenant::Workspace,
};

texts! {
    SETTING = "{0}: {1}", "{0}\u{a0}: {1}";
    AS_IMPORTED = "{0}: as imported ({1})", "{0}\u{a0}: comme importé ({1})";
    ASKED = "{0} asks to join: {1}", "{0} demande à rejoindre\u{a0}: {1}";
    APPROVED = "Request of {0}: approved", "Demande de {0}\u{a0}: approuvée";
    DENIED = "Request of {0}: denied. {1}", "Demande de {0}\u{a0}: refusée. {1}";
    CANCELLED = "Request of {0}: taken back", "Demande de {0}\u{a0}: retirée";
    NO_REQUEST = "Request of {0}: as if never asked", "Demande de {0}\u{a0}: comme si elle n’avait pas eu lieu";
    MUST_BE_IN = "{0} must be in", "{0} doit être inclus";
    MUST_BE_OUT = "{0} must be out", "{0} doit être exclu";
    NO_CASE = "{0}: no longer a case", "{0}\u{a0}: n’est plus un cas";
    VIEW = "{0} has a view", "{0} a une vue";
    PRICE_MONTHLY = "{0}: {1} a month", "{0}\u{a0}: {1} par mois";
    PRICE_YEARLY = "{0}: {1} a year", "{0}\u{a0}: {1} par an";
    NO_PRICE = "{0}: no price", "{0}\u{a0}: pas de prix";
    NO_VIEW = "{0} has no view", "{0} n’a pas de vue";
}

/// What became of an entry.
#[must_use]
pub fn entry(
    workspace: &Workspace,
    key: LedgerKey,
    after: Option<&LedgerEntry>,
    locale: Locale,
) -> String {
    let directory = workspace.directory();
    let who = |user| name(&directory.users, user);
    match (key, after) {
        (LedgerKey::Setting(which), Some(LedgerEntry::Setting(datum))) => {
            let value = setting::value(Some(directory), which, datum, locale);
            SETTING.with(locale, &[setting::setting(which).get(locale), &value])
        }
        (LedgerKey::Setting(which), _) => {
            let imported = workspace.organisation().setting(which);
            let value = setting::value(Some(directory), which, &imported, locale);
            AS_IMPORTED.with(locale, &[setting::setting(which).get(locale), &value])
        }
        (LedgerKey::Request { user, .. }, Some(LedgerEntry::Request(request))) => {
            match &request.outcome {
                Outcome::Pending => ASKED.with(locale, &[&who(user), &request.justification]),
                Outcome::Approved { .. } => APPROVED.with(locale, &[&who(user)]),
                Outcome::Denied { reason, .. } => DENIED.with(locale, &[&who(user), reason]),
                Outcome::Cancelled { .. } => CANCELLED.with(locale, &[&who(user)]),
            }
        }
        (LedgerKey::Request { user, .. }, _) => NO_REQUEST.with(locale, &[&who(user)]),
        (LedgerKey::Case { who, .. }, after) => {
            let text = match after {
                Some(LedgerEntry::Case(true)) => MUST_BE_IN,
                Some(_) => MUST_BE_OUT,
                None => NO_CASE,
            };
            text.with(locale, &[&object_name(directory.of(who.of), who.row)])
        }
        (LedgerKey::View { user }, after) => {
            let text = if after.is_some() { VIEW } else { NO_VIEW };
            text.with(locale, &[&who(user)])
        }
        (LedgerKey::Price(sku), Some(LedgerEntry::Price(price))) => {
            let text = match price.term {
                Term::Monthly => PRICE_MONTHLY,
                Term::Yearly => PRICE_YEARLY,
            };
            let currency = price.currency;
            let amount = locale.money(u128::from(price.amount), currency.digits(), currency.code());
            text.with(locale, &[&product(workspace, sku), &amount])
        }
        (LedgerKey::Price(sku), _) => NO_PRICE.with(locale, &[&product(workspace, sku)]),
        (LedgerKey::Education(topic), Some(LedgerEntry::Education(note))) => {
            education::noted(topic, Some(note), locale)
        }
        (LedgerKey::Education(topic), _) => education::noted(topic, None, locale),
    }
}

/// A product by the tenant's own text, else by its id.
fn product(workspace: &Workspace, sku: SkuId) -> String {
    let own = workspace.organisation().subscription(sku).map(|one| one.part_number.clone());
    own.filter(|own| !own.is_empty()).unwrap_or_else(|| sku.to_string())
}

#[cfg(test)]
mod tests {
    #[test]
    fn typography() {
        crate::i18n::typography::check(&super::all());
    }
}
