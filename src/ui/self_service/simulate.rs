//! One person under these settings: what they see, may create, may join, and by which roads.

use super::texts as t;
use crate::{
    domain::{Actor, Barrier, Deed, GroupId, GroupKind, ObjectId, attribute::Of},
    i18n::Locale,
    messages,
    session::{NoView, Session, browser},
    tenant::{
        Workspace,
        groups::Nature,
        self_service::{Mine, Openness, Where, mine, reach, roads},
    },
    ui::{
        groups::find,
        kit::{
            combobox::{Choice, Combobox},
            icon::{Icon, icon},
            toast::{Tone, use_toasts},
        },
        nav::use_nav,
        page::Page,
        persona,
        user::act::denied_text,
    },
};
use leptos::prelude::*;

pub(super) fn simulate(session: Session, locale: Locale) -> AnyView {
    let chosen: RwSignal<Option<ObjectId>> =
        RwSignal::new(session.actor().with_untracked(|actor| actor.id));
    let picker = persona::picker(
        session,
        "self-service-who",
        t::PERSON_LABEL.get(locale),
        persona::BY_NAME,
        chosen,
    );
    let content = move || {
        let id = chosen.get()?;
        Some(untrack(|| person(session, id, locale)))
    };
    view! { <p>{t::PERSON_WHY.get(locale)}</p> {picker} {content} }.into_any()
}

