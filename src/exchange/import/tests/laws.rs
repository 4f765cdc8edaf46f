//! What holds for every input: no panic, and how a file was cut into pieces changes nothing.

use super::*;
use crate::tenant::seed::{SEED, Synthetic};
use proptest::prelude::*;

/// Files as people have them, and damaged.
fn file() -> impl Strategy<Value = Vec<u8>> {
    let whole = prop_oneof![
        Just(include_bytes!("../../../../tests/data/import/entra-users.csv").to_vec()),
        Just(include_bytes!("../../../../tests/data/import/microsoft365-users.csv").to_vec()),
        Just(include_bytes!("../../../../tests/data/import/microsoft365-users-fr.csv").to_vec()),
        Just(include_bytes!("../../../../tests/data/import/powershell-users.csv").to_vec()),
        Just(include_bytes!("../../../../tests/data/import/graph-users.json").to_vec()),
        Just(Synthetic::new(SEED).csv(40).into_bytes()),
        Just(include_bytes!("../../../../tests/data/import/products.csv").to_vec()),
    ];
    let damage = prop::collection::vec((any::<prop::sample::Index>(), 0..4, any::<u8>()), 0..6);
    (whole, damage).prop_map(|(mut bytes, damage)| {
        for (place, kind, byte) in damage {
            if bytes.is_empty() {
                break;
            }
            let at = place.index(bytes.len());
            match kind {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, b"\",;\n{}[]\\\0"[usize::from(byte) % 10]),
                2 => bytes.truncate(at),
                _ => {
                    let end = (at + usize::from(byte)).min(bytes.len());
                    bytes.drain(at..end);
                }
            }
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn pieces_change_nothing(bytes in file(), piece in prop_oneof![1_usize..40, 40_usize..4000]) {
        let whole = import(&[("users.json", &bytes)]);
        let pieces = import_in(&[("users.json", &bytes)], piece);
        prop_assert_eq!(show(&whole), show(&pieces));
        prop_assert_eq!(whole.counts, pieces.counts);
        prop_assert_eq!(&whole.products, &pieces.products);
        prop_assert_eq!(whole.files, pieces.files);
    }

    #[test]
    fn no_bytes_make_it_panic(
        files in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..200), 0..3),
        start in prop::sample::select(vec!["", "id,userPrincipalName,city\n", "[{\"id\":", "\u{feff}mail;upn\r"]),
    ) {
        let files: Vec<Vec<u8>> = files.into_iter().map(|bytes| [start.as_bytes(), &bytes].concat()).collect();
        let named: Vec<(&str, &[u8])> = files.iter().map(|bytes| ("a-1.json", bytes.as_slice())).collect();
        let staging = import_in(&named, 7);
        prop_assert_eq!(staging.files.len(), named.len());
        for file in &staging.files {
            prop_assert!(file.problems.list().iter().all(|problem| !problem.fault.code().is_empty()));
        }
    }

    #[test]
    fn as_csv_or_json_the_synthetic_directory_is_the_same(seed in any::<u32>(), count in 1_u32..30) {
        let directory = Synthetic::new(seed);
        let (csv, json) = (directory.csv(count), directory.graph_page(0, count).unwrap());
        let from_csv = import(&[("users.csv", csv.as_bytes())]);
        let from_json = import(&[("users.json", json.as_bytes())]);
        let users = |staging: &Staging| {
            let shown = show(staging);
            shown.split_once('\n').map(|(_, users)| users.to_owned())
        };
        prop_assert_eq!(users(&from_csv), users(&from_json));
        prop_assert!(from_csv.files[0].problems.is_empty());
        // What several files say in one import joins without a contradiction.
        let both = import(&[("users.csv", csv.as_bytes()), ("users.json", json.as_bytes())]);
        prop_assert_eq!((both.counts.users, both.contradictory), (count, 0));
    }
}
