//! The hand-off page: what the files need and assume, and the files themselves.

use crate::{
    domain::Timestamp,
    exchange::handoff::{Direction, HandOff, Lasting, Omitted, Target},
    i18n::Locale,
    messages,
    session::{Session, browser},
    ui::{
        changes::{
            artefact::{Artefact, MOST_LINES, OpenEnds, shown},
            hand_off_texts as texts, roles,
        },
        kit::{
            icon::{Icon, icon},
            lang::{lang, zone},
            notice::{Notice, empty, strip},
            tabs::Tabs,
            toast::{Toasts, Tone, use_toasts},
        },
        nav::plain,
        page::Page,
        shell::heading,
    },
};
use leptos::prelude::*;

/// Entries of a list of people that are shown.
const MOST: usize = 200;
/// Ids that are named in a sentence.
const MOST_IDS: usize = 5;

/// The files as they were written, and of which state.
#[derive(Debug, Clone)]
struct Written {
    hand_off: StoredValue<HandOff, LocalStorage>,
    revision: u64,
}

/// What is staged, as files that carry it out.
pub fn hand_off_page(session: Session) -> AnyView {
    let locale = lang();
    let write = move || {
        let now = browser::now();
        let hand_off = session.with_untracked(|workspace| HandOff::of(workspace, now));
        let revision = session.revision().get_untracked();
        Written { hand_off: StoredValue::new_local(hand_off), revision }
    };
    let written = RwSignal::new_local(write());
    let outdated = move || {
        (session.revision().get() != written.with(|written| written.revision)).then(|| {
            let again = move |_| written.set(write());
            let line = view! {
                <div class="line between">
                    <p>{texts::OUTDATED.get(locale)}</p>
                    <button type="button" class="btn" on:click=again>
                        {texts::WRITE_AGAIN.get(locale)}
                    </button>
                </div>
            };
            strip(Notice::Warn, line)
        })
    };
    let content = move || {
        let hand_off = written.with(|written| written.hand_off);
        if hand_off.with_value(|hand_off| hand_off.is_empty() && hand_off.omitted().is_empty()) {
            let action = view! {
                <a class="btn" href=plain(Page::Users)>{Page::Users.title().get(locale)}</a>
            };
            let (title, why) = (texts::NOTHING, texts::NOTHING_WHY);
            return empty(Icon::Script, title.get(locale), why.get(locale), action);
        }
        view! {
            <div class="sections">
                {hand_off.with_value(needs)} {hand_off.with_value(assumes)} {hand_off.with_value(lasting)}
            </div>
            {files(session, hand_off)}
        }
        .into_any()
    };
    view! {
        <div class="page-head">
            {heading(Page::HandOff.title().get(locale))}
            <p class="lead">{texts::LEAD.get(locale)}</p>
        </div>
        <div class="line">
            <a class="btn" href=plain(Page::Changes)>{texts::TO_CHANGES.get(locale)}</a>
        </div>
        {outdated} {content}
    }
    .into_any()
}

fn needs(hand_off: &HandOff) -> AnyView {
    let locale = lang();
    let forward = hand_off.stages(Direction::Forward);
    let steps = u64::try_from(forward.iter().flatten().count()).unwrap_or_default();
    let scopes = |direction| {
        let scope = |scope| view! { <code class="break">{scope}</code> }.into_any();
        hand_off.scopes(direction).into_iter().map(scope).collect::<Vec<_>>()
    };
    let least = roles::least(&roles::rights(forward.iter().flatten()));
    let label = if least.len() > 1 { texts::ROLES } else { texts::ROLE };
    let names: Vec<String> = least.into_iter().map(|role| messages::role(role, locale)).collect();
    view! {
        <section class="card" aria-labelledby="needs">
            <h2 id="needs">{texts::NEEDS.get(locale)}</h2>
            <p>{texts::STEPS.of(locale, steps)}</p>
            <h3>{texts::SCOPES.get(locale)}</h3>
            <div class="line">{scopes(Direction::Forward)}</div>
            <h3>{texts::SCOPES_BACK.get(locale)}</h3>
            <div class="line">{scopes(Direction::Back)}</div>
            <h3>{label.get(locale)}</h3>
            <p>{locale.list_and(&names)}</p>
            <p class="quiet small">{texts::ROLE_LIMIT.get(locale)}</p>
            <h3>{texts::MODULE.get(locale)}</h3>
            <p><code class="break">{crate::exchange::collector::MODULE}</code></p>
        </section>
    }
    .into_any()
}

