//! Numbers, dates, times, telephone numbers.

use crate::scanner::Scanner;
use crate::word_table::WordFlags;

impl Scanner<'_> {
    /// Emits the number that begins at `start`, and gives where the scan goes on.
    pub(crate) fn number(&mut self, start: usize) -> usize {
        let mut end = self.digits_end(start);
        if self.byte(end) == b' ' {
            self.emit(start, end);
            return end;
        }
        loop {
            let digits = self.digits_end(end + 1);
            let count = digits - (end + 1);
            if count == 0 && self.byte(end) == b'.' && self.byte(end + 1).is_ascii_alphabetic() {
                return self.joined_word(start, end);
            }
            let joins = count > 0
                && match self.byte(end) {
                    b'.' | b':' | b'/' => true,
                    b',' => count == 3,
                    b'-' => {
                        let telephone = self.telephone_end(start);
                        if telephone > end {
                            end = telephone;
                            continue;
                        }
                        false
                    }
                    _ => false,
                };
            if !joins {
                break;
            }
            end = digits;
        }
        if self.is_word_at(end) {
            let letters = self.letters_end(end);
            let unit = self.rules.words.get(&self.bytes[end..letters]).has(WordFlags::UNIT);
            if unit && !self.is_word_at(letters) {
                self.emit(start, end);
                return end;
            }
            return self.joined_word(start, end);
        }
        if self.byte(end) == b'@' || self.apostrophe(end) > 0 {
            return self.joined_word(start, end);
        }
        self.emit(start, end);
        end
    }

    /// The end of the telephone number or date in digits and hyphens at `start`: three groups or
    /// more, or two of the lengths 3-4 and 5-4. `start` where there is none. Looks at 32 bytes.
    fn telephone_end(&self, start: usize) -> usize {
        let window = &self.bytes[start..self.bytes.len().min(start + 32)];
        let (mut lengths, mut groups, mut end, mut run) = ([0; 2], 0, 0, 0);
        for (position, &byte) in window.iter().chain(b" ").enumerate() {
            if byte.is_ascii_digit() {
                run += 1;
                continue;
            }
            if run == 0 {
                break;
            }
            if let Some(length) = lengths.get_mut(groups) {
                *length = run;
            }
            (groups, run, end) = (groups + 1, 0, position);
            if !matches!(byte, b'-' | b'/' | b'.') {
                break;
            }
        }
        let telephone = groups >= 3 || matches!((groups, lengths), (2, [3 | 5, 4]));
        if telephone { start + end } else { start }
    }
}
