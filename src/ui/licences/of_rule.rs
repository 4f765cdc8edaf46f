//! What a rule in the lab would mean for licences: the group that it is compared with gives some, and people would
//! come in and go.

use super::{consequences::told, texts as t};
use crate::{
    domain::{Event, GroupId, ObjectId, Party, Row, Side, Subject},
    session::Session,
    store::Bits,
    tenant::licences::consequences::Consequences,
    ui::kit::lang::lang,
};
use leptos::prelude::*;

/// People who come into a group, or go.
fn relations(group: GroupId, people: &Bits, comes: bool) -> impl Iterator<Item = Event> {
    people.iter().map(move |row| Event::Relation {
        group,
        side: Side::Members,
        party: Party::Here(Subject::user(Row(row))),
        before: !comes,
        after: comes,
    })
}

/// The card; nothing where the group gives no licences. `moves` says who would come in and who would go, and is
/// asked when something else is to be shown.
pub fn rule_card(
    session: Session,
    group: Signal<Option<ObjectId>>,
    moves: impl Fn() -> Option<(Bits, Bits)> + Send + 'static,
) -> AnyView {
    let locale = lang();
    let content = move || {
        let group = group.get()?;
        let (joining, leaving) = moves()?;
        session.with_licences(|workspace, catalogue, licences| {
            let row = workspace.groups().find(group)?;
            licences.giving(row)?;
            let coming = relations(row, &joining, true);
            let events: Vec<Event> = coming.chain(relations(row, &leaving, false)).collect();
            let assumptions = licences.assumptions();
            let found = Consequences::of(workspace, catalogue, assumptions, licences, &events);
            let nothing = (found.products.is_empty() && found.plans.is_empty())
                .then(|| view! { <p class="quiet">{t::NOTHING_FOLLOWS.get(locale)}</p> });
            Some(
                view! {
                    <section class="card">
                        <h2>{t::FOLLOWS_LICENCES.get(locale)}</h2>
                        {nothing}
                        {told(
                            workspace,
                            catalogue,
                            &found,
                            (assumptions, assumptions),
                            t::FOLLOWS.get(locale),
                            locale,
                        )}
                    </section>
                }
                .into_any(),
            )
        })?
    };
    content.into_any()
}
