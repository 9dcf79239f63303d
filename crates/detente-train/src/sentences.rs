//! Learns the stage `sentences`.

use crate::corpus::Corpora;
use anyhow::Result;
use detente_linear::ModelWriter;

/// Adds the sections `sentences.*` to the model.
pub(crate) fn train(_corpora: &Corpora, _writer: &mut ModelWriter) -> Result<()> {
    Ok(())
}
