//! The grid as a person meets it: keyboard, focus, roles, the last of a million rows.

use crate::page::{Mounted, focused, press, settle, show};
use leptos::prelude::*;
use std::sync::Arc;
use tenantry::ui::kit::table::{Column, Grid, GridEvent, Look, RowText, Source, Ticked};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement};

/// Rows that say where they are.
#[derive(Clone)]
struct Numbers {
    rows: usize,
    selected: Vec<usize>,
}

impl Source for Numbers {
    fn len(&self) -> usize {
        self.rows
    }

    fn fill(&self, row: usize, columns: &[u16], out: &mut RowText) {
        for column in columns {
            let look = if row % 2 == 1 { Look::Missing } else { Look::Plain };
            out.cell(look, &format!("{column}/{row}"));
        }
        out.selected = self.selected.contains(&row);
        out.href = format!("#{row}");
    }
}

struct Table {
    mounted: Mounted,
    source: RwSignal<Arc<dyn Source>, LocalStorage>,
    columns: RwSignal<Vec<Column>>,
    ticked: RwSignal<Ticked>,
    events: RwSignal<Vec<GridEvent>>,
}

fn column(key: u16) -> Column {
    Column {
        key,
        label: format!("Column {key}"),
        note: String::new(),
        width: 100,
        sortable: true,
        sorted: None,
    }
}

async fn table(rows: usize) -> Table {
    let owner = Owner::new();
    owner.set();
    let numbers: Arc<dyn Source> = Arc::new(Numbers { rows, selected: Vec::new() });
    let source = RwSignal::new_local(numbers);
    let columns = RwSignal::new((1..=5).map(column).collect::<Vec<_>>());
    let (ticked, events) = (RwSignal::new(Ticked::Nothing), RwSignal::new(Vec::new()));
    let on = Callback::new(move |event| events.update(|events| events.push(event)));
    let mounted = show(move || {
        view! {
            <Grid
                name="Numbers"
                all_name="Select all"
                columns=columns.into()
                source=Signal::from(source)
                ticked=ticked.into()
                letters=true
                on=on
            />
        }
        .into_any()
    });
    std::mem::forget(owner);
    settle().await;
    Table { mounted, source, columns, ticked, events }
}

impl Table {
    fn grid(&self) -> HtmlElement {
        self.mounted.root.query_selector("[role=grid]").unwrap().unwrap().unchecked_into()
    }

    fn find(&self, selector: &str) -> Option<Element> {
        self.mounted.root.query_selector(selector).unwrap()
    }

    /// Enters the grid with Tab: the one element that can be reached so.
    fn enter(&self) {
        let stops = self.mounted.root.query_selector_all("[tabindex='0']").unwrap();
        assert_eq!(stops.length(), 1, "one tab stop");
        stops.item(0).unwrap().unchecked_into::<HtmlElement>().focus().unwrap();
    }

    fn take_events(&self) -> Vec<GridEvent> {
        self.events.try_update(std::mem::take).unwrap()
    }

    /// The rows in sight, top to bottom, from what is drawn and where.
    fn visible(&self) -> Vec<String> {
        let grid = self.grid().get_bounding_client_rect();
        let head = self.find(".head").unwrap().get_bounding_client_rect();
        let rows =
            self.mounted.root.query_selector_all(".rows > [role=row]:not([hidden])").unwrap();
        let mut seen: Vec<(f64, String)> = (0..rows.length())
            .filter_map(|at| {
                let row: Element = rows.item(at)?.unchecked_into();
                let place = row.get_bounding_client_rect();
                let inside =
                    place.bottom() > head.bottom() + 1.0 && place.top() < grid.bottom() - 1.0;
                inside
                    .then(|| (place.top(), row.children().item(1).unwrap().text_content().unwrap()))
            })
            .collect();
        seen.sort_by(|one, other| one.0.total_cmp(&other.0));
        seen.into_iter().map(|(_, text)| text).collect()
    }
}

fn at() -> String {
    focused().text_content().unwrap()
}

