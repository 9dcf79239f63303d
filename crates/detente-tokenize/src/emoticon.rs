//! Faces written in ASCII.

use crate::word_table::lines;

/// The faces of the list, longest first.
#[derive(Debug, Clone)]
pub(crate) struct Emoticons {
    faces: Vec<&'static [u8]>,
    /// Whether a face has this byte in second place; most punctuation ends here.
    seconds: [bool; 256],
}

impl Emoticons {
    /// The list of the crate.
    pub(crate) fn embedded() -> Self {
        let mut faces: Vec<_> = lines(include_str!("../data/emoticons.txt")).map(str::as_bytes).collect();
        faces.sort_by_key(|face| std::cmp::Reverse(face.len()));
        let mut seconds = [false; 256];
        for second in faces.iter().filter_map(|face| face.get(1)) {
            seconds[usize::from(*second)] = true;
        }
        Self { faces, seconds }
    }

    /// The length of the face that `bytes` begin with; 0 where they begin with none. A face ends
    /// before white space, the end or another mark.
    #[inline]
    pub(crate) fn length(&self, bytes: &[u8]) -> usize {
        let may_be = bytes.get(1).is_some_and(|&second| self.seconds[usize::from(second)]);
        if may_be { self.find(bytes) } else { 0 }
    }

    fn find(&self, bytes: &[u8]) -> usize {
        let ends = |length: usize| {
            bytes.get(length).is_none_or(|&next| {
                !next.is_ascii_alphanumeric() && next < 0x80 && (bytes[length - 1] != b'/' || next != b'/')
            })
        };
        let found = self.faces.iter().find(|face| {
            // The first byte tells most of them apart.
            face.first() == bytes.first() && bytes.starts_with(face) && ends(face.len())
        });
        found.map_or(0, |face| face.len())
    }
}

#[cfg(test)]
mod tests {
    use super::Emoticons;

    #[test]
    fn knows_a_face_from_punctuation() {
        let emoticons = Emoticons::embedded();
        assert_eq!(emoticons.length(b":-) yes"), 3);
        assert_eq!(emoticons.length(b":)."), 2);
        assert_eq!(emoticons.length(b":Done"), 0);
        assert_eq!(emoticons.length(b"://host"), 0);
        assert_eq!(emoticons.length(b""), 0);
    }
}
