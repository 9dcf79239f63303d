//! The readable output.

use crate::document::Document;
use crate::paint::Paint;
use detente::{Analysis, Mode, NetTone, Span, Tone};
use std::io::{self, Write};

/// How the readable output looks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub(crate) paint: Paint,
    /// Whether columns are lined up.
    pub(crate) aligned: bool,
    /// Whether every sentence is shown with its tone.
    pub(crate) sentences: bool,
}

/// Writes the tone of `document`, its directed tones, and its net tones.
pub(crate) fn write(
    out: &mut impl Write,
    style: Style,
    document: &Document,
    analysis: &Analysis,
) -> io::Result<()> {
    let Style { paint, aligned, sentences } = style;
    let count = analysis.sentences().len();
    let plural = if count == 1 { "" } else { "s" };
    let name = paint.bold(&plain(&document.name));
    writeln!(out, "{name}  {}  {count} sentence{plural}", tone_words(paint, analysis.tone()))?;
    if sentences {
        for (sentence, &tone) in analysis.sentences().zip(analysis.sentence_tones()) {
            let words = plain(sentence.span.get(&document.text).unwrap_or_default());
            writeln!(out, "{}  {words}", paint.band(tone.band(), &tenths(tone)))?;
        }
    }
    let pairs: Vec<_> = analysis.directed().map(|d| pair(&d.source.name, &d.target.name)).collect();
    let width = if aligned { pairs.iter().map(|pair| pair.chars().count()).max().unwrap_or(0) } else { 0 };
    if pairs.is_empty() {
        return writeln!(out, "{}", paint.dim("no stance of one party toward another"));
    }
    for (pair, d) in pairs.iter().zip(analysis.directed()) {
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
    writeln!(out, "{}", paint.dim("net tones:"))?;
    for dyad in analysis.dyads() {
        let pair = pair(&dyad.source.name, &dyad.target.name);
        write!(out, "{pair:width$}  {}", tone_words(paint, dyad.tone))?;
        if let Some(cue) = strongest_cue(analysis, &dyad).and_then(|span| span.get(&document.text)) {
            write!(out, "  \"{}\"", plain(cue))?;
        }
        let times = format!("({} times)", dyad.count);
        writeln!(out, "{}", if dyad.count > 1 { format!("  {}", paint.dim(&times)) } else { String::new() })?;
    }
    Ok(())
}

/// The cue of the first of the strongest tones behind a net tone.
fn strongest_cue(analysis: &Analysis, dyad: &NetTone<'_>) -> Option<Span> {
    let behind = analysis.directed().filter(|d| d.source == dyad.source && d.target == dyad.target);
    behind.filter(|d| d.cue.is_some()).min_by_key(|d| -d.tone.thousandths().abs())?.cue
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
fn plain(words: &str) -> String {
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
