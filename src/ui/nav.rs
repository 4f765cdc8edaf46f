//! Where the reader is and how to get elsewhere. The one user of the router: its routes are the
//! table of [`Page`], matched here, so it is asked for addresses and history only.

use crate::ui::{fragment::Fragment, page::Page};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
    location::{BrowserUrl, LocationProvider as _},
};

/// The path of the site without a final slash, as `boot.js` found it; empty at the root of a host.
#[must_use]
pub fn base() -> String {
    let root = document().document_element();
    root.and_then(|root| root.get_attribute("data-base")).unwrap_or_default()
}

/// The address of a page.
#[must_use]
pub fn href(page: Page, fragment: &Fragment) -> String {
    let mut address = base();
    address.push('/');
    address.push_str(page.path());
    address.push_str(&fragment.print());
    address
}

/// The address of a page as it opens by itself.
#[must_use]
pub fn plain(page: Page) -> String {
    href(page, &Fragment::default())
}

/// The page that the address bar names, for whoever cannot wait for the router.
#[must_use]
pub fn here() -> Option<Page> {
    page_at(&window().location().pathname().ok()?, &base())
}

fn page_at(path: &str, base: &str) -> Option<Page> {
    path.strip_prefix(base).and_then(Page::at)
}

/// Where the reader is.
#[derive(Debug, Clone, Copy)]
pub struct Nav {
    page: Memo<Option<Page>>,
    fragment: Memo<String>,
    go: Callback<(String, bool)>,
}

impl Nav {
    /// Offers itself to everything below the router.
    pub(super) fn provide() -> Self {
        let location = use_location();
        let navigate = use_navigate();
        let (path, hash) = (location.pathname, location.hash);
        let base = StoredValue::new(base());
        let page =
            Memo::new(move |_| path.with(|path| base.with_value(|base| page_at(path, base))));
        if let Some(browser) = use_context::<BrowserUrl>() {
            // The router waits for its own routes to be drawn before it writes the address bar.
            Effect::new(move |_| {
                path.track();
                browser.ready_to_complete();
            });
        }
        let go = Callback::new(move |(address, replace): (String, bool)| {
            let options =
                NavigateOptions { resolve: false, replace, scroll: false, ..Default::default() };
            navigate(&address, options);
        });
        let nav = Self { page, fragment: Memo::new(move |_| hash.get()), go };
        provide_context(nav);
        nav
    }

    /// The page; none for an address that is no page.
    #[must_use]
    pub fn page(self) -> Signal<Option<Page>> {
        self.page.into()
    }

    /// The fragment of the address.
    #[must_use]
    pub fn fragment(self) -> Signal<Fragment> {
        let text = self.fragment;
        Signal::derive(move || text.with(|text| Fragment::parse(text)))
    }

    /// Goes to a page.
    pub fn go(self, page: Page, fragment: &Fragment) {
        self.go.run((href(page, fragment), false));
    }

    /// Rewrites the address without a step in the history.
    pub fn replace(self, page: Page, fragment: &Fragment) {
        self.go.run((href(page, fragment), true));
    }
}

/// Where the reader is. To be asked while drawing.
///
/// # Panics
/// Never inside the shell, which provides it.
#[must_use]
pub fn use_nav() -> Nav {
    expect_context::<Nav>()
}
