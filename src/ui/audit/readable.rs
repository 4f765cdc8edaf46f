//! Values of modified properties as people read them: the log has JSON text.

use serde_json::Value;

/// A value without its JSON, where that loses nothing that matters; none for what has parts of its
/// own, which is shown as it came.
#[must_use]
pub fn readable(written: &str) -> Option<String> {
    let value: Value = serde_json::from_str(written).ok()?;
    match value {
        Value::Array(items) => {
            let items: Option<Vec<String>> = items.iter().map(plain).collect();
            items.map(|items| items.join(", "))
        }
        value => plain(&value),
    }
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.clone()),
        Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn values() {
        for (written, read) in [
            ("\"Sales\"", Some("Sales")),
            ("[\"a\",\"b\"]", Some("a, b")),
            ("[]", Some("")),
            ("true", Some("true")),
            ("12", Some("12")),
            ("null", Some("")),
            ("[{\"a\":1}]", None),
            ("Sales", None),
            ("", None),
        ] {
            assert_eq!(readable(written).as_deref(), read, "{written}");
        }
    }
}
