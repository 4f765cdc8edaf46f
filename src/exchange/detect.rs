//! What kind of text a file is, by its first bytes.

use crate::domain::attribute::Of;
use crate::exchange::Format;
use crate::exchange::answers::is_answers;
use crate::exchange::csv::{Block, Header, Oddity, Reader, Sink, unquoted};
use crate::exchange::csv_users::is_preamble;
use crate::exchange::encoding::{Encoding, Transcoder, decode};
use crate::exchange::headers;
use crate::exchange::problem::Fault;

/// Bytes that are looked at before reading begins. How a file arrives changes nothing: the same
/// bytes are looked at, however they come.
pub(super) const HEAD: usize = 64 << 10;

/// How to read a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Detected {
    /// Not at all.
    Not(Fault),
    Json {
        encoding: Encoding,
    },
    Csv {
        encoding: Encoding,
        delimiter: u8,
        /// Whether quotes stand only where they are needed (see `CsvFile`).
        bare: bool,
        /// The kind of object that its rows are; users where they are none.
        of: Of,
    },
    /// The audit log as the portal writes it.
    AuditCsv {
        encoding: Encoding,
        delimiter: u8,
    },
    /// Microsoft's table of products.
    ProductNames {
        encoding: Encoding,
        delimiter: u8,
    },
}

/// First bytes of files that are no text.
const MAGIC: [&[u8]; 10] = [
    b"\x1f\x8b",
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"\xd0\xcf\x11\xe0",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"MZ\x90\0",
    b"\x7fELF",
    b"SQLite format 3\0",
];

/// Looks at the start of a file.
pub(super) fn detect(head: &[u8]) -> Detected {
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        let workbook = memchr::memmem::find(head, b"[Content_Types].xml").is_some()
            || memchr::memmem::find(head, b"xl/").is_some();
        return Detected::Not(if workbook { Fault::Workbook } else { Fault::Archive });
    }
    if MAGIC.iter().any(|magic| head.starts_with(magic)) {
        return Detected::Not(Fault::NotText);
    }
    let mut transcoder = Transcoder::new(head);
    let encoding = transcoder.encoding;
    let text = transcoder.feed(head);
    let control = |byte: &&u8| **byte < 9 || (14..32).contains(*byte);
    if text.iter().filter(control).count() * 10 > text.len() {
        return Detected::Not(Fault::NotText);
    }
    match text.iter().find(|byte| !byte.is_ascii_whitespace()) {
        None => Detected::Not(Fault::Empty),
        Some(b'{') if is_answers(&String::from_utf8_lossy(text)) => Detected::Not(Fault::Answers),
        Some(b'{' | b'[') => Detected::Json { encoding },
        Some(_) => {
            let delimiter = delimiter(text, encoding);
            match format(text, delimiter, encoding) {
                Some(Format::Audit) => Detected::AuditCsv { encoding, delimiter },
                Some(Format::ProductNames) => Detected::ProductNames { encoding, delimiter },
                format => {
                    let of = format.and_then(Format::objects).unwrap_or_default();
                    Detected::Csv { encoding, delimiter, bare: is_bare(text, delimiter), of }
                }
            }
        }
    }
}

/// The separator with which the headers make most sense.
fn delimiter(text: &[u8], encoding: Encoding) -> u8 {
    let score = |delimiter: u8| {
        let mut look = Look { encoding, headers: Vec::new(), needless: false };
        let mut reader = Reader::new(delimiter);
        // The header is at the start; the rest of the head would only cost time.
        reader.feed(text.get(..16 << 10).unwrap_or(text), &mut look);
        reader.finish(&mut look);
        let headers: Vec<&str> = look.headers.iter().map(String::as_str).collect();
        (headers::known(&headers), headers.len())
    };
    let candidates = b",;\t|".iter().copied().rev();
    candidates.max_by_key(|delimiter| score(*delimiter)).unwrap_or(b',')
}

/// What the file is, going by the headers.
fn format(text: &[u8], delimiter: u8, encoding: Encoding) -> Option<Format> {
    let mut look = Look { encoding, headers: Vec::new(), needless: false };
    let mut reader = Reader::new(delimiter);
    reader.feed(text.get(..16 << 10).unwrap_or(text), &mut look);
    reader.finish(&mut look);
    let headers: Vec<&str> = look.headers.iter().map(String::as_str).collect();
    headers::format(&headers)
}

