//! A small page of the same kind, for the pace of cold loads: a counter, two routes, the same framework.

use leptos::prelude::*;
use leptos_router::{
    components::{A, Route, Router, Routes},
    path,
};

#[component]
fn Counter() -> impl IntoView {
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

#[component]
fn App() -> impl IntoView {
    view! {
        <Router>
            <nav>
                <A href="/">"Counter"</A>
                <A href="/about">"About"</A>
            </nav>
            <main>
                <Routes fallback=|| "Not found">
                    <Route path=path!("/") view=Counter />
                    <Route path=path!("/about") view=|| view! { <p>"A small page."</p> } />
                </Routes>
            </main>
        </Router>
    }
}

fn main() {
    leptos::mount::mount_to_body(App);
}
