//! What the page works on: the sets of the address, and who is in them.

use crate::{
    domain::attribute::Of,
    i18n::Locale,
    messages,
    session::Session,
    store::{Bits, Crowd},
    tenant::Workspace,
    ui::{
        compare::{
            sets::{Sets, Whose},
            texts as t,
        },
        groups::relate::Relater,
        lists::ListMemory,
        nav::Nav,
        page::Page,
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// A handle.
#[derive(Debug, Clone, Copy)]
pub(super) struct Desk {
    pub(super) session: Session,
    pub(super) locale: Locale,
    pub(super) nav: Nav,
    pub(super) sets: Memo<Sets>,
    /// Who is in each set, in the order of the sets.
    pub(super) crowds: Memo<Arc<[Crowd]>>,
    /// Who is selected in the list of users.
    pub(super) selected: RwSignal<Bits>,
    pub(super) relater: Relater,
}

impl Desk {
    pub(super) fn new(session: Session, locale: Locale, nav: Nav) -> Self {
        let selected = ListMemory::selected_in(session, Of::User);
        let fragment = nav.fragment();
        let sets = Memo::new(move |_| fragment.with(Sets::read));
        let crowds = Memo::new(move |_| {
            session.with(|workspace| {
                selected.with(|selected| sets.with(|sets| crowds(workspace, sets, selected)))
            })
        });
        Self { session, locale, nav, sets, crowds, selected, relater: Relater::new(|| {}) }
    }

    /// Changes the sets; the address says so.
    pub(super) fn change(self, change: impl FnOnce(&mut Sets)) {
        let mut sets = self.sets.get_untracked();
        change(&mut sets);
        self.nav.replace(Page::Compare, &sets.fragment());
    }

    /// What a set is called.
    pub(super) fn name(self, workspace: &Workspace, whose: Whose) -> String {
        match whose {
            Whose::Selected => t::SELECTED.get(self.locale).to_owned(),
            Whose::Group(id) => match workspace.groups().find(id) {
                Some(group) => messages::object_name(workspace.groups(), group),
                None => t::GONE.get(self.locale).to_owned(),
            },
        }
    }
}

fn crowds(workspace: &Workspace, sets: &Sets, selected: &Bits) -> Arc<[Crowd]> {
    let directory = workspace.directory();
    let crowd = |whose: Whose| match whose {
        Whose::Selected => Crowd::of_users(directory, selected),
        Whose::Group(id) => match directory.groups.find(id) {
            Some(group) => Crowd::of_group(directory, group, sets.through),
            // Nobody knows who is in it.
            None => Crowd::unknown(directory),
        },
    };
    sets.operands.iter().map(|operand| crowd(operand.whose)).collect()
}