fn assumes(hand_off: &HandOff) -> AnyView {
    let locale = lang();
    let sources = &hand_off.assumptions().sources;
    let source = |(name, at): &(String, Timestamp)| {
        let when = locale.date_time(at.0, zone(at.0));
        view! { <li>{texts::SOURCE.with(locale, &[name, &when])}</li> }.into_any()
    };
    let list = if sources.is_empty() {
        view! { <p>{texts::NO_SOURCE.get(locale)}</p> }.into_any()
    } else {
        view! { <ul class="bullets">{sources.iter().map(source).collect::<Vec<_>>()}</ul> }
            .into_any()
    };
    view! {
        <section class="card" aria-labelledby="assumes">
            <h2 id="assumes">{texts::ASSUMES.get(locale)}</h2>
            {list} <p class="quiet">{texts::ASSUMES_WHY.get(locale)}</p>
        </section>
    }
    .into_any()
}

fn lasting(hand_off: &HandOff) -> AnyView {
    let locale = lang();
    let lasting = hand_off.lasting();
    let list = if lasting.is_empty() {
        view! { <p>{texts::NOTHING_LASTING.get(locale)}</p> }.into_any()
    } else {
        bullets(lasting.len(), lasting.iter().map(|lasting| lasting_text(lasting, locale)), locale)
    };
    let omitted = hand_off.omitted();
    let left_out = (!omitted.is_empty()).then(|| {
        let lines = omitted.iter().map(|omitted| omitted_text(omitted, locale));
        view! { <h2>{texts::OMITTED.get(locale)}</h2> {bullets(omitted.len(), lines, locale)} }
    });
    view! {
        <section class="card" aria-labelledby="lasting">
            <h2 id="lasting">{texts::LASTING.get(locale)}</h2>
            {list} {left_out}
        </section>
    }
    .into_any()
}

fn bullets(count: usize, lines: impl Iterator<Item = String>, locale: Locale) -> AnyView {
    let items: Vec<AnyView> =
        lines.take(MOST).map(|line| view! { <li>{line}</li> }.into_any()).collect();
    let rest = u64::try_from(count.saturating_sub(MOST)).unwrap_or_default();
    let more = (rest > 0).then(|| crate::ui::user::texts::AND_MORE.of(locale, rest));
    view! { <ul class="bullets">{items}</ul> <p class="quiet">{more}</p> }.into_any()
}

fn called(target: &Target) -> String {
    match target.id {
        Some(id) if target.name.is_empty() => id.to_string(),
        _ => target.name.clone(),
    }
}

fn lasting_text(lasting: &Lasting, locale: Locale) -> String {
    let (text, target) = match lasting {
        Lasting::Password(target) => (texts::LASTING_PASSWORD, target),
        Lasting::ForcedChange(target) => (texts::LASTING_FORCED, target),
        Lasting::Sessions(target) => (texts::LASTING_SESSIONS, target),
        Lasting::Licences(target) => (texts::LASTING_LICENCES, target),
        Lasting::Created(target) => (texts::LASTING_CREATED, target),
        Lasting::NoId(target) => (texts::LASTING_NO_ID, target),
        Lasting::NewName(target) => (texts::LASTING_NAME, target),
        Lasting::Memberships(target) => (texts::LASTING_MEMBERSHIPS, target),
        Lasting::GroupCreated(target) => (texts::LASTING_GROUP_CREATED, target),
        Lasting::GroupRestored(target) => (texts::LASTING_GROUP_RESTORED, target),
        Lasting::SecurityGroup(target) => (texts::LASTING_SECURITY_GROUP, target),
        Lasting::LastOwner(target) => (texts::LASTING_OWNER, target),
        Lasting::Resumed(target) => (texts::LASTING_RESUMED, target),
        Lasting::Renewed(target) => (texts::LASTING_RENEWED, target),
        Lasting::Members(target) => (texts::LASTING_MEMBERS, target),
        Lasting::Setting(setting) => {
            let name = messages::setting::setting(*setting).get(locale);
            return texts::LASTING_SETTING.with(locale, &[name]);
        }
        Lasting::Unknown(target, path) => {
            return texts::LASTING_UNKNOWN.with(locale, &[&called(target), path]);
        }
    };
    text.with(locale, &[&called(target)])
}

fn omitted_text(omitted: &Omitted, locale: Locale) -> String {
    match omitted {
        Omitted::Nameless { label } => texts::OMITTED_NAMELESS.with(locale, &[label]),
        Omitted::Manager(target) => texts::OMITTED_MANAGER.with(locale, &[&called(target)]),
        Omitted::NoId(target) => texts::OMITTED_NO_ID.with(locale, &[&called(target)]),
        Omitted::GroupNoId(target) => texts::OMITTED_GROUP_NO_ID.with(locale, &[&called(target)]),
        Omitted::Member { group, label } => {
            texts::OMITTED_MEMBER.with(locale, &[label, &called(group)])
        }
        Omitted::LastOwner(target) => texts::OMITTED_OWNER.with(locale, &[&called(target)]),
        Omitted::Rule(target) => texts::OMITTED_RULE.with(locale, &[&called(target)]),
        Omitted::JoinPolicy { group, policy } => {
            let policy = messages::self_service::policy(*policy).get(locale);
            texts::OMITTED_POLICY.with(locale, &[&called(group), policy])
        }
        Omitted::SettingGroup { setting, label } => {
            let name = messages::setting::setting(*setting).get(locale);
            texts::OMITTED_SETTING_GROUP.with(locale, &[name, label])
        }
        Omitted::Setting { setting, value } => {
            let name = messages::setting::setting(*setting).get(locale);
            let value = messages::setting::value(None, *setting, value, locale);
            let home = messages::setting::home(setting.home()).get(locale);
            texts::OMITTED_SETTING.with(locale, &[name, &value, home])
        }
    }
}

