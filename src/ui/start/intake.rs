//! Where files come in: dropped anywhere, or chosen. A workspace file opens; exports are imported.

use crate::{
    session::WORKSPACE_FILE,
    ui::{
        fragment::Fragment,
        kit::{
            dom::on_window,
            icon::{Icon, icon},
            lang::lang,
        },
        nav::Nav,
        page::Page,
        texts::start as t,
        workbench::{Ask, Workbench},
    },
};
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::{DataTransfer, File, FileSystemEntry, HtmlInputElement};

/// The door for files.
#[derive(Debug, Clone, Copy)]
pub(in crate::ui) struct Intake {
    workbench: Workbench,
    nav: Nav,
    files: NodeRef<html::Input>,
    dragging: RwSignal<bool>,
}

pub(in crate::ui) fn provide_intake(workbench: Workbench, nav: Nav) -> Intake {
    let intake = Intake { workbench, nav, files: NodeRef::new(), dragging: RwSignal::new(false) };
    provide_context(intake);
    on_window(ev::dragover, move |event| {
        let carries_files = event.data_transfer().is_some_and(|data| {
            data.types().iter().any(|kind| kind.as_string().as_deref() == Some("Files"))
        });
        if carries_files {
            event.prevent_default();
            intake.dragging.set(true);
        }
    });
    on_window(ev::dragleave, move |event| {
        // Leaving the window, not one element for another.
        if event.related_target().is_none() {
            intake.dragging.set(false);
        }
    });
    on_window(ev::drop, move |event| {
        intake.dragging.set(false);
        let Some(data) = event.data_transfer() else { return };
        event.prevent_default();
        let entries = entries(&data);
        if entries.iter().any(FileSystemEntry::is_directory) {
            return intake.workbench.act(Ask::Folders(entries, intake));
        }
        if let Some(files) = data.files() {
            intake.take((0..files.length()).filter_map(|at| files.item(at)).collect());
        }
    });
    intake
}

/// The door for files. To be asked while drawing.
pub(in crate::ui) fn use_intake() -> Intake {
    expect_context::<Intake>()
}

impl Intake {
    /// Lets the reader choose files.
    pub(in crate::ui) fn choose_files(self) {
        self.choose(false);
    }

    /// Lets the reader choose a folder with everything in it.
    pub(in crate::ui) fn choose_folder(self) {
        self.choose(true);
    }

    fn choose(self, folder: bool) {
        if let Some(input) = self.files.get_untracked() {
            drop(input.toggle_attribute_with_force("webkitdirectory", folder));
            input.set_value("");
            input.click();
        }
    }

    pub(in crate::ui) fn take(self, files: Vec<File>) {
        let is_workspace =
            |file: &File| file.name().to_ascii_lowercase().ends_with(&format!(".{WORKSPACE_FILE}"));
        match files.iter().find(|file| is_workspace(file)) {
            Some(file) => self.workbench.act(Ask::OpenFile(file.clone())),
            None if files.is_empty() => {}
            None => {
                self.workbench.act(Ask::Import(files));
                self.nav.go(Page::Import, &Fragment::default());
            }
        }
    }
}

/// What was dropped, as far as the browser shows folders at all.
fn entries(data: &DataTransfer) -> Vec<FileSystemEntry> {
    let items = data.items();
    let entry = |at| items.get(at)?.webkit_get_as_entry().ok().flatten();
    (0..items.length()).filter_map(entry).collect()
}

/// The input behind the buttons, and the sign that files may be dropped.
pub(in crate::ui) fn layer(intake: Intake) -> AnyView {
    let locale = lang();
    let chosen = move |event: ev::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(files) = input.and_then(|input| input.files()) else { return };
        intake.take((0..files.length()).filter_map(|at| files.item(at)).collect());
    };
    let sign = move || {
        intake.dragging.get().then(|| {
            view! { <div class="drop-sign">{icon(Icon::Upload)} {t::DROP_HERE.get(locale)}</div> }.into_any()
        })
    };
    view! {
        <input
            type="file"
            multiple
            hidden
            node_ref=intake.files
            tabindex="-1"
            aria-hidden="true"
            on:change=chosen
        />
        {sign}
    }
    .into_any()
}
