//! Reviewed analyses of whole articles.
//!
//! Each article of `examples/`, and each of `articles/` with hard names and actors, has a file in `snapshots/` that shows its tokens with a line of
//! labels under them, the directed tones of each sentence, and the net tones. A difference fails
//! the test and is printed; `UPDATE_SNAPSHOTS=1 cargo test -p detente-tests --test snapshots` (or
//! `make snapshots`) writes the files anew, for a person to read before committing them.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod snapshot;

use std::fmt::Write;
use std::fs;
use std::path::Path;

#[test]
fn articles_read_as_reviewed() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let update = std::env::var_os("UPDATE_SNAPSHOTS").is_some_and(|value| value == "1");
    let mut differences = String::new();
    for article in [
        "../examples/radar-dispute",
        "../examples/river-accord",
        "../examples/strait-collision",
        "articles/delta-hostages",
        "articles/market-report",
        "articles/peninsula-talks",
    ] {
        let text = fs::read_to_string(here.join(format!("{article}.txt"))).unwrap();
        let name = article.rsplit('/').next().unwrap();
        let path = here.join(format!("snapshots/{name}.txt"));
        let shown = snapshot::of(&text);
        if update {
            fs::write(&path, &shown).unwrap();
        }
        let reviewed = fs::read_to_string(&path).unwrap_or_default();
        if shown != reviewed {
            write!(differences, "\n{name}:\n{}", snapshot::difference(&reviewed, &shown)).unwrap();
        }
    }
    assert!(
        differences.is_empty(),
        "analyses differ from the reviewed ones (- reviewed, + now); `make snapshots` accepts them:{differences}"
    );
}
