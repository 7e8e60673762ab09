//! A rank and a due in one number: what the pass adds, compares and inherits for every open step.

use jiff::Timestamp;

/// The bits of a due: seconds since the first instant there is. All of time needs a little more than 39.
const DUE_BITS: u32 = 40;
const NO_DUE: u64 = (1 << DUE_BITS) - 1;
/// The bits left for how many steps wait, once rank and due stand above them.
const WAITING_BITS: u32 = 22;

/// A rank (0 to 3) above a due in whole seconds; smaller is more urgent, no due is last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pressure(u64);

impl Pressure {
    /// No due, least rank.
    pub(crate) const NONE: Self = Self(3 << DUE_BITS | NO_DUE);

    pub(crate) fn new(rank: u8, due: Option<Timestamp>) -> Self {
        let seconds = |due: Timestamp| (due.as_second() - Timestamp::MIN.as_second()).unsigned_abs();
        Self::of(u64::from(rank.min(3)), due.map_or(NO_DUE, seconds))
    }

    fn of(rank: u64, due: u64) -> Self {
        Self(rank << DUE_BITS | due)
    }

    fn seconds(self) -> u64 {
        self.0 & NO_DUE
    }

    pub(crate) fn rank(self) -> u8 {
        (self.0 >> DUE_BITS).to_le_bytes()[0]
    }

    pub(crate) fn due(self) -> Option<Timestamp> {
        let seconds = self.seconds().cast_signed() + Timestamp::MIN.as_second();
        (self.seconds() != NO_DUE).then(|| Timestamp::from_second(seconds).unwrap_or(Timestamp::MAX))
    }

    /// The smaller rank and the smaller due, each for itself.
    pub(crate) fn or_more_urgent(self, other: Self) -> Self {
        Self::of((self.0 >> DUE_BITS).min(other.0 >> DUE_BITS), self.seconds().min(other.seconds()))
    }

    /// Due as soon as another, the rank unchanged.
    pub(crate) fn no_later_than(self, other: Self) -> Self {
        Self::of(self.0 >> DUE_BITS, self.seconds().min(other.seconds()))
    }

    /// Earlier by the seconds a step takes, not before the first instant there is.
    pub(crate) fn less(self, takes: u64) -> Self {
        if self.seconds() == NO_DUE { self } else { Self(self.0 - takes.min(self.seconds())) }
    }

    /// A number that sorts by rank, due, the most waiting first, and number.
    pub(crate) fn key(self, waiting: usize, number: usize) -> u128 {
        const MOST: u64 = (1 << WAITING_BITS) - 1;
        let urgency = self.0 << WAITING_BITS | (MOST - (waiting as u64).min(MOST));
        u128::from(urgency) << 32 | (number as u128 & u128::from(u32::MAX))
    }
}

/// The urgencies of many steps. Most steps of a case share theirs with others, so usually a byte a step says which.
#[derive(Debug, Clone)]
pub(crate) enum Urgencies {
    Few { which: Box<[u8]>, distinct: Box<[Pressure]> },
    Many(Box<[Pressure]>),
}

impl Urgencies {
    /// Of the step at a place.
    pub(crate) fn get(&self, place: usize) -> Pressure {
        // One entry a step, and one for each of the distinct.
        match self {
            Self::Few { which, distinct } => distinct[usize::from(which[place])],
            Self::Many(all) => all[place],
        }
    }

    pub(crate) fn size(&self) -> usize {
        match self {
            Self::Few { which, distinct } => size_of_val(&**which) + size_of_val(&**distinct),
            Self::Many(all) => size_of_val(&**all),
        }
    }
}

impl FromIterator<Pressure> for Urgencies {
    fn from_iter<I: IntoIterator<Item = Pressure>>(all: I) -> Self {
        let all: Vec<Pressure> = all.into_iter().collect();
        let mut distinct: Vec<Pressure> = Vec::new();
        let mut which = Vec::with_capacity(all.len());
        for one in &all {
            let known = distinct.iter().position(|known| known == one);
            let Ok(place) = u8::try_from(known.unwrap_or(distinct.len())) else { return Self::Many(all.into()) };
            if known.is_none() {
                distinct.push(*one);
            }
            which.push(place);
        }
        Self::Few { which: which.into(), distinct: distinct.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::{Pressure, Urgencies};
    use jiff::Timestamp;

    #[test]
    fn every_due_comes_back_as_it_went_in() {
        for due in [Timestamp::MIN, Timestamp::UNIX_EPOCH, Timestamp::from_second(253_402_207_200).unwrap()] {
            let pressure = Pressure::new(2, Some(due));
            assert_eq!((pressure.rank(), pressure.due()), (2, Some(due)));
        }
        assert_eq!((Pressure::NONE.rank(), Pressure::NONE.due()), (3, None));
    }

    #[test]
    fn time_taken_stops_at_the_first_instant_and_makes_no_due_of_none() {
        assert_eq!(Pressure::new(1, Some(Timestamp::MIN)).less(60), Pressure::new(1, Some(Timestamp::MIN)));
        assert_eq!(Pressure::NONE.less(60), Pressure::NONE);
    }

    #[test]
    fn keys_sort_by_rank_then_due_then_the_most_waiting_then_number() {
        let early = Some(Timestamp::UNIX_EPOCH);
        let sorted = [
            Pressure::new(0, None).key(0, 9),
            Pressure::new(1, early).key(5, 7),
            Pressure::new(1, early).key(4, 2),
            Pressure::new(1, early).key(4, 3),
            Pressure::new(1, None).key(9, 0),
            Pressure::NONE.key(0, 0),
        ];
        assert!(sorted.is_sorted_by(|a, b| a < b), "{sorted:?}");
    }

    #[test]
    fn each_step_has_its_own_urgency_however_many_there_are() {
        for count in [3u16, 300] {
            let all: Vec<Pressure> =
                (0..2 * count).map(|n| Pressure::new(2, Timestamp::from_second(i64::from(n % count)).ok())).collect();
            let packed: Urgencies = all.iter().copied().collect();
            let unpacked: Vec<Pressure> = (0..all.len()).map(|place| packed.get(place)).collect();
            assert_eq!(unpacked, all);
        }
    }
}
