//! The members of .NET that the scripts use.

use super::json;
use super::run::{Machine, Run, Stop, exception};
use super::value::{Object, V};
use crate::text::date::{parse_iso, write_iso};
use std::cell::RefCell;
use std::rc::Rc;

/// The present time of every machine.
const NOW: i64 = 1_750_000_000_000;

/// The result of a method that has none: nothing goes into the pipeline.
fn nothing() -> V {
    V::Object(Rc::new(Object::Record(Vec::new())))
}

impl Machine<'_> {
    pub(super) fn static_call(&mut self, class: &str, name: &str, given: &[V]) -> V {
        let class = class.to_ascii_lowercase();
        let lower = name.to_ascii_lowercase();
        if class == "io.file" {
            return self.file(&lower, given);
        }
        match (class.as_str(), lower.as_str()) {
            ("io.path", "combine") => {
                V::Text(format!("{}/{}", given[0].to_text(), given[1].to_text()))
            }
            ("io.path", "getfilename") => {
                let path = given[0].to_text();
                V::text(path.rsplit('/').next().unwrap())
            }
            ("io.directory", "createdirectory") => V::Null,
            ("io.directory", "getfiles") => {
                let folder = format!("{}/", given[0].to_text());
                let inside = self.files.keys().filter(|path| path.starts_with(&folder));
                V::list(inside.map(V::text).collect())
            }
            ("math", "min") => V::Float(given[0].to_float().min(given[1].to_float())),
            ("math", "max") => V::Float(given[0].to_float().max(given[1].to_float())),
            ("math", "pow") => V::Float(given[0].to_float().powf(given[1].to_float())),
            ("uri", "escapedatastring") => V::Text(escape(&given[0].to_text())),
            ("double", "tryparse") => {
                let V::Ref(variable) = &given[3] else { panic!("TryParse") };
                let parsed = given[0].to_text().parse::<f64>().ok();
                self.set(variable, V::Float(parsed.unwrap_or(0.0)));
                V::Bool(parsed.is_some())
            }
            ("string", "compareordinal") => {
                V::Int(given[0].to_text().cmp(&given[1].to_text()) as i64)
            }
            ("string", "equals") => {
                assert!(matches!(&given[2], V::Type(kind) if kind == "Ordinal"));
                V::Bool(given[0].to_text() == given[1].to_text())
            }
            ("security.cryptography.randomnumbergenerator", "create") => {
                V::Object(Rc::new(Object::Random))
            }
            _ => panic!("[{class}]::{name}()"),
        }
    }

    fn file(&mut self, name: &str, given: &[V]) -> V {
        let path = given[0].to_text();
        assert!(path.starts_with('/'), "{path} is no full path");
        match name {
            "writealltext" => {
                self.files.insert(path, given[1].to_text());
                nothing()
            }
            "appendalltext" => {
                self.files.entry(path).or_default().push_str(&given[1].to_text());
                nothing()
            }
            "delete" => {
                self.files.remove(&path);
                nothing()
            }
            "move" => {
                let target = given[1].to_text();
                assert!(!self.files.contains_key(&target), "{target} is in the way");
                let text = self.files.remove(&path).unwrap();
                self.files.insert(target, text);
                nothing()
            }
            "exists" => V::Bool(self.files.contains_key(&path)),
            "readalltext" => V::text(&self.files[&path]),
            "readalllines" => V::list(self.files[&path].lines().map(V::text).collect()),
            other => panic!("[IO.File]::{other}()"),
        }
    }

    pub(super) fn method(&mut self, object: &V, name: &str, given: &[V]) -> Run<V> {
        let lower = name.to_ascii_lowercase();
        Ok(match (object, lower.as_str()) {
            (V::Text(_), "getunresolvedproviderpathfrompspath") => {
                V::Text(format!("/disk/{}", given[0].to_text()).replace("/disk//disk/", "/disk/"))
            }
            (V::Text(text), "replace") => {
                V::Text(text.replace(&given[0].to_text(), &given[1].to_text()))
            }
            (V::Text(text), "split") => {
                V::list(text.split(&given[0].to_text()).map(V::text).collect())
            }
            (V::Text(text), "tolowerinvariant") => V::Text(text.to_lowercase()),
            (V::Text(text), "trim") => V::text(text.trim()),
            (V::Text(text), "tochararray") => V::list(text.encode_utf16().map(V::Char).collect()),
            (V::Int(number), "tostring") => {
                assert!(given[0].same_text("x4"));
                V::Text(format!("{number:04x}"))
            }
            (V::Time(_), "touniversaltime") => object.clone(),
            (V::Time(time), "adddays") => V::Time(time + given[0].to_int() * 86_400_000),
            (V::Time(time), "tostring") => {
                // In other cultures the colon and the calendar differ.
                assert!(matches!(&given[1], V::Type(culture) if culture == "InvariantCulture"));
                let text = write_iso(time - time % 1000);
                match given[0].to_text().as_str() {
                    "yyyy-MM-ddTHH:mm:ssZ" => V::Text(text),
                    "yyyy-MM-ddTHH:mm:ss" => V::text(text.trim_end_matches('Z')),
                    other => panic!("{other}"),
                }
            }
            (V::Table(table), "containskey") => {
                V::Bool(table.borrow().get(&given[0].to_text()).is_some())
            }
            (V::Object(inner), _) => self.object_method(inner, object, &lower, given)?,
            (other, method) => panic!("{method}() of {other:?}"),
        })
    }

    fn object_method(&mut self, inner: &Object, object: &V, name: &str, given: &[V]) -> Run<V> {
        Ok(match (inner, name) {
            (Object::Builder(text), "append") => {
                text.borrow_mut().push_str(&given[0].to_text());
                object.clone()
            }
            (Object::Builder(text), "tostring") => V::text(text.borrow().as_str()),
            (Object::ListOfObjects(items), "add") => {
                items.borrow_mut().push(given[0].clone());
                nothing()
            }
            (Object::ListOfObjects(items), "toarray") => V::list(items.borrow().clone()),
            (Object::Record(_), "containskey") => V::Bool(true),
            (Object::Random, "getbytes") => {
                let V::Object(bytes) = &given[0] else { panic!("GetBytes") };
                let Object::Bytes(bytes) = bytes.as_ref() else { panic!("GetBytes") };
                for byte in bytes.borrow_mut().iter_mut() {
                    *byte = self.next_random();
                }
                nothing()
            }
            (Object::Random, "dispose") => nothing(),
            (Object::JsonReader, "deserializeobject") => json::read(&given[0].to_text(), false)
                .map_err(|message| Stop::Throw(exception(V::Text(message))))?,
            (other, method) => panic!("{method}() of {other:?}"),
        })
    }

    pub(super) fn next_random(&mut self) -> u8 {
        self.random = self.random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        self.random.to_be_bytes()[0]
    }
}

