//! The cmdlets that the scripts use.

use super::dotnet::new_object;
use super::json;
use super::run::{Machine, Run, Stop, exception};
use super::value::{Object, V};
use std::rc::Rc;

impl Machine<'_> {
    #[expect(clippy::too_many_lines, reason = "one arm per cmdlet")]
    pub(super) fn built_in(
        &mut self,
        name: &str,
        named: &[(String, V)],
        positional: &[V],
        input: Option<Vec<V>>,
    ) -> Run<Vec<V>> {
        let of = |wanted: &str| {
            let found = named.iter().find(|(known, _)| known.eq_ignore_ascii_case(wanted));
            found.map(|(_, value)| value.clone())
        };
        let input = input.unwrap_or_default();
        Ok(match name.to_ascii_lowercase().as_str() {
            "set-strictmode" | "add-type" | "write-progress" => Vec::new(),
            "write-host" | "write-warning" => {
                self.printed.push(positional[0].to_text());
                Vec::new()
            }
            "where-object" => {
                let mut out = Vec::new();
                for item in input {
                    if self.with_item(&positional[0], item.clone())?.truth() {
                        out.push(item);
                    }
                }
                out
            }
            "foreach-object" => {
                let V::Block(block) = &positional[0] else { panic!("ForEach-Object") };
                let mut out = Vec::new();
                for item in input {
                    self.with("_", item, |machine| machine.block(block, &mut out))?;
                }
                out
            }
            "select-object" => {
                let number = |v: V| usize::try_from(v.to_int()).unwrap();
                let skip = of("Skip").map_or(0, number);
                let first = of("First").map_or(usize::MAX, number);
                input.into_iter().skip(skip).take(first).collect()
            }
            "sort-object" => {
                let mut items = input;
                items.sort_by_key(|item| item.to_text().to_lowercase());
                if of("Unique").is_some() {
                    items.dedup_by(|a, b| a.equals(b));
                }
                items
            }
            "get-command" => {
                let record = vec![(
                    "Parameters".to_owned(),
                    V::Object(Rc::new(Object::Record(vec![("any".into(), V::Null)]))),
                )];
                vec![V::Object(Rc::new(Object::Record(record)))]
            }
            "new-object" => {
                let arguments: Vec<V> = positional[1..].iter().flat_map(V::items).collect();
                vec![new_object(&positional[0].to_text(), &arguments)]
            }
            "convertto-json" => {
                let depth = of("Depth").map_or(2, |depth| depth.to_int());
                let json = json::write(&of("InputObject").unwrap(), depth);
                vec![V::Text(json.to_string())]
            }
            "convertfrom-json" => {
                assert!(self.major >= 6, "Windows PowerShell has no -AsHashtable");
                assert!(of("AsHashtable").is_some());
                let text = of("InputObject").unwrap().to_text();
                let read = json::read(&text, true);
                vec![read.map_err(|message| Stop::Throw(exception(V::Text(message))))?]
            }
            "get-random" => vec![of("Minimum").unwrap()],
            "start-sleep" => {
                self.slept += of("Milliseconds").unwrap().to_int();
                Vec::new()
            }
            "connect-mggraph" => vec![V::text("Welcome")],
            "get-mgcontext" => {
                let context = [
                    ("TenantId", V::text("11111111-2222-3333-4444-555555555555")),
                    ("Account", V::text("admin@contoso.com")),
                    ("AuthType", V::text("AppOnly")),
                    ("Environment", V::text("Global")),
                    ("Scopes", V::list(Vec::new())),
                ];
                let fields = context.into_iter().map(|(name, value)| (name.to_owned(), value));
                vec![V::Object(Rc::new(Object::Record(fields.collect())))]
            }
            "invoke-mggraphrequest" => {
                assert!(of("OutputType").unwrap().same_text("Json"));
                assert!(of("SkipHttpErrorCheck").unwrap().truth());
                let method = of("Method").unwrap().to_text();
                let uri = of("Uri").unwrap().to_text();
                let body = of("Body").map(|body| body.to_text());
                // The cmdlet refuses a POST or PATCH without a body.
                assert!(body.is_some() || !["POST", "PATCH"].contains(&method.as_str()));
                assert!(body.as_ref().is_none_or(|body| body.is_ascii()), "{body:?}");
                let answer = (self.service)(&method, &uri, body.as_deref())?;
                let (status, headers, text) =
                    answer.map_err(|message| Stop::Throw(exception(V::Text(message))))?;
                let headers =
                    headers.into_iter().map(|(name, value)| (name, V::list(vec![V::Text(value)])));
                self.set(&of("StatusCodeVariable").unwrap().to_text(), V::Int(i64::from(status)));
                self.set(
                    &of("ResponseHeadersVariable").unwrap().to_text(),
                    V::table(headers.collect()),
                );
                vec![V::Text(text)]
            }
            other => panic!("{other} is no cmdlet that we know"),
        })
    }

    fn with_item(&mut self, block: &V, item: V) -> Run<V> {
        let V::Block(block) = block else { panic!("no script block") };
        let mut out = Vec::new();
        self.with("_", item, |machine| machine.block(block, &mut out))?;
        Ok(V::collected(out))
    }
}
