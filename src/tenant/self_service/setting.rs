//! Whether a value fits a setting.

use crate::domain::setting::Shape;
use crate::domain::{Existence, Setting, SettingProblem, Value};
use crate::tenant::{Workspace, naming_policy};

/// What is wrong with giving a setting a value; nothing is wrong with giving it none.
#[must_use]
pub fn problem(
    workspace: &Workspace,
    setting: Setting,
    value: Option<&Value>,
) -> Option<SettingProblem> {
    let value = value?;
    let units = |text: &str| text.encode_utf16().count();
    // Blanks around a text do not come back from the tenant.
    let plain =
        |text: &str| !text.is_empty() && text.trim() == text && !text.chars().any(char::is_control);
    match (setting.shape(), value) {
        (Shape::Text(_), Value::Text(text)) if !plain(text) => Some(SettingProblem::WrongKind),
        (Shape::Text(max), Value::Text(text)) if max > 0 && units(text) > max => {
            Some(SettingProblem::TooLong { length: units(text), max })
        }
        (Shape::Text(_), Value::Text(text)) if setting == Setting::NamingRequirement => {
            naming_policy::Requirement::parse(text).err().map(SettingProblem::Naming)
        }
        (Shape::Switch, Value::Boolean(_)) | (Shape::Text(_), Value::Text(_)) => None,
        (Shape::Texts(max), Value::Texts(texts)) if max > 0 && texts.len() > max => {
            Some(SettingProblem::TooMany { count: texts.len(), max })
        }
        // The tenant keeps them as one text, separated by commas.
        (Shape::Texts(_), Value::Texts(texts)) => {
            let whole = |text: &String| plain(text) && !text.contains(',');
            (!texts.iter().all(whole)).then_some(SettingProblem::WrongKind)
        }
        (Shape::Choice(choices), Value::Text(text)) => {
            (!choices.contains(&text.as_str())).then_some(SettingProblem::NotAChoice)
        }
        (Shape::Group, Value::Reference(id)) => {
            let groups = workspace.groups();
            let there =
                groups.find(*id).is_some_and(|group| groups.existence(group) == Existence::Active);
            (!there).then_some(SettingProblem::NoGroup)
        }
        (Shape::Days(least), Value::Text(text)) => {
            let days: Option<u32> = text.parse().ok();
            // A text that another one would print as is no number of days.
            let fits = days
                .is_some_and(|days| days >= least && days <= 36_500 && days.to_string() == *text);
            (!fits).then_some(SettingProblem::Days { least })
        }
        _ => Some(SettingProblem::WrongKind),
    }
}