pub(super) fn member(object: &V, name: &str) -> V {
    let lower = name.to_ascii_lowercase();
    match object {
        V::Table(table) => {
            let table = table.borrow();
            // A key wins over a property of the same name (`about_Hash_Tables`).
            if let Some(value) = table.get(name) {
                return value.clone();
            }
            match lower.as_str() {
                "keys" => V::list(table.entries.iter().map(|(k, _)| V::text(k)).collect()),
                "count" => V::Int(i64::try_from(table.entries.len()).unwrap()),
                _ => V::Null,
            }
        }
        V::List(items) => match lower.as_str() {
            "count" | "length" => V::Int(i64::try_from(items.len()).unwrap()),
            other => panic!("{other} of a list"),
        },
        V::Text(text) => match lower.as_str() {
            "length" => V::Int(i64::try_from(text.encode_utf16().count()).unwrap()),
            "path" => V::text("session"),
            other => panic!("{other} of the text {text}"),
        },
        V::Object(object) => match (object.as_ref(), lower.as_str()) {
            (Object::Record(fields), _) => {
                let found = fields.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
                found.map_or(V::Null, |(_, value)| value.clone())
            }
            (Object::ErrorRecord(exception), "exception") => V::Object(Rc::clone(exception)),
            (Object::Exception { message, .. }, "message") => V::text(message),
            (Object::Exception { data, .. }, "data") => data.clone(),
            (Object::Exception { status, .. }, "response") => match status {
                Some(status) => {
                    let fields = vec![("StatusCode".to_owned(), V::Int(*status))];
                    V::Object(Rc::new(Object::Record(fields)))
                }
                None => V::Null,
            },
            (Object::ListOfObjects(items), "count") => {
                V::Int(i64::try_from(items.borrow().len()).unwrap())
            }
            (other, member) => panic!("{member} of {other:?}"),
        },
        V::Null => V::Null,
        other => panic!("{name} of {other:?}"),
    }
}

pub(super) fn static_member(class: &str, name: &str) -> V {
    match (class.to_ascii_lowercase().as_str(), name.to_ascii_lowercase().as_str()) {
        ("datetime", "utcnow") => V::Time(NOW),
        ("environment", "newline") => V::text("\n"),
        ("int", "maxvalue") => V::Int(i64::from(i32::MAX)),
        ("globalization.cultureinfo" | "globalization.numberstyles" | "stringcomparison", _) => {
            V::Type(name.to_owned())
        }
        _ => panic!("[{class}]::{name}"),
    }
}

/// `New-Object`
pub(super) fn new_object(name: &str, given: &[V]) -> V {
    let object = match name.to_ascii_lowercase().as_str() {
        "system.text.utf8encoding" => Object::Record(vec![("utf8".to_owned(), V::Bool(true))]),
        "system.text.stringbuilder" => Object::Builder(RefCell::default()),
        "system.exception" => Object::Exception {
            message: given[0].to_text(),
            data: V::table(Vec::new()),
            status: None,
        },
        "system.collections.generic.list[object]" => Object::ListOfObjects(RefCell::default()),
        "byte[]" => {
            Object::Bytes(RefCell::new(vec![0; usize::try_from(given[0].to_int()).unwrap()]))
        }
        "system.web.script.serialization.javascriptserializer" => Object::JsonReader,
        other => panic!("New-Object {other}"),
    };
    V::Object(Rc::new(object))
}

/// `-f`: `{0}`, `{0:d4}`, `{0:n1}`.
pub(super) fn format(pattern: &str, given: &[V]) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (slot, after) = after.split_once('}').unwrap();
        let (index, style) = slot.split_once(':').unwrap_or((slot, ""));
        let value = &given[index.parse::<usize>().unwrap()];
        let text = match style {
            "" => value.to_text(),
            "d2" => format!("{:02}", value.to_int()),
            "d4" => format!("{:04}", value.to_int()),
            "n1" => format!("{:.1}", value.to_float()),
            other => panic!("{other}"),
        };
        out.push_str(&text);
        rest = after;
    }
    out.push_str(rest);
    out
}

fn escape(text: &str) -> String {
    text.bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

/// PowerShell 7 makes a time of a text that looks like one.
pub(super) fn as_time(text: &str) -> Option<V> {
    let shaped = text.len() >= 20 && text.ends_with('Z') && text.as_bytes()[10] == b'T';
    shaped.then(|| parse_iso(text).map(V::Time)).flatten()
}
