//! Many short lists in one piece of memory.

/// Lists of lists as one list and where each part ends: two allocations however many there are, and neighbours in
/// memory are neighbours in order.
#[derive(Debug, Clone)]
pub(crate) struct Lists<T> {
    /// One more than there are lists: each starts where the one before it ends.
    starts: Vec<u32>,
    all: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { starts: vec![0], all: Vec::new() }
    }
}

impl<T> Lists<T> {
    /// Adds one more list.
    pub(crate) fn push(&mut self, list: impl IntoIterator<Item = T>) {
        self.all.extend(list);
        // INVARIANT: programs are limited far below u32::MAX entries.
        self.starts.push(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
    }

    /// The list at a place; empty where there is none.
    pub(crate) fn get(&self, place: usize) -> &[T] {
        match self.starts.get(place..).and_then(|starts| starts.first_chunk()) {
            Some(&[from, to]) => self.all.get(from as usize..to as usize).unwrap_or(&[]),
            None => &[],
        }
    }
}

impl<T, L: IntoIterator<Item = T>> FromIterator<L> for Lists<T> {
    fn from_iter<I: IntoIterator<Item = L>>(lists: I) -> Self {
        let mut all = Self::default();
        lists.into_iter().for_each(|list| all.push(list));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::Lists;

    #[test]
    fn each_list_is_found_at_its_place() {
        let lists: Lists<u8> = [vec![1, 2], vec![], vec![3]].into_iter().collect();
        assert_eq!([lists.get(0), lists.get(1), lists.get(2), lists.get(3)], [&[1, 2][..], &[], &[3], &[]]);
    }
}
