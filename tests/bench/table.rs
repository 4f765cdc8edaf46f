//! The site's table by itself, to be drawn beside lists that were written for nothing else.

use crate::Engine;
use leptos::mount::mount_to;
use leptos::prelude::*;
use std::any::Any;
use std::cell::RefCell;
use std::sync::Arc;
use tenantry::domain::{Attribute, UserId};
use tenantry::i18n::Locale;
use tenantry::messages;
use tenantry::store::Cell;
use tenantry::tenant::Workspace;
use tenantry::ui::kit::lang::zone;
use tenantry::ui::kit::table::{Column, Grid, Look, RowText, Source, Ticked};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

thread_local! {
    /// Whose table it is.
    static SHOWN: RefCell<Option<Workspace>> = const { RefCell::new(None) };
    /// Taken out of the page when it is dropped.
    static MOUNTED: RefCell<Option<Box<dyn Any>>> = const { RefCell::new(None) };
}

/// Everybody, as the list of users writes them.
struct Everybody(usize);

impl Source for Everybody {
    fn len(&self) -> usize {
        self.0
    }

    fn fill(&self, row: usize, columns: &[u16], out: &mut RowText) {
        let Ok(row) = u32::try_from(row) else { return };
        SHOWN.with_borrow(|shown| {
            let Some(workspace) = shown else { return };
            let (users, user, mut text) = (workspace.users(), UserId(row), String::new());
            for column in columns {
                let attribute = Attribute(*column);
                let cell = users.read(user, attribute);
                let look = match cell {
                    Cell::Unknown | Cell::Null => Look::Missing,
                    _ => Look::Plain,
                };
                text.clear();
                messages::push_cell(&mut text, users, attribute, cell, Locale::En, &zone);
                out.cell(look, &text);
            }
            out.href.push_str("users/user#id=");
            out.href.push_str(&users.id(user).to_string());
            out.staged = workspace.staged().user(user).is_some();
        });
    }
}

#[wasm_bindgen]
impl Engine {
    /// Makes this the directory that tables show.
    pub fn show(self) {
        SHOWN.set(Some(self.workspace));
    }

    /// Draws the table with these attributes as columns.
    ///
    /// # Errors
    /// When there is no such attribute, or no directory to show.
    pub fn draw(host: HtmlElement, names: Vec<String>, width: u32) -> Result<(), JsError> {
        let (columns, people) = SHOWN.with_borrow(|shown| {
            let users = shown.as_ref().ok_or_else(|| JsError::new("nobody to show"))?.users();
            let column = |name: &String| {
                let attribute = users.schema().find(name).ok_or_else(|| JsError::new(name))?;
                let label = messages::label(users.schema(), attribute, Locale::En);
                Ok(Column {
                    key: attribute.0,
                    label,
                    note: String::new(),
                    width,
                    sortable: true,
                    sorted: None,
                })
            };
            let columns = names.iter().map(column).collect::<Result<Vec<_>, JsError>>()?;
            Ok::<_, JsError>((columns, users.active_count()))
        })?;
        let people = usize::try_from(people)?;
        let mounted = mount_to(host, move || {
            let source: Arc<dyn Source> = Arc::new(Everybody(people));
            view! {
                <Grid
                    name="Users"
                    all_name="All"
                    columns=Signal::stored(columns)
                    source=Signal::stored_local(source)
                    ticked=Signal::stored(Ticked::Nothing)
                    letters=Signal::stored(false)
                    on=Callback::new(|_| {})
                />
            }
        });
        MOUNTED.set(Some(Box::new(mounted)));
        Ok(())
    }

    /// Takes the table away.
    pub fn clear() {
        MOUNTED.set(None);
    }
}
