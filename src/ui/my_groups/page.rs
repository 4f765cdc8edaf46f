//! The page as a whole.

use super::{
    act::{Deeds, Words},
    create, requests,
};
use crate::{
    domain::{GroupId, GroupKind, ObjectId, UserId, Wish, attribute::Of},
    i18n::Locale,
    messages,
    session::{Session, browser},
    tenant::{
        Workspace,
        expiry::{Fate, Lacks, fate},
        groups::Nature,
        self_service::{Mine, Openness, join_policy, mine},
    },
    text::fold,
    ui::{
        changes::pages::{SIZE, pager},
        groups::renew::renewal,
        kit::{
            dom::keep_focus,
            icon::{Icon, icon},
            lang::{lang, zone},
            notice::{Notice, empty, strip},
        },
        my_groups::texts as t,
        objects::link,
        page::Page,
        persona,
        shell::heading,
        user::ask::Asker,
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// My groups.
pub fn my_groups_page(session: Session) -> AnyView {
    let locale = lang();
    let asker = Asker::provide();
    let deeds = Deeds::new(session, asker);
    let who = Memo::new(move |_| session.actor().get().id);
    let content = move || match who.get() {
        None => choose(session, locale),
        Some(_) => untrack(|| of_person(session, deeds, locale)),
    };
    let lead = move || {
        let name = session.actor().with(|actor| actor.name.clone());
        who.get().map(|_| t::LEAD.with(locale, &[&name]))
    };
    view! {
        <div class="page-head">
            {heading(Page::MyGroups.title().get(locale))} <p class="lead">{lead}</p>
        </div>
        {content}
        {deeds.view()}
        {asker.view(session)}
    }
    .into_any()
}

/// Nobody is chosen yet.
fn choose(session: Session, locale: Locale) -> AnyView {
    let chosen: RwSignal<Option<ObjectId>> = RwSignal::new(None);
    Effect::new(move |_| {
        let Some(id) = chosen.get() else { return };
        let actor = session.with_untracked(|workspace| {
            workspace.find_active(id).map(|user| persona::actor(workspace, user))
        });
        if let Some(actor) = actor {
            session.set_actor(actor);
            // The input is gone with the question.
            keep_focus();
        }
    });
    let picker = persona::picker(
        session,
        "my-groups-who",
        persona::LOOK_AS.get(locale),
        persona::HINT,
        chosen,
    );
    empty(Icon::User, t::CHOOSE.get(locale), t::CHOOSE_WHY.get(locale), picker)
}

type Seen = Option<Arc<Mine>>;

fn of_person(session: Session, deeds: Deeds, locale: Locale) -> AnyView {
    let seen: Memo<Result<Arc<Mine>, String>> = Memo::new(move |_| {
        let actor = session.actor().get();
        session.with(|workspace| {
            mine(workspace, &actor, browser::now()).map(Arc::new).map_err(|barrier| {
                messages::self_service::barrier(workspace.directory(), None, &barrier, locale)
            })
        })
    });
    let shown: Memo<Seen> = Memo::new(move |_| seen.get().ok().filter(|mine| mine.opens.is_ok()));
    let told = move || {
        let barrier = match seen.get() {
            // The account itself stands in the way, on every road.
            Err(text) => return Some(strip(Notice::Warn, text)),
            Ok(mine) => mine.opens.clone().err()?,
        };
        let text = session.with_untracked(|workspace| {
            let directory = workspace.directory();
            messages::self_service::barrier(directory, None, &barrier, locale)
        });
        let text = t::SHUT.with(locale, &[&text]);
        Some(strip(Notice::Warn, view! { <p>{text}</p> <p>{t::SHUT_ROADS.get(locale)}</p> }))
    };
    let open = Memo::new(move |_| shown.with(Option::is_some));
    let content = move || {
        open.get().then(|| {
            untrack(|| {
                view! {
                    {waiting(session, deeds, shown, locale)}
                    {notices(session, shown, locale)}
                    {creation(session, shown, locale)}
                    {owned(session, shown, locale)}
                    {member(session, deeds, shown, locale)}
                    {joinable(session, deeds, shown, locale)}
                    {own_requests(session, deeds, shown, locale)}
                }
                .into_any()
            })
        })
    };
    view! { {told} <div class="stack">{content}</div> }.into_any()
}

fn section(title: crate::i18n::Text, content: AnyView, locale: Locale) -> AnyView {
    view! {
        <section class="stack">
            <h2>{title.get(locale)}</h2>
            {content}
        </section>
    }
    .into_any()
}

fn waiting(session: Session, deeds: Deeds, shown: Memo<Seen>, locale: Locale) -> AnyView {
    (move || {
        let mine = shown.get().filter(|mine| !mine.to_answer.is_empty())?;
        let lines: Vec<AnyView> = session.with_untracked(|workspace| {
            let line = |one| requests::waiting(workspace, deeds, one, locale);
            mine.to_answer.iter().copied().map(line).collect()
        });
        let list = view! { <ul class="rows-list">{lines}</ul> }.into_any();
        Some(section(t::WAITING, list, locale))
    })
    .into_any()
}

fn notices(session: Session, shown: Memo<Seen>, locale: Locale) -> AnyView {
    (move || {
        let user = shown.with(|mine| mine.as_ref().map(|mine| mine.user))?;
        let told = session.with(|workspace| requests::notices(workspace, user, locale));
        let lines: Vec<AnyView> =
            told.into_iter().map(|text| view! { <li>{text}</li> }.into_any()).collect();
        (!lines.is_empty()).then(|| {
            let list = view! { <ul class="dots">{lines}</ul> }.into_any();
            section(t::NOTICES, list, locale)
        })
    })
    .into_any()
}

/// The way to a new group, or why there is none.
fn creation(session: Session, shown: Memo<Seen>, locale: Locale) -> AnyView {
    let open = RwSignal::new(false);
    let may = Memo::new(move |_| {
        shown.with(|mine| {
            let mine = mine.as_ref()?;
            let kinds: Vec<GroupKind> =
                mine.create.iter().filter(|(_, may)| may.is_ok()).map(|(kind, _)| *kind).collect();
            let why = mine.create.iter().find_map(|(_, may)| may.clone().err());
            Some((mine.user, kinds, why))
        })
    });
    (move || {
        let (user, kinds, why) = may.get()?;
        if kinds.is_empty() {
            let why = session.with_untracked(|workspace| {
                let directory = workspace.directory();
                why.map(|why| messages::self_service::barrier(directory, None, &why, locale))
            });
            let text = t::NO_CREATION.with(locale, &[&why.unwrap_or_default()]);
            return Some(view! { <p class="quiet">{text}</p> }.into_any());
        }
        Some(
            view! {
                <div class="line">
                    <button type="button" class="btn" on:click=move |_| open.set(true)>
                        {icon(Icon::Add)} {t::NEW.get(locale)}
                    </button>
                </div>
                {create::dialog(session, user, open, kinds)}
            }
            .into_any(),
        )
    })
    .into_any()
}

/// A table of groups, a part at a time.
fn table(
    session: Session,
    rows: Memo<Vec<GroupId>>,
    (label, columns): (&'static str, Vec<&'static str>),
    none: &'static str,
    line: impl Fn(&Workspace, GroupId) -> Vec<AnyView> + Send + Sync + 'static,
) -> AnyView {
    let part = RwSignal::new(0_usize);
    let total = Signal::derive(move || rows.with(Vec::len));
    let columns: Vec<AnyView> =
        columns.into_iter().map(|name| view! { <th scope="col">{name}</th> }.into_any()).collect();
    let body = move || {
        let first = part.get().min(total.get().saturating_sub(1) / SIZE) * SIZE;
        let shown: Vec<GroupId> =
            rows.with(|rows| rows.iter().skip(first).take(SIZE).copied().collect());
        session.with(|workspace| {
            shown
                .into_iter()
                .map(|group| {
                    let mut cells = line(workspace, group).into_iter();
                    let head = cells.next();
                    let rest: Vec<AnyView> = cells
                        .map(|cell| view! { <td class="break">{cell}</td> }.into_any())
                        .collect();
                    view! { <tr><th scope="row">{head}</th>{rest}</tr> }.into_any()
                })
                .collect::<Vec<_>>()
        })
    };
    let some = Memo::new(move |_| total.get() > 0);
    let columns = StoredValue::new_local(Some(columns));
    let empty = move || (!some.get()).then(|| view! { <p class="quiet">{none}</p> });
    view! {
        {empty}
        <div class="scroll-x" hidden=move || !some.get()>
            <table class="plain-table" aria-label=label>
                <thead>
                    <tr>{columns.try_update_value(Option::take).flatten()}</tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
        </div>
        {pager(label.to_owned(), total, part)}
    }
    .into_any()
}

fn policy_cell(workspace: &Workspace, group: GroupId, locale: Locale) -> AnyView {
    messages::self_service::policy(join_policy(workspace, group)).get(locale).into_any()
}

fn group_link(workspace: &Workspace, group: GroupId) -> AnyView {
    link::object(workspace.directory(), Of::Group, group)
}

/// By when an owner has to renew a group, and the button for it.
fn expiry(
    session: Session,
    workspace: &Workspace,
    group: GroupId,
    locale: Locale,
) -> (String, AnyView) {
    let button = || renewal(session, workspace, group, locale);
    match fate(workspace, group, browser::now()) {
        Fate::Expires(at, _) => (locale.date(at.0, zone(at.0)), button()),
        Fate::Lasts(_) => (t::NEVER.get(locale).to_owned(), ().into_any()),
        Fate::Unknown(Lacks::Kind) => (t::NOT_KNOWN.get(locale).to_owned(), ().into_any()),
        Fate::Unknown(_) | Fate::Renewed(_) => (t::NOT_KNOWN.get(locale).to_owned(), button()),
    }
}

fn owned(session: Session, shown: Memo<Seen>, locale: Locale) -> AnyView {
    let rows = Memo::new(move |_| {
        shown.with(|mine| mine.as_ref().map(|mine| mine.owned.clone()).unwrap_or_default())
    });
    let columns = [t::GROUP, t::WHO_JOINS, t::MEMBERS, t::EXPIRES, t::ACTIONS];
    let names = columns.iter().map(|column| column.get(locale)).collect();
    let line = move |workspace: &Workspace, group: GroupId| {
        let list = workspace.directory().members.of(crate::domain::Side::Members, group);
        let count = locale.number(u64::from(list.count()));
        let (when, renew) = expiry(session, workspace, group, locale);
        vec![
            group_link(workspace, group),
            policy_cell(workspace, group, locale),
            view! { <span class="number">{count}</span> }.into_any(),
            when.into_any(),
            renew,
        ]
    };
    let title = t::OWNED.get(locale);
    let content = table(session, rows, (title, names), t::NONE_OWNED.get(locale), line);
    section(t::OWNED, content, locale)
}

fn member(session: Session, deeds: Deeds, shown: Memo<Seen>, locale: Locale) -> AnyView {
    let rows = Memo::new(move |_| {
        shown.with(|mine| mine.as_ref().map(|mine| mine.member.clone()).unwrap_or_default())
    });
    let whole = move || shown.with(|mine| mine.as_ref().is_some_and(|mine| !mine.whole));
    let names = vec![t::GROUP.get(locale), t::WHY.get(locale), t::ACTIONS.get(locale)];
    let line = move |workspace: &Workspace, group: GroupId| {
        let groups = workspace.groups();
        let dynamic = Nature::in_table(groups, group).is_dynamic();
        let rule = groups.get(group, crate::domain::Attribute::GROUP_MEMBERSHIP_RULE);
        let why = if dynamic {
            t::BY_RULE.with(locale, &[rule.as_text().unwrap_or_default()])
        } else {
            t::ASSIGNED.get(locale).to_owned()
        };
        let name = messages::object_name(groups, group);
        let actor = session.actor().get_untracked();
        let leaves = crate::tenant::self_service::barrier(
            workspace,
            &actor,
            browser::now(),
            group,
            &Wish::Leave,
        );
        let leave = leaves.is_ok().then(|| {
            view! {
                <button
                    type="button"
                    class="btn"
                    aria-label=t::LEAVE_OF.with(locale, &[&name])
                    on:click=move |_| deeds.leave(group)
                >
                    {t::LEAVE_VERB.get(locale)}
                </button>
            }
            .into_any()
        });
        vec![group_link(workspace, group), why.into_any(), leave.into_any()]
    };
    let title = t::MEMBER.get(locale);
    let content = table(session, rows, (title, names), t::NONE_MEMBER.get(locale), line);
    let note = move || whole().then(|| view! { <p class="quiet">{t::NOT_WHOLE.get(locale)}</p> });
    section(t::MEMBER, view! { {content} {note} }.into_any(), locale)
}

fn joinable(session: Session, deeds: Deeds, shown: Memo<Seen>, locale: Locale) -> AnyView {
    let query = RwSignal::new(String::new());
    let rows = Memo::new(move |_| {
        let wanted = query.with(|query| fold::search(query.trim()).into_owned());
        let Some(mine) = shown.get() else { return Vec::new() };
        session.with_untracked(|workspace| {
            let fits = |group: &GroupId| {
                wanted.is_empty()
                    || fold::search(&messages::object_name(workspace.groups(), *group))
                        .contains(&wanted)
            };
            mine.open.iter().map(|(group, _)| *group).filter(fits).collect::<Vec<_>>()
        })
    });
    let openness = move |group: GroupId| {
        shown.with_untracked(|mine| {
            let open = &mine.as_ref()?.open;
            open.iter().find(|(one, _)| *one == group).map(|(_, openness)| openness.clone())
        })
    };
    let names = vec![t::GROUP.get(locale), t::WHO_JOINS.get(locale), t::ACTIONS.get(locale)];
    let line = move |workspace: &Workspace, group: GroupId| {
        let name = messages::object_name(workspace.groups(), group);
        let button = match openness(group) {
            Some(Openness::Join) => view! {
                <button
                    type="button"
                    class="btn"
                    aria-label=t::JOIN_OF.with(locale, &[&name])
                    on:click=move |_| {
                        deeds.act(group, Wish::Join);
                    }
                >
                    {t::JOIN_VERB.get(locale)}
                </button>
            }
            .into_any(),
            Some(Openness::Ask) => view! {
                <button
                    type="button"
                    class="btn"
                    aria-label=t::ASK_OF.with(locale, &[&name])
                    on:click=move |_| deeds.ask(Words::Ask(group))
                >
                    {t::ASK_VERB.get(locale)}
                </button>
            }
            .into_any(),
            Some(Openness::Asked) => {
                view! { <span class="badge staged">{t::ASKED.get(locale)}</span> }.into_any()
            }
            Some(Openness::Shut(_)) | None => ().into_any(),
        };
        vec![group_link(workspace, group), policy_cell(workspace, group, locale), button]
    };
    let none = Memo::new(move |_| query.with(|query| query.trim().is_empty()));
    let title = t::JOIN.get(locale);
    let content = move || {
        let none = if none.get() { t::NONE_JOIN } else { t::NONE_MATCH };
        let names = names.clone();
        table(session, rows, (title, names), none.get(locale), line)
    };
    let search = view! {
        <div class="with-icon">
            {icon(Icon::Search)}
            <input
                type="search"
                class="input filter"
                autocomplete="off"
                aria-label=t::FIND.get(locale)
                placeholder=t::FIND.get(locale)
                prop:value=query
                on:input=move |event| query.set(event_target_value(&event))
            />
        </div>
    };
    section(t::JOIN, view! { {search} {content} }.into_any(), locale)
}

fn own_requests(session: Session, deeds: Deeds, shown: Memo<Seen>, locale: Locale) -> AnyView {
    (move || {
        let mine = shown.get().filter(|mine| !mine.requests.is_empty())?;
        let user: UserId = mine.user;
        let rows: Vec<AnyView> = session.with(|workspace| {
            let row = |group: &GroupId| requests::own(workspace, deeds, (*group, user), locale);
            mine.requests.iter().filter_map(row).collect()
        });
        let content = view! {
            <div class="scroll-x">
                <table class="plain-table" aria-label=t::MINE.get(locale)>
                    <thead>
                        <tr>
                            <th scope="col">{t::GROUP.get(locale)}</th>
                            <th scope="col">{t::SINCE.get(locale)}</th>
                            <th scope="col">{t::JUSTIFICATION.get(locale)}</th>
                            <th scope="col">{t::STATE.get(locale)}</th>
                            <th scope="col">{t::ACTIONS.get(locale)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any();
        Some(section(t::MINE, content, locale))
    })
    .into_any()
}
