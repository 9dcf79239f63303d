//! The readable output.

use crate::arguments::Output;
use crate::document::Document;
use crate::paint::Paint;
use detente::{ActorIndex, Analysis, DyadRow, Mode, Span, Tone};
use std::collections::HashMap;
use std::io::{self, IsTerminal, Write};

/// How the readable output looks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub(crate) paint: Paint,
    /// Whether columns are lined up.
    pub(crate) aligned: bool,
    /// Whether every sentence is shown with its tone.
    pub(crate) sentences: bool,
}

impl Style {
    /// As suits where `output` goes.
    pub(crate) fn new(output: &Output) -> Self {
        let terminal = output.path.is_none() && io::stdout().is_terminal();
        Self { paint: Paint::new(output.color, terminal), aligned: terminal, sentences: false }
    }
}

/// Writes the tone of `document`, its directed tones, and its net tones.
pub(crate) fn write(
    out: &mut impl Write,
    style: Style,
    document: &Document,
    analysis: &Analysis,
) -> io::Result<()> {
    if style.sentences {
        write_sentences(out, style.paint, document, analysis)?;
    } else {
        write_head(out, style.paint, document, analysis)?;
    }
    if analysis.directed_tones().is_empty() {
        return writeln!(out, "{}", style.paint.dim("no stance of one party toward another"));
    }
    let width = width(style, analysis);
    write_directed_lines(out, style.paint, document, analysis, width)?;
    writeln!(out, "{}", style.paint.dim("net tones:"))?;
    write_dyad_lines(out, style.paint, document, analysis, width)
}

/// Writes the tone of `document` and that of each of its sentences.
pub(crate) fn write_sentences(
    out: &mut impl Write,
    paint: Paint,
    document: &Document,
    analysis: &Analysis,
) -> io::Result<()> {
    write_head(out, paint, document, analysis)?;
    for (sentence, &tone) in analysis.sentences().zip(analysis.sentence_tones()) {
        let words = plain(sentence.span.get(&document.text).unwrap_or_default());
        writeln!(out, "{}  {words}", paint.band(tone.band(), &tenths(tone)))?;
    }
    Ok(())
}

/// Writes the tone of `document` and its directed tones.
pub(crate) fn write_directed(
    out: &mut impl Write,
    style: Style,
    document: &Document,
    analysis: &Analysis,
) -> io::Result<()> {
    write_head(out, style.paint, document, analysis)?;
    write_directed_lines(out, style.paint, document, analysis, width(style, analysis))
}

/// Writes the tone of `document` and its net tones.
pub(crate) fn write_dyads(
    out: &mut impl Write,
    style: Style,
    document: &Document,
    analysis: &Analysis,
) -> io::Result<()> {
    write_head(out, style.paint, document, analysis)?;
    write_dyad_lines(out, style.paint, document, analysis, width(style, analysis))
}

/// Writes the net tones over many documents.
pub(crate) fn write_net(out: &mut impl Write, style: Style, rows: &[&DyadRow]) -> io::Result<()> {
    let pairs: Vec<_> = rows.iter().map(|row| pair(&row.source.name, &row.target.name)).collect();
    let width = if style.aligned { longest(&pairs) } else { 0 };
    for (pair, row) in pairs.iter().zip(rows) {
        let times = match (row.count(), row.documents()) {
            (1, _) => String::new(),
            (count, 1) => format!("  ({count} times)"),
            (count, documents) => format!("  ({count} times in {documents} documents)"),
        };
        writeln!(out, "{pair:width$}  {}{}", tone_words(style.paint, row.tone()), style.paint.dim(&times))?;
    }
    Ok(())
}

fn write_head(
    out: &mut impl Write,
    paint: Paint,
    document: &Document,
    analysis: &Analysis,
) -> io::Result<()> {
    let count = analysis.sentences().len();
    let plural = if count == 1 { "" } else { "s" };
    let name = paint.bold(&plain(&document.name));
    writeln!(out, "{name}  {}  {count} sentence{plural}", tone_words(paint, analysis.tone()))
}

