//! How high everything stands: as near to its neighbours as the order and the gaps allow.

use super::order::float;
use super::skeleton::Skeleton;
use super::{COLUMNS, Drawing, GAP, Point, Shape};

/// Sweeps over the columns; the last ones look to both sides.
const SWEEPS: usize = 12;
/// Between the lines that arrive at one box.
const ARRIVALS: f64 = 9.0;

/// The top of each item.
pub(super) fn heights(skeleton: &Skeleton) -> Vec<f64> {
    let mut tops = vec![0.0; skeleton.items.len()];
    for column in &skeleton.columns {
        let mut top = 0.0;
        for (place, item) in column.iter().enumerate() {
            top += column.get(place.wrapping_sub(1)).map_or(0.0, |above| gap(skeleton, *above, *item));
            set(&mut tops, *item, top);
            top += skeleton.height(*item);
        }
    }
    let count = skeleton.columns.len();
    for sweep in 0..SWEEPS {
        let (left, right) = match sweep {
            sweep if sweep + 4 >= SWEEPS => (true, true),
            sweep => (sweep % 2 == 0, sweep % 2 == 1),
        };
        for step in 0..count {
            let column = if sweep % 2 == 0 { step } else { count - 1 - step };
            if let Some(items) = skeleton.columns.get(column) {
                settle(skeleton, items, &mut tops, left, right);
            }
        }
    }
    let highest = tops.iter().copied().fold(f64::INFINITY, f64::min);
    tops.iter_mut().for_each(|top| *top = (*top - highest).round());
    tops
}

fn gap(skeleton: &Skeleton, above: usize, below: usize) -> f64 {
    match (skeleton.is_passage(above), skeleton.is_passage(below)) {
        (true, true) => GAP / 2.0,
        _ => GAP,
    }
}

/// Moves the items of a column to where their neighbours want them, each pair at least its gap apart: the positions with
/// the least sum of squares, found by pooling neighbours that want to stand in each other's place.
fn settle(skeleton: &Skeleton, items: &[usize], tops: &mut [f64], left: bool, right: bool) {
    /// Items that stand as close as they may: the wish of the first, how strong it is, and how many they are.
    struct Pool {
        wish: f64,
        weight: f64,
        count: usize,
    }
    let mut offsets = Vec::with_capacity(items.len());
    let mut offset = 0.0;
    let mut pools: Vec<Pool> = Vec::new();
    for (place, item) in items.iter().enumerate() {
        if let Some(above) = place.checked_sub(1).and_then(|above| items.get(above)) {
            offset += skeleton.height(*above) + gap(skeleton, *above, *item);
        }
        offsets.push(offset);
        let (wish, weight) = wish(skeleton, *item, tops, left, right);
        let mut pool = Pool { wish: wish - offset, weight, count: 1 };
        while let Some(above) = pools.pop_if(|above| above.wish >= pool.wish) {
            let weight = above.weight + pool.weight;
            let wish = (above.wish * above.weight + pool.wish * pool.weight) / weight;
            pool = Pool { wish, weight, count: above.count + pool.count };
        }
        pools.push(pool);
    }
    let wishes = pools.iter().flat_map(|pool| std::iter::repeat_n(pool.wish, pool.count));
    for ((item, offset), wish) in items.iter().zip(offsets).zip(wishes) {
        set(tops, *item, wish + offset);
    }
}

/// Where an item would stand, and how much that matters: long lines are to be straight.
fn wish(skeleton: &Skeleton, item: usize, tops: &[f64], left: bool, right: bool) -> (f64, f64) {
    let (mut sum, mut weight) = (0.0, 0.0);
    let mut add = |wanted: f64, other: usize| {
        let passages = usize::from(skeleton.is_passage(item)) + usize::from(skeleton.is_passage(other));
        let strong = [1.0, 2.0, 8.0].get(passages).copied().unwrap_or(1.0);
        sum += wanted * strong;
        weight += strong;
    };
    let middle = |item: usize| skeleton.height(item) / 2.0;
    let sides = [(left, skeleton.ins.get(item)), (right, skeleton.outs.get(item))];
    for number in sides.into_iter().filter(|(looks, _)| *looks).filter_map(|(_, links)| links).flatten() {
        let Some(link) = skeleton.links.get(*number) else { continue };
        let leaves = skeleton.leaves.get(*number).copied().unwrap_or_default();
        if link.to == item {
            add(get(tops, link.from) + leaves - middle(item), link.from);
        } else {
            add(get(tops, link.to) + middle(link.to) - leaves, link.to);
        }
    }
    if weight > 0.0 { (sum / weight, weight) } else { (get(tops, item), 0.05) }
}

