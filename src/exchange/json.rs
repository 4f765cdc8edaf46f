//! Finds the objects of a JSON file as it arrives.
//!
//! What Graph answers and what scripts write of it: a page `{"@odata.context": …, "value": [ … ]}`,
//! a list of pages, pages one after the other (one a line, or not), a bare list of objects, or
//! objects one after the other. Whether an object is a page shows when a `value` with a list
//! comes; until then it is kept. Only the frame is read here, a byte at a time through strings and
//! brackets; each object is handed on whole for `serde_json` to read, so a file that is cut off
//! loses only the object at the cut.

#[cfg(test)]
mod tests;

/// The longest object; a longer one is no object of a directory.
pub(super) const LONGEST_OBJECT: usize = 16 << 20;

/// A place in the file, from 1. Characters are counted as bytes of UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub line: u32,
    pub character: u32,
}

/// Takes what is found.
pub(super) trait Sink {
    /// What a page says of itself before or after its `value`, as an object of its own.
    fn page(&mut self, properties: &[u8]);
    /// An object (or, where an object should be, another value) with the number it has in the file.
    fn object(&mut self, number: u32, json: &[u8]);
    /// An object that is longer than [`LONGEST_OBJECT`]; it was passed over.
    fn too_long(&mut self, number: u32);
}

/// Why a file was not read to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// It is not JSON here.
    Syntax(Place),
    /// It ends here, too early.
    Cut(Place),
}

/// Where the reader stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Between values: of the file, or of a list.
    Value,
    /// After a value: a comma or the end of the list.
    After,
    /// In an object or a list that is handed on whole.
    Object,
    /// In a number, a word or a string where an object should be.
    Scalar,
    /// Among the properties of a page after its `value`.
    Rest,
    /// Stopped; the rest is passed over.
    Stopped,
}

/// A bracket that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frame {
    /// A list of objects or pages.
    List,
    /// The `value` of a page.
    Page,
}

/// The reader.
#[derive(Debug)]
pub(super) struct Reader {
    state: State,
    frames: Vec<Frame>,
    /// Bytes of the value being read, or of a page's properties.
    kept: Vec<u8>,
    /// Whether the value has grown too long to be kept.
    overlong: bool,
    /// Brackets open in it.
    depth: u32,
    in_string: bool,
    escaped: bool,
    /// Where its last string at depth one starts and ends.
    string: (usize, usize),
    /// Whether the string before is `"value"`, and whether its colon has come.
    at_value: Option<bool>,
    number: u32,
    line: u32,
    character: u32,
    stop: Option<Stop>,
}

impl Reader {
    pub(super) fn new() -> Self {
        Self {
            state: State::Value,
            frames: Vec::new(),
            kept: Vec::new(),
            overlong: false,
            depth: 0,
            in_string: false,
            escaped: false,
            string: (0, 0),
            at_value: None,
            number: 0,
            line: 1,
            character: 0,
            stop: None,
        }
    }

    /// Why reading stopped, when it did.
    pub(super) fn stop(&self) -> Option<Stop> {
        self.stop
    }

    fn place(&self) -> Place {
        Place { line: self.line, character: self.character }
    }

    /// The next bytes of the file.
    pub(super) fn feed(&mut self, bytes: &[u8], sink: &mut impl Sink) {
        let mut rest = bytes;
        while let Some((&byte, tail)) = rest.split_first() {
            if self.state == State::Stopped {
                return;
            }
            // Strings are most of a file: pass over their plain parts in one go.
            if self.in_string && !self.escaped {
                let plain = memchr::memchr2(b'"', b'\\', rest).unwrap_or(rest.len());
                if let Some((text, after)) = rest.split_at_checked(plain).filter(|_| plain > 0) {
                    self.keep(text);
                    self.advance(text);
                    rest = after;
                    continue;
                }
            }
            self.advance(&[byte]);
            self.byte(byte, sink);
            rest = tail;
        }
    }

    /// The file ends here.
    pub(super) fn finish(&mut self, sink: &mut impl Sink) {
        if self.state == State::Scalar && self.frames.is_empty() && !self.in_string {
            self.hand_on(sink);
            self.state = State::Value;
        }
        let whole = self.frames.is_empty() && matches!(self.state, State::Value | State::After);
        if !whole && self.stop.is_none() {
            self.stop = Some(Stop::Cut(self.place()));
        }
    }

    fn advance(&mut self, bytes: &[u8]) {
        let count = |bytes: &[u8]| u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        match memchr::memrchr(b'\n', bytes) {
            None => self.character = self.character.saturating_add(count(bytes)),
            Some(last) => {
                let lines = memchr::memchr_iter(b'\n', bytes).count();
                self.line = self.line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
                self.character = count(bytes.get(last + 1..).unwrap_or_default());
            }
        }
    }

