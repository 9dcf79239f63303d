//! Net tones as a matrix.

use super::escape::Escaped;
use super::tone::{CELL, background, signed};
use detente::{Actor, Tone};
use std::collections::HashMap;
use std::fmt::{self, Write};

/// Rows and columns at most: the actors with the most directed tones.
const ACTORS: usize = 12;

/// The net tone of one actor toward another.
pub(super) struct Pair<'a> {
    pub(super) source: &'a Actor,
    pub(super) target: &'a Actor,
    pub(super) tone: Tone,
    pub(super) count: usize,
}

/// Writes the net tones of the row toward the column; nothing where there are none.
pub(super) fn write(out: &mut String, pairs: &[Pair<'_>]) -> fmt::Result {
    let actors = weighed(pairs);
    let shown = &actors[..actors.len().min(ACTORS)];
    let places: HashMap<&str, usize> =
        shown.iter().enumerate().map(|(place, actor)| (&*actor.id, place)).collect();
    let mut cells: HashMap<(usize, usize), &Pair<'_>> = HashMap::new();
    for pair in pairs {
        if let (Some(&row), Some(&column)) = (places.get(&*pair.source.id), places.get(&*pair.target.id)) {
            cells.insert((row, column), pair);
        }
    }
    if cells.is_empty() {
        return Ok(());
    }
    let all = 0..shown.len();
    let rows: Vec<_> = all.clone().filter(|&a| all.clone().any(|b| cells.contains_key(&(a, b)))).collect();
    let columns: Vec<_> = all.clone().filter(|&b| all.clone().any(|a| cells.contains_key(&(a, b)))).collect();
    out.write_str("<h2>Net tone of the row toward the column</h2>\n<div class=\"dt-wide\"><table class=\"dt-matrix\">\n<tr><td></td>")?;
    for &column in &columns {
        write!(out, "<th>{}</th>", Escaped(&shown[column].name))?;
    }
    out.write_str("</tr>\n")?;
    for &row in &rows {
        write!(out, "<tr><th>{}</th>", Escaped(&shown[row].name))?;
        for &column in &columns {
            match cells.get(&(row, column)) {
                Some(pair) => {
                    let times =
                        if pair.count == 1 { "once".to_owned() } else { format!("{} times", pair.count) };
                    let colour = background(pair.tone, CELL);
                    let (band, number) = (pair.tone.band(), signed(pair.tone));
                    write!(out, "<td{colour} title=\"{band}, {times}\">{number}</td>")?;
                }
                None if row == column => out.write_str("<td></td>")?,
                None => out.write_str("<td class=\"dt-quiet\">·</td>")?,
            }
        }
        out.write_str("</tr>\n")?;
    }
    out.write_str("</table></div>\n")?;
    match actors.len() - shown.len() {
        0 => Ok(()),
        1 => out.write_str("<p class=\"dt-quiet\">1 more actor is left out</p>\n"),
        more => writeln!(out, "<p class=\"dt-quiet\">{more} more actors are left out</p>"),
    }
}

/// The actors, the one with the most directed tones first; among equals the first named.
fn weighed<'a>(pairs: &[Pair<'a>]) -> Vec<&'a Actor> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut actors: Vec<(&Actor, usize)> = Vec::new();
    for pair in pairs {
        for actor in [pair.source, pair.target] {
            let place = *places.entry(&actor.id).or_insert(actors.len());
            if place == actors.len() {
                actors.push((actor, 0));
            }
            actors[place].1 += pair.count;
        }
    }
    actors.sort_by_key(|&(_, weight)| std::cmp::Reverse(weight));
    actors.into_iter().map(|(actor, _)| actor).collect()
}
