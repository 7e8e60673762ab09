//! A layered drawing: from left to right by what comes first, few crossings, short lines (Sugiyama, Tagawa and Toda, 1981).
//!
//! Long lines run through places of their own between the boxes of the columns they pass, so no line crosses a box. Lines that
//! leave a box by the same port share these places, and part only where they must.

mod layers;
mod order;
mod place;
mod skeleton;

use skeleton::Skeleton;

/// Between what stands next to each other in a column, and between drawings that share a picture.
const GAP: f64 = 14.0;
const COLUMNS: f64 = 56.0;
const APART: f64 = 34.0;

/// A box to be placed.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    pub(super) width: f64,
    pub(super) height: f64,
    /// Where lines leave it on its right side, from its top.
    pub(super) ports: Vec<f64>,
}

/// A line to be drawn between two boxes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wire {
    pub(super) from: usize,
    pub(super) port: usize,
    pub(super) to: usize,
}

/// A place in the picture.
pub(super) type Point = (f64, f64);

/// Where everything stands.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    /// The upper left corners of the boxes.
    pub(super) corners: Vec<Point>,
    /// Of each wire, from its box to its target: curves and straight pieces in turn, a curve first.
    pub(super) lines: Vec<Vec<Point>>,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// More than can be drawn.
#[derive(Debug)]
pub(super) struct TooLarge;

/// How much can be drawn: boxes with the places that long lines run through.
const MOST_PLACES: usize = 150_000;

/// Places the boxes. Those that no line connects, directly or not, stand apart, the largest group first.
///
/// # Errors
/// When there is more than a picture can hold.
pub(super) fn draw(shapes: &[Shape], wires: &[Wire]) -> Result<Drawing, TooLarge> {
    let mut room = MOST_PLACES.checked_sub(shapes.len().max(wires.len())).ok_or(TooLarge)?;
    let mut drawing =
        Drawing { corners: vec![(0.0, 0.0); shapes.len()], lines: vec![Vec::new(); wires.len()], ..Drawing::default() };
    let mut parts = Vec::new();
    for group in groups(shapes.len(), wires) {
        let part = Part::draw(shapes, wires, group, &mut room)?;
        parts.push(part);
    }
    // a picture that is not much wider than its widest part, in rows
    let widest = parts.iter().map(|part| part.drawing.width).fold(1100.0, f64::max);
    let (mut left, mut top, mut row) = (0.0, 0.0, 0.0);
    for part in parts {
        if left > 0.0 && left + part.drawing.width > widest {
            (left, top, row) = (0.0, top + row + APART, 0.0);
        }
        part.put(&mut drawing, (left, top));
        drawing.width = drawing.width.max(left + part.drawing.width);
        drawing.height = drawing.height.max(top + part.drawing.height);
        row = f64::max(row, part.drawing.height);
        left += part.drawing.width + APART;
    }
    Ok(drawing)
}

/// The boxes and wires that hang together, by their numbers.
#[derive(Debug, Default)]
struct Group {
    boxes: Vec<usize>,
    wires: Vec<usize>,
}

/// Larger groups first, then in the order given.
fn groups(boxes: usize, wires: &[Wire]) -> Vec<Group> {
    let mut leaders: Vec<usize> = (0..boxes).collect();
    for wire in wires {
        let (one, other) = (leader(&mut leaders, wire.from), leader(&mut leaders, wire.to));
        let (first, last) = (one.min(other), one.max(other));
        if let Some(slot) = leaders.get_mut(last) {
            *slot = first;
        }
    }
    let mut groups: Vec<Group> = (0..boxes).map(|_| Group::default()).collect();
    for number in 0..boxes {
        let first = leader(&mut leaders, number);
        groups.get_mut(first).into_iter().for_each(|group| group.boxes.push(number));
    }
    for (number, wire) in wires.iter().enumerate() {
        let first = leader(&mut leaders, wire.from);
        groups.get_mut(first).into_iter().for_each(|group| group.wires.push(number));
    }
    groups.retain(|group| !group.boxes.is_empty());
    groups.sort_by_key(|group| std::cmp::Reverse(group.boxes.len()));
    groups
}

/// The first of the group, the way to it made shorter.
fn leader(leaders: &mut [usize], of: usize) -> usize {
    let mut at = of;
    while let Some(above) = leaders.get(at).copied().filter(|above| *above != at) {
        let further = leaders.get(above).copied().unwrap_or(above);
        if let Some(slot) = leaders.get_mut(at) {
            *slot = further;
        }
        at = further;
    }
    at
}

/// A group, drawn.
#[derive(Debug)]
struct Part {
    group: Group,
    drawing: Drawing,
}

impl Part {
    fn draw(shapes: &[Shape], wires: &[Wire], group: Group, room: &mut usize) -> Result<Self, TooLarge> {
        let own: Vec<Shape> = group.boxes.iter().filter_map(|number| shapes.get(*number)).cloned().collect();
        let place = |number: usize| group.boxes.binary_search(&number).unwrap_or_default();
        let inner = |number: &usize| wires.get(*number).copied();
        let own_wires: Vec<Wire> = group.wires.iter().filter_map(inner).collect();
        let own_wires: Vec<Wire> =
            own_wires.iter().map(|wire| Wire { from: place(wire.from), port: wire.port, to: place(wire.to) }).collect();
        let mut skeleton = Skeleton::build(&own, &own_wires, room)?;
        order::uncross(&mut skeleton);
        let tops = place::heights(&skeleton);
        Ok(Self { group, drawing: place::put(&skeleton, &own, &tops) })
    }

    fn put(&self, whole: &mut Drawing, by: Point) {
        let moved = |point: &Point| (point.0 + by.0, point.1 + by.1);
        for (number, corner) in self.group.boxes.iter().zip(&self.drawing.corners) {
            whole.corners.get_mut(*number).into_iter().for_each(|slot| *slot = moved(corner));
        }
        for (number, line) in self.group.wires.iter().zip(&self.drawing.lines) {
            let line = line.iter().map(moved).collect();
            whole.lines.get_mut(*number).into_iter().for_each(|slot| slot.clone_from(&line));
        }
    }
}

#[cfg(test)]
mod tests;