/// Whether no cell stands in quotes that it does not need.
fn is_bare(text: &[u8], delimiter: u8) -> bool {
    let mut look = Look { encoding: Encoding::Bytes, headers: Vec::new(), needless: false };
    // Without the end of the file, so that a record cut in two is not taken for a whole one.
    Reader::new(delimiter).feed(text, &mut look);
    !look.needless
}

/// Looks at headers and at quotes.
struct Look {
    encoding: Encoding,
    headers: Vec<String>,
    needless: bool,
}

impl Look {
    fn quotes(&mut self, raw: &[u8]) {
        if let [b'"', inside @ .., b'"'] = raw {
            let needs =
                |byte: &u8| !(byte.is_ascii_alphanumeric() || b"-_@.:/+()&#*=!".contains(byte));
            self.needless |= !inside.is_empty() && !inside.iter().any(needs);
        }
    }
}

impl Sink for Look {
    fn header(&mut self, _: u32, cells: &[&[u8]], _: &[(u32, Oddity)]) -> Header {
        let text = |cell: &&[u8]| unquoted(&decode(cell, self.encoding).0).trim().to_owned();
        let headers: Vec<String> = cells.iter().map(text).collect();
        if is_preamble(&headers) {
            return Header::Preamble;
        }
        for cell in cells {
            self.quotes(cell);
        }
        self.headers = headers;
        Header::Found
    }

    fn block(&mut self, block: Block<'_>) {
        if block.quotes() && !self.needless {
            for column in 0..block.columns() {
                for place in block.column(column) {
                    self.quotes(block.text().get(place).unwrap_or_default());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn csv(delimiter: u8, bare: bool) -> Detected {
        Detected::Csv { encoding: Encoding::Bytes, delimiter, bare, of: Of::User }
    }

    fn products(delimiter: u8) -> Detected {
        Detected::ProductNames { encoding: Encoding::Bytes, delimiter }
    }

    #[test]
    fn by_content() {
        let not = |fault| Detected::Not(fault);
        for (head, expected) in [
            (&b""[..], not(Fault::Empty)),
            (b" \r\n", not(Fault::Empty)),
            (b"\xef\xbb\xbf", not(Fault::Empty)),
            (b"PK\x03\x04 a zip called .csv", not(Fault::Archive)),
            (b"PK\x03\x04 [Content_Types].xml", not(Fault::Workbook)),
            (b"%PDF-1.7", not(Fault::NotText)),
            (b"\0\x01\x02\x03\xffabc", not(Fault::NotText)),
            (b"\xef\xbb\xbf {", Detected::Json { encoding: Encoding::Bytes }),
            (b"{ \"kind\": \"tenantry-answers\", \"version\"", not(Fault::Answers)),
            (b"{ \"kind\": \"tenantry-answer\"", Detected::Json { encoding: Encoding::Bytes }),
            (b"id,mail\n", csv(b',', true)),
            (b"id;mail\r\n1;2", csv(b';', true)),
            (b"\"id\"\t\"mail, other\"\n", csv(b'\t', false)),
            (b"sep=;\r\nId;Mail;Display name, long\r\n", csv(b';', true)),
            (b"id,mail\n\"a\",b\n", csv(b',', false)),
            (b"id,mail\n\"a,b\",\"\"\n", csv(b',', true)),
            (b"GUID;String_Id;Service_Plan_Id\n", products(b';')),
            (b"\xef\xbb\xbfsku_id,service_plan_id,service_plan_name\r\n", products(b',')),
            (b"userPrincipalName,SkuId,SkuPartNumber,ServicePlanId\n", csv(b',', true)),
        ] {
            assert_eq!(detect(head), expected, "{}", String::from_utf8_lossy(head));
        }
        let wide: Vec<u8> = "\u{feff}id;mail".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let encoding = Encoding::Utf16 { big: true };
        assert_eq!(
            detect(&wide),
            Detected::Csv { encoding, delimiter: b';', bare: true, of: Of::User }
        );
    }
}
