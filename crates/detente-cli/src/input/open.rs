//! Opens files and standard input, and decompresses what is compressed.

use anyhow::{Context, Result, bail};
use bzip2::read::MultiBzDecoder;
use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;

/// The largest window of a Zstandard file, as a power of two: what `zstd --long=31` makes.
const ZSTD_WINDOW: u32 = 31;

/// A reader of what `path` holds, decompressed.
///
/// The first bytes tell whether and how it is compressed: none of the signatures is UTF-8, but for
/// that of bzip2, ten characters that no text begins with.
pub(super) fn open(path: &Path) -> Result<Box<dyn BufRead>> {
    let mut reader: Box<dyn Read> = if path == Path::new("-") {
        Box::new(io::stdin())
    } else {
        Box::new(File::open(path).context("cannot open")?)
    };
    let mut head = Vec::new();
    reader.by_ref().take(10).read_to_end(&mut head).context("cannot read")?;
    let signature = Signature::of(&head);
    let whole = BufReader::new(Cursor::new(head).chain(reader));
    Ok(match signature {
        Signature::Gzip => Box::new(BufReader::new(MultiGzDecoder::new(whole))),
        Signature::Bzip2 => Box::new(BufReader::new(MultiBzDecoder::new(whole))),
        Signature::Zstandard => {
            let mut decoder = zstd::Decoder::with_buffer(whole).context("cannot read")?;
            decoder.window_log_max(ZSTD_WINDOW).context("cannot read")?;
            Box::new(BufReader::new(decoder))
        }
        Signature::Xz => {
            bail!("xz is not decompressed here; pipe the output of `xz -dc` into `detente ... -`")
        }
        Signature::Zip => bail!("a ZIP archive is not read here; unpack it, and give the folder"),
        Signature::None => Box::new(whole),
    })
}

#[derive(Debug, PartialEq, Eq)]
enum Signature {
    Gzip,
    Bzip2,
    Zstandard,
    Xz,
    Zip,
    None,
}

impl Signature {
    fn of(head: &[u8]) -> Self {
        match head {
            [0x1f, 0x8b, ..] => Self::Gzip,
            [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, ..]
            | [b'B', b'Z', b'h', b'1'..=b'9', 0x17, 0x72, 0x45, 0x38, 0x50, 0x90, ..] => Self::Bzip2,
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Self::Zstandard,
            [0xfd, b'7', b'z', b'X', b'Z', 0, ..] => Self::Xz,
            [b'P', b'K', 3, 4, ..] => Self::Zip,
            _ => Self::None,
        }
    }
}
