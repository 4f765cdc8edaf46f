//! The regular expressions in use: alternatives, groups, classes, `.`, `^`, `$`, `?`, `*`, `+`,
//! `{n,}`; without regard to case, as `-match` and `-replace` are.

enum Node {
    One(Vec<(char, char)>, bool),
    Start,
    End,
    Group(Vec<Vec<(Self, usize, usize)>>, usize),
}

pub(super) struct Regex {
    top: Node,
    groups: usize,
}

type Sequence = [(Node, usize, usize)];

impl Regex {
    pub(super) fn new(pattern: &str) -> Self {
        let chars: Vec<char> = pattern.chars().collect();
        let (mut at, mut groups) = (0, 0);
        let top = Node::Group(alternatives(&chars, &mut at, &mut groups), 0);
        assert_eq!(at, chars.len(), "{pattern}");
        Self { top, groups }
    }

    /// The match and its groups.
    pub(super) fn find(&self, text: &str) -> Option<Vec<String>> {
        let chars: Vec<char> = text.chars().collect();
        (0..=chars.len()).find_map(|start| self.at(&chars, start)).map(|(_, _, groups)| groups)
    }

    pub(super) fn replace(&self, text: &str, with: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let (mut out, mut at) = (String::new(), 0);
        while at <= chars.len() {
            if let Some((_, end, _)) = self.at(&chars, at).filter(|(_, end, _)| *end > at) {
                out.push_str(with);
                at = end;
            } else {
                out.extend(chars.get(at));
                at += 1;
            }
        }
        out
    }

    fn at(&self, chars: &[char], start: usize) -> Option<(usize, usize, Vec<String>)> {
        let mut spans = vec![None; self.groups + 1];
        let top = std::slice::from_ref(&self.top);
        let mut end = None;
        let Node::Group(choices, _) = &top[0] else { unreachable!() };
        let matched = choices.iter().any(|choice| {
            run(choice, 0, chars, start, &mut spans, &mut |at, _| {
                end = Some(at);
                true
            })
        });
        let end = end.filter(|_| matched)?;
        spans[0] = Some((start, end));
        let text = |span: &Option<(usize, usize)>| {
            span.map_or_else(String::new, |(from, to)| chars[from..to].iter().collect())
        };
        Some((start, end, spans.iter().map(text).collect()))
    }
}

type Spans = Vec<Option<(usize, usize)>>;

fn run(
    sequence: &Sequence,
    done: usize,
    chars: &[char],
    at: usize,
    spans: &mut Spans,
    then: &mut dyn FnMut(usize, &mut Spans) -> bool,
) -> bool {
    let Some(((node, least, most), rest)) = sequence.split_first() else { return then(at, spans) };
    // Greedy: once more if allowed, then what follows.
    if done < *most {
        let again = one(node, chars, at, spans, &mut |next, spans| {
            (next > at || done < *least) && run(sequence, done + 1, chars, next, spans, then)
        });
        if again {
            return true;
        }
    }
    done >= *least && run(rest, 0, chars, at, spans, then)
}

fn one(
    node: &Node,
    chars: &[char],
    at: usize,
    spans: &mut Spans,
    then: &mut dyn FnMut(usize, &mut Spans) -> bool,
) -> bool {
    match node {
        Node::Start => at == 0 && then(at, spans),
        Node::End => at == chars.len() && then(at, spans),
        Node::One(ranges, negated) => {
            let Some(c) = chars.get(at) else { return false };
            let (lower, upper) = (c.to_ascii_lowercase(), c.to_ascii_uppercase());
            let within = |c: char| ranges.iter().any(|(from, to)| (*from..=*to).contains(&c));
            (within(lower) || within(upper)) != *negated && then(at + 1, spans)
        }
        Node::Group(choices, number) => choices.iter().any(|choice| {
            run(choice, 0, chars, at, spans, &mut |end, spans| {
                let before = spans[*number].replace((at, end));
                then(end, spans) || {
                    spans[*number] = before;
                    false
                }
            })
        }),
    }
}

fn alternatives(
    chars: &[char],
    at: &mut usize,
    groups: &mut usize,
) -> Vec<Vec<(Node, usize, usize)>> {
    let mut choices = vec![Vec::new()];
    while let Some(c) = chars.get(*at).copied() {
        if c == ')' {
            break;
        }
        *at += 1;
        let node = match c {
            '|' => {
                choices.push(Vec::new());
                continue;
            }
            '^' => Node::Start,
            '$' => Node::End,
            '.' => Node::One(vec![('\0', char::MAX)], false),
            '(' => {
                *groups += 1;
                let number = *groups;
                let inner = alternatives(chars, at, groups);
                assert_eq!(chars.get(*at), Some(&')'));
                *at += 1;
                Node::Group(inner, number)
            }
            '[' => class(chars, at),
            '\\' => {
                let c = chars[*at];
                assert!(!c.is_alphanumeric(), "\\{c}");
                *at += 1;
                Node::One(vec![(c, c)], false)
            }
            c => Node::One(vec![(c, c)], false),
        };
        let (least, most) = match chars.get(*at) {
            Some('?') => (0, 1),
            Some('*') => (0, usize::MAX),
            Some('+') => (1, usize::MAX),
            Some('{') => {
                let close = *at + chars[*at..].iter().position(|c| *c == '}').unwrap();
                let text: String = chars[*at + 1..close].iter().collect();
                *at = close;
                match text.split_once(',') {
                    Some((least, "")) => (least.parse().unwrap(), usize::MAX),
                    None => (text.parse().unwrap(), text.parse().unwrap()),
                    Some(_) => panic!("{{{text}}}"),
                }
            }
            _ => {
                choices.last_mut().unwrap().push((node, 1, 1));
                continue;
            }
        };
        *at += 1;
        choices.last_mut().unwrap().push((node, least, most));
    }
    choices
}

fn class(chars: &[char], at: &mut usize) -> Node {
    let negated = chars[*at] == '^';
    *at += usize::from(negated);
    let mut ranges = Vec::new();
    while chars[*at] != ']' {
        let from = chars[*at];
        if chars[*at + 1] == '-' && chars[*at + 2] != ']' {
            ranges.push((from, chars[*at + 2]));
            *at += 3;
        } else {
            ranges.push((from, from));
            *at += 1;
        }
    }
    *at += 1;
    Node::One(ranges, negated)
}
