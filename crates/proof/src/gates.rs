//! Boolean circuits with shared parts: what conditions and statuses become.

use std::collections::HashMap;

/// The value of a node, or its opposite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Bit(u32);

impl Bit {
    pub(crate) const TRUE: Self = Self(0);
    pub(crate) const FALSE: Self = Self(1);

    pub(crate) fn of(value: bool) -> Self {
        if value { Self::TRUE } else { Self::FALSE }
    }

    pub(crate) fn node(self) -> usize {
        (self.0 >> 1) as usize
    }

    pub(crate) fn is_opposite(self) -> bool {
        self.0 & 1 == 1
    }
}

impl std::ops::Not for Bit {
    type Output = Self;

    fn not(self) -> Self {
        Self(self.0 ^ 1)
    }
}

/// What a node is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Node {
    True,
    /// Free: decided by the situation.
    Input,
    And(Bit, Bit),
}

/// All nodes, each after those it is made of; equal ones are one.
#[derive(Debug)]
pub(crate) struct Gates {
    nodes: Vec<Node>,
    known: HashMap<(Bit, Bit), Bit>,
    limit: usize,
}

impl Gates {
    pub(crate) fn new(limit: usize) -> Self {
        Self { nodes: vec![Node::True], known: HashMap::new(), limit }
    }

    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether more nodes were asked for than allowed; what was built since means nothing.
    pub(crate) fn is_over(&self) -> bool {
        self.nodes.len() > self.limit
    }

    pub(crate) fn node(&self, node: usize) -> Node {
        self.nodes.get(node).copied().unwrap_or(Node::True)
    }

    pub(crate) fn input(&mut self) -> Bit {
        self.push(Node::Input)
    }

    fn push(&mut self, node: Node) -> Bit {
        // INVARIANT: the limit is far below 2^31 nodes.
        let place = u32::try_from(self.nodes.len()).unwrap_or(0);
        self.nodes.push(node);
        Bit(place << 1)
    }

    pub(crate) fn and(&mut self, a: Bit, b: Bit) -> Bit {
        if a == Bit::FALSE || b == Bit::FALSE || a == !b {
            return Bit::FALSE;
        }
        if a == Bit::TRUE || a == b {
            return b;
        }
        if b == Bit::TRUE {
            return a;
        }
        let key = (a.min(b), a.max(b));
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        if self.is_over() {
            return Bit::FALSE;
        }
        let made = self.push(Node::And(key.0, key.1));
        self.known.insert(key, made);
        made
    }

    pub(crate) fn or(&mut self, a: Bit, b: Bit) -> Bit {
        !self.and(!a, !b)
    }

    pub(crate) fn all(&mut self, bits: impl IntoIterator<Item = Bit>) -> Bit {
        bits.into_iter().fold(Bit::TRUE, |all, bit| self.and(all, bit))
    }

    pub(crate) fn any(&mut self, bits: impl IntoIterator<Item = Bit>) -> Bit {
        bits.into_iter().fold(Bit::FALSE, |any, bit| self.or(any, bit))
    }

    /// `a` where `condition` holds, else `b`.
    pub(crate) fn choose(&mut self, condition: Bit, a: Bit, b: Bit) -> Bit {
        let (yes, no) = (self.and(condition, a), self.and(!condition, b));
        self.or(yes, no)
    }

    pub(crate) fn differ(&mut self, a: Bit, b: Bit) -> Bit {
        self.choose(a, !b, b)
    }

    /// The value of every node, given those of the inputs.
    pub(crate) fn values(&self, input: impl Fn(usize) -> bool) -> Vec<bool> {
        let mut values: Vec<bool> = Vec::with_capacity(self.nodes.len());
        for (place, node) in self.nodes.iter().enumerate() {
            let value = match node {
                Node::True => true,
                Node::Input => input(place),
                Node::And(a, b) => value(&values, *a) && value(&values, *b),
            };
            values.push(value);
        }
        values
    }
}

/// The value of a bit among those of all nodes.
pub(crate) fn value(values: &[bool], bit: Bit) -> bool {
    values.get(bit.node()).copied().unwrap_or(false) != bit.is_opposite()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_parts_are_one_and_constants_vanish() {
        let mut gates = Gates::new(100);
        let (a, b) = (gates.input(), gates.input());
        assert_eq!(gates.and(a, b), gates.and(b, a));
        assert_eq!(gates.and(a, !a), Bit::FALSE);
        assert_eq!(gates.or(a, Bit::FALSE), a);
        assert_eq!(gates.choose(Bit::TRUE, a, b), a);
        let differ = gates.differ(a, b);
        for (x, y) in [(false, false), (false, true), (true, false), (true, true)] {
            let values = gates.values(|node| if node == a.node() { x } else { y });
            assert_eq!(value(&values, differ), x != y);
        }
    }

    #[test]
    fn a_limit_is_noticed() {
        let mut gates = Gates::new(3);
        let inputs = [gates.input(), gates.input(), gates.input(), gates.input()];
        gates.all(inputs);
        assert!(gates.is_over());
    }
}