fn write_directed_lines(
    out: &mut impl Write,
    paint: Paint,
    document: &Document,
    analysis: &Analysis,
    width: usize,
) -> io::Result<()> {
    for d in analysis.directed() {
        let pair = pair(&d.source.name, &d.target.name);
        write!(out, "{pair:width$}  {}", tone_words(paint, d.tone))?;
        if let Some(cue) = d.cue.and_then(|span| span.get(&document.text)) {
            write!(out, "  \"{}\"", plain(cue))?;
        }
        let mode = (d.mode != Mode::Asserted).then(|| d.mode.to_string());
        let speaker = d.speaker.filter(|speaker| speaker.id != d.source.id);
        let speaker = speaker.map(|speaker| format!("says {}", plain(&speaker.name)));
        let notes: Vec<_> = mode.into_iter().chain(speaker).collect();
        if !notes.is_empty() {
            write!(out, "  {}", paint.dim(&format!("({})", notes.join(", "))))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn write_dyad_lines(
    out: &mut impl Write,
    paint: Paint,
    document: &Document,
    analysis: &Analysis,
    width: usize,
) -> io::Result<()> {
    let cues = strongest_cues(analysis);
    for (dyad, stored) in analysis.dyads().zip(analysis.net_tones()) {
        let pair = pair(&dyad.source.name, &dyad.target.name);
        write!(out, "{pair:width$}  {}", tone_words(paint, dyad.tone))?;
        let cue = cues.get(&(stored.source, stored.target)).and_then(|(_, span)| span.get(&document.text));
        if let Some(cue) = cue {
            write!(out, "  \"{}\"", plain(cue))?;
        }
        let times = format!("({} times)", dyad.count);
        writeln!(out, "{}", if dyad.count > 1 { format!("  {}", paint.dim(&times)) } else { String::new() })?;
    }
    Ok(())
}

/// The width of the column of pairs; 0 where nothing is lined up.
fn width(style: Style, analysis: &Analysis) -> usize {
    if !style.aligned {
        return 0;
    }
    let pairs: Vec<_> = analysis.dyads().map(|dyad| pair(&dyad.source.name, &dyad.target.name)).collect();
    longest(&pairs)
}

fn longest(pairs: &[String]) -> usize {
    pairs.iter().map(|pair| pair.chars().count()).max().unwrap_or(0)
}

/// For each pair, the cue of the first of its strongest tones, with that strength.
fn strongest_cues(analysis: &Analysis) -> HashMap<(ActorIndex, ActorIndex), (i16, Span)> {
    let mut strongest: HashMap<_, (i16, Span)> = HashMap::new();
    for d in analysis.directed_tones() {
        let Some(cue) = d.cue else { continue };
        let strength = d.tone.thousandths().abs();
        let best = strongest.entry((d.source, d.target)).or_insert((strength, cue));
        if strength > best.0 {
            *best = (strength, cue);
        }
    }
    strongest
}

fn pair(source: &str, target: &str) -> String {
    format!("{} -> {}", plain(source), plain(target))
}

fn tone_words(paint: Paint, tone: Tone) -> String {
    paint.band(tone.band(), &format!("{} {}", tenths(tone), tone.band()))
}

/// The tone to the nearest tenth, such as `-0.9`, but never over the edge of its band: -0.57 is
/// critical and reads -0.5, since -0.6 would be infuriated.
fn tenths(tone: Tone) -> String {
    let exact = i32::from(tone.thousandths());
    let nearest = (exact + 50 * exact.signum()) / 100 * 100;
    let shown =
        if Tone::from_thousandths(nearest).band() == tone.band() { nearest } else { exact / 100 * 100 };
    format!("{:+.1}", f64::from(shown) / 1000.0)
}

/// The words on one line, without characters that could steer a terminal.
pub(crate) fn plain(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::{plain, tenths};
    use detente::Tone;

    #[test]
    fn tenths_stay_in_their_band() {
        let shown = [-1000, -949, -600, -599, -551, -150, -49, 0, 49, 199, 200, 549, 580, 600, 951];
        let expected = [
            "-1.0", "-0.9", "-0.6", "-0.5", "-0.5", "-0.1", "+0.0", "+0.0", "+0.0", "+0.1", "+0.2", "+0.5",
            "+0.5", "+0.6", "+1.0",
        ];
        assert_eq!(shown.map(|t| tenths(Tone::from_thousandths(t))), expected);
    }

    #[test]
    fn terminals_are_not_steered() {
        assert_eq!(plain("a\n  b\x1b[2Jc\u{9b}"), "a b\u{fffd}[2Jc\u{fffd}");
    }
}
