//! The grid as a component: signals in, events out.

use crate::session::browser::{painted, wait};
use crate::ui::kit::table::{
    column::{Column, GridEvent, NARROWEST, STEP, Source, Ticked, WIDEST},
    engine::Engine,
    keys::{Action, Key, Place, action},
    pointer::{Drag, hit, place},
};
use leptos::{ev, html, prelude::*, task::spawn_local};
use std::{cell::RefCell, sync::Arc};
use wasm_bindgen::{JsCast as _, closure::Closure};
use web_sys::ResizeObserver;

/// Milliseconds between two looks for whether the scroller rests.
const REST: i32 = 200;

/// The engine, once the scroller is in the page.
#[derive(Clone, Copy)]
struct Handle {
    engine: StoredValue<RefCell<Option<Engine>>, LocalStorage>,
    on: Callback<GridEvent>,
}

impl Handle {
    fn with<T>(self, work: impl FnOnce(&mut Engine) -> T) -> Option<T> {
        // Moving the focus is heard at once, while the engine is at work: that echo says nothing.
        let attempt = |engine: &RefCell<Option<Engine>>| {
            engine.try_borrow_mut().ok().and_then(|mut engine| engine.as_mut().map(work))
        };
        self.engine.try_with_value(attempt).flatten()
    }
}

/// A virtual grid with one tab stop. See [`crate::ui::kit::table::keys`] for its keys.
#[component]
pub fn Grid(
    /// Accessible name.
    #[prop(into)]
    name: String,
    /// Name of the box that selects everything.
    #[prop(into)]
    all_name: String,
    columns: Signal<Vec<Column>>,
    source: Signal<Arc<dyn Source>, LocalStorage>,
    ticked: Signal<Ticked>,
    /// Whether single letters are shortcuts.
    #[prop(into)]
    letters: Signal<bool>,
    on: Callback<GridEvent>,
) -> AnyView {
    let node = NodeRef::<html::Div>::new();
    let handle = Handle { engine: StoredValue::new_local(RefCell::new(None)), on };
    // Effects run in this order: the engine is there before it is given columns and rows.
    Effect::new(move |_| {
        let Some(scroller) = node.get() else { return };
        let scroller: web_sys::HtmlElement = scroller.unchecked_into();
        observe(&scroller, handle);
        let engine = Engine::new(scroller, source.get_untracked(), all_name.clone());
        handle.engine.try_with_value(|slot| *slot.borrow_mut() = engine);
    });
    Effect::new(move |_| {
        let columns = columns.get();
        handle.with(|engine| engine.set_columns(columns));
    });
    Effect::new(move |before: Option<()>| {
        let source = source.get();
        handle.with(|engine| engine.set_source(source));
        if before.is_none() {
            spawn_local(async move {
                painted().await;
                // Whatever waited for that frame comes first.
                wait(0).await;
                handle.with(Engine::complete);
            });
        }
    });
    Effect::new(move |_| {
        let ticked = ticked.get();
        handle.with(|engine| engine.set_ticked(ticked));
    });
    let drag = StoredValue::new(None::<Drag>);
    view! {
        <div
            class="grid"
            role="grid"
            aria-label=name
            aria-multiselectable="true"
            node_ref=node
            on:scroll=move |_| {
                if handle.with(Engine::scrolled) == Some(true) {
                    settle(handle);
                }
            }
            on:keydown=move |event| on_key(handle, &event, letters.get_untracked())
            on:focusin=move |event| on_focus(handle, &event)
            on:click=move |event| on_click(handle, &event)
            on:dblclick=move |event| on_double_click(handle, &event)
            on:pointerdown=move |event| drag.set_value(grab(handle, &event))
            on:pointermove=move |event| {
                if let Some(drag) = drag.get_value() {
                    handle.with(|engine| engine.preview_width(drag.column, drag.width(&event)));
                }
            }
            on:pointerup=move |event| {
                if let Some(drag) = drag.try_update_value(Option::take).flatten() {
                    resize_column(handle, drag.column, |_| drag.width(&event));
                }
            }
        ></div>
    }
    .into_any()
}

/// Waits until the scroller rests.
fn settle(handle: Handle) {
    spawn_local(async move {
        loop {
            wait(REST).await;
            if handle.with(Engine::settle) != Some(true) {
                return;
            }
        }
    });
}

/// Follows the size of the scroller for as long as the grid lives.
fn observe(scroller: &web_sys::HtmlElement, handle: Handle) {
    let hear = Closure::<dyn FnMut()>::new(move || {
        handle.with(Engine::resize);
    });
    let Ok(observer) = ResizeObserver::new(hear.as_ref().unchecked_ref()) else { return };
    observer.observe(scroller);
    let kept = StoredValue::new_local((observer, hear));
    on_cleanup(move || {
        kept.try_with_value(|(observer, _)| observer.disconnect());
        kept.dispose();
    });
}

