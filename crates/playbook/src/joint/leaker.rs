//! A playbook of the country of whoever leaked the data, for somebody who lives elsewhere.

use crate::handbook::Handbook;
use jiff::Timestamp;
use playbook_engine::Program;

/// The fact, and its answer, without which nothing is to be done about the leaker. Shared by all playbooks.
const LEAKER_KNOWN: (&str, &str) = ("leaker-known", "no-idea");

/// The answers that say that the leaker is in a country whose law the playbook does not know. One that asks for the seat knows
/// the law of all countries but those `outside`.
const ABROAD: [(&str, &str); 2] = [(LEAKER_SEAT, "outside"), ("leaker-kind", "foreign-company")];

/// Whether an answer says that whoever leaked the data is where another law holds: then it is worth asking in which country.
///
/// ```
/// # #[cfg(feature = "shipped")] {
/// use playbook::{Handbook, says_abroad};
/// let (au, de) = (Handbook::shipped("au")?, Handbook::shipped("de")?);
/// assert!(says_abroad(au.program(), "leaker-kind", "foreign-company"));
/// assert!(!says_abroad(de.program(), "leaker-seat", "eea"), "the same rules hold there");
/// assert!(says_abroad(de.program(), "leaker-seat", "outside"));
/// # }
/// # Ok::<(), playbook::Error>(())
/// ```
#[must_use]
pub fn says_abroad(program: &Program, fact: &str, answer: &str) -> bool {
    let asked = ABROAD.iter().find(|(asked, _)| program.fact_id(asked).is_ok());
    asked.is_some_and(|abroad| *abroad == (fact, answer))
}

impl Handbook {
    /// The playbook as it concerns somebody who lives in another country: only the steps about whoever leaked the data, and
    /// what follows from their answers. Accounts, papers and the police are a matter of where the person lives.
    ///
    /// These are the steps that apply to nobody who has no idea who leaked the data. A playbook that does not ask that stays
    /// whole.
    ///
    /// ```
    /// # #[cfg(feature = "shipped")] {
    /// use playbook::{Handbook, Status};
    /// let now = "2026-11-23T20:00:00Z".parse()?;
    /// let abroad = Handbook::shipped("au")?.about_the_leaker(now);
    /// let case = abroad.case(now).fact("money-state=lost-under-30min")?.build()?;
    /// let plan = abroad.program().plan(&case, now);
    /// let step = |id| plan.step(abroad.program().step_id(id).unwrap()).status;
    /// assert_eq!(step("stop-transfer"), Status::NotApplicable);
    /// assert_eq!(step("complain-regulator"), Status::Undetermined);
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn about_the_leaker(self, now: Timestamp) -> Self {
        let (fact, answer) = LEAKER_KNOWN;
        match self.program().ruled_out_by(fact, answer, now) {
            Ok(about) => {
                let about = |step: playbook_engine::StepId| about.get(step.index()).copied().unwrap_or(true);
                let narrowed = self.program().without(|step| !about(step));
                self.with_program(narrowed)
            }
            Err(_) => self,
        }
    }
}

/// The fact by which playbooks of countries that share one law ask where the leaker is.
const LEAKER_SEAT: &str = "leaker-seat";

/// Whether two playbooks have the same thing to do under one id, so that whoever has done the one has done the other: the
/// same addressee, such as the leaker itself or "your bank", or none. Countries that share one law share all of it: one
/// complains to one's own authority, and not to the other's as well.
pub(super) fn is_same_act(one: &Program, other: &Program, id: &str) -> bool {
    let shares_law = |program: &Program| program.fact_id(LEAKER_SEAT).is_ok();
    if shares_law(one) && shares_law(other) {
        return one.step_id(id).is_ok() && other.step_id(id).is_ok();
    }
    let addressee = |program: &Program| {
        let step = program.step_id(id).ok()?;
        let bodies = program.rule(step).base.report_to.iter().flatten();
        Some(bodies.map(|body| program.authority(*body).id.clone()).collect::<Vec<_>>())
    };
    matches!((addressee(one), addressee(other)), (Some(one), Some(other)) if one == other)
}
