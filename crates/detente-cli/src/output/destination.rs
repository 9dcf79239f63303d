//! A file or standard output.

use super::format::is_special;
use anyhow::{Context, Result};
use flate2::write::GzEncoder;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// What errors of writing begin with.
pub(crate) const CANNOT_WRITE: &str = "cannot write the output";

/// A file or standard output. A file is written under another name and gets its own when it is
/// complete, so that nobody takes a part for the whole.
pub(crate) struct Destination {
    writer: Writer,
    /// The name while it is written, and the name it gets.
    names: Option<(PathBuf, PathBuf)>,
}

enum Writer {
    Plain(BufWriter<Box<dyn Write + Send>>),
    Gzip(GzEncoder<BufWriter<Box<dyn Write + Send>>>),
    Zstandard(zstd::Encoder<'static, BufWriter<Box<dyn Write + Send>>>),
}

impl Destination {
    /// # Errors
    /// Where the file cannot be made.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self> {
        let Some(path) = path.filter(|path| *path != Path::new("-")) else {
            let writer = Writer::Plain(BufWriter::new(Box::new(io::stdout())));
            return Ok(Self { writer, names: None });
        };
        let cannot_open = || format!("cannot write {}", path.display());
        let (file, names) = if is_special(path) {
            (File::options().write(true).open(path).with_context(cannot_open)?, None)
        } else {
            let name = path.file_name().with_context(|| format!("{}: no file name", path.display()))?;
            let mut part = OsString::from(".");
            part.push(name);
            part.push(".part");
            let part = path.with_file_name(part);
            (File::create(&part).with_context(cannot_open)?, Some((part, path.to_owned())))
        };
        let file: BufWriter<Box<dyn Write + Send>> = BufWriter::with_capacity(1 << 16, Box::new(file));
        let ending = path.extension().map(OsStr::to_ascii_lowercase).unwrap_or_default();
        let writer = if ending == "gz" {
            Writer::Gzip(GzEncoder::new(file, flate2::Compression::default()))
        } else if ending == "zst" {
            Writer::Zstandard(zstd::Encoder::new(file, 0).context(CANNOT_WRITE)?)
        } else {
            Writer::Plain(file)
        };
        Ok(Self { writer, names })
    }

    /// Writes what is left and gives the file its name.
    pub(crate) fn finish(mut self) -> Result<()> {
        let names = self.names.take();
        let finished = match &mut self.writer {
            Writer::Plain(writer) => writer.flush(),
            Writer::Gzip(writer) => writer.try_finish().and_then(|()| writer.get_mut().flush()),
            Writer::Zstandard(writer) => writer.do_finish().and_then(|()| writer.get_mut().flush()),
        };
        let renamed = match &names {
            Some((part, path)) => finished.and_then(|()| std::fs::rename(part, path)),
            None => finished,
        };
        if let (Err(_), Some((part, _))) = (&renamed, &names) {
            let _ = std::fs::remove_file(part);
        }
        renamed.context(CANNOT_WRITE)
    }

    fn inner(&mut self) -> &mut dyn Write {
        match &mut self.writer {
            Writer::Plain(writer) => writer,
            Writer::Gzip(writer) => writer,
            Writer::Zstandard(writer) => writer,
        }
    }
}

impl Write for Destination {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.inner().write(bytes)
    }

    /// Hands on what can be handed on without harm to the compression.
    fn flush(&mut self) -> io::Result<()> {
        match &mut self.writer {
            Writer::Plain(writer) => writer.flush(),
            Writer::Gzip(_) | Writer::Zstandard(_) => Ok(()),
        }
    }
}

impl Drop for Destination {
    /// What was not finished is no output.
    fn drop(&mut self) {
        if let Some((part, _)) = self.names.take() {
            let _ = std::fs::remove_file(part);
        }
    }
}
