//! The page as a whole.

use crate::{
    domain::GroupId,
    i18n::Text,
    session::Session,
    store::Crowd,
    tenant::compare::Shares,
    ui::{
        compare::{chosen, desk::Desk, facts, part, sets::Whose, texts as t},
        kit::{icon::Icon, lang::lang, notice::empty},
        nav::{plain, use_nav},
        page::Page,
        shell::heading,
    },
};
use leptos::prelude::*;

/// Groups side by side, and sets made of their members.
pub fn compare_page(session: Session) -> AnyView {
    let (locale, nav) = (lang(), use_nav());
    let desk = Desk::new(session, locale, nav);
    view! {
        <div class="page-head">
            {heading(Page::Compare.title().get(locale))}
            <p class="lead">{t::LEAD.get(locale)}</p>
        </div>
        {chosen::chosen(desk)}
        <div role="status" class="stack">{move || shares(desk)}</div>
        {move || facts::facts(desk)}
        {desk.relater.view(session)}
    }
    .into_any()
}

/// The result and who is where; before two sets are chosen, what to do.
fn shares(desk: Desk) -> AnyView {
    let (locale, session) = (desk.locale, desk.session);
    let crowds = desk.crowds.get();
    if crowds.len() < 2 {
        let action = view! {
            <a class="btn" href=plain(Page::Groups)>{Page::Groups.title().get(locale)}</a>
        };
        return empty(Icon::Groups, t::NONE.get(locale), t::NONE_WHY.get(locale), action);
    }
    let sets = desk.sets.get();
    let mut result = crowds.first().cloned();
    for (operand, crowd) in sets.operands.iter().zip(crowds.iter()).skip(1) {
        if let Some(result) = &mut result {
            result.combine(operand.how, crowd);
        }
    }
    let of = session.with_untracked(|w| Shares::of(w.directory(), &crowds));
    let count = u64::try_from(crowds.len()).unwrap_or_default();
    let all =
        if count == 2 { t::IN_BOTH.get(locale).to_owned() } else { t::IN_ALL.of(locale, count) };
    let part = |name: &str, crowd: Crowd| part::part(desk, name.to_owned(), name, crowd);
    let mut parts = vec![part(&all, of.all)];
    let names: Vec<String> = session.with_untracked(|workspace| {
        sets.operands.iter().map(|operand| desk.name(workspace, operand.whose)).collect()
    });
    let only = names.iter().zip(of.only);
    parts.extend(
        only.map(|(name, only): (&String, Crowd)| part(&t::ONLY_IN.with(locale, &[name]), only)),
    );
    if count > 2 {
        parts.push(part(t::IN_SOME.get(locale), of.some));
    }
    let mut words: Vec<&str> = Vec::new();
    for (operand, name) in sets.operands.iter().zip(&names) {
        words.extend((!words.is_empty()).then(|| chosen::word(operand.how).get(locale)));
        words.push(name);
    }
    let result =
        result.map(|result| part::part(desk, words.join(" "), t::RESULT.get(locale), result));
    view! {
        {card(t::RESULT, Some(t::RESULT_WHY), result.into_iter().collect(), desk)}
        {card(t::SHARES, None, parts, desk)}
    }
    .into_any()
}

fn card(title: Text, why: Option<Text>, parts: Vec<AnyView>, desk: Desk) -> AnyView {
    let why = why.map(|why| view! { <p class="quiet">{why.get(desk.locale)}</p> });
    view! {
        <section class="card">
            <h2>{title.get(desk.locale)}</h2>
            {why}
            <ul class="compare-parts">{parts}</ul>
        </section>
    }
    .into_any()
}

/// The groups among the sets that are in this workspace.
pub(super) fn groups(desk: Desk) -> Vec<GroupId> {
    desk.session.with(|workspace| {
        desk.sets.with(|sets| {
            let group = |whose: Whose| match whose {
                Whose::Group(id) => workspace.groups().find(id),
                Whose::Selected => None,
            };
            sets.operands.iter().filter_map(|operand| group(operand.whose)).collect()
        })
    })
}