/// The drawing, once it is known how high everything stands.
pub(super) fn put(skeleton: &Skeleton, shapes: &[Shape], tops: &[f64]) -> Drawing {
    let (lefts, rights) = sides(skeleton, shapes);
    let side = |list: &[f64], item: usize| skeleton.items.get(item).map_or(0.0, |item| get(list, item.column));
    let corners: Vec<Point> = (0..shapes.len()).map(|shape| (side(&lefts, shape), get(tops, shape))).collect();
    let arrivals = arrivals(skeleton, tops);
    let leaves = |number: usize| {
        let from = skeleton.links.get(number).map_or(0, |link| link.from);
        get(tops, from) + get(&skeleton.leaves, number)
    };
    let lines = skeleton.paths.iter().zip(&skeleton.backwards).map(|(path, backwards)| {
        let mut line = Vec::with_capacity(path.len() * 2);
        for number in path {
            let Some(link) = skeleton.links.get(*number) else { continue };
            // boxes in one column may be narrower than the column
            let start = match shapes.get(link.from) {
                Some(shape) => side(&lefts, link.from) + shape.width,
                None => side(&rights, link.from),
            };
            line.push((start, leaves(*number)));
            line.push((side(&lefts, link.to), get(&arrivals, *number)));
        }
        if *backwards {
            line.reverse();
        }
        line
    });
    let lines = lines.collect();
    let bottom = |item: usize| get(tops, item) + skeleton.height(item);
    let height = (0..skeleton.items.len()).map(bottom).fold(0.0, f64::max);
    Drawing { corners, lines, width: rights.last().copied().unwrap_or(0.0), height }
}

/// The left and right sides of the columns; the more lines run between two, the wider the way.
fn sides(skeleton: &Skeleton, shapes: &[Shape]) -> (Vec<f64>, Vec<f64>) {
    let mut between = vec![0usize; skeleton.columns.len()];
    for link in &skeleton.links {
        let column = skeleton.items.get(link.from).map_or(0, |item| item.column);
        between.get_mut(column).into_iter().for_each(|count| *count += 1);
    }
    let (mut lefts, mut rights) = (Vec::new(), Vec::new());
    let mut left = 0.0;
    for (column, lines) in skeleton.columns.iter().zip(between) {
        let shapes = column.iter().filter_map(|item| shapes.get(*item));
        let width = shapes.map(|shape| shape.width).fold(0.0, f64::max);
        lefts.push(left);
        rights.push(left + width);
        left += width + COLUMNS + (2.5 * float(lines)).min(110.0);
    }
    (lefts, rights)
}

/// Where each link arrives: those at one box one below the other, in the order in which they come.
fn arrivals(skeleton: &Skeleton, tops: &[f64]) -> Vec<f64> {
    let mut arrivals = vec![0.0; skeleton.links.len()];
    for (item, links) in skeleton.ins.iter().enumerate() {
        let start = |number: &usize| {
            let from = skeleton.links.get(*number).map_or(0, |link| link.from);
            get(tops, from) + get(&skeleton.leaves, *number)
        };
        let mut links = links.clone();
        links.sort_by(|one, other| start(one).total_cmp(&start(other)));
        let height = skeleton.height(item);
        let apart = ((height - 16.0).max(0.0) / float(links.len().saturating_sub(1).max(1))).min(ARRIVALS);
        let first = get(tops, item) + height / 2.0 - apart * float(links.len().saturating_sub(1)) / 2.0;
        for (place, number) in links.into_iter().enumerate() {
            set(&mut arrivals, number, first + apart * float(place));
        }
    }
    arrivals
}

fn get(list: &[f64], at: usize) -> f64 {
    list.get(at).copied().unwrap_or_default()
}

fn set(list: &mut [f64], at: usize, value: f64) {
    list.get_mut(at).into_iter().for_each(|slot| *slot = value);
}