fn files(session: Session, hand_off: StoredValue<HandOff, LocalStorage>) -> AnyView {
    let locale = lang();
    let titles =
        Artefact::ALL.map(|artefact| Signal::stored(artefact.title().get(locale).to_owned()));
    let panel = Callback::new(move |at: usize| {
        let artefact = Artefact::ALL.get(at).copied();
        artefact.map_or_else(|| ().into_any(), |artefact| file(session, hand_off, artefact))
    });
    view! {
        <Tabs
            label=texts::FILES.get(locale)
            titles=titles.into()
            selected=RwSignal::new(0)
            panel=panel
        />
    }
    .into_any()
}

fn file(
    session: Session,
    hand_off: StoredValue<HandOff, LocalStorage>,
    artefact: Artefact,
) -> AnyView {
    let (locale, toasts) = (lang(), use_toasts());
    let steps = |hand_off: &HandOff| hand_off.stages(artefact.direction()).is_empty();
    if hand_off.with_value(steps) {
        return view! { <p class="quiet">{texts::NO_STEPS.get(locale)}</p> }.into_any();
    }
    let (bytes, open) =
        hand_off.with_value(|hand_off| (artefact.bytes(hand_off), artefact.open_ends(hand_off)));
    let name = session.with_untracked(|w| artefact.file_name(&w.info.name));
    let (text, lines) = shown(&bytes);
    let number = |number: usize| locale.number(u64::try_from(number).unwrap_or_default());
    let cut = (lines > MOST_LINES)
        .then(|| texts::CUT.with(locale, &[&number(MOST_LINES), &number(lines)]))
        .map(|text| view! { <p class="quiet">{text}</p> });
    let bytes = StoredValue::new_local(bytes);
    let saved = name.clone();
    let save = move |_| {
        bytes.with_value(|bytes| browser::download(&saved, artefact.mime(), &[bytes]));
    };
    let take = move |_| {
        let text = bytes.with_value(|bytes| String::from_utf8_lossy(bytes).into_owned());
        copy(text.trim_start_matches('\u{feff}').to_owned(), toasts, locale);
    };
    view! {
        <p class="measure">{artefact.explanation().get(locale)}</p> {open_ends(&open)}
        <div class="line">
            <button type="button" class="btn primary" on:click=save>
                {icon(Icon::Download)} {texts::DOWNLOAD.with(locale, &[&name])}
            </button>
            <button type="button" class="btn" on:click=take>{texts::COPY.get(locale)}</button>
        </div>
        {cut} {listing(&texts::CONTENT.with(locale, &[&name]), text)}
    }
    .into_any()
}

/// What is to be filled in, and what is missing.
fn open_ends(open: &OpenEnds) -> Vec<AnyView> {
    let locale = lang();
    let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let ids: Vec<String> = open.made.iter().take(MOST_IDS).map(ToString::to_string).collect();
    let mut ids = locale.list_and(&ids);
    if open.made.len() > MOST_IDS {
        ids.push('…');
    }
    let (passwords, made, left_out) =
        (number(open.passwords), number(open.made.len()), number(open.left_out));
    [
        (passwords, texts::BATCH_PASSWORDS.of(locale, passwords)),
        (made, texts::BATCH_MADE.with(locale, made, &[&ids])),
        (left_out, texts::BATCH_LEFT_OUT.of(locale, left_out)),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(_, text)| strip(Notice::Warn, text))
    .collect()
}

/// Program text in a region that scrolls, also by key.
pub fn listing(name: &str, text: String) -> AnyView {
    view! {
        <pre class="code" tabindex="0" role="region" aria-label=name.to_owned() lang="en">{text}</pre>
    }
    .into_any()
}

/// Puts a text on the clipboard, and says whether that worked.
pub fn copy(text: String, toasts: Toasts, locale: Locale) {
    leptos::task::spawn_local(async move {
        if browser::copy(&text).await {
            toasts.show(Tone::Good, texts::COPIED.get(locale));
        } else {
            toasts.show(Tone::Bad, texts::NOT_COPIED.get(locale));
        }
    });
}
