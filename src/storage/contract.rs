//! What every vault promises, as tests that run on each: natively in memory, in a browser on
//! `IndexedDB`.
//!
//! [`vault_contract!`](crate::vault_contract) makes one test a promise; the checks are functions
//! here, so that both instances run the same code.

use crate::persist::picture::{Node, Picture};
use crate::storage::{Aside, Generation, StorageError, Stored, Vault};

/// A generation with recognisable content.
fn generation(number: u32, blocks: u8) -> Generation {
    let block = |n: u8| (0..100_000_u32).map(|at| at.to_le_bytes()[0] ^ n).collect();
    Generation { number, head: vec![7, 7, 7], blocks: (0..blocks).map(block).collect() }
}

fn record(number: u32) -> (u32, Vec<u8>) {
    (number, number.to_be_bytes().repeat(30))
}

/// Writes a generation and settles it.
async fn replace(vault: &Vault, generation: &Generation, applied: u32) -> Result<(), StorageError> {
    vault.write(generation).await?;
    vault.settle(generation, applied).await
}

/// A new vault holds nothing, and asking is no error.
pub async fn starts_empty(vault: Vault) {
    assert_eq!(vault.heads().await, Ok(Vec::new()));
    assert_eq!(vault.load(1).await, Ok(None));
    assert_eq!(vault.journal(0).await, Ok(Vec::new()));
    assert_eq!(vault.asides().await, Ok(Vec::new()));
}

/// What was written comes back byte for byte, the journal in order of numbers.
pub async fn gives_back_what_was_written(vault: Vault) {
    let first = generation(1, 5);
    assert_eq!(replace(&vault, &first, 0).await, Ok(()));
    assert_eq!(vault.append(&[record(1)]).await, Ok(()));
    assert_eq!(vault.append(&[record(2), record(3)]).await, Ok(()));
    // Numbers sort as numbers, not as text.
    let many: Vec<_> = (4..=300).map(record).collect();
    assert_eq!(vault.append(&many).await, Ok(()));
    assert_eq!(vault.heads().await, Ok(vec![(1, first.head.clone())]));
    let journal: Vec<_> = (1..=300).map(record).collect();
    assert_eq!(vault.load(1).await, Ok(Some(Stored { generation: first, journal })));
    assert_eq!(vault.journal(298).await, Ok(vec![record(299), record(300)]));
    for after in [1, 4, 255, 256, 260] {
        let journal: Vec<_> = (after + 1..=300).map(record).collect();
        assert_eq!(vault.journal(after).await, Ok(journal));
    }
}

/// Many appends at once all arrive.
pub async fn takes_bursts(vault: Vault) {
    for number in 1..=40 {
        assert_eq!(vault.append(&[record(number)]).await, Ok(()));
    }
    let journal: Vec<_> = (1..=40).map(record).collect();
    assert_eq!(vault.journal(0).await, Ok(journal));
}

/// A number is written once; a burst from a writer that is behind leaves nothing behind.
pub async fn never_overwrites_a_record(vault: Vault) {
    let foreign = |number: u32| (number, vec![0xff]);
    assert_eq!(vault.append(&[record(1), record(2)]).await, Ok(()));
    assert_eq!(vault.append(&[foreign(1)]).await, Err(StorageError::Overtaken));
    assert_eq!(vault.append(&[foreign(1), record(2)]).await, Err(StorageError::Overtaken));
    assert_eq!(vault.append(&[record(3)]).await, Ok(()));
    assert_eq!(vault.append(&[foreign(3), foreign(4)]).await, Err(StorageError::Overtaken));
    assert_eq!(vault.journal(0).await, Ok(vec![record(1), record(2), record(3)]));
    assert_eq!(vault.append(&[record(4)]).await, Ok(()));
}

/// A new generation drops the one before and the records that it contains, and no other.
pub async fn replaces_whole(vault: Vault) {
    assert_eq!(replace(&vault, &generation(1, 4), 0).await, Ok(()));
    assert_eq!(vault.append(&[record(1), record(2), record(3)]).await, Ok(()));
    let second = generation(2, 2);
    assert_eq!(replace(&vault, &second, 2).await, Ok(()));
    assert_eq!(vault.heads().await, Ok(vec![(2, second.head.clone())]));
    assert_eq!(vault.load(1).await, Ok(None));
    let stored = Stored { generation: second, journal: vec![record(3)] };
    assert_eq!(vault.load(2).await, Ok(Some(stored)));
}

/// Between writing and settling both generations are there, and the newer one counts.
pub async fn has_two_generations_for_a_moment(vault: Vault) {
    let (first, second) = (generation(1, 2), generation(2, 3));
    assert_eq!(replace(&vault, &first, 0).await, Ok(()));
    assert_eq!(vault.append(&[record(1)]).await, Ok(()));
    assert_eq!(vault.write(&second).await, Ok(()));
    let heads = vec![(2, second.head.clone()), (1, first.head.clone())];
    assert_eq!(vault.heads().await, Ok(heads));
    let old = Stored { generation: first, journal: vec![record(1)] };
    assert_eq!(vault.load(1).await, Ok(Some(old)));
    assert_eq!(vault.settle(&second, 1).await, Ok(()));
    let new = Stored { generation: second, journal: Vec::new() };
    assert_eq!(vault.load(2).await, Ok(Some(new)));
    assert_eq!(vault.load(1).await, Ok(None));
}

