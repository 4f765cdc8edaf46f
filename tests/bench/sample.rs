//! A small page of the same kind, for the pace of cold loads: a counter and a list, the same framework.

use leptos::prelude::*;

#[component]
fn App() -> impl IntoView {
    let count = RwSignal::new(0);
    let items = move || (0..count.get()).collect::<Vec<i32>>();
    view! {
        <h1>"Counter"</h1>
        <button id="more" on:click=move |_| count.update(|count| *count += 1)>
            {move || format!("{} clicks", count.get())}
        </button>
        <ul>
            <For each=items key=|item| *item children=|item| view! { <li>{item}</li> } />
        </ul>
    }
}

fn main() {
    leptos::mount::mount_to_body(App);
}
