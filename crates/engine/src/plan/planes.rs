//! Conditions under three values as bits: which clauses are satisfied, in four views of the same rows.

use super::eval::Reach;
use crate::model::Truth;
use crate::program::{CLAUSES, Index, Row};

/// Which clauses are satisfied, for every step.
#[derive(Debug, Clone, Default)]
pub(crate) struct Planes {
    /// By literals that are certainly true.
    sure: Vec<[u64; CLAUSES]>,
    /// By literals that may be true.
    maybe: Vec<[u64; CLAUSES]>,
    /// By literals that are true or that an answer could make true.
    can_be_true: Vec<[u64; CLAUSES]>,
    /// By literals that are true or that no answer can make false.
    cannot_be_false: Vec<[u64; CLAUSES]>,
}

/// The values of 64 conditions: true, false, or neither; and which of the latter only "I don't know" leaves open.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Values {
    pub(crate) sure: u64,
    pub(crate) never: u64,
    pub(crate) stuck: u64,
}

impl Values {
    /// The value of one of them.
    pub(crate) fn of(&self, bit: u64) -> (Truth, bool) {
        if self.sure & bit != 0 {
            (Truth::True, false)
        } else if self.never & bit != 0 {
            (Truth::False, false)
        } else {
            (Truth::Unknown, self.stuck & bit != 0)
        }
    }

    /// Replaces the value of one of them.
    pub(crate) fn set(&mut self, bit: u64, truth: Truth, stuck: bool) {
        let put = |word: &mut u64, is: bool| *word = (*word & !bit) | if is { bit } else { 0 };
        put(&mut self.sure, truth.is_true());
        put(&mut self.never, truth.is_false());
        put(&mut self.stuck, stuck);
    }
}

impl Planes {
    pub(crate) fn blank(index: &Index) -> Self {
        let blank = || index.blank.clone();
        Self { sure: blank(), maybe: blank(), can_be_true: blank(), cannot_be_false: blank() }
    }

    /// Enters an atom's value: its own row and that of its opposite.
    pub(crate) fn enter(&mut self, index: &Index, atom: u32, truth: Truth, reach: Reach) {
        self.enter_row(index.row(atom * 2), truth, reach);
        self.enter_row(index.row(atom * 2 + 1), !truth, !reach);
    }

    fn enter_row(&mut self, row: &Row, truth: Truth, reach: Reach) {
        if row.is_empty() {
            return;
        }
        let views = Views::of(truth, reach);
        let planes = [&mut self.sure, &mut self.maybe, &mut self.can_be_true, &mut self.cannot_be_false];
        for (view, plane) in planes.into_iter().enumerate() {
            if views.has(view) {
                or(plane, row);
            }
        }
    }

    /// The values of 64 conditions; `opposites` are entered as their opposite.
    pub(crate) fn values(&self, word: usize, opposites: u64) -> Values {
        let all = |plane: &[[u64; CLAUSES]]| plane[word].iter().fold(u64::MAX, |all, bits| all & bits); // one entry a word
        let (sure, never) = (all(&self.sure), !all(&self.maybe));
        Values {
            sure: (sure & !opposites) | (never & opposites),
            never: (never & !opposites) | (sure & opposites),
            stuck: !all(&self.can_be_true) & all(&self.cannot_be_false) & !sure & !never,
        }
    }

    /// The clauses of one condition.
    pub(crate) fn clauses(&self, place: usize) -> Clauses {
        let mut clauses = Clauses(0);
        for (view, plane) in [&self.sure, &self.maybe, &self.can_be_true, &self.cannot_be_false].into_iter().enumerate()
        {
            for (clause, bits) in plane[place / 64].iter().enumerate() {
                // One entry for 64 steps.
                clauses.0 |= u32::from(bits >> (place % 64) & 1 == 1) << (view * 8 + clause);
            }
        }
        clauses
    }
}

fn or(plane: &mut [[u64; CLAUSES]], row: &Row) {
    let plane = plane.as_flattened_mut();
    for (slot, bits) in row {
        if let Some(word) = plane.get_mut(*slot as usize) {
            *word |= bits;
        }
    }
}

/// In which views a literal satisfies its clause: sure, maybe, can be true, cannot be false, a byte each.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Views(u32);

impl Views {
    const NONE: Self = Self(0);
    const SURE: Self = Self(0x0101_0101);
    /// Not known, and open: it can still become true.
    pub(crate) const OPEN: Self = Self(0x0001_0100);
    /// Not known, and held: nothing can make it false.
    const HELD: Self = Self(0x0100_0100);

    pub(crate) fn of(truth: Truth, reach: Reach) -> Self {
        match truth {
            Truth::True => Self::SURE,
            Truth::False => Self::NONE,
            Truth::Unknown => Self(1 << 8 | u32::from(reach.can_be_true) << 16 | u32::from(!reach.can_be_false) << 24),
        }
    }

    fn has(self, view: usize) -> bool {
        self.0 >> (view * 8) & 1 == 1
    }

    /// What a literal about the outcome of a step says, by the opposite or not, and by where the step stands: open or
    /// undetermined, held, or out of reach. Of a step that is done (the last four) the case has said it already.
    pub(crate) const OF_OUTCOME: [[Self; 8]; 2] = {
        const NO: Views = Views::NONE;
        [
            [Self::OPEN, Self::HELD, NO, NO, NO, NO, NO, NO],
            [Self::OPEN, Self::HELD, Self::SURE, Self::SURE, NO, NO, NO, NO],
        ]
    };
}

/// Which clauses of one condition are satisfied: for each view a byte, in it a bit a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Clauses(u32);

const ALL: u32 = (1 << CLAUSES) - 1;

impl Clauses {
    fn view(self, view: u32) -> u32 {
        self.0 >> (view * 8) & ALL
    }

    /// Whether a clause is certainly true.
    pub(crate) fn is_sure(self, clause: usize) -> bool {
        self.view(0) >> clause & 1 == 1
    }

    /// Whether nothing so far could make a clause true.
    pub(crate) fn is_empty(self, clause: usize) -> bool {
        self.view(1) >> clause & 1 == 0
    }

    /// Enters a literal in the clauses where it stands.
    pub(crate) fn enter(&mut self, clauses: u8, views: Views) {
        // A view is a byte that is 0 or 1, so this puts the clauses into each view that has the literal.
        self.0 |= views.0 * u32::from(clauses);
    }

    /// The value of the condition of the step with this bit.
    pub(crate) fn value(self, bit: u64, is_opposite: bool) -> Values {
        let when = |is: bool| if is { bit } else { 0 };
        let (sure, never) = (self.view(0) == ALL, self.view(1) != ALL);
        Values {
            sure: when(if is_opposite { never } else { sure }),
            never: when(if is_opposite { sure } else { never }),
            stuck: when(!sure && !never && self.view(2) != ALL && self.view(3) == ALL),
        }
    }
}
