//! Columns of boxes and of the places between them that long lines run through.

use super::{Shape, TooLarge, Wire, layers};
use std::collections::HashMap;

/// How high a place is that a line runs through.
const PASSAGE: f64 = 4.0;

/// What stands in a column.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) column: usize,
    pub(super) height: f64,
    /// The box; `None`: a place that a line runs through.
    pub(super) shape: Option<usize>,
}

/// A piece of a line, from a column to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Link {
    pub(super) from: usize,
    /// Where it leaves a box.
    pub(super) port: usize,
    pub(super) to: usize,
}

/// The whole of it.
#[derive(Debug)]
pub(super) struct Skeleton {
    /// The first are the boxes, by their numbers.
    pub(super) items: Vec<Item>,
    /// Of each column, the items from top to bottom.
    pub(super) columns: Vec<Vec<usize>>,
    pub(super) links: Vec<Link>,
    /// Where each link leaves its item, and where it would best arrive, from the top.
    pub(super) leaves: Vec<f64>,
    /// Of each item, the links on its left and on its right.
    pub(super) ins: Vec<Vec<usize>>,
    pub(super) outs: Vec<Vec<usize>>,
    /// Of each wire, its links from left to right.
    pub(super) paths: Vec<Vec<usize>>,
    /// The wires that run from right to left.
    pub(super) backwards: Vec<bool>,
}

impl Skeleton {
    pub(super) fn build(shapes: &[Shape], wires: &[Wire], room: &mut usize) -> Result<Self, TooLarge> {
        let columns = layers::columns(shapes.len(), wires);
        let column = |shape: usize| columns.get(shape).copied().unwrap_or_default();
        let items = columns.iter().zip(shapes).enumerate();
        let items = items.map(|(shape, (column, of))| Item { column: *column, height: of.height, shape: Some(shape) });
        let mut skeleton = Self {
            items: items.collect(),
            columns: Vec::new(),
            links: Vec::new(),
            leaves: Vec::new(),
            ins: Vec::new(),
            outs: Vec::new(),
            paths: Vec::with_capacity(wires.len()),
            backwards: Vec::with_capacity(wires.len()),
        };
        // the place in a column that lines from the same port share
        let mut passages: HashMap<(usize, usize, usize), usize> = HashMap::new();
        let mut known: HashMap<Link, usize> = HashMap::new();
        for wire in wires {
            let backwards = column(wire.from) > column(wire.to);
            // a line that runs backwards leaves and arrives where no port is
            let (from, port, to) =
                if backwards { (wire.to, usize::MAX, wire.from) } else { (wire.from, wire.port, wire.to) };
            let mut path = Vec::new();
            let mut at = from;
            for through in column(from) + 1..=column(to) {
                let next = if through == column(to) {
                    to
                } else if let Some(passage) = passages.get(&(from, port, through)) {
                    *passage
                } else {
                    *room = room.checked_sub(1).ok_or(TooLarge)?;
                    let passage = skeleton.items.len();
                    skeleton.items.push(Item { column: through, height: PASSAGE, shape: None });
                    passages.insert((from, port, through), passage);
                    passage
                };
                let link = Link { from: at, port: if at == from { port } else { 0 }, to: next };
                let leaves = match shapes.get(at) {
                    Some(shape) => shape.ports.get(link.port).copied().unwrap_or(shape.height / 2.0),
                    None => PASSAGE / 2.0,
                };
                let number = *known.entry(link).or_insert_with(|| {
                    skeleton.links.push(link);
                    skeleton.leaves.push(leaves);
                    skeleton.links.len() - 1
                });
                path.push(number);
                at = next;
            }
            skeleton.paths.push(path);
            skeleton.backwards.push(backwards);
        }
        skeleton.sort();
        Ok(skeleton)
    }

    /// Fills the lists that are found by item and by column.
    fn sort(&mut self) {
        let count = self.items.iter().map(|item| item.column + 1).max().unwrap_or(0);
        self.columns = vec![Vec::new(); count];
        for (number, item) in self.items.iter().enumerate() {
            self.columns.get_mut(item.column).into_iter().for_each(|column| column.push(number));
        }
        self.ins = vec![Vec::new(); self.items.len()];
        self.outs = vec![Vec::new(); self.items.len()];
        for (number, link) in self.links.iter().enumerate() {
            self.outs.get_mut(link.from).into_iter().for_each(|list| list.push(number));
            self.ins.get_mut(link.to).into_iter().for_each(|list| list.push(number));
        }
    }

    pub(super) fn is_passage(&self, item: usize) -> bool {
        self.items.get(item).is_some_and(|item| item.shape.is_none())
    }

    pub(super) fn height(&self, item: usize) -> f64 {
        self.items.get(item).map_or(0.0, |item| item.height)
    }
}
