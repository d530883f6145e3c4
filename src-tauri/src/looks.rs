//! When something on the desktop that shows the memory reads it again.
//!
//! The icon and the bar look every few seconds for as long as the program runs. The rule it protects: where nothing was written,
//! nothing is read but the version of the data, which costs no page of the store. Leaves out waiting and reading.

/// The looks of one that shows the memory.
#[derive(Debug)]
pub(crate) struct Looks<V> {
    /// What was there when it was read; nothing when it has to be read again.
    read_at: Option<V>,
    /// So many looks in a row were at this very version.
    in_a_row: u32,
    /// After so many of them it is read although nothing was written.
    most: Option<u32>,
}

impl<V: PartialEq> Looks<V> {
    /// One that shows only what is written.
    pub(crate) const fn for_writes() -> Self {
        Self {
            read_at: None,
            in_a_row: 0,
            most: None,
        }
    }

    /// One that shows how long ago something was as well, and reads at every so many looks in vain.
    pub(crate) const fn for_writes_or_every(most: u32) -> Self {
        Self {
            read_at: None,
            in_a_row: 0,
            most: Some(most),
        }
    }

    /// Whether this look has to read. A version that cannot be told says nothing, so it has to.
    pub(crate) fn has_to_read(&mut self, version: Option<V>) -> bool {
        let is_known = version.is_some() && version == self.read_at;
        if is_known && self.most.is_none_or(|most| self.in_a_row < most) {
            self.in_a_row = self.in_a_row.saturating_add(1);
            return false;
        }
        (self.read_at, self.in_a_row) = (version, 1);
        true
    }

    /// What was read came to nothing, or something else has changed: the next look reads.
    pub(crate) fn forget(&mut self) {
        self.read_at = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How often looks at these versions read.
    fn reads(mut looks: Looks<u8>, versions: impl IntoIterator<Item = Option<u8>>) -> usize {
        let versions = versions.into_iter();
        versions
            .filter(|version| looks.has_to_read(*version))
            .count()
    }

    #[test]
    fn nothing_is_read_for_hours_while_nothing_is_written() {
        assert_eq!(reads(Looks::for_writes(), [Some(7); 10_000]), 1);
    }

    #[test]
    fn every_write_is_read_once() {
        let versions = [1, 1, 2, 2, 2, 3, 1, 1].map(Some);
        assert_eq!(reads(Looks::for_writes(), versions), 4);
    }

    #[test]
    fn a_version_that_cannot_be_told_is_read_every_time() {
        assert_eq!(reads(Looks::for_writes(), [None; 5]), 5);
        let versions = [Some(1), None, Some(1), Some(1)];
        assert_eq!(reads(Looks::for_writes(), versions), 3);
    }

    #[test]
    fn what_tells_how_long_ago_something_was_reads_at_every_twelfth_look() {
        let looks = || Looks::for_writes_or_every(12);
        assert_eq!(reads(looks(), [Some(7); 12]), 1);
        assert_eq!(reads(looks(), [Some(7); 13]), 2);
        assert_eq!(reads(looks(), [Some(7); 120]), 10);
    }

    #[test]
    fn what_came_to_nothing_is_read_again() {
        let mut looks = Looks::for_writes();
        assert!(looks.has_to_read(Some(1)));
        assert!(!looks.has_to_read(Some(1)));
        looks.forget();
        assert!(looks.has_to_read(Some(1)));
    }
}
