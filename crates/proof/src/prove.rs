//! All claims about one program, one after the other.

use crate::claim::{Claim, Subject, subjects};
use crate::count::Count;
use crate::encode::Encoding;
use crate::gates::Bit;
use crate::judge;
use crate::solver::{Found, Solver};
use crate::witness::{Search, Witness, first, search, smallest};
use jiff::Timestamp;
use playbook_engine::model::FactKind;
use playbook_engine::{Answer, Case, FactId, Program, StepId};

/// How much work a proof may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most gates all circuits may have together.
    pub gates: usize,
    /// The most conflicts one question to the solver may take.
    pub conflicts: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { gates: 8_000_000, conflicts: 200_000 }
    }
}

/// What became of one instance of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It holds for every combination of answers; where the claim needs somebody, that person was shown to the engine.
    Proved,
    /// It does not hold: this person shows it. The engine was asked and agrees.
    Fails(Box<Witness>),
    /// There is nobody of whom it holds. The parts of the step's conditions that exclude each other, where they were
    /// found.
    Nobody(Vec<Part>),
    /// Neither: situations were found, but none whose dates could be brought about.
    Open,
    /// The circuits and the engine disagree about this person: a mistake in this library.
    Disagrees(Box<Witness>),
    /// The limit of conflicts was hit.
    GaveUp,
}

/// One of several conditions that cannot hold together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A part of the step's `when`, by its place; 0 where it has only one.
    When(usize),
    /// Some authority accepts it.
    Accepts,
    /// A group of its prerequisites is met, by its place.
    Requires(usize),
    /// No alternative is done.
    Alternatives,
}

/// One instance of a claim that does not simply hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The claim.
    pub claim: Claim,
    /// What it is about.
    pub subject: Subject,
    /// What became of it.
    pub verdict: Verdict,
}

/// What became of one claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The claim.
    pub claim: Claim,
    /// How many instances were looked at.
    pub instances: usize,
    /// Those that do not simply hold.
    pub findings: Vec<Finding>,
}

impl Proof {
    /// Whether every instance holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.findings.is_empty()
    }
}

/// What was found out about a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The claims, in the order in which they were looked at.
    pub proofs: Vec<Proof>,
    /// The steps that "I don't know" can hold for ever: for each there is somebody, shown to the engine.
    pub held: Vec<StepId>,
    /// How many combinations of answers were covered, unanswered and "I don't know" included.
    pub combinations: Count,
    /// How many gates the circuits have.
    pub gates: usize,
    /// The most turns a person can take who does, answers and waits as told, acknowledgements and extensions aside.
    pub turns: u64,
}

impl Report {
    /// Whether every claim holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.proofs.iter().all(Proof::holds)
    }
}

/// The limit of gates was hit: the program is too large to be proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TooLarge {
    /// The claims that were finished before.
    pub proved: Vec<Proof>,
    /// What was being built.
    pub at: Claim,
    /// The steps whose conditions grew the most, with the gates they took, the largest first.
    pub largest: Vec<(StepId, usize)>,
}

impl std::fmt::Display for TooLarge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "too many combinations to prove claim `{}`", self.at.as_str())
    }
}

impl std::error::Error for TooLarge {}

/// Proves the claims about a program.
///
/// ```
/// # let program = playbook_engine::doc::tiny();
/// let report = playbook_proof::prove(&program, playbook_proof::Limits::default())?;
/// assert!(report.holds());
/// assert_eq!(report.combinations.to_string(), "4"); // yes, no, "I don't know", not answered
/// # Ok::<(), playbook_proof::TooLarge>(())
/// ```
///
/// # Errors
/// When the circuits would be larger than the limit.
pub fn prove(program: &Program, limits: Limits) -> Result<Report, TooLarge> {
    let mut prover = Prover::new(program, limits);
    let mut proofs: Vec<Proof> = Vec::new();
    for claim in Claim::ALL {
        let proof = prover.claim(claim);
        if prover.encoding.board.gates.is_over() {
            return Err(TooLarge { proved: proofs, at: claim, largest: prover.largest() });
        }
        proofs.push(proof);
    }
    let held = prover.held();
    Ok(Report {
        proofs,
        held,
        combinations: Count::of(program),
        gates: prover.encoding.board.gates.len(),
        turns: turns(program),
    })
}

/// The circuits of a program and the solver that is asked about them.
#[derive(Debug)]
pub(crate) struct Prover<'p> {
    pub(crate) program: &'p Program,
    pub(crate) encoding: Encoding<'p>,
    conflicts: u64,
    sizes: Vec<(StepId, usize)>,
}