#[wasm_bindgen_test]
async fn moves_with_the_keyboard_and_has_one_tab_stop() {
    let table = table(1000).await;
    table.enter();
    assert_eq!(at(), "1/0");
    for (key, cell) in [
        ("ArrowDown", "1/1"),
        ("ArrowRight", "2/1"),
        ("End", "5/1"),
        ("ArrowRight", "5/1"),
        ("PageDown", "5/10"),
        ("C-End", "5/999"),
        ("ArrowDown", "5/999"),
        ("PageUp", "5/990"),
        ("C-Home", ""),
        ("ArrowRight", "1/0"),
        ("ArrowUp", "Column 1"),
        ("ArrowRight", "Column 2"),
        ("ArrowDown", "2/0"),
        ("j", "2/1"),
    ] {
        assert!(press(key).await, "{key} is taken");
        assert_eq!(at(), cell, "after {key}");
        let focus = focused().get_bounding_client_rect();
        let grid = table.grid().get_bounding_client_rect();
        assert!(
            focus.top() >= grid.top() && focus.bottom() <= grid.bottom() + 1.0,
            "{key} shows it"
        );
        table.enter();
    }
    let active: Vec<_> = table.take_events();
    assert!(active.iter().all(|event| matches!(event, GridEvent::Active { .. })), "{active:?}");
}

#[wasm_bindgen_test]
async fn says_what_it_is() {
    let table = table(1000).await;
    let grid = table.grid();
    assert_eq!(grid.get_attribute("aria-rowcount").as_deref(), Some("1001"));
    assert_eq!(grid.get_attribute("aria-colcount").as_deref(), Some("6"));
    table.enter();
    press("C-End").await;
    let row = focused().closest("[role=row]").unwrap().unwrap();
    assert_eq!(row.get_attribute("aria-rowindex").as_deref(), Some("1001"));
    assert_eq!(focused().get_attribute("aria-colindex").as_deref(), Some("6"));
    assert_eq!(focused().class_name(), "missing");
    assert!(table.mounted.root.query_selector_all("[role=row]").unwrap().length() < 60);
    table.columns.update(|columns| {
        columns[1].sorted = Some(tenantry::ui::kit::table::Sorted { descending: true, place: 0 });
    });
    settle().await;
    assert_eq!(table.find("[aria-sort=descending]").unwrap().text_content().unwrap(), "Column 2");
    table.ticked.set(Ticked::Some);
    settle().await;
    assert!(table.find("[role=checkbox][aria-checked=mixed]").is_some());
}

#[wasm_bindgen_test]
async fn asks_for_selection_sorting_and_opening() {
    let table = table(1000).await;
    table.enter();
    press(" ").await;
    press("S-ArrowDown").await;
    press("S-ArrowDown").await;
    press("S-ArrowUp").await;
    press("C-a").await;
    press("Enter").await;
    press("A-Enter").await;
    press("C-Home").await;
    press("ArrowUp").await;
    press("Enter").await;
    press("ArrowRight").await;
    press("S-Enter").await;
    press("A-ArrowRight").await;
    press("S-A-ArrowRight").await;
    let told: Vec<_> = table
        .take_events()
        .into_iter()
        .filter(|event| !matches!(event, GridEvent::Active { .. }))
        .collect();
    assert_eq!(
        told,
        [
            GridEvent::Toggle { row: 0 },
            GridEvent::Range { from: 0, to: 1 },
            GridEvent::Range { from: 0, to: 2 },
            GridEvent::Range { from: 0, to: 1 },
            GridEvent::All,
            GridEvent::Open { row: 1 },
            GridEvent::Pane { row: 1 },
            GridEvent::All,
            GridEvent::Sort { column: 1, add: true },
            GridEvent::Move { column: 1, right: true },
            GridEvent::Resize { column: 2, width: 116 },
        ]
    );
}

#[wasm_bindgen_test]
async fn shows_selection() {
    let table = table(1000).await;
    table.source.set(Arc::new(Numbers { rows: 1000, selected: vec![1, 999] }));
    settle().await;
    let selected = table.mounted.root.query_selector_all("[aria-selected=true]").unwrap();
    assert_eq!(selected.length(), 1);
    table.enter();
    press("C-End").await;
    let row = focused().closest("[role=row]").unwrap().unwrap();
    assert_eq!(row.get_attribute("aria-selected").as_deref(), Some("true"));
}

#[wasm_bindgen_test]
async fn the_last_of_a_million_rows_is_in_reach() {
    let table = table(1_000_000).await;
    table.enter();
    press("C-End").await;
    press("Home").await;
    press("ArrowRight").await;
    assert_eq!(at(), "1/999999");
    assert_eq!(table.visible().last().unwrap(), "1/999999");
    // The scroll bar alone reaches it as well.
    let grid = table.grid();
    grid.set_scroll_top(0);
    settle().await;
    assert_eq!(table.visible()[0], "1/0");
    grid.set_scroll_top(i32::MAX);
    settle().await;
    assert_eq!(table.visible().last().unwrap(), "1/999999");
    grid.set_scroll_top(grid.scroll_height() / 2);
    settle().await;
    let middle: Vec<usize> = table
        .visible()
        .iter()
        .map(|text| text.strip_prefix("1/").unwrap().parse().unwrap())
        .collect();
    assert!((499_000..501_000).contains(&middle[0]), "{middle:?}");
    assert!(middle.windows(2).all(|pair| pair[1] == pair[0] + 1), "{middle:?}");
}

