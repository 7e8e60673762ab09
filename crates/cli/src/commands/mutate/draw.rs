//! Which mutants are looked at: all, or some drawn by a seed.

/// `count` of the places below `all`, in order; the same for the same seed, on every machine.
pub(super) fn draw(all: usize, count: usize, seed: u64) -> Vec<usize> {
    let mut places: Vec<usize> = (0..all).collect();
    let mut random = SplitMix(seed);
    // the first places of a shuffle that is broken off
    for at in 0..count.min(all) {
        let left = u64::try_from(all - at).unwrap_or(u64::MAX);
        let other = at + usize::try_from(random.below(left)).unwrap_or(0);
        places.swap(at, other);
    }
    places.truncate(count);
    places.sort_unstable();
    places
}

/// Steele, Lea and Flood's generator: a few lines, and good enough to draw with.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; every one as likely as the others.
    fn below(&mut self, end: u64) -> u64 {
        if end < 2 {
            return 0;
        }
        let unfair = u64::MAX - u64::MAX % end;
        loop {
            let number = self.next();
            if number < unfair {
                return number % end;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same_and_another_others() {
        assert_eq!(draw(1_000, 5, 7), draw(1_000, 5, 7));
        assert_ne!(draw(1_000, 5, 7), draw(1_000, 5, 8));
        assert_eq!(draw(1_000, 5, 1), [205, 242, 465, 582, 627]);
    }

    #[test]
    fn nothing_is_drawn_twice_and_no_more_than_there_is() {
        let mut drawn = draw(40, 30, 3);
        drawn.dedup();
        assert_eq!(drawn.len(), 30);
        assert_eq!(draw(4, 9, 3), [0, 1, 2, 3]);
        assert_eq!(draw(0, 9, 3), Vec::<usize>::new());
        assert_eq!(draw(9, 0, 3), Vec::<usize>::new());
    }

    #[test]
    fn each_is_drawn_about_as_often() {
        let mut times = [0; 10];
        (0..2_000).flat_map(|seed| draw(10, 3, seed)).for_each(|place| times[place] += 1);
        assert!(times.iter().all(|times| (500..700).contains(times)), "{times:?}");
    }
}
