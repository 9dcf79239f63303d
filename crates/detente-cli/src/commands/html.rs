//! The command `html`.

use super::Stop;
use crate::arguments::Html;
use crate::batch::{self, Receiver};
use crate::document::Document;
use crate::output::{CANNOT_WRITE, Destination};
use crate::page;
use anyhow::{Context, Result};
use detente::{Analysis, DyadTable, Scratch};
use std::io::Write;

/// Writes a page over all inputs; whether all could be read.
pub(crate) fn run(options: &Html) -> Result<bool, Stop> {
    let analyzer = options.reading.analyzer().map_err(Stop::Usage)?;
    options.input.delimiter().map_err(Stop::Usage)?;
    let out = Destination::open(options.output.as_deref()).map_err(Stop::Usage)?;
    let mut page = Page { out, dyads: DyadTable::new(), documents: 0 };
    let names: Vec<_> = options.input.files.iter().map(|path| path.display().to_string()).collect();
    page.write(|html| page::write_head(html, &page::title(&names)))?;
    let render = |scratch: &mut Scratch, document: &Document| {
        let analysis = analyzer.analyze_with(scratch, &document.text)?;
        let mut html = String::new();
        // Nothing that is written to memory fails.
        let _ = page::write_document(&mut html, document, &analysis);
        Ok((html, analysis))
    };
    let all_read = batch::run(&options.input, options.reading.machine.threads, render, &mut page)?;
    if page.documents > 1 && !page.dyads.is_empty() {
        let dyads = std::mem::take(&mut page.dyads);
        let documents = page.documents;
        page.write(|html| page::write_net(html, &dyads, documents))?;
    }
    page.write(page::write_foot)?;
    page.out.finish()?;
    Ok(all_read)
}

/// A page that is being written.
struct Page {
    out: Destination,
    dyads: DyadTable,
    documents: usize,
}

impl Page {
    fn write(&mut self, part: impl FnOnce(&mut String) -> std::fmt::Result) -> Result<()> {
        let mut html = String::new();
        part(&mut html).context(CANNOT_WRITE)?;
        self.out.write_all(html.as_bytes()).context(CANNOT_WRITE)
    }
}

impl Receiver<(String, Analysis)> for Page {
    fn take(&mut self, _: &Document, (html, analysis): (String, Analysis)) -> Result<()> {
        self.documents += 1;
        self.dyads.add(&analysis);
        self.out.write_all(html.as_bytes()).context(CANNOT_WRITE)
    }

    fn flush(&mut self) -> Result<()> {
        self.out.flush().context(CANNOT_WRITE)
    }
}
