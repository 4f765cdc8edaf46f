//! The vault's contract on `IndexedDB`, and what only a browser can show.

use std::cell::Cell;
use tenantry::domain::Timestamp;
use tenantry::persist::{Entry, ProductTable};
use tenantry::storage::catalogue::Catalogue;
use tenantry::storage::products::Products;
use tenantry::storage::{StorageError, Vault, prefs, quota};
use wasm_bindgen_test::wasm_bindgen_test;

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

/// A name that no other test uses; the profile is new, but the page is shared.
pub(crate) fn new_id() -> String {
    NEXT.set(NEXT.get() + 1);
    format!("test-{}", NEXT.get())
}

macro_rules! browser {
    ($name:ident, $body:expr) => {
        #[wasm_bindgen_test]
        async fn $name() {
            $body.await;
        }
    };
}

tenantry::vault_contract!(browser, async { Vault::in_browser(&new_id()).await.unwrap() });

#[wasm_bindgen_test]
async fn what_was_written_is_there_when_opened_again() {
    let id = new_id();
    let vault = Vault::in_browser(&id).await.unwrap();
    vault.append(&[(1, vec![1, 2, 3])]).await.unwrap();
    drop(vault);
    let vault = Vault::in_browser(&id).await.unwrap();
    assert_eq!(vault.journal(0).await, Ok(vec![(1, vec![1, 2, 3])]));
}

#[wasm_bindgen_test]
async fn an_erased_vault_is_gone_for_whoever_has_it_open() {
    let id = new_id();
    let vault = Vault::in_browser(&id).await.unwrap();
    vault.append(&[(1, vec![1])]).await.unwrap();
    Vault::erase(&id).await.unwrap();
    assert_eq!(vault.append(&[(2, vec![2])]).await, Err(StorageError::Gone));
    let again = Vault::in_browser(&id).await.unwrap();
    assert_eq!(again.journal(0).await, Ok(Vec::new()));
}

#[wasm_bindgen_test]
async fn the_table_of_products_is_replaced_and_removed() {
    let kept = Products::Browser;
    let table = |file: &str| ProductTable {
        file: file.to_owned(),
        at: Timestamp(1),
        catalogue: "tenantry catalogue 1\n".to_owned(),
    };
    assert_eq!(kept.get().await, Ok(None));
    for file in ["older.csv", "newer.csv"] {
        kept.put(table(file)).await.unwrap();
        assert_eq!(kept.get().await, Ok(Some(table(file))));
    }
    for _ in 0..2 {
        kept.remove().await.unwrap();
        assert_eq!(kept.get().await, Ok(None));
    }
}

fn entry(id: &str) -> Entry {
    Entry {
        id: id.to_owned(),
        name: "Contoso".to_owned(),
        users: 1200,
        bytes: 1 << 40,
        created: Timestamp(1),
        saved: None,
        file_copy: None,
        sample: true,
    }
}

#[wasm_bindgen_test]
async fn the_catalogue_lists_what_was_put() {
    for catalogue in [Catalogue::in_memory(), Catalogue::in_browser().await.unwrap()] {
        let (first, second) = (entry("a"), entry("b"));
        catalogue.put(&entry("a")).await.unwrap();
        catalogue.put(&second).await.unwrap();
        let renamed = Entry { name: "Fabrikam".to_owned(), ..first };
        catalogue.put(&renamed).await.unwrap();
        let listed = vec![("a".to_owned(), Ok(renamed)), ("b".to_owned(), Ok(second))];
        assert_eq!(catalogue.list().await, Ok(listed));
        catalogue.remove("a").await.unwrap();
        catalogue.remove("b").await.unwrap();
        assert_eq!(catalogue.list().await, Ok(Vec::new()));
    }
}

#[wasm_bindgen_test]
fn choices_are_kept_and_forgotten() {
    assert!(prefs::set("language", Some("fr")));
    prefs::set_opened(Some("w"), 7);
    assert_eq!(prefs::get("language").as_deref(), Some("fr"));
    assert_eq!(prefs::tab_workspace().as_deref(), Some("w"));
    assert_eq!(prefs::opened(), Some((Some("w".to_owned()), 7)));
    prefs::set_opened(None, 8);
    assert_eq!(prefs::tab_workspace(), None);
    assert_eq!(prefs::opened(), Some((None, 8)));
    prefs::clear();
    assert_eq!(prefs::get("language"), None);
    assert_eq!(prefs::opened(), None);
}

#[wasm_bindgen_test]
async fn the_browser_says_how_much_room_there_is() {
    assert!(quota::is_secure());
    let room = quota::room().await;
    assert!(room.quota > room.usage, "{room:?}");
    assert!(room.persisted.is_some());
}
