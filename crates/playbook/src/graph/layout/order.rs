//! The order inside each column: sweeps to the right and to the left, each item at the middle of its neighbours, and the
//! best order that was seen is kept.

use super::skeleton::Skeleton;

/// Sweeps over a small drawing, and the links that all sweeps together may look at.
const SWEEPS: usize = 24;
const MOST_LOOKS: usize = 4_000_000;

pub(super) fn uncross(skeleton: &mut Skeleton) {
    if skeleton.links.len() < 2 {
        return;
    }
    let sweeps = (MOST_LOOKS / skeleton.links.len()).clamp(2, SWEEPS);
    let mut places = places(skeleton);
    let mut best = (crossings(skeleton, &places), skeleton.columns.clone());
    for sweep in 0..sweeps {
        let count = skeleton.columns.len();
        let to_the_right = sweep % 2 == 0;
        for step in 1..count {
            let column = if to_the_right { step } else { count - 1 - step };
            sort(skeleton, &mut places, column, to_the_right);
        }
        let now = crossings(skeleton, &places);
        if now < best.0 {
            best = (now, skeleton.columns.clone());
        }
        if best.0 == 0 {
            break;
        }
    }
    skeleton.columns = best.1;
}

/// Where each item stands in its column.
fn places(skeleton: &Skeleton) -> Vec<usize> {
    let mut places = vec![0; skeleton.items.len()];
    for column in &skeleton.columns {
        number(&mut places, column);
    }
    places
}

fn number(places: &mut [usize], column: &[usize]) {
    for (place, item) in column.iter().enumerate() {
        places.get_mut(*item).into_iter().for_each(|slot| *slot = place);
    }
}

/// Sorts a column by the middles of the neighbours on one side. What has none there stays where it is.
fn sort(skeleton: &mut Skeleton, places: &mut [usize], column: usize, to_the_right: bool) {
    let Some(mut items) = skeleton.columns.get_mut(column).map(std::mem::take) else { return };
    let middle = |item: usize| -> Option<f64> {
        let links = if to_the_right { skeleton.ins.get(item) } else { skeleton.outs.get(item) }?;
        let mut sum = 0.0;
        for number in links {
            let link = skeleton.links.get(*number)?;
            let other = if to_the_right { link.from } else { link.to };
            let at = places.get(other).copied().unwrap_or_default();
            // of a box with several ports, a line from an upper one comes from further up
            let inside = if to_the_right {
                skeleton.leaves.get(*number).copied().unwrap_or_default() / skeleton.height(other).max(1.0)
            } else {
                0.5
            };
            sum += float(at) + inside;
        }
        (!links.is_empty()).then(|| sum / float(links.len()))
    };
    let mut moving: Vec<(f64, usize)> = Vec::new();
    let mut fixed = Vec::new();
    for (place, item) in items.iter().enumerate() {
        match middle(*item) {
            Some(middle) => moving.push((middle, *item)),
            None => fixed.push((place, *item)),
        }
    }
    moving.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut moving = moving.into_iter().map(|(_, item)| item);
    let mut fixed = fixed.into_iter().peekable();
    for (place, slot) in items.iter_mut().enumerate() {
        let stays = fixed.next_if(|(at, _)| *at == place).map(|(_, item)| item);
        if let Some(item) = stays.or_else(|| moving.next()) {
            *slot = item;
        }
    }
    number(places, &items);
    if let Some(slot) = skeleton.columns.get_mut(column) {
        *slot = items;
    }
}

/// How many pairs of links cross, by the number of inversions between neighbouring columns.
fn crossings(skeleton: &Skeleton, places: &[usize]) -> u64 {
    let place = |item: usize| places.get(item).copied().unwrap_or_default();
    let mut sum = 0;
    for column in &skeleton.columns {
        let mut ends: Vec<usize> = Vec::new();
        let mut widest = 0;
        for item in column {
            let mut links: Vec<(f64, usize)> = skeleton
                .outs
                .get(*item)
                .into_iter()
                .flatten()
                .filter_map(|number| {
                    let link = skeleton.links.get(*number)?;
                    Some((skeleton.leaves.get(*number).copied().unwrap_or_default(), place(link.to)))
                })
                .collect();
            // lines of one port do not cross each other
            links.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
            for (_, end) in links {
                widest = widest.max(end);
                ends.push(end);
            }
        }
        sum += inversions(&ends, widest);
    }
    sum
}

/// How many pairs stand in the wrong order; a binary indexed tree counts those that came before and end further down.
fn inversions(ends: &[usize], widest: usize) -> u64 {
    let mut tree = vec![0u64; widest + 2];
    let mut sum = 0;
    for (before, end) in ends.iter().enumerate() {
        let mut not_below = 0;
        let mut at = end + 1;
        while at > 0 {
            not_below += tree.get(at).copied().unwrap_or_default();
            at &= at - 1;
        }
        sum += (before as u64).saturating_sub(not_below);
        let mut at = end + 1;
        while let Some(slot) = tree.get_mut(at) {
            *slot += 1;
            at += at & at.wrapping_neg();
        }
    }
    sum
}

/// Small numbers as they are.
#[allow(clippy::cast_precision_loss, reason = "places in a column are far below the numbers that lose digits")]
pub(super) fn float(number: usize) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::inversions;

    #[test]
    fn inversions_are_counted_as_by_hand() {
        assert_eq!(inversions(&[0, 1, 2], 2), 0);
        assert_eq!(inversions(&[2, 1, 0], 2), 3);
        assert_eq!(inversions(&[1, 1, 0, 2, 0], 2), 5);
        assert_eq!(inversions(&[], 0), 0);
    }
}
