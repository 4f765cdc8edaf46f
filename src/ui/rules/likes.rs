//! Groups of the directory whose rules are equal to the one in the lab, hold it, or are held by it.

use crate::{
    domain::GroupId,
    rules::limits,
    session::Drifts,
    tenant::drift::Likeness,
    ui::{
        drift::alike::alike,
        rules::{
            lab::{Before, Lab},
            texts as t,
        },
    },
};
use leptos::{prelude::*, task::spawn_local};
use std::sync::Arc;

/// Nothing where no rule is like it. What all rules take is worked out in slices, once the text rests.
pub(super) fn likes(lab: Lab) -> AnyView {
    // With the revision that they are of: after a change, older ones tell nothing.
    let drifts = RwSignal::new(None::<(u64, Arc<Drifts>)>);
    let runs = StoredValue::new(0_u32);
    let rests =
        Memo::new(move |_| lab.rested.with(|rested| lab.read.with(|read| read.text == *rested)));
    let wanted = Memo::new(move |_| rests.get() && lab.settled().is_some());
    Effect::new(move |_| {
        let revision = lab.session.revision().get();
        if !wanted.get() {
            return;
        }
        let run = runs.try_update_value(|run| {
            *run = run.wrapping_add(1);
            *run
        });
        spawn_local(async move {
            // Typing goes before: what was made is made use of when the text rests again.
            let goes_on =
                move || runs.try_get_value() == run && wanted.try_get_untracked() == Some(true);
            let found = lab.session.drifts(limits::end_of_member_of(), |_, _| goes_on()).await;
            if let Some(found) = found
                && goes_on()
            {
                drop(drifts.try_set(Some((revision, found))));
            }
        });
    });
    let found = Memo::new(move |_| {
        // Every group is compared, which is too much for every key.
        let shown = rests.get().then(|| lab.settled()).flatten()?;
        let revision = lab.session.revision().get();
        let (_, figures) = drifts.get().filter(|(of, _)| *of == revision)?;
        let asked = (&*shown.rule, lab.target, &*shown.takes);
        lab.session.with_rulebook(|workspace, book| {
            let but: Option<GroupId> = match lab.before.get() {
                Some(Before::Group(id)) => workspace.groups().find(id),
                _ => None,
            };
            Likeness::of_rule(book, &figures.groups, asked, but)
        })
    });
    let content = move || {
        let found = found.get()?;
        let parts = lab
            .session
            .with_untracked(|workspace| alike(workspace.directory(), found, lab.locale))?;
        Some(
            view! {
                <section class="card">
                    <h2>{t::LIKES.get(lab.locale)}</h2>
                    {parts}
                </section>
            }
            .into_any(),
        )
    };
    content.into_any()
}
