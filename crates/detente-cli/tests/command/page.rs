//! The page that `detente html` writes.

use crate::folder::{Folder, TEXT};

/// The names of the tags of `html` in order, with a slash before those that close; the test fails
/// where one is not closed in its place.
fn tags(html: &str) -> Vec<String> {
    let (mut tags, mut open) = (Vec::new(), Vec::new());
    for piece in html.split('<').skip(1) {
        let tag = piece.split_once('>').unwrap().0;
        let name = tag.split_whitespace().next().unwrap().to_owned();
        match name.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop().as_deref(), Some(name), "{tags:?}"),
            None if ["!doctype", "meta"].contains(&name.as_str()) => {}
            None => open.push(name.clone()),
        }
        tags.push(name);
    }
    assert_eq!(open, Vec::<String>::new());
    tags
}

/// What a reader sees of the text of the first document, without the labels.
fn shown(html: &str) -> String {
    let (_, text) = html.split_once("<div class=\"dt-text\">").unwrap();
    let (text, _) = text.split_once("</div>").unwrap();
    let mut seen = String::new();
    for piece in text.split('<') {
        let (tag, words) = piece.split_once('>').unwrap_or(("", piece));
        if tag != "small" {
            seen.push_str(words);
        }
    }
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    entities.iter().fold(seen, |seen, (entity, c)| seen.replace(entity, c))
}

#[test]
fn a_page_shows_the_whole_text_and_its_tones() {
    let folder = Folder::new();
    folder.file("a.txt", TEXT);
    assert_eq!(folder.succeed(&["html", "a.txt", "--output", "a.html"]), "");
    let html = folder.read("a.html");
    assert_eq!(folder.succeed(&["html", "a.txt"]), html);
    tags(&html);
    assert_eq!(shown(&html), TEXT);
    for part in
        ["<title>a.txt · Détente</title>", "<td>Norway → Iceland</td>", "<u class=\"dt-cue\">thanked</u>"]
    {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(!html.contains("All "), "of one document there is no sum");
}

#[test]
fn everything_is_escaped() {
    let folder = Folder::new();
    let text = "<script>alert('x')</script> & Norway thanked <b>Iceland</b> \"for\" it.\u{1b}[2J\r\nPeru &amp; <Chile.";
    let name = "<img src=x onerror=alert(1)>";
    folder.file("in.jsonl", serde_json::json!({"id": 1, "text": text}).to_string());
    folder.file(name, text);
    folder.file("names.json", "{\"Iceland\": \"<i>\\\"&'\"}");
    let html = folder.succeed(&["html", "--gazetteer", "names.json", "in.jsonl", name]);
    let allowed = [
        "!doctype", "html", "head", "meta", "title", "style", "body", "article", "h1", "h2", "p", "b",
        "span", "div", "mark", "small", "u", "table", "tr", "td", "th", "footer", "i",
    ];
    for tag in tags(&html) {
        assert!(allowed.contains(&tag.trim_start_matches('/')), "{tag}");
    }
    assert_eq!(shown(&html), text.replace('\u{1b}', "\u{fffd}").replace('\r', ""));
    for refused in ["<script", "<img", "<i>\"", "\u{1b}"] {
        assert!(!html.contains(refused), "{refused}");
    }
    assert!(html.contains("&lt;i&gt;&quot;&amp;&#39;"), "the name of an actor is shown as it is: {html}");
}

#[test]
fn several_documents_are_summed() {
    let folder = Folder::new();
    folder.file("a.txt", TEXT);
    folder.file("b.txt", TEXT);
    folder.file("empty.txt", "");
    let html = folder.succeed(&["html", "a.txt", "b.txt", "empty.txt"]);
    tags(&html);
    assert_eq!(html.matches("<article>").count(), 4);
    assert!(html.contains("<title>a.txt and 2 more · Détente</title>"));
    assert!(html.contains("<h1>All 3 documents together</h1>"), "{html}");
    assert!(html.contains(" in 2 documents</td>"), "{html}");
}
