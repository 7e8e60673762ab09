//! Whether anything does not hold: for somebody who asks of very many programs.

use crate::claim::Claim;
use crate::prove::{Limits, Prover, TooLarge};
use playbook_engine::Program;

/// The first claim that does not simply hold, without a look at those after it; `None`: all hold.
///
/// ```
/// # let program = playbook_engine::doc::tiny();
/// assert_eq!(playbook_proof::first_broken(&program, playbook_proof::Limits::default()), Ok(None));
/// ```
///
/// # Errors
/// When the circuits would be larger than the limit.
pub fn first_broken(program: &Program, limits: Limits) -> Result<Option<Claim>, TooLarge> {
    let mut prover = Prover::new(program, limits);
    let mut proved = Vec::new();
    for claim in Claim::ALL {
        let proof = prover.claim(claim);
        if prover.encoding.board.gates.is_over() {
            return Err(TooLarge { proved, at: claim, largest: prover.largest() });
        }
        if !proof.holds() {
            return Ok(Some(claim));
        }
        proved.push(proof);
    }
    Ok(None)
}