fn person(session: Session, id: ObjectId, locale: Locale) -> AnyView {
    let nav = use_nav();
    let found = session.with_untracked(|workspace| {
        let user = workspace.find_active(id)?;
        Some((messages::name(workspace.users(), user), persona::actor(workspace, user)))
    });
    let Some((name, actor)) = found else { return ().into_any() };
    let title = t::ABLE.with(locale, &[&name]);
    let actor_of_look = actor.clone();
    let look = move |_| {
        session.set_actor(actor_of_look.clone());
        nav.go(Page::MyGroups, &crate::ui::fragment::Fragment::default());
    };
    let (toasts, given) = (use_toasts(), t::GIVEN.with(locale, &[&name]));
    let give = move |_| {
        let Some(user) = session.with_untracked(|workspace| workspace.find_active(id)) else {
            return;
        };
        match session.hand_out_view(user) {
            Ok(()) => toasts.show(Tone::Good, given.clone()),
            Err(NoView::Denied(denied)) => {
                toasts.show(Tone::Bad, denied_text(session, &denied, locale));
            }
            Err(NoView::Barrier(why)) => {
                let text = session.with_untracked(|w| no(w, None, &why, locale));
                toasts.show(Tone::Bad, text);
            }
        }
    };
    let rows = {
        let actor = actor.clone();
        move || {
            session.with(|workspace| match mine(workspace, &actor, browser::now()) {
                Ok(mine) => answers(workspace, &actor, &mine, locale),
                Err(barrier) => vec![row(
                    t::SEES.get(locale).to_owned(),
                    no(workspace, None, &barrier, locale),
                    &[],
                    locale,
                )],
            })
        }
    };
    view! {
        <section class="stack">
            <h2>{title.clone()}</h2>
            <div class="scroll-x">
                <table class="plain-table" aria-label=title>
                    <thead>
                        <tr>
                            <th scope="col">{t::QUESTION.get(locale)}</th>
                            <th scope="col">{t::ANSWER.get(locale)}</th>
                            <th scope="col">{t::ROADS.get(locale)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {one_group(session, actor, locale)}
            <div class="line">
                <button type="button" class="btn" on:click=give>
                    {icon(Icon::Download)} {t::GIVE_VIEW.with(locale, &[&name])}
                </button>
                <button type="button" class="btn primary" on:click=look>
                    {icon(Icon::User)} {t::LOOK.with(locale, &[&name])}
                </button>
            </div>
        </section>
    }
    .into_any()
}

fn no(workspace: &Workspace, group: Option<GroupId>, why: &Barrier, locale: Locale) -> String {
    let why = messages::self_service::barrier(workspace.directory(), group, why, locale);
    t::NO_BECAUSE.with(locale, &[&why])
}

fn row(question: String, answer: String, roads: &[Where], locale: Locale) -> AnyView {
    let roads: Vec<&str> =
        roads.iter().map(|road| messages::self_service::road(*road).get(locale)).collect();
    let roads = (!roads.is_empty()).then(|| t::BY.with(locale, &[&locale.list_or(&roads)]));
    view! {
        <tr>
            <th scope="row">{question}</th>
            <td class="break">{answer}</td>
            <td class="break">{roads}</td>
        </tr>
    }
    .into_any()
}

fn answers(workspace: &Workspace, actor: &Actor, mine: &Mine, locale: Locale) -> Vec<AnyView> {
    let now = browser::now();
    let yes = || t::YES.get(locale).to_owned();
    let told = |may: &Result<(), Barrier>| match may {
        Ok(()) => yes(),
        Err(barrier) => no(workspace, None, barrier, locale),
    };
    let opens = mine.opens.is_ok();
    let count = |text: crate::i18n::Plural, number: usize| text.of(locale, number as u64);
    // A group is seen and reached elsewhere whatever My Groups shows.
    let others = [Where::AdminCentre, Where::Graph];
    let sees = if opens { vec![Where::MyGroups] } else { others.to_vec() };
    let mut rows = vec![row(t::SEES.get(locale).to_owned(), told(&mine.opens), &sees, locale)];
    for (kind, may) in &mine.create {
        let question = t::CREATES.with(locale, &[messages::group::kind(*kind).get(locale)]);
        let mut roads = Vec::new();
        if may.is_ok() {
            if opens {
                roads.push(Where::MyGroups);
            }
            if *kind == GroupKind::Microsoft365 {
                roads.push(Where::OutlookAndTeams);
            }
            roads.extend(others);
        }
        rows.push(row(question, told(may), &roads, locale));
    }
    let of_all = |groups: &[GroupId], deed: Deed| {
        let kinds =
            groups.iter().filter_map(|group| Nature::in_table(workspace.groups(), *group).kind);
        let mut all: Vec<Where> = kinds.flat_map(|kind| roads(opens, deed, kind)).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let owner = of_all(&mine.owned, Deed::Approve);
    rows.push(row(count(t::OWNS, mine.owned.len()), String::new(), &owner, locale));
    let member = of_all(&mine.member, Deed::Leave);
    rows.push(row(count(t::IS_IN, mine.member.len()), String::new(), &member, locale));
    for (wanted, text) in [(Openness::Join, t::MAY_JOIN), (Openness::Ask, t::MAY_ASK)] {
        let mut number = 0;
        let mut by: Vec<Where> = Vec::new();
        for (group, _) in mine.open.iter().filter(|(_, open)| *open == wanted) {
            let (_, roads) = reach(workspace, actor, now, *group);
            number += usize::from(!roads.is_empty());
            by.extend(roads.into_iter().filter(|road| !by.contains(road)).collect::<Vec<_>>());
        }
        rows.push(row(count(text, number), String::new(), &by, locale));
    }
    if !mine.to_answer.is_empty() {
        let answer = if opens { vec![Where::MyGroups] } else { Vec::new() };
        rows.push(row(count(t::ANSWERS, mine.to_answer.len()), String::new(), &answer, locale));
    }
    rows
}

/// One group and this person.
fn one_group(session: Session, actor: Actor, locale: Locale) -> AnyView {
    let text = RwSignal::new(String::new());
    let group: RwSignal<Option<GroupId>> = RwSignal::new(None);
    let search = Callback::new(move |query: String| {
        session.with_untracked(|workspace| find::objects(workspace, &[Of::Group], &query, locale))
    });
    let pick = Callback::new(move |choice: Choice| {
        text.set(choice.text);
        let id = ObjectId::parse(&choice.key);
        group.set(id.and_then(|id| session.with_untracked(|w| w.groups().find(id))));
    });
    let told = move || {
        let group = group.get()?;
        Some(session.with(|workspace| {
            let (open, roads) = reach(workspace, &actor, browser::now(), group);
            let text = match open {
                Openness::Join => t::AT_ONCE.get(locale).to_owned(),
                Openness::Ask => t::BY_ASKING.get(locale).to_owned(),
                Openness::Asked => t::WAITS.get(locale).to_owned(),
                Openness::Shut(why) => no(workspace, Some(group), &why, locale),
            };
            let names: Vec<&str> =
                roads.iter().map(|road| messages::self_service::road(*road).get(locale)).collect();
            if names.is_empty() {
                text
            } else {
                format!("{text}, {}", t::BY.with(locale, &[&locale.list_or(&names)]))
            }
        }))
    };
    view! {
        <div class="field">
            <label for="self-service-group">{t::ONE_GROUP_LABEL.get(locale)}</label>
            <Combobox
                id="self-service-group".to_owned()
                name=t::GROUPS.get(locale)
                text=text
                search=search
                pick=pick
                placeholder=t::SEARCH.get(locale)
            />
            <p role="status">{told}</p>
        </div>
    }
    .into_any()
}
