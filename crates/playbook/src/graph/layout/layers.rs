//! Which column a box stands in: behind all it depends on, and no further from what depends on it than it must.

use super::Wire;

/// The column of each box. Where boxes wait for each other, one line has to run backwards.
pub(super) fn columns(boxes: usize, wires: &[Wire]) -> Vec<usize> {
    let sorted = sorted(boxes, wires);
    let mut place = vec![0usize; boxes];
    for (number, at) in sorted.iter().enumerate() {
        set(&mut place, *at, number);
    }
    let before = |one: usize, other: usize| get(&place, one) < get(&place, other);
    let forward = |wire: &Wire| if before(wire.from, wire.to) { (wire.from, wire.to) } else { (wire.to, wire.from) };
    let (mut ins, mut outs) = (vec![Vec::new(); boxes], vec![Vec::new(); boxes]);
    for (from, to) in wires.iter().map(forward) {
        outs.get_mut(from).into_iter().for_each(|list| list.push(to));
        ins.get_mut(to).into_iter().for_each(|list| list.push(from));
    }
    let mut columns = vec![0usize; boxes];
    for at in &sorted {
        let column = ins.get(*at).into_iter().flatten().map(|from| get(&columns, *from) + 1).max();
        set(&mut columns, *at, column.unwrap_or(0));
    }
    // what has more lines to its right than to its left is drawn towards them
    for at in sorted.iter().rev() {
        let (before, after) = (ins.get(*at).map_or(0, Vec::len), outs.get(*at).map_or(0, Vec::len));
        let nearest = outs.get(*at).into_iter().flatten().map(|to| get(&columns, *to)).min();
        if let Some(nearest) = nearest.filter(|_| after > before) {
            let column = nearest.saturating_sub(1).max(get(&columns, *at));
            set(&mut columns, *at, column);
        }
    }
    columns
}

/// Each box after all it depends on; of a circle, the first box goes first.
fn sorted(boxes: usize, wires: &[Wire]) -> Vec<usize> {
    let mut open = vec![0usize; boxes];
    let mut outs = vec![Vec::new(); boxes];
    for wire in wires {
        outs.get_mut(wire.from).into_iter().for_each(|list| list.push(wire.to));
        let waits = get(&open, wire.to) + 1;
        set(&mut open, wire.to, waits);
    }
    let mut taken = vec![false; boxes];
    let mut ready: std::collections::VecDeque<usize> = (0..boxes).filter(|at| get(&open, *at) == 0).collect();
    let mut sorted = Vec::with_capacity(boxes);
    let mut first = 0;
    while sorted.len() < boxes {
        let at = match ready.pop_front() {
            Some(at) => at,
            None => {
                while taken.get(first).copied().unwrap_or(false) {
                    first += 1;
                }
                first
            }
        };
        if taken.get(at).copied().unwrap_or(true) {
            if at >= boxes {
                break;
            }
            continue;
        }
        taken.get_mut(at).into_iter().for_each(|slot| *slot = true);
        sorted.push(at);
        for to in outs.get(at).into_iter().flatten() {
            let left = get(&open, *to).saturating_sub(1);
            set(&mut open, *to, left);
            if left == 0 {
                ready.push_back(*to);
            }
        }
    }
    sorted
}

fn get(list: &[usize], at: usize) -> usize {
    list.get(at).copied().unwrap_or_default()
}

fn set(list: &mut [usize], at: usize, value: usize) {
    list.get_mut(at).into_iter().for_each(|slot| *slot = value);
}
