//! The frame reader against `serde_json`, and against itself in other pieces.

use super::*;
use proptest::prelude::*;
use serde_json::Value;

#[derive(Debug, Default, PartialEq)]
struct Seen {
    pages: Vec<Value>,
    objects: Vec<Value>,
    broken: u32,
    stop: Option<Stop>,
}

impl Sink for Seen {
    fn page(&mut self, properties: &[u8]) {
        match serde_json::from_slice(properties) {
            Ok(page) => self.pages.push(page),
            Err(_) => self.broken += 1,
        }
    }

    fn object(&mut self, _: u32, json: &[u8]) {
        match serde_json::from_slice(json) {
            Ok(object) => self.objects.push(object),
            Err(_) => self.broken += 1,
        }
    }

    fn too_long(&mut self, _: u32) {
        self.broken += 1;
    }
}

fn read(pieces: &[&[u8]]) -> Seen {
    let mut reader = Reader::new();
    let mut seen = Seen::default();
    for piece in pieces {
        reader.feed(piece, &mut seen);
    }
    reader.finish(&mut seen);
    seen.stop = reader.stop();
    seen
}

#[track_caller]
fn check(text: &str, objects: &[&str], pages: usize, stop: Option<Stop>) {
    let seen = read(&[text.as_bytes()]);
    let found: Vec<String> = seen.objects.iter().map(ToString::to_string).collect();
    assert_eq!(found, objects);
    assert_eq!((seen.pages.len(), seen.stop), (pages, stop));
}

#[test]
fn every_frame() {
    let page = r#"{"@odata.context":"x#users","value":[{"id":1},{"id":[2,{"value":[3]}]}],"@odata.nextLink":"n"}"#;
    let two = ["{\"id\":1}", "{\"id\":[2,{\"value\":[3]}]}"];
    check(page, &two, 2, None);
    check(&format!("[{page}]"), &two, 2, None);
    check(&format!("{page}\n{page}\n"), &[two[0], two[1], two[0], two[1]], 4, None);
    check("[{\"id\":1},{\"value\":\"x\"}]", &["{\"id\":1}", "{\"value\":\"x\"}"], 0, None);
    check("{\"id\":1}\n{\"id\":2}", &["{\"id\":1}", "{\"id\":2}"], 0, None);
    check("{ \"value\" : [ ] }", &[], 2, None);
    check("[]", &[], 0, None);
    check("", &[], 0, None);
    check("[1,\"a]\",null,[2]]", &["1", "\"a]\"", "null", "[2]"], 0, None);
    check("7", &["7"], 0, None);
}

#[test]
fn what_a_page_says_of_itself() {
    let seen = read(&[br#"{"@odata.context":"c","value":[],"@odata.nextLink":"n"}"#]);
    assert_eq!(seen.pages[0]["@odata.context"], "c");
    assert_eq!(seen.pages[1]["@odata.nextLink"], "n");
}

#[test]
fn cut_or_wrong_files_keep_what_came_before() {
    let at = |line, character| Place { line, character };
    check("{\"value\":[{\"id\":1},\n{\"id\":2", &["{\"id\":1}"], 1, Some(Stop::Cut(at(2, 7))));
    check("{\"value\":[{\"id\":1}]", &["{\"id\":1}"], 1, Some(Stop::Cut(at(1, 19))));
    check("[{\"id\":1} {\"id\":2}]", &["{\"id\":1}"], 0, Some(Stop::Syntax(at(1, 11))));
    check("[{\"id\":1},\n;]", &["{\"id\":1}"], 0, Some(Stop::Syntax(at(2, 1))));
    check("]", &[], 0, Some(Stop::Syntax(at(1, 1))));
    check("[\"a", &[], 0, Some(Stop::Cut(at(1, 3))));
}

#[test]
fn an_object_without_end_is_not_kept() {
    let text = format!("[{{\"a\":\"{}\"}},{{\"id\":1}}]", "x".repeat(LONGEST_OBJECT));
    let seen = read(&text.as_bytes().chunks(1 << 20).collect::<Vec<_>>());
    assert_eq!((seen.objects.len(), seen.broken), (1, 1));
}

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        "[a-z\"\\\\{}\\[\\],: é\n]{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("value|id|[a-z\"]{0,3}", inner, 0..4)
                .prop_map(|map| Value::from(serde_json::Map::from_iter(map))),
        ]
    })
}

fn object() -> impl Strategy<Value = Value> {
    prop::collection::btree_map("id|[a-z\"]{0,3}", json(), 0..4)
        .prop_map(|map| Value::from(serde_json::Map::from_iter(map)))
}

proptest! {
    #[test]
    fn objects_come_out_as_they_went_in(
        objects in prop::collection::vec(object(), 0..6),
        frame in 0..4,
        pretty in any::<bool>(),
        place in 0_usize..200,
    ) {
        let write = |value: &Value| {
            if pretty { serde_json::to_string_pretty(value) } else { serde_json::to_string(value) }
                .unwrap()
        };
        let list = Value::from(objects.clone());
        let page = serde_json::json!({"@odata.context": "c", "value": list, "zlast": 1});
        let text = match frame {
            0 => write(&list),
            1 => write(&page),
            2 => write(&Value::from(vec![page])),
            _ => objects.iter().map(write).collect::<Vec<_>>().join("\n"),
        };
        let (head, tail) = text.as_bytes().split_at(place.min(text.len()));
        let seen = read(&[head, tail]);
        prop_assert_eq!(&seen.objects, &objects);
        prop_assert_eq!((seen.stop, seen.broken), (None, 0));
        if frame == 1 || frame == 2 {
            prop_assert_eq!(seen.pages[0]["@odata.context"].as_str(), Some("c"));
            prop_assert_eq!(seen.pages[1]["zlast"].as_i64(), Some(1));
        }
        // Cut anywhere, the file still gives objects from its start.
        let cut = read(&[head]);
        prop_assert!(objects.starts_with(&cut.objects) || frame == 3);
    }

    #[test]
    fn nothing_makes_it_panic(bytes in prop::collection::vec(prop_oneof![
        Just(b'{'), Just(b'}'), Just(b'['), Just(b']'), Just(b'"'), Just(b'\\'), Just(b','),
        Just(b':'), Just(b'\n'), any::<u8>()
    ], 0..80), place in 0_usize..80) {
        let (head, tail) = bytes.split_at(place.min(bytes.len()));
        prop_assert_eq!(read(&[head, tail]), read(&[&bytes]));
    }
}
