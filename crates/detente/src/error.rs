//! What can go wrong.

use detente_linear::ModelError;
use detente_text::Span;
use std::fmt;

/// What went wrong, with the numbers in its message.
#[derive(Debug)]
pub struct Error(Inner);

#[derive(Debug)]
enum Inner {
    Model(ModelError),
    ModelIo(std::path::PathBuf, std::io::Error),
    TextTooLong(usize),
    SpanOutsideText(Span, usize),
    #[cfg(feature = "parallel")]
    Threads(String),
    Cancelled,
}

/// The class of an [`Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A model file was refused or could not be read.
    Model,
    /// A text holds 4 GiB or more.
    TextTooLong,
    /// A span of the caller lies outside the text or cuts a character.
    Span,
    /// The threads of a batch could not be started.
    Threads,
    /// The caller stopped a batch.
    Cancelled,
}

impl Error {
    /// The class of the error.
    pub const fn kind(&self) -> ErrorKind {
        match self.0 {
            Inner::Model(_) | Inner::ModelIo(..) => ErrorKind::Model,
            Inner::TextTooLong(_) => ErrorKind::TextTooLong,
            Inner::SpanOutsideText(..) => ErrorKind::Span,
            #[cfg(feature = "parallel")]
            Inner::Threads(_) => ErrorKind::Threads,
            Inner::Cancelled => ErrorKind::Cancelled,
        }
    }

    /// Why the model was refused, where that is the error.
    pub const fn model_error(&self) -> Option<&ModelError> {
        match &self.0 {
            Inner::Model(error) => Some(error),
            _ => None,
        }
    }

    pub(crate) fn model_io(path: &std::path::Path, error: std::io::Error) -> Self {
        Self(Inner::ModelIo(path.to_owned(), error))
    }

    pub(crate) const fn text_too_long(length: usize) -> Self {
        Self(Inner::TextTooLong(length))
    }

    pub(crate) const fn span_outside_text(span: Span, length: usize) -> Self {
        Self(Inner::SpanOutsideText(span, length))
    }

    #[cfg(feature = "parallel")]
    pub(crate) fn threads(error: &rayon::ThreadPoolBuildError) -> Self {
        Self(Inner::Threads(error.to_string()))
    }

    pub(crate) const fn cancelled() -> Self {
        Self(Inner::Cancelled)
    }
}

impl From<ModelError> for Error {
    fn from(error: ModelError) -> Self {
        Self(Inner::Model(error))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Inner::Model(error) => error.fmt(f),
            Inner::ModelIo(path, error) => write!(f, "cannot read model {}: {error}", path.display()),
            Inner::TextTooLong(length) => {
                write!(f, "the text has {length} bytes; texts of up to {} bytes can be read", u32::MAX - 1)
            }
            Inner::SpanOutsideText(span, length) => {
                let Span { start, end } = span;
                write!(f, "span ({start}, {end}) does not lie on characters of a text of {length} bytes")
            }
            #[cfg(feature = "parallel")]
            Inner::Threads(message) => write!(f, "cannot start threads: {message}"),
            Inner::Cancelled => write!(f, "the batch was stopped"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0 {
            Inner::Model(error) => Some(error),
            Inner::ModelIo(_, error) => Some(error),
            _ => None,
        }
    }
}
