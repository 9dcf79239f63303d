//! Pages of HTML: no script, nothing loaded from elsewhere, all text escaped. They look like those of
//! the Python package.

mod escape;
mod matrix;
mod text;
mod tone;

use crate::document::Document;
use detente::{Analysis, DyadTable, Mode};
use escape::Escaped;
use matrix::Pair;
use std::fmt::{self, Write};
use tone::{background, shown, signed};

const STYLE: &str = include_str!("style.css");
/// Rows of the table over all documents at most: the most frequent pairs.
const NET_ROWS: usize = 100;

/// Writes what comes before the documents.
pub(crate) fn write_head(out: &mut String, title: &str) -> fmt::Result {
    // The policy says once more that nothing is loaded or run, whatever the text holds.
    let policy = "default-src 'none'; style-src 'unsafe-inline'";
    writeln!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"detente {}\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n\
         <body class=\"detente\">",
        env!("CARGO_PKG_VERSION"),
        Escaped(title)
    )
}

/// Writes one document: its text with entities and tones, who toward whom by sentence, the net tones.
pub(crate) fn write_document(out: &mut String, document: &Document, analysis: &Analysis) -> fmt::Result {
    let counts = [
        counted(analysis.sentences().len(), "sentence", "sentences"),
        counted(analysis.entities().len(), "entity", "entities"),
        counted(analysis.directed_tones().len(), "directed tone", "directed tones"),
    ];
    let tone = analysis.tone();
    writeln!(
        out,
        "<article>\n<h1>{}</h1>\n<p class=\"dt-head\">{} <span class=\"dt-quiet\">{}</span></p>",
        Escaped(&document.name),
        shown(tone),
        counts.join(", ")
    )?;
    out.write_str("<div class=\"dt-text\">")?;
    text::write(out, &document.text, analysis)?;
    out.write_str("</div>\n")?;
    write_directed(out, document, analysis)?;
    let pairs: Vec<_> = analysis
        .dyads()
        .map(|dyad| Pair { source: dyad.source, target: dyad.target, tone: dyad.tone, count: dyad.count })
        .collect();
    matrix::write(out, &pairs)?;
    out.write_str("</article>\n")
}

/// Writes the net tones over all documents.
pub(crate) fn write_net(out: &mut String, dyads: &DyadTable, documents: usize) -> fmt::Result {
    let rows = dyads.rows();
    writeln!(out, "<article>\n<h1>All {documents} documents together</h1>")?;
    let pairs: Vec<_> = rows
        .iter()
        .map(|row| Pair {
            source: &row.source,
            target: &row.target,
            tone: row.tone(),
            count: row.count() as usize,
        })
        .collect();
    matrix::write(out, &pairs)?;
    out.write_str("<h2>Net tones, the most frequent first</h2>\n<table class=\"dt-list\">\n")?;
    for row in rows.iter().take(NET_ROWS) {
        writeln!(
            out,
            "<tr><td>{} → {}</td><td>{}</td><td class=\"dt-quiet\">{} in {}</td></tr>",
            Escaped(&row.source.name),
            Escaped(&row.target.name),
            shown(row.tone()),
            counted(row.count() as usize, "directed tone", "directed tones"),
            counted(row.documents() as usize, "document", "documents"),
        )?;
    }
    out.write_str("</table>\n")?;
    if let Some(more) = rows.len().checked_sub(NET_ROWS).filter(|&more| more > 0) {
        writeln!(out, "<p class=\"dt-quiet\">{more} more pairs: detente dyads lists all</p>")?;
    }
    out.write_str("</article>\n")
}

/// Writes what comes after the documents: the legend.
pub(crate) fn write_foot(out: &mut String) -> fmt::Result {
    out.write_str("<footer class=\"dt-legend\"><span>infuriated −1</span><span class=\"dt-scale\">")?;
    for step in -4..=4 {
        write!(out, "<i{}></i>", background(detente::Tone::from_thousandths(step * 250), tone::CELL))?;
    }
    out.write_str(
        "</span><span>+1 conciliatory</span><span><u class=\"dt-cue\">words</u> that carry a directed \
         tone</span></footer>\n</body>\n</html>\n",
    )
}

fn write_directed(out: &mut String, document: &Document, analysis: &Analysis) -> fmt::Result {
    if analysis.directed_tones().is_empty() {
        return Ok(());
    }
    out.write_str("<h2>Who toward whom, sentence by sentence</h2>\n<table class=\"dt-list\">\n")?;
    for d in analysis.directed() {
        let cue = d.cue.and_then(|span| span.get(&document.text)).map(|cue| {
            let words = cue.split_whitespace().collect::<Vec<_>>().join(" ");
            format!("“{}”", Escaped(&words))
        });
        let mode = (d.mode != Mode::Asserted).then(|| d.mode.to_string());
        let speaker = d.speaker.filter(|speaker| speaker.id != d.source.id);
        let speaker = speaker.map(|speaker| format!("says {}", Escaped(&speaker.name)));
        let notes: Vec<_> = mode.into_iter().chain(speaker).collect();
        writeln!(
            out,
            "<tr><td>{} → {}</td><td>{}</td><td>{}</td><td class=\"dt-quiet\">{}</td></tr>",
            Escaped(&d.source.name),
            Escaped(&d.target.name),
            shown(d.tone),
            cue.unwrap_or_default(),
            notes.join(", ")
        )?;
    }
    out.write_str("</table>\n")
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// A title of a page over `names`.
pub(crate) fn title(names: &[String]) -> String {
    match names {
        [] => "Détente".to_owned(),
        [name] => format!("{name} · Détente"),
        [name, rest @ ..] => format!("{name} and {} more · Détente", rest.len()),
    }
}

/// A tone with its sign, for titles.
fn label(tone: detente::Tone) -> String {
    format!("{} {}", signed(tone), tone.band())
}