impl<'p> Prover<'p> {
    pub(crate) fn new(program: &'p Program, limits: Limits) -> Self {
        Self { program, encoding: Encoding::new(program, limits.gates), conflicts: limits.conflicts, sizes: Vec::new() }
    }

    /// Looks at every instance of a claim. `Reachable` comes first: it also finds what need not be considered later.
    pub(crate) fn claim(&mut self, claim: Claim) -> Proof {
        let subjects = subjects(self.program, claim);
        let instances = subjects.len();
        let mut findings = Vec::new();
        if !claim.needs_somebody() && self.holds_of_all(claim, &subjects) {
            return Proof { claim, instances, findings };
        }
        for subject in subjects {
            if self.encoding.board.gates.is_over() {
                break;
            }
            let verdict = self.instance(claim, &subject);
            if let (Claim::Reachable, Subject::Step(step), Verdict::Nobody(_)) = (claim, &subject, &verdict) {
                self.rule_out(*step);
            }
            if verdict != Verdict::Proved {
                findings.push(Finding { claim, subject, verdict });
            }
        }
        Proof { claim, instances, findings }
    }

    /// Whether nobody shows any instance: one question for all.
    fn holds_of_all(&mut self, claim: Claim, subjects: &[Subject]) -> bool {
        let bits: Vec<Bit> = subjects.iter().map(|subject| self.encoding.shown(claim, subject)).collect();
        let any = self.encoding.board.gates.any(bits);
        matches!(Solver::new(self.conflicts).find(&self.encoding.board, &[any]), Found::Nothing(_))
    }

    fn instance(&mut self, claim: Claim, subject: &Subject) -> Verdict {
        let program = self.program;
        if let (Claim::FactsMatter, Subject::Fact(fact)) = (claim, subject) {
            return self.fact(*fact);
        }
        let before = self.encoding.board.gates.len();
        let wanted = self.encoding.shown(claim, subject);
        if let (Claim::Reachable, Subject::Step(step)) = (claim, subject) {
            self.sizes.push((*step, self.encoding.board.gates.len() - before));
        }
        let judge =
            |case: &Case, now: Timestamp, _: Option<&Option<Answer>>| judge::shows(program, claim, subject, case, now);
        let look = if claim.needs_somebody() { first } else { search };
        match look(&mut self.encoding, self.conflicts, wanted, None, &judge) {
            Search::Shown(_) if claim.needs_somebody() => Verdict::Proved,
            Search::Shown(witness) => {
                let witness = smallest(&mut self.encoding, self.conflicts, wanted, witness, &judge);
                Verdict::Fails(Box::new(witness))
            }
            Search::Impossible if claim.needs_somebody() => Verdict::Nobody(self.parts(claim, subject)),
            Search::Impossible => Verdict::Proved,
            Search::Open => Verdict::Open,
            Search::Disagrees(witness) => Verdict::Disagrees(Box::new(witness)),
            Search::GaveUp => Verdict::GaveUp,
        }
    }

    /// Whether a fact matters to somebody: looked for step by step, the steps that decide others first.
    fn fact(&mut self, fact: FactId) -> Verdict {
        let program = self.program;
        if self.encoding.matters_anyway(fact) {
            return Verdict::Proved;
        }
        let judge = |case: &Case, now: Timestamp, other: Option<&Option<Answer>>| {
            other.is_some_and(|other| judge::changes(program, fact, case, other.clone(), now))
        };
        let (mut other, touched) = self.encoding.with_other_answer(fact);
        let steps = program.topological().iter().filter(|step| touched.get(step.index()).copied().unwrap_or(true));
        let mut verdict = Verdict::Nobody(Vec::new());
        for step in steps.map(Some).chain([None]) {
            let wanted = match step {
                Some(step) => self.encoding.difference(&mut other, *step),
                None => self.encoding.difference_of_channels(&mut other),
            };
            match first(&mut self.encoding, self.conflicts, wanted, Some(fact), &judge) {
                Search::Shown(_) => return Verdict::Proved,
                Search::Impossible => {}
                Search::GaveUp => verdict = Verdict::GaveUp,
                Search::Open | Search::Disagrees(_) => verdict = Verdict::Open,
            }
        }
        verdict
    }

