//! Runs an automaton over texts: sets of places, each set worked out once and then only looked up.

use super::{
    class::is_word,
    parse::Assertion,
    program::{Program, Step},
};
use std::collections::BTreeMap;

/// Sets that are kept; past them the matcher begins to learn anew.
const KEPT: usize = 2000;

/// A character, as far as the pattern tells characters apart.
type Symbol = u16;

/// The end of the text.
const END: Symbol = 0;

/// What stood before a place, as far as assertions ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Before {
    Nothing,
    NewLine,
    Word,
    Other,
}

/// What is known of a set of places.
#[derive(Debug)]
struct State {
    places: Vec<u16>,
    before: Before,
    /// Where each symbol leads, as far as it was asked.
    next: Vec<Option<Next>>,
}

#[derive(Debug, Clone, Copy)]
enum Next {
    Match,
    State(u32),
}

/// What is known of a symbol.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Traits {
    /// Which classes the character is in.
    classes: Vec<bool>,
    word: bool,
    new_line: bool,
    /// A new line that ends the text.
    last: bool,
}

/// Answers whether texts match a pattern.
#[derive(Debug)]
pub struct Matcher<'p> {
    program: &'p Program,
    states: Vec<State>,
    known: BTreeMap<(Vec<u16>, Before), u32>,
    /// Traits of each symbol; the first is the end.
    symbols: Vec<Traits>,
    ascii: [Option<Symbol>; 128],
    others: BTreeMap<char, Symbol>,
    last_line: Option<Symbol>,
}

impl<'p> Matcher<'p> {
    pub(super) fn new(program: &'p Program) -> Self {
        let end = Traits { classes: Vec::new(), word: false, new_line: false, last: false };
        let mut matcher = Self {
            program,
            states: Vec::new(),
            known: BTreeMap::new(),
            symbols: vec![end],
            ascii: [None; 128],
            others: BTreeMap::new(),
            last_line: None,
        };
        matcher.forget();
        matcher
    }

    /// Whether the pattern is found anywhere in the text.
    pub fn is_match(&mut self, text: &str) -> bool {
        let mut state = 0;
        let mut rest = text.chars();
        while let Some(c) = rest.next() {
            let last = c == '\n' && rest.as_str().is_empty();
            let symbol = self.symbol(c, last);
            match self.step(state, symbol) {
                Next::Match => return true,
                Next::State(next) => state = next,
            }
        }
        matches!(self.step(state, END), Next::Match)
    }

    /// Begins anew, with the state before any text.
    fn forget(&mut self) {
        self.states.clear();
        self.known.clear();
        self.state(Vec::new(), Before::Nothing);
    }

    fn symbol(&mut self, c: char, last: bool) -> Symbol {
        let known = if last {
            self.last_line
        } else {
            match self.ascii.get(c as usize) {
                Some(known) => *known,
                None => self.others.get(&c).copied(),
            }
        };
        known.unwrap_or_else(|| self.learn(c, last))
    }

    #[cold]
    fn learn(&mut self, c: char, last: bool) -> Symbol {
        let traits = Traits {
            classes: self.program.classes.iter().map(|class| class.contains(c)).collect(),
            word: is_word(c),
            new_line: c == '\n',
            last,
        };
        let number =
            self.symbols.iter().skip(1).position(|known| *known == traits).map(|at| at + 1);
        let number = number.unwrap_or_else(|| {
            self.symbols.push(traits);
            self.symbols.len() - 1
        });
        let symbol = Symbol::try_from(number).unwrap_or(Symbol::MAX);
        if last {
            self.last_line = Some(symbol);
        } else if let Some(slot) = self.ascii.get_mut(c as usize) {
            *slot = Some(symbol);
        } else {
            self.others.insert(c, symbol);
        }
        symbol
    }

    /// The state with these places, known or new.
    fn state(&mut self, places: Vec<u16>, before: Before) -> u32 {
        let key = (places, before);
        if let Some(&known) = self.known.get(&key) {
            return known;
        }
        let number = u32::try_from(self.states.len()).unwrap_or(u32::MAX);
        self.states.push(State { places: key.0.clone(), before, next: Vec::new() });
        self.known.insert(key, number);
        number
    }

    fn step(&mut self, state: u32, symbol: Symbol) -> Next {
        let known = self
            .states
            .get(state as usize)
            .and_then(|state| *state.next.get(usize::from(symbol))?);
        known.unwrap_or_else(|| self.work_out(state, symbol))
    }

    #[cold]
    fn work_out(&mut self, from: u32, symbol: Symbol) -> Next {
        let Some(state) = self.states.get(from as usize) else { return Next::State(0) };
        let Some(traits) = self.symbols.get(usize::from(symbol)) else { return Next::State(0) };
        let end = symbol == END;
        let mut seen = vec![false; self.program.steps.len()];
        let mut todo = state.places.clone();
        // The pattern can begin anywhere.
        todo.push(0);
        let mut reached = Vec::new();
        let mut matched = false;
        while let Some(place) = todo.pop() {
            let Some(seen) = seen.get_mut(usize::from(place)) else { continue };
            if std::mem::replace(seen, true) {
                continue;
            }
            match self.program.steps.get(usize::from(place)) {
                Some(Step::Class(class))
                    if !end && traits.classes.get(usize::from(*class)) == Some(&true) =>
                {
                    reached.push(place + 1);
                }
                Some(Step::Fork(one, other)) => todo.extend([*one, *other]),
                Some(Step::Jump(place)) => todo.push(*place),
                Some(Step::Assert(assertion)) if holds(*assertion, state.before, traits, end) => {
                    todo.push(place + 1);
                }
                Some(Step::Match) => matched = true,
                _ => {}
            }
        }
        let next = if matched {
            Next::Match
        } else {
            let before = match traits {
                Traits { new_line: true, .. } => Before::NewLine,
                Traits { word: true, .. } => Before::Word,
                _ => Before::Other,
            };
            reached.sort_unstable();
            reached.dedup();
            if self.states.len() >= KEPT && !self.known.contains_key(&(reached.clone(), before)) {
                self.forget();
                return Next::State(self.state(reached, before));
            }
            Next::State(self.state(reached, before))
        };
        if let Some(state) = self.states.get_mut(from as usize) {
            let place = usize::from(symbol);
            if state.next.len() <= place {
                state.next.resize(place + 1, None);
            }
            if let Some(slot) = state.next.get_mut(place) {
                *slot = Some(next);
            }
        }
        next
    }
}

/// Whether an assertion holds between what stood before and what comes.
fn holds(assertion: Assertion, before: Before, next: &Traits, end: bool) -> bool {
    let boundary = (before == Before::Word) != next.word;
    match assertion {
        Assertion::Start => before == Before::Nothing,
        Assertion::LineStart => matches!(before, Before::Nothing | Before::NewLine),
        Assertion::End => end || next.last,
        Assertion::VeryEnd => end,
        Assertion::LineEnd => end || next.new_line,
        Assertion::Boundary => boundary,
        Assertion::NoBoundary => !boundary,
    }
}
