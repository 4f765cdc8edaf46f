//! JSON as the two editions read and write it.

use super::dotnet::as_time;
use super::value::V;
use serde_json::{Map, Value as Json};

/// Reads JSON; `times` where texts that look like a time become one.
pub(super) fn read(text: &str, times: bool) -> Result<V, String> {
    let json: Json = serde_json::from_str(text).map_err(|error| error.to_string())?;
    Ok(value(&json, times))
}

fn value(json: &Json, times: bool) -> V {
    match json {
        Json::Null => V::Null,
        Json::Bool(yes) => V::Bool(*yes),
        Json::Number(number) => V::Int(number.as_i64().unwrap()),
        Json::String(text) => {
            let time = if times { as_time(text) } else { None };
            time.unwrap_or_else(|| V::text(text))
        }
        Json::Array(items) => V::list(items.iter().map(|item| value(item, times)).collect()),
        Json::Object(map) => {
            V::table(map.iter().map(|(key, item)| (key.clone(), value(item, times))).collect())
        }
    }
}

/// `ConvertTo-Json`: what lies deeper than `depth` is not written out but named.
pub(super) fn write(value: &V, depth: i64) -> Json {
    assert!(depth >= 0, "-Depth is too small");
    match value {
        V::Null => Json::Null,
        V::Bool(yes) => Json::Bool(*yes),
        V::Int(number) => Json::from(*number),
        V::Float(number) => Json::from(*number),
        V::Text(text) => Json::String(text.clone()),
        V::List(items) => Json::Array(items.iter().map(|item| write(item, depth - 1)).collect()),
        V::Table(table) => {
            let mut map = Map::new();
            for (key, item) in &table.borrow().entries {
                map.insert(key.clone(), write(item, depth - 1));
            }
            Json::Object(map)
        }
        other => panic!("no JSON of {other:?}"),
    }
}
