//! Web and e-mail addresses, names on social media.

use crate::byte_class::is_word;
use crate::scanner::Scanner;
use crate::word_table::WordFlags;

/// Whether `byte` may stand in the part of an e-mail address before the at sign.
const fn is_local(byte: u8) -> bool {
    is_word(byte) || matches!(byte, b'.' | b'-' | b'+' | b'%')
}

/// Whether `byte` may stand in a host name.
const fn is_host(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-')
}

impl Scanner<'_> {
    /// The end of the e-mail address that begins at `start`, where the scan has reached `end`.
    pub(crate) fn mail_end(&mut self, start: usize, end: usize) -> Option<usize> {
        if end < self.no_mail_before {
            return None;
        }
        let run = |at: usize, of: fn(u8) -> bool| {
            let rest = self.bytes.get(at..).unwrap_or_default();
            at + rest.iter().take_while(|&&b| of(b)).count()
        };
        let at_sign = run(end, is_local);
        let mut host_end = run(at_sign + 1, is_host);
        while host_end > at_sign + 1 && matches!(self.byte(host_end - 1), b'.' | b'-') {
            host_end -= 1;
        }
        let host = self.bytes.get(at_sign + 1..host_end).unwrap_or_default();
        if self.byte(at_sign) == b'@' && at_sign > start && host.contains(&b'.') {
            return Some(host_end);
        }
        self.no_mail_before = at_sign;
        None
    }

    /// Where a word goes on across the at sign at `end`, as in "Name@SITE".
    pub(crate) fn after_at(&self, end: usize) -> Option<usize> {
        self.is_word_at(end + 1).then(|| self.word_end(end + 1))
    }

    /// The end of the address whose scheme `start..end` a colon follows.
    pub(crate) fn url_end(&self, start: usize, end: usize) -> Option<usize> {
        let mut scheme = [0; 8];
        let word = &self.bytes[start..end];
        let scheme = scheme.get_mut(..word.len())?;
        scheme.copy_from_slice(word);
        scheme.make_ascii_lowercase();
        let slashes = self.bytes.get(end + 1..end + 3) == Some(b"//");
        match &*scheme {
            b"http" | b"https" | b"ftp" | b"ftps" | b"file" if slashes => Some(self.address_end(end + 3)),
            b"mailto" if is_word(self.byte(end + 1)) => Some(self.address_end(end + 1)),
            _ => None,
        }
    }

    /// The end of the host name, with its path, whose part `start..end` a full stop and a word
    /// follow: "www." and something, or a last part that hosts and files have.
    pub(crate) fn host_end(&self, start: usize, end: usize) -> Option<usize> {
        if self.bytes[start..end].eq_ignore_ascii_case(b"www") {
            return Some(self.address_end(end + 1));
        }
        let next = end + 1;
        let last = self.letters_end(next);
        let known = self.rules.words.get(&self.bytes[next..last]).has(WordFlags::DOMAIN);
        // After a stop without a space, "It" or "In" begins a sentence.
        let capital_only = self.byte(next).is_ascii_uppercase() && self.byte(next + 1).is_ascii_lowercase();
        if !known || capital_only || is_word(self.byte(last)) {
            return None;
        }
        if self.byte(last) == b'/' && is_word(self.byte(last + 1)) {
            Some(self.address_end(last))
        } else {
            Some(last)
        }
    }

    /// The end of the address whose host or path goes on at `at`: before white space, a bracket or
    /// a double quote, without the punctuation that ends a sentence.
    pub(crate) fn address_end(&self, at: usize) -> usize {
        let rest = self.bytes.get(at..).unwrap_or_default();
        let stops =
            |b: &u8| !b.is_ascii_graphic() || matches!(b, b'<' | b'>' | b'"' | b'{' | b'}' | b'|' | b'\\');
        let length = rest.iter().position(stops).unwrap_or(rest.len());
        let mut address = &rest[..length];
        let opened = address.contains(&b'(');
        while let [before @ .., last] = address {
            let closes = matches!(last, b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b']' | b'*')
                || (*last == b')' && !opened);
            if !closes {
                break;
            }
            address = before;
        }
        at + address.len()
    }
}