    fn keep(&mut self, bytes: &[u8]) {
        if self.overlong {
            return;
        }
        self.kept.extend_from_slice(bytes);
        if self.kept.len() > LONGEST_OBJECT {
            self.overlong = true;
            self.kept = Vec::new();
        }
    }

    fn byte(&mut self, byte: u8, sink: &mut impl Sink) {
        match self.state {
            State::Value | State::After => self.between(byte),
            State::Object | State::Rest => self.inside(byte, sink),
            State::Scalar => self.scalar(byte, sink),
            State::Stopped => {}
        }
    }

    fn wrong(&mut self) {
        self.stop = Some(Stop::Syntax(self.place()));
        self.state = State::Stopped;
    }

    /// A byte between values.
    fn between(&mut self, byte: u8) {
        let after = self.state == State::After;
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' => {}
            b',' if after && !self.frames.is_empty() => self.state = State::Value,
            b']' => match self.frames.pop() {
                Some(Frame::List) => self.state = State::After,
                Some(Frame::Page) => {
                    // The properties after `value` follow; a `null` stands for it.
                    self.start(State::Rest);
                    self.keep(b"{\"value\":null");
                    self.depth = 1;
                }
                None => self.wrong(),
            },
            // Values of a list stand apart by commas; those of a file by nothing.
            _ if after && !self.frames.is_empty() => self.wrong(),
            b'{' => {
                self.start(State::Object);
                self.depth = 1;
                self.keep(b"{");
            }
            b'[' if self.frames.is_empty() => {
                self.frames.push(Frame::List);
                self.state = State::Value;
            }
            b'[' => {
                self.start(State::Object);
                self.depth = 1;
                self.keep(b"[");
            }
            b'"' | b'-' | b'0'..=b'9' | b'a'..=b'z' => {
                self.start(State::Scalar);
                self.in_string = byte == b'"';
                self.keep(&[byte]);
            }
            _ => self.wrong(),
        }
    }

    fn start(&mut self, state: State) {
        self.state = state;
        self.kept.clear();
        self.overlong = false;
        self.depth = 0;
        self.at_value = None;
    }

    /// A byte of an object, or of a page's properties.
    fn inside(&mut self, byte: u8, sink: &mut impl Sink) {
        let at = self.kept.len();
        self.keep(&[byte]);
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => {
                    self.in_string = false;
                    self.string.1 = at;
                    let text = self.kept.get(self.string.0..at);
                    let is_value = self.depth == 1 && text == Some(b"value");
                    self.at_value = is_value.then_some(false);
                }
                _ => {}
            }
            return;
        }
        let at_value = match byte {
            b' ' | b'\t' | b'\r' | b'\n' => self.at_value,
            b':' => self.at_value.map(|_| true),
            _ => None,
        };
        let is_value = std::mem::replace(&mut self.at_value, at_value) == Some(true);
        match byte {
            b'"' => {
                self.in_string = true;
                self.string.0 = at + 1;
            }
            b'[' if is_value && self.may_be_page() => {
                self.kept.pop();
                self.keep(b"null}");
                sink.page(&self.kept);
                self.frames.push(Frame::Page);
                self.state = State::Value;
            }
            b'{' | b'[' => self.depth = self.depth.saturating_add(1),
            b'}' | b']' => {
                self.depth -= 1;
                if self.depth == 0 {
                    if self.state == State::Rest {
                        sink.page(&self.kept);
                    } else {
                        self.hand_on(sink);
                    }
                    self.state = State::After;
                }
            }
            _ => {}
        }
    }

    /// Whether the object at hand can be a page: not inside another page.
    fn may_be_page(&self) -> bool {
        self.depth == 1 && self.state == State::Object && !self.frames.contains(&Frame::Page)
    }

    /// A byte of a number, a word or a string that stands for itself.
    fn scalar(&mut self, byte: u8, sink: &mut impl Sink) {
        if self.in_string {
            self.keep(&[byte]);
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => {
                    self.in_string = false;
                    self.hand_on(sink);
                    self.state = State::After;
                }
                _ => {}
            }
            return;
        }
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' | b',' | b']' => {
                self.hand_on(sink);
                self.state = State::After;
                self.between(byte);
            }
            b'{' | b'}' | b'[' | b'"' | b':' => self.wrong(),
            _ => self.keep(&[byte]),
        }
    }

    fn hand_on(&mut self, sink: &mut impl Sink) {
        self.number = self.number.saturating_add(1);
        if self.overlong {
            sink.too_long(self.number);
        } else {
            sink.object(self.number, &self.kept);
        }
        self.kept.clear();
        self.overlong = false;
    }
}