/// A wheel moves a list of any length by as much; the scroll bar is set right when it rests, and
/// nothing that is seen moves by that.
#[wasm_bindgen_test]
async fn a_million_rows_scroll_by_pixels() {
    let table = table(1_000_000).await;
    let grid = table.grid();
    grid.set_scroll_top(grid.scroll_height() / 2);
    settle().await;
    let cell = |text: &str| {
        let rows = table.mounted.root.query_selector_all(".rows > [role=row]").unwrap();
        let mut rows = (0..rows.length()).map(|at| rows.item(at).unwrap().unchecked_into());
        let row = rows.find(|row: &Element| {
            row.children().item(1).unwrap().text_content().as_deref() == Some(text)
        });
        row.unwrap().get_bounding_client_rect().top()
    };
    let shown = table.visible();
    let (text, below) = (shown[4].clone(), cell(&shown[4]));
    for turn in 1..=3 {
        grid.set_scroll_top(grid.scroll_top() + 40);
        settle().await;
        assert!((below - cell(&text) - f64::from(40 * turn)).abs() < 0.01);
    }
    let (scrolled, seen) = (grid.scroll_top(), cell(&text));
    for _ in 0..100 {
        settle().await;
        if grid.scroll_top() != scrolled {
            break;
        }
    }
    assert!(grid.scroll_top() < scrolled, "the scroller stands for more than its pixels");
    settle().await;
    assert!((cell(&text) - seen).abs() < 0.01);
}

/// What may not fit is clipped and ends in dots; a wider column shows it.
#[wasm_bindgen_test]
async fn only_long_texts_are_clipped() {
    let table = table(100_000).await;
    let long = || table.mounted.root.query_selector_all(".rows .long").unwrap().length();
    assert_eq!(long(), 0);
    table.columns.update(|columns| columns[1].width = 30);
    settle().await;
    let cells = table.mounted.root.query_selector_all(".rows > :not([hidden]) .long").unwrap();
    assert!(cells.length() > 5);
    let cell: Element = cells.item(0).unwrap().unchecked_into();
    assert_eq!(cell.get_attribute("aria-colindex").as_deref(), Some("3"));
    let style = web_sys::window().unwrap().get_computed_style(&cell).unwrap().unwrap();
    assert_eq!(style.get_property_value("text-overflow").unwrap(), "ellipsis");
    table.columns.update(|columns| columns[1].width = 100);
    settle().await;
    assert_eq!(long(), 0);
}

/// The element with the focus stays on its row while that is scrolled away, and comes back.
#[wasm_bindgen_test]
async fn the_focus_survives_scrolling() {
    let table = table(10_000).await;
    table.enter();
    press("ArrowDown").await;
    let before = focused();
    table.grid().set_scroll_top(50_000);
    settle().await;
    assert_eq!(at(), "1/1");
    table.grid().set_scroll_top(200_000);
    settle().await;
    assert_eq!(at(), "1/1");
    assert!(press("ArrowDown").await);
    assert_eq!(at(), "1/2");
    assert!(table.visible().contains(&"1/2".to_owned()));
    table.grid().set_scroll_top(50_000);
    settle().await;
    table.grid().set_scroll_top(0);
    settle().await;
    assert_eq!(at(), "1/2");
    assert!(before.is_connected());
    let texts = table.visible();
    assert_eq!(texts[..4], ["1/0", "1/1", "1/2", "1/3"]);
}

#[wasm_bindgen_test]
async fn fewer_rows_hide_what_is_over() {
    let table = table(1000).await;
    table.enter();
    press("C-End").await;
    table.source.set(Arc::new(Numbers { rows: 3, selected: Vec::new() }));
    settle().await;
    assert_eq!(table.visible(), ["1/0", "1/1", "1/2"]);
    assert_eq!(table.grid().get_attribute("aria-rowcount").as_deref(), Some("4"));
    table.source.set(Arc::new(Numbers { rows: 0, selected: Vec::new() }));
    settle().await;
    assert_eq!(table.visible(), [""; 0]);
    table.enter();
    assert_eq!(at(), "Column 5");
    table.source.set(Arc::new(Numbers { rows: 500, selected: Vec::new() }));
    settle().await;
    assert!(press("ArrowDown").await);
    assert_eq!(at(), "5/0");
}