    /// Nobody can ever be told to do this step: what is recorded of it is not considered from here on.
    fn rule_out(&mut self, step: StepId) {
        let (done, _) = self.encoding.recorded(step);
        if done != Bit::FALSE {
            self.encoding.board.require_one(vec![!done]);
        }
    }

    /// Which parts of a step's conditions exclude each other.
    fn parts(&mut self, claim: Claim, subject: &Subject) -> Vec<Part> {
        let (Claim::Reachable, Subject::Step(step)) = (claim, subject) else { return Vec::new() };
        let mut named = self.encoding.parts(*step);
        let mut solver = Solver::new(self.conflicts);
        let wanted: Vec<Bit> = named.iter().map(|(_, bit)| *bit).collect();
        if !matches!(solver.find(&self.encoding.board, &wanted), Found::Nothing(_)) {
            return Vec::new();
        }
        // Leave out what is not needed for the contradiction.
        let mut place = named.len();
        while place > 0 {
            place -= 1;
            let left_out = named.remove(place);
            let wanted: Vec<Bit> = named.iter().map(|(_, bit)| *bit).collect();
            if !matches!(solver.find(&self.encoding.board, &wanted), Found::Nothing(_)) {
                named.insert(place, left_out);
            }
        }
        named.into_iter().map(|(part, _)| part).collect()
    }

    /// The steps that can be held for ever.
    fn held(&mut self) -> Vec<StepId> {
        let program = self.program;
        let mut held = Vec::new();
        for step in program.step_ids().filter(|step| program.rule(*step).children.is_empty()) {
            let wanted = self.encoding.stand(step).held;
            let judge =
                |case: &Case, now: Timestamp, _: Option<&Option<Answer>>| program.plan(case, now).step(step).held;
            if let Search::Shown(_) = first(&mut self.encoding, self.conflicts, wanted, None, &judge) {
                held.push(step);
            }
        }
        held
    }

    pub(crate) fn largest(&self) -> Vec<(StepId, usize)> {
        let mut sizes = self.sizes.clone();
        sizes.sort_by_key(|(step, size)| (std::cmp::Reverse(*size), *step));
        sizes.truncate(5);
        sizes
    }
}

/// The most turns before the end: each fact is asked once and once more each time a step that tells it is done; each step
/// is done or skipped, and each repeat of it; each doing is waited for, and each opening.
fn turns(program: &Program) -> u64 {
    let facts = program.fact_ids().filter(|fact| program.fact(*fact).kind != FactKind::Text).count() as u64;
    let steps = program.step_ids().filter(|step| program.rule(*step).children.is_empty()).map(|step| {
        let rule = program.rule(step);
        let doings = 1 + rule.again.len() as u64;
        doings * (3 + rule.tells.len() as u64)
    });
    facts + steps.sum::<u64>()
}

/// What a given person can still be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Questions {
    /// Never asked, whatever else this person answers, does or hears: a theorem.
    pub never: Vec<FactId>,
    /// Not shown to be never asked.
    pub perhaps: Vec<FactId>,
}

/// Which facts a person who gave these answers, and keeps to them, can still be asked.
///
/// `never` is proved for every combination of the other answers. `perhaps` holds all others, also those of which a
/// narrower look might show that they are never asked.
///
/// # Errors
/// When the circuits would be larger than the limit.
pub fn questions(program: &Program, given: &[(FactId, Answer)], limits: Limits) -> Result<Questions, TooLarge> {
    let mut prover = Prover::new(program, limits);
    prover.encoding.build();
    let mut asked = prover.encoding.asked_facts();
    for (fact, bit) in prover.encoding.detail_facts() {
        let slot = asked.entry(fact).or_insert(Bit::FALSE);
        *slot = prover.encoding.board.gates.or(*slot, bit);
    }
    let fixed = prover.encoding.fixed(given);
    if prover.encoding.board.gates.is_over() {
        return Err(TooLarge { proved: Vec::new(), at: Claim::FactsMatter, largest: prover.largest() });
    }
    let mut solver = Solver::new(limits.conflicts);
    let mut questions = Questions { never: Vec::new(), perhaps: Vec::new() };
    for fact in program.fact_ids().filter(|fact| !given.iter().any(|(answered, _)| answered == fact)) {
        let bit = asked.get(&fact).copied().unwrap_or(Bit::FALSE);
        let mut wanted = fixed.clone();
        wanted.push(bit);
        match solver.find(&prover.encoding.board, &wanted) {
            Found::Nothing(_) => questions.never.push(fact),
            _ => questions.perhaps.push(fact),
        }
    }
    Ok(questions)
}
