//! The command `dyads`.

use super::{Stop, tables};
use crate::arguments::{Dyads, OutputFormat};
use crate::batch::{self, Receiver};
use crate::document::Document;
use crate::output::{self, CANNOT_WRITE, Sink};
use crate::report::{self, Style};
use crate::table::{self, NET_COLUMNS};
use anyhow::{Context, Result};
use detente::{Analysis, DyadTable, Scratch};

/// Writes the net tones over all inputs, or those of each; whether all could be read.
pub(crate) fn run(options: &Dyads) -> Result<bool, Stop> {
    let Dyads { table, by_document, min_count } = options;
    if *by_document {
        return tables::analysis(table, table::DYADS);
    }
    let analyzer = table.reading.analyzer().map_err(Stop::Usage)?;
    table.input.delimiter().map_err(Stop::Usage)?;
    let format = output::chosen(&table.output, false, OutputFormat::Text).map_err(Stop::Usage)?;
    let sink = Sink::open(table.output.path.as_deref(), format, &NET_COLUMNS);
    let mut sink = sink.map_err(Stop::Usage)?;
    let mut sums = Sums(DyadTable::new());
    let analyze = |scratch: &mut Scratch, document: &Document| analyzer.analyze_with(scratch, &document.text);
    let all_read = batch::run(&table.input, table.reading.machine.threads, analyze, &mut sums)?;
    let mut rows = sums.0.rows();
    rows.retain(|row| row.count() >= *min_count);
    if format == OutputFormat::Text {
        let mut lines = Vec::new();
        report::write_net(&mut lines, Style::new(&table.output), &rows).context(CANNOT_WRITE)?;
        sink.lines(&lines)?;
    } else {
        for row in rows {
            sink.row(&table::net_row(row))?;
        }
    }
    sink.finish()?;
    Ok(all_read)
}

/// Sums the directed tones of all documents.
struct Sums(DyadTable);

impl Receiver<Analysis> for Sums {
    fn take(&mut self, _: &Document, analysis: Analysis) -> Result<()> {
        self.0.add(&analysis);
        Ok(())
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}
