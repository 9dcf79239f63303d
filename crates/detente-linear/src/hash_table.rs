//! A map whose keys are hashes already.

use crate::HashedTable;

/// Slots of key and index of the value: a slot with this index is free.
const FREE: u32 = u32::MAX;

/// Values by hash, with open addressing: quick to fill and to ask, as the keys need no hashing. Two names of one hash are one name
/// to it; hashes have 64 bits.
#[derive(Debug, Clone)]
pub struct HashTable<T> {
    slots: Vec<(u64, u32)>,
    values: Vec<T>,
}

impl<T: Default> HashTable<T> {
    /// An empty table with room for `entries`; it grows where there are more.
    pub fn with_capacity(entries: usize) -> Self {
        let slots = (entries * 2).next_power_of_two().max(2);
        Self { slots: vec![(0, FREE); slots], values: Vec::with_capacity(entries) }
    }

    #[inline]
    fn slot(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = HashedTable::row_of(key, self.slots.len().trailing_zeros()) & mask;
        while self.slots[at].1 != FREE && self.slots[at].0 != key {
            at = (at + 1) & mask;
        }
        at
    }

    /// The value of `key`, if it has one.
    #[inline]
    pub fn get(&self, key: u64) -> Option<&T> {
        self.values.get(self.slots[self.slot(key)].1 as usize)
    }

    /// The value of `key`, the default one where it had none.
    pub fn entry(&mut self, key: u64) -> &mut T {
        if self.values.len() * 2 >= self.slots.len() {
            let old = std::mem::take(&mut self.slots);
            self.slots = vec![(0, FREE); old.len() * 2];
            for (key, index) in old.into_iter().filter(|(_, index)| *index != FREE) {
                let at = self.slot(key);
                self.slots[at] = (key, index);
            }
        }
        let at = self.slot(key);
        if self.slots[at].1 == FREE {
            self.slots[at] = (key, u32::try_from(self.values.len()).unwrap_or(FREE - 1));
            self.values.push(T::default());
        }
        &mut self.values[self.slots[at].1 as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::HashTable;

    #[test]
    fn holds_what_it_was_given_while_it_grows() {
        let mut table = HashTable::with_capacity(0);
        assert_eq!(table.get(0), None);
        for key in 0..1000u64 {
            *table.entry(key.wrapping_mul(0x9E37_79B9_7F4A_7C15)) = key;
        }
        *table.entry(0) += 5;
        assert_eq!(table.get(0), Some(&5));
        for key in 1..1000u64 {
            assert_eq!(table.get(key.wrapping_mul(0x9E37_79B9_7F4A_7C15)), Some(&key));
        }
        assert_eq!(table.get(12), None);
    }
}
