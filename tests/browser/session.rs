//! A session over the browser's store: changes show at once, are saved, and come back.

use crate::storage_tabs::moment;
use leptos::prelude::*;
use tenantry::domain::{Attribute, Command, OperationId, UserId, Value};
use tenantry::session::{Denied, Phase, SaveState, Session, Shelf};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::wasm_bindgen_test;

/// A page of its own: what one tab is to the others.
struct Tab {
    shelf: Shelf,
    _owner: Owner,
}

fn tab() -> Tab {
    // Mounting starts the executor of the reactive system, once.
    let document = web_sys::window().unwrap().document().unwrap();
    let parent = document.create_element("div").unwrap().unchecked_into();
    leptos::mount::mount_to(parent, || ()).forget();
    let owner = Owner::new_root(None);
    let shelf = owner.with(Shelf::start);
    Tab { shelf, _owner: owner }
}

impl Tab {
    async fn ready(&self) -> Session {
        until("a workspace is open", || {
            matches!(self.shelf.phase().get_untracked(), Phase::Ready(_))
        })
        .await;
        self.shelf.session_untracked().unwrap()
    }
}

async fn until(what: &str, mut so: impl FnMut() -> bool) {
    let mut looks = 0;
    while !so() {
        looks += 1;
        assert!(looks < 200, "not within six seconds: {what}");
        moment().await;
    }
}

async fn saved(session: Session) {
    until("everything is saved", || {
        matches!(session.save_state().get_untracked(), SaveState::Saved { at: Some(_) })
    })
    .await;
}

fn rename(user: u32, name: &str) -> Command {
    Command::Edit {
        users: vec![UserId(user)],
        changes: vec![(Attribute::DISPLAY_NAME, Some(Value::Text(name.to_owned())))],
    }
}

fn name_of(session: Session, user: u32) -> Option<String> {
    session.with_untracked(|workspace| {
        let datum = workspace.users().get(UserId(user), Attribute::DISPLAY_NAME);
        datum.as_text().map(str::to_owned)
    })
}

/// Somebody whom an administrator can rename here, not in Active Directory.
fn cloud_user(session: Session) -> u32 {
    session.with_untracked(|workspace| {
        let sync = Attribute::ON_PREMISES_SYNC_ENABLED;
        (0..workspace.users().rows())
            .find(|user| workspace.users().get(UserId(*user), sync).as_boolean() != Some(true))
            .unwrap()
    })
}

/// The sample, opened anew, so that no test sees another one's.
async fn sample(tab: &Tab) -> Session {
    until("the list is read", || tab.shelf.listed().get_untracked()).await;
    for entry in tab.shelf.workspaces().get_untracked() {
        tab.shelf.delete(&entry.id);
    }
    until("the list is empty", || tab.shelf.workspaces().get_untracked().is_empty()).await;
    tab.shelf.open_sample("Contoso");
    let session = tab.ready().await;
    saved(session).await;
    session
}

#[wasm_bindgen_test]
async fn a_session_lives_through_everything() {
    // One test, because the list of workspaces is one for the whole browser.
    let tab = tab();
    let session = sample(&tab).await;
    let id = session.id();
    let user = cloud_user(session);
    let before = name_of(session, user);

    // Visible at once, undone, done again.
    assert_eq!(session.dispatch(&rename(user, "Zoë")), Ok(OperationId(1)));
    assert_eq!(name_of(session, user).as_deref(), Some("Zoë"));
    assert!(matches!(session.save_state().get_untracked(), SaveState::Saving { operations: 1 }));
    assert_eq!(session.undo(), Ok(Some(OperationId(2))));
    assert_eq!(name_of(session, user), before);
    assert_eq!(session.redo(), Ok(Some(OperationId(3))));
    assert_eq!(session.redo(), Ok(None));
    assert!(matches!(session.dispatch(&rename(user, "Zoë")), Err(Denied::Refused(_))));
    saved(session).await;

    // Another tab reads, follows, and takes over.
    let other = self::tab();
    other.shelf.open(&id);
    let follower = other.ready().await;
    assert_eq!(name_of(follower, user).as_deref(), Some("Zoë"));
    assert_eq!(follower.save_state().get_untracked(), SaveState::ReadOnly { lost: false });
    assert_eq!(follower.dispatch(&rename(user, "Ann")), Err(Denied::ReadOnly));
    session.dispatch(&rename(user, "Ann")).unwrap();
    until("the follower follows", || name_of(follower, user).as_deref() == Some("Ann")).await;
    follower.take_over();
    until("the follower writes", || follower.writes().get_untracked()).await;
    until("the writer reads", || {
        session.save_state().get_untracked() == SaveState::ReadOnly { lost: false }
    })
    .await;
    assert_eq!(session.dispatch(&rename(user, "Bo")), Err(Denied::ReadOnly));
    follower.dispatch(&rename(user, "Bo")).unwrap();
    saved(follower).await;
    until("the former writer follows", || name_of(session, user).as_deref() == Some("Bo")).await;

    // The word comes back by itself when the writer closes.
    other.shelf.close();
    until("the writer writes again", || session.writes().get_untracked()).await;
    session.rename("Fabrikam").unwrap();
    session.dispatch(&rename(user, "Cy")).unwrap();
    saved(session).await;

    // Closed and opened: everything is there.
    let (journal, staged) = session
        .with_untracked(|workspace| (workspace.journal().to_vec(), workspace.staged().clone()));
    tab.shelf.close();
    until("it is closed", || tab.shelf.phase().get_untracked() == Phase::Start).await;
    tab.shelf.open(&id);
    let again = tab.ready().await;
    again.with_untracked(|workspace| {
        assert_eq!(workspace.journal(), journal);
        assert_eq!(*workspace.staged(), staged);
        assert_eq!(workspace.info.name, "Fabrikam");
    });
    until("the list names it", || {
        let list = tab.shelf.workspaces().get_untracked();
        list.iter().any(|entry| entry.id == id && entry.name == "Fabrikam" && entry.users == 1200)
    })
    .await;

    // Projections tell of changes and of nothing else.
    let names = again.select(move |workspace| {
        workspace.users().get(UserId(user), Attribute::DISPLAY_NAME).as_text().map(str::to_owned)
    });
    assert_eq!(names.get_untracked().as_deref(), Some("Cy"));
    again.dispatch(&rename(user, "Di")).unwrap();
    assert_eq!(names.get_untracked().as_deref(), Some("Di"));

    // A browser that was killed forgets what it noted, not what it saved: that comes back, unless
    // closing was the last thing that happened.
    saved(again).await;
    tenantry::storage::prefs::clear();
    let third = self::tab();
    third.shelf.resume();
    assert_eq!(third.ready().await.id(), id);
    third.shelf.close();
    until("it is closed again", || third.shelf.phase().get_untracked() == Phase::Start).await;
    moment().await;
    let fourth = self::tab();
    fourth.shelf.resume();
    until("nothing is resumed", || {
        fourth.shelf.listed().get_untracked()
            && fourth.shelf.phase().get_untracked() == Phase::Start
    })
    .await;

    tab.shelf.delete(&id);
    until("it is gone", || tab.shelf.workspaces().get_untracked().is_empty()).await;
    assert_eq!(tab.shelf.phase().get_untracked(), Phase::Start);
}
