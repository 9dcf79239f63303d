//! Tones on a page.

use detente::Tone;

/// The two ends of the scale, in red, green and blue: told apart by the colour-blind too, and those
/// of the Python package.
const INFURIATED: [u8; 3] = [213, 78, 20];
const CONCILIATORY: [u8; 3] = [25, 118, 190];

/// How strong the colour of ±1 is in cells and behind numbers.
pub(super) const CELL: f64 = 0.55;
/// How strong it is behind sentences.
pub(super) const SENTENCE: f64 = 0.3;

/// Two decimals with a sign, such as −0.90; the minus as wide as the plus.
pub(super) fn signed(tone: Tone) -> String {
    tone.to_string().replace('-', "−")
}

/// The attribute for a background that a tone of ±1 covers with opacity `strength`, and 0 not at all.
/// Being see-through, it suits light pages and dark ones.
pub(super) fn background(tone: Tone, strength: f64) -> String {
    let opacity = tone.score().abs() * strength;
    if opacity < 0.005 {
        return String::new();
    }
    let [red, green, blue] = if tone < Tone::NEUTRAL { INFURIATED } else { CONCILIATORY };
    format!(" style=\"background:rgba({red},{green},{blue},{opacity:.2})\"")
}

/// The number on its colour, and the word.
pub(super) fn shown(tone: Tone) -> String {
    format!("<b class=\"dt-tone\"{}>{}</b> {}", background(tone, CELL), signed(tone), tone.band())
}
