//! The format of the output.

use crate::arguments::{Output, OutputFormat};
use anyhow::{Result, bail};
use std::path::Path;

/// The format that was asked for, by name or by the name of the file, else `usual`.
///
/// # Errors
/// Where the name of the file tells none, and where Parquet is asked for and cannot be had.
pub(crate) fn chosen(output: &Output, json: bool, usual: OutputFormat) -> Result<OutputFormat> {
    let format = match (output.to, output.path.as_deref()) {
        (Some(format), _) => format,
        (None, _) if json => OutputFormat::Jsonl,
        (None, Some(path)) if is_special(path) => usual,
        (None, Some(path)) => by_name(path)?,
        (None, None) => usual,
    };
    if format == OutputFormat::Parquet && !cfg!(feature = "parquet") {
        bail!("this build of the program does not write Parquet (feature \"parquet\")");
    }
    Ok(format)
}

/// Whether `path` is there and is no plain file, such as `/dev/stdout` or a named pipe.
pub(super) fn is_special(path: &Path) -> bool {
    path.metadata().is_ok_and(|metadata| !metadata.is_file())
}

fn by_name(path: &Path) -> Result<OutputFormat> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let name = [".gz", ".zst"].iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(&name);
    Ok(match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "txt" => OutputFormat::Text,
        "jsonl" | "ndjson" => OutputFormat::Jsonl,
        "csv" => OutputFormat::Csv,
        "tsv" => OutputFormat::Tsv,
        "parquet" => OutputFormat::Parquet,
        _ => bail!("the name {:?} does not tell the format of the output: give --to", path.display()),
    })
}
