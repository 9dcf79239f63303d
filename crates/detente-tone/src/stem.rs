//! A light stemmer: the inflections of a verb, a noun or an adverb share a stem.

use detente_linear::hash_bytes;

/// The longest word that is stemmed, in bytes; a longer one is its own stem.
const LONGEST: usize = 40;

/// The hash of the stem of `lower`, a word in lower case.
///
/// Takes off plural and third-person `-s`, `-ed`, `-ing` and `-ly`, a final `e` and a doubled last
/// consonant, so that "expelled", "expels" and "expel" agree. Two words may share a stem; both
/// training and scoring see the same. Cost: one pass over the word.
pub(crate) fn stem_hash(lower: &str) -> u64 {
    let bytes = lower.as_bytes();
    if bytes.len() <= 3
        || bytes.len() > LONGEST
        || !bytes.iter().all(|b| b.is_ascii_lowercase() || *b == b'-')
    {
        return hash_bytes(bytes);
    }
    let mut buffer = [0; LONGEST];
    buffer[..bytes.len()].copy_from_slice(bytes);
    let length = stem(&mut buffer, bytes.len());
    hash_bytes(&buffer[..length])
}

/// Stems the first `length` bytes in place and gives their new number.
fn stem(word: &mut [u8; LONGEST], mut length: usize) -> usize {
    let ends = |word: &[u8; LONGEST], length: usize, suffix: &[u8]| word[..length].ends_with(suffix);
    if length > 4 && (ends(word, length, b"ies") || ends(word, length, b"ied")) {
        length -= 2;
        word[length - 1] = b'y';
    } else if ends(word, length, b"es") && length > 4 && sibilant(&word[..length - 2]) {
        length -= 2;
    } else if ends(word, length, b"s") && !matches!(word[length - 2], b's' | b'u' | b'i') {
        length -= 1;
    } else if length > 4 && ends(word, length, b"ed") && vowel(&word[..length - 2]) {
        length -= 2;
    } else if length > 5 && ends(word, length, b"ing") && vowel(&word[..length - 3]) {
        length -= 3;
    } else if length > 5 && ends(word, length, b"ly") {
        length -= 2;
    }
    if length > 3 && word[length - 1] == b'e' {
        length -= 1;
    }
    if length > 3 && word[length - 1] == word[length - 2] && !matches!(word[length - 1], b'e' | b'o' | b'-') {
        length -= 1;
    }
    length
}

fn sibilant(word: &[u8]) -> bool {
    word.ends_with(b"ss")
        || word.ends_with(b"x")
        || word.ends_with(b"zz")
        || word.ends_with(b"ch")
        || word.ends_with(b"sh")
}

fn vowel(word: &[u8]) -> bool {
    word.iter().any(|b| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y'))
}

#[cfg(test)]
mod tests {
    use super::stem_hash;

    #[test]
    fn inflections_share_a_stem() {
        for forms in [
            &["expel", "expels", "expelled", "expelling"][..],
            &["condemn", "condemns", "condemned", "condemning"],
            &["infuriate", "infuriates", "infuriated", "infuriating"],
            &["kill", "kills", "killed", "killing"],
            &["hope", "hopes", "hoped", "hoping"],
            &["defy", "defies", "defied", "defying"],
            &["clash", "clashes", "clashed", "clashing"],
            &["press", "presses", "pressed", "pressing"],
            &["harsh", "harshly"],
        ] {
            for form in forms {
                assert_eq!(stem_hash(form), stem_hash(forms[0]), "{form}");
            }
        }
        assert_ne!(stem_hash("war"), stem_hash("wary"));
        assert_eq!(stem_hash(""), stem_hash(""));
    }
}
