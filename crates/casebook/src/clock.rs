//! Which clock readings to believe.

use jiff::Timestamp;

/// 2026-01-01: no casebook is older. A clock that has lost its date says 1970, or when it was made.
const FIRST: i64 = 1_767_225_600;

/// When each event was written down, as far as it can be known from `readings`, the clock's in the order of recording.
///
/// Time does not run backwards, so readings that fall, or lie after `now`, come from a clock that was wrong. The most
/// readings that rise are believed (of as many, the ones before); each of the others is moved as little as it takes to
/// stand between its believed neighbours. So an event of a clock that ran ahead does not vanish until its day comes, and
/// one of a clock that had lost its date does not become the oldest.
pub(crate) fn believed(readings: &[Timestamp], now: Timestamp) -> Vec<Timestamp> {
    if readings.is_sorted() && readings.last().is_none_or(|last| *last <= now) {
        return readings.to_vec();
    }
    let rising = longest_rising(readings, now);
    let mut after = vec![now; readings.len()];
    let mut next = now;
    for (place, reading) in readings.iter().enumerate().rev() {
        if rising.get(place) == Some(&true) {
            next = *reading;
        }
        if let Some(slot) = after.get_mut(place) {
            *slot = next;
        }
    }
    let mut before = Timestamp::MIN;
    let mut believed = Vec::with_capacity(readings.len());
    for (reading, after) in readings.iter().zip(after) {
        before = (*reading).max(before).min(after);
        believed.push(before);
    }
    believed
}

/// Marks one longest sequence of readings up to `now` that never falls; of several, the one whose readings come first.
fn longest_rising(readings: &[Timestamp], now: Timestamp) -> Vec<bool> {
    // From the end, so that of sequences of one length the one that begins latest in time, and so earliest in the list,
    // is kept: `heads[n]` is the place at which the best sequence of n + 1 readings begins.
    let mut heads: Vec<usize> = Vec::new();
    let mut next: Vec<Option<usize>> = vec![None; readings.len()];
    let reading = |place: usize| readings.get(place).copied().unwrap_or(now);
    let believable = |place: &usize| (FIRST..).contains(&reading(*place).as_second()) && reading(*place) <= now;
    for place in (0..readings.len()).rev().filter(believable) {
        let length = heads.partition_point(|head| reading(*head) >= reading(place));
        if let Some(slot) = next.get_mut(place) {
            *slot = length.checked_sub(1).and_then(|shorter| heads.get(shorter).copied());
        }
        match heads.get_mut(length) {
            Some(head) => *head = place,
            None => heads.push(place),
        }
    }
    let mut marks = vec![false; readings.len()];
    let mut at = heads.last().copied();
    while let Some(place) = at {
        if let Some(mark) = marks.get_mut(place) {
            *mark = true;
        }
        at = next.get(place).copied().flatten();
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(seconds: &[i64]) -> Vec<Timestamp> {
        seconds.iter().map(|second| Timestamp::from_second(FIRST + second).unwrap()).collect()
    }

    fn check(readings: &[i64], now: i64, expected: &[i64]) {
        assert_eq!(
            believed(&times(readings), Timestamp::from_second(FIRST + now).unwrap()),
            times(expected),
            "{readings:?}"
        );
    }

    #[test]
    fn a_clock_that_was_always_right_is_believed() {
        check(&[10, 20, 20, 30], 30, &[10, 20, 20, 30]);
        check(&[], 5, &[]);
    }

    #[test]
    fn a_clock_that_ran_ahead_is_put_right_by_what_came_after() {
        check(&[10, 900, 20, 30], 40, &[10, 20, 20, 30]);
        check(&[10, 900, 20, 30], 2000, &[10, 20, 20, 30]);
        check(&[900], 40, &[40]);
        check(&[900, 901], 40, &[40, 40]);
    }

    #[test]
    fn a_clock_that_lost_its_date_does_not_make_the_oldest_event() {
        check(&[1000, -9, 1020], 1030, &[1000, 1000, 1020]);
        check(&[1000, -9], 1030, &[1000, 1000]);
        check(&[1000, -9, -8, -7, 1020], 1030, &[1000, 1000, 1000, 1000, 1020]);
        check(&[1000, 1], 1030, &[1000, 1000]);
    }

    #[test]
    fn what_is_believed_never_falls_and_never_lies_ahead() {
        // Every list of five readings of six, the first before anything is believed and the last after now.
        for code in 0..6_i64.pow(5) {
            let readings: Vec<i64> = (0..5).map(|place| code / 6_i64.pow(place) % 6 - 1).collect();
            let now = Timestamp::from_second(FIRST + 3).unwrap();
            let found = believed(&times(&readings), now);
            assert!(found.is_sorted() && found.iter().all(|at| *at <= now), "{readings:?}: {found:?}");
        }
    }
}
