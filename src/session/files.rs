//! Files that are read in slices: large ones piece by piece, small ones whole and some ahead.

use js_sys::{ArrayBuffer, Reflect, Uint8Array};
use std::collections::VecDeque;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, File, ReadableStreamByobReader, ReadableStreamDefaultReader};

/// Bytes that one look at a file brings at most.
const PIECE: u32 = 1 << 20;

/// A file from its start, piece by piece as the browser has them: while one is worked on, the next
/// is on its way. Asking for parts by their place takes the browser two to three times as long.
#[derive(Debug)]
pub struct Pieces {
    stream: Stream,
    left: u64,
}

#[derive(Debug)]
enum Stream {
    /// Fills one buffer again and again.
    Into(ReadableStreamByobReader, ArrayBuffer),
    /// For browsers that cannot do that yet.
    Chunks(ReadableStreamDefaultReader),
}

impl Pieces {
    /// Begins a file. `None` when it cannot be read.
    pub fn of(file: &Blob, size: u64) -> Option<Self> {
        let into = ReadableStreamByobReader::new(&file.stream());
        let stream = match into {
            Ok(reader) => Stream::Into(reader, ArrayBuffer::new(PIECE)),
            Err(_) => Stream::Chunks(ReadableStreamDefaultReader::new(&file.stream()).ok()?),
        };
        Some(Self { stream, left: size })
    }

    /// Whether everything was read.
    pub const fn is_done(&self) -> bool {
        self.left == 0
    }

    /// The next piece. `None` when the file cannot be read any more: moved, changed, or a folder.
    pub async fn next(&mut self) -> Option<Vec<u8>> {
        let promise = match &self.stream {
            Stream::Into(reader, buffer) => {
                reader.read_with_array_buffer_view(&Uint8Array::new(buffer))
            }
            Stream::Chunks(reader) => reader.read(),
        };
        let read = JsFuture::from(promise).await.ok()?;
        // Nothing more, although its size says so: not the file that was chosen.
        let value = Reflect::get(&read, &JsValue::from_str("value")).ok()?;
        let bytes: Uint8Array = value.dyn_into().ok()?;
        if let Stream::Into(_, buffer) = &mut self.stream {
            *buffer = bytes.buffer().dyn_into().ok()?;
        }
        self.left =
            self.left.checked_sub(u64::from(bytes.length())).filter(|_| bytes.length() > 0)?;
        Some(bytes.to_vec())
    }
}

impl Drop for Pieces {
    /// Lets go of what the browser has read ahead.
    fn drop(&mut self) {
        if self.left > 0 {
            let end = match &self.stream {
                Stream::Into(reader, _) => reader.cancel(),
                Stream::Chunks(reader) => reader.cancel(),
            };
            // A stream that has failed cannot be ended either; nobody waits for it.
            spawn_local(async move { drop(JsFuture::from(end).await) });
        }
    }
}

/// Files that are asked for while one is worked on, and bytes of them: a folder of many small files would
/// else be waited for file by file.
const AHEAD: usize = 8;
const AHEAD_BYTES: u64 = 8 << 20;

/// A small file, asked for at once. Whoever never waits for it never hears that it could not be read.
fn whole(file: &File) -> JsFuture {
    JsFuture::from(file.array_buffer())
}

/// Many files one after the other, each from its start.
#[derive(Debug)]
pub struct Files {
    all: Vec<(File, u64)>,
    /// The file that is read, and how.
    now: usize,
    reading: Option<Reading>,
    /// Small files behind it, as they were asked for.
    ahead: VecDeque<JsFuture>,
}

#[derive(Debug)]
enum Reading {
    Whole(JsFuture),
    Pieces(Pieces),
    Done,
}

impl Files {
    /// With their sizes in bytes.
    pub const fn new(files: Vec<(File, u64)>) -> Self {
        Self { all: files, now: 0, reading: None, ahead: VecDeque::new() }
    }

    /// The file that is to be read next.
    pub fn file(&self) -> Option<&File> {
        self.all.get(self.now).map(|(file, _)| file)
    }

    /// Whether everything of this file was read; the next one is turned to then.
    pub fn turn(&mut self) -> bool {
        let done = match &self.reading {
            Some(Reading::Done) => true,
            Some(Reading::Pieces(pieces)) => pieces.is_done(),
            Some(Reading::Whole(_)) => false,
            None => self.all.get(self.now).is_none_or(|(_, size)| *size == 0),
        };
        if done {
            self.reading = None;
            self.now += 1;
        }
        done
    }

    /// The next piece of this file. `None` when it cannot be read (any more): moved, changed, or a folder.
    pub async fn piece(&mut self) -> Option<Vec<u8>> {
        let (file, size) = self.all.get(self.now)?;
        let size = *size;
        if self.reading.is_none() {
            self.reading = Some(if size > u64::from(PIECE) {
                Reading::Pieces(Pieces::of(file, size)?)
            } else {
                let asked = self.ahead.pop_front();
                Reading::Whole(asked.unwrap_or_else(|| whole(file)))
            });
            self.ask_ahead();
        }
        match self.reading.take()? {
            Reading::Pieces(mut pieces) => {
                let piece = pieces.next().await;
                self.reading = Some(Reading::Pieces(pieces));
                piece
            }
            Reading::Whole(promise) => {
                let bytes = Uint8Array::new(&promise.await.ok()?);
                self.reading = Some(Reading::Done);
                (u64::from(bytes.length()) == size).then(|| bytes.to_vec())
            }
            Reading::Done => None,
        }
    }

    /// Asks for the small files that follow one another behind this one.
    fn ask_ahead(&mut self) {
        let mut bytes = 0;
        for (place, (file, size)) in self.all.iter().skip(self.now + 1).take(AHEAD).enumerate() {
            bytes += size;
            // A file without content is never asked for, so it ends the row.
            if *size == 0 || *size > u64::from(PIECE) || bytes > AHEAD_BYTES {
                return;
            }
            if place >= self.ahead.len() {
                self.ahead.push_back(whole(file));
            }
        }
    }

    /// The files again, and whatever was read ahead is let go.
    pub fn into_files(self) -> impl Iterator<Item = File> {
        self.all.into_iter().map(|(file, _)| file)
    }
}