fn on_key(handle: Handle, event: &ev::KeyboardEvent, letters: bool) {
    let name = event.key();
    let key = Key {
        name: &name,
        control: event.ctrl_key() || event.meta_key(),
        shift: event.shift_key(),
        alt: event.alt_key(),
    };
    let Some((at, size)) = handle.with(|engine| (engine.place(), engine.size())) else { return };
    let Some(action) = action(key, at, size, letters) else { return };
    event.prevent_default();
    event.stop_propagation();
    perform(handle, action, at);
}

fn perform(handle: Handle, action: Action, at: Place) {
    let column = handle.with(|engine| engine.column(at.column).map(|column| column.key)).flatten();
    let tell = |event| handle.on.run(event);
    match (action, at.row, column) {
        (Action::Go(to), ..) => go(handle, at, to),
        (Action::Extend(to), Some(from), _) => {
            let anchor = handle.with(|engine| *engine.anchor.get_or_insert(from));
            go(handle, at, to);
            // Going elsewhere forgets the anchor; extending keeps it.
            handle.with(|engine| engine.anchor = anchor);
            if let (Some(from), Some(to)) = (anchor, to.row) {
                tell(GridEvent::Range { from, to });
            }
        }
        (Action::Toggle, Some(row), _) => tell(GridEvent::Toggle { row }),
        (Action::All, ..) => tell(GridEvent::All),
        (Action::Open, Some(row), _) => tell(GridEvent::Open { row }),
        (Action::Pane, Some(row), _) => tell(GridEvent::Pane { row }),
        (Action::Sort { add }, _, Some(column)) => tell(GridEvent::Sort { column, add }),
        (Action::Widen, ..) => resize_column(handle, at.column, |width| width + STEP),
        (Action::Narrow, ..) => {
            resize_column(handle, at.column, |width| width.saturating_sub(STEP));
        }
        (Action::MoveColumn { right }, _, Some(column)) => {
            let columns = handle.with(|engine| engine.size().columns).unwrap_or_default();
            let to = if right { at.column + 1 } else { at.column - 1 };
            if (1..columns).contains(&to) {
                handle.with(|engine| engine.set_place(Place { column: to, ..at }));
                tell(GridEvent::Move { column, right });
            }
        }
        _ => {}
    }
}

fn go(handle: Handle, from: Place, to: Place) {
    handle.with(|engine| {
        engine.anchor = None;
        engine.go(to);
    });
    if let Some(row) = to.row.filter(|row| from.row != Some(*row)) {
        handle.on.run(GridEvent::Active { row });
    }
}

fn resize_column(handle: Handle, at: usize, width: impl FnOnce(u32) -> u32) {
    let column = handle.with(|engine| engine.column(at).map(|column| (column.key, column.width)));
    if let Some(Some((column, before))) = column {
        let width = width(before).clamp(NARROWEST, WIDEST);
        handle.on.run(GridEvent::Resize { column, width });
    }
}

fn on_focus(handle: Handle, event: &ev::FocusEvent) {
    if let Some(place) = place(event) {
        handle.with(|engine| engine.set_place(place));
    }
}

fn on_click(handle: Handle, event: &ev::MouseEvent) {
    let Some(at) = place(event) else { return };
    if hit(event, ".grip") {
        return;
    }
    let add = event.ctrl_key() || event.meta_key();
    let Some(row) = at.row else {
        let action = if at.column == 0 {
            Action::All
        } else {
            Action::Sort { add: event.shift_key() || add }
        };
        return perform(handle, action, at);
    };
    if hit(event, "a[href]") && !event.shift_key() {
        // The router follows it, or the browser opens another tab.
        return;
    }
    let anchor = handle.with(|engine| engine.anchor).flatten();
    if event.shift_key() {
        event.prevent_default();
        let from = anchor.unwrap_or(row);
        handle.with(|engine| engine.anchor = Some(from));
        handle.on.run(GridEvent::Range { from, to: row });
        return;
    }
    handle.with(|engine| engine.anchor = Some(row));
    let event =
        if at.column == 0 || add { GridEvent::Toggle { row } } else { GridEvent::Pane { row } };
    handle.on.run(event);
}

fn on_double_click(handle: Handle, event: &ev::MouseEvent) {
    if let Some(Place { row: Some(row), column: 1.. }) = place(event)
        && !hit(event, "a[href]")
    {
        handle.on.run(GridEvent::Open { row });
    }
}

fn grab(handle: Handle, event: &ev::PointerEvent) -> Option<Drag> {
    let at = place(event)?;
    let width = handle.with(|engine| engine.column(at.column).map(|column| column.width))??;
    Drag::start(event, width)
}