/// What did not come back as it was written is taken back, and what was there is there.
pub async fn takes_back_what_came_back_wrong(vault: Vault) {
    let first = generation(1, 2);
    assert_eq!(replace(&vault, &first, 0).await, Ok(()));
    assert_eq!(vault.append(&[record(1)]).await, Ok(()));
    let second = generation(2, 3);
    assert_eq!(vault.write(&second).await, Ok(()));
    let mut meant = second.clone();
    for block in meant.blocks.iter_mut().take(1) {
        block.reverse();
    }
    assert_eq!(vault.settle(&meant, 1).await, Err(StorageError::Verify));
    let stored = Stored { generation: first, journal: vec![record(1)] };
    assert_eq!(vault.load(1).await, Ok(Some(stored)));
    assert_eq!(vault.load(2).await, Ok(None));
    // The next try keeps blocks in another way, and they come back as well.
    assert_eq!(replace(&vault, &second, 1).await, Ok(()));
    let stored = Stored { generation: second, journal: Vec::new() };
    assert_eq!(vault.load(2).await, Ok(Some(stored)));
}

/// Of two writers the one that is behind is refused.
pub async fn refuses_an_overtaken_generation(vault: Vault) {
    let second = generation(2, 1);
    assert_eq!(replace(&vault, &second, 0).await, Ok(()));
    assert_eq!(vault.append(&[record(1)]).await, Ok(()));
    assert_eq!(replace(&vault, &generation(2, 3), 1).await, Err(StorageError::Overtaken));
    assert_eq!(replace(&vault, &generation(1, 3), 1).await, Err(StorageError::Overtaken));
    let stored = Stored { generation: second, journal: vec![record(1)] };
    assert_eq!(vault.load(2).await, Ok(Some(stored)));
}

/// Files kept beside stay until they are removed, under keys of their own.
pub async fn keeps_files_beside(vault: Vault) {
    let aside = |name: &str| Aside { label: name.as_bytes().to_vec(), content: vec![9; 70_000] };
    let groups = vault.put_aside(&aside("groups.json")).await.unwrap_or_default();
    let devices = vault.put_aside(&aside("devices.json")).await.unwrap_or_default();
    assert_ne!(groups, devices);
    let listed = vec![(groups, b"groups.json".to_vec()), (devices, b"devices.json".to_vec())];
    assert_eq!(vault.asides().await, Ok(listed));
    assert_eq!(vault.aside(devices).await, Ok(Some(aside("devices.json"))));
    assert_eq!(replace(&vault, &generation(1, 1), 0).await, Ok(()));
    assert_eq!(vault.remove_aside(groups).await, Ok(()));
    assert_eq!(vault.aside(groups).await, Ok(None));
    assert_eq!(vault.asides().await, Ok(vec![(devices, b"devices.json".to_vec())]));
}

/// A picture is given back for as long as it is of what is stored.
pub async fn gives_no_picture_of_the_past(vault: Vault) {
    let picture = |generation, applied| Picture {
        generation,
        applied,
        view: "users en".to_owned(),
        nodes: vec![Node::Text("Anna".to_owned())],
    };
    assert_eq!(vault.picture("users").await, Ok(None));
    assert_eq!(vault.keep_picture("users", &picture(1, 0)).await, Ok(()));
    // Nothing is stored that it could be of.
    assert_eq!(vault.picture("users").await, Ok(None));
    assert_eq!(replace(&vault, &generation(1, 2), 0).await, Ok(()));
    assert_eq!(vault.picture("users").await, Ok(Some(picture(1, 0))));
    assert_eq!(vault.picture("changes").await, Ok(None));
    assert_eq!(vault.append(&[record(1)]).await, Ok(()));
    assert_eq!(vault.picture("users").await, Ok(None));
    assert_eq!(vault.keep_picture("users", &picture(1, 1)).await, Ok(()));
    assert_eq!(vault.picture("users").await, Ok(Some(picture(1, 1))));
    assert_eq!(vault.write(&generation(2, 1)).await, Ok(()));
    assert_eq!(vault.picture("users").await, Ok(None));
    assert_eq!(vault.settle(&generation(2, 1), 1).await, Ok(()));
    assert_eq!(vault.keep_picture("users", &picture(2, 1)).await, Ok(()));
    assert_eq!(vault.picture("users").await, Ok(Some(picture(2, 1))));
}

/// Makes the tests: `vault_contract!(run, || async { a new vault })`, where `run` is a macro that
/// turns a name and an asynchronous block into a test.
#[macro_export]
macro_rules! vault_contract {
    ($run:ident, $new:expr) => {
        $crate::vault_contract!(@ $run, $new,
            starts_empty,
            gives_back_what_was_written,
            takes_bursts,
            never_overwrites_a_record,
            replaces_whole,
            has_two_generations_for_a_moment,
            takes_back_what_came_back_wrong,
            refuses_an_overtaken_generation,
            keeps_files_beside,
            gives_no_picture_of_the_past,
        );
    };
    (@ $run:ident, $new:expr, $($promise:ident),* $(,)?) => {
        $($run!($promise, async {
            let vault = $new.await;
            $crate::storage::contract::$promise(vault).await;
        });)*
    };
}

#[cfg(test)]
mod memory {
    use crate::storage::Vault;
    use std::future::Future;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    /// A vault in memory never waits, so one look is enough.
    fn finish(future: impl Future<Output = ()>) {
        let mut context = Context::from_waker(Waker::noop());
        assert_eq!(pin!(future).poll(&mut context), Poll::Ready(()), "memory had to wait");
    }

    macro_rules! native {
        ($name:ident, $body:expr) => {
            #[test]
            fn $name() {
                finish($body);
            }
        };
    }

    crate::vault_contract!(native, async { Vault::in_memory() });
}
