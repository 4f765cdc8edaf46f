//! Members or owners gathered for a command: found one by one, pasted as a list, taken from a file.

use crate::{
    domain::{Other, Party, Sort, attribute::Of},
    exchange::parties::{Named, Written, look_up},
    i18n::{Locale, Text},
    messages,
    session::Session,
    ui::{
        groups::{find, intake, texts as t},
        kit::{
            combobox::{Choice, Combobox},
            dom::{focus_soon, fresh_id},
            field::{describes, labelled},
            icon::{Icon, icon},
            lang::lang,
        },
    },
};
use leptos::prelude::*;
use std::{collections::BTreeMap, sync::Arc};

/// Chosen objects that are drawn.
const DRAWN: usize = 50;

/// Who is gathered. A handle.
#[derive(Debug, Clone, Copy)]
pub struct Gather {
    pub(super) session: Session,
    /// Chosen one by one.
    picked: RwSignal<Vec<Party>>,
    /// A pasted list, as it is typed and as it was when it came to rest.
    pub(super) text: RwSignal<String>,
    pub(super) rested: RwSignal<String>,
    /// A file by its name.
    pub(super) file: RwSignal<Option<(String, Arc<Written>)>>,
    /// Whether ids that nothing here has are taken as they are.
    pub(super) strangers: RwSignal<bool>,
    /// Who is meant by names that fit several.
    pub(super) meant: RwSignal<BTreeMap<String, Party>>,
    pub(super) named: Memo<Arc<Named>>,
}

impl Gather {
    /// Nobody yet.
    #[must_use]
    pub fn new(session: Session) -> Self {
        let rested = RwSignal::new(String::new());
        let file = RwSignal::new(None::<(String, Arc<Written>)>);
        let named = Memo::new(move |_| {
            let written = rested.with(|text| Written::of(text));
            let written = file.with(|file| match file {
                Some((_, told)) => written.and(told),
                None => written,
            });
            session.with(|workspace| Arc::new(look_up(&written, workspace.directory())))
        });
        Self {
            session,
            picked: RwSignal::default(),
            text: RwSignal::default(),
            rested,
            file,
            strangers: RwSignal::new(false),
            meant: RwSignal::default(),
            named,
        }
    }

    /// Everybody who is gathered, each once. Tracked.
    #[must_use]
    pub fn all(self) -> Vec<Party> {
        let mut all = self.picked.get();
        self.named.with(|named| {
            all.extend(&named.found);
            if self.strangers.get() {
                let stranger = |id: &crate::domain::ObjectId| {
                    Party::Elsewhere(Other { id: *id, sort: Sort::Unsaid })
                };
                all.extend(named.strangers.iter().map(stranger));
            }
            self.meant.with(|meant| {
                all.extend(named.ambiguous.iter().filter_map(|(text, _)| meant.get(text)));
            });
        });
        let mut seen = std::collections::BTreeSet::new();
        all.retain(|party| seen.insert(*party));
        all
    }

    /// Chooses these, besides whoever is gathered already.
    pub fn choose(self, parties: Vec<Party>) {
        self.picked.update(|picked| picked.extend(parties));
    }

    /// Takes what was typed last into account; whether that is news.
    pub fn settle(self) -> bool {
        let typed = self.text.get_untracked();
        let news = self.rested.with_untracked(|rested| *rested != typed);
        if news {
            self.rested.set(typed);
        }
        news
    }

    fn pick(self, choice: &Choice) {
        let party = self.session.with_untracked(|workspace| find::party(workspace, choice));
        let Some(party) = party else { return };
        self.picked.update(|picked| {
            if !picked.contains(&party) {
                picked.push(party);
            }
        });
    }
}

/// The inputs: a search, who is chosen, and a list or a file folded below. `kinds` says which objects
/// are offered.
pub fn gather(gather: Gather, label: Text, kinds: Signal<Vec<Of>>, hint: &str) -> AnyView {
    let (locale, session) = (lang(), gather.session);
    let id = fresh_id("gather");
    let text = RwSignal::new(String::new());
    let search = Callback::new(move |query: String| {
        let kinds = kinds.get_untracked();
        session.with_untracked(|workspace| find::objects(workspace, &kinds, &query, locale))
    });
    let pick = Callback::new(move |choice: Choice| {
        gather.pick(&choice);
        text.set(String::new());
    });
    let control = view! {
        <Combobox
            described_by=describes(&id)
            id=id.clone()
            name=label.get(locale)
            text=text
            search=search
            pick=pick
            placeholder=t::FIND_SOMEBODY.get(locale)
        />
    }
    .into_any();
    let none = Signal::stored(Vec::new());
    let hint = hint.to_owned();
    let back = StoredValue::new(id.clone());
    view! {
        <div class="stack gather">
            {labelled(id, label.get(locale).to_owned(), hint, none, false, control)}
            {move || chosen(gather, back, locale)}
            {intake::intake(gather)}
        </div>
    }
    .into_any()
}

/// Who was chosen one by one, each with the way to take them out again.
fn chosen(gather: Gather, back: StoredValue<String>, locale: Locale) -> Option<AnyView> {
    let picked = gather.picked.get();
    if picked.is_empty() {
        return None;
    }
    let item = |party: &Party| {
        let party = *party;
        let name = gather
            .session
            .with_untracked(|workspace| messages::party_name(workspace.directory(), party));
        let label = t::LEAVE_OUT.with(locale, &[&name]);
        let leave = move |_| {
            gather.picked.update(|picked| picked.retain(|one| *one != party));
            focus_soon(back.get_value());
        };
        view! {
            <li class="pill">
                <span>{name}</span>
                <button type="button" class="x" aria-label=label on:click=leave>
                        {icon(Icon::Close)}
                </button>
            </li>
        }
        .into_any()
    };
    let items: Vec<AnyView> = picked.iter().take(DRAWN).map(item).collect();
    let rest = u64::try_from(picked.len().saturating_sub(DRAWN)).unwrap_or_default();
    let more = (rest > 0).then(|| view! { <li class="quiet">{t::MORE.of(locale, rest)}</li> });
    Some(view! { <ul class="line" aria-label=t::CHOSEN.get(locale)>{items}{more}</ul> }.into_any())
}
