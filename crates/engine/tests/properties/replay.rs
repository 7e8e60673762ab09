//! A plan follows from the events alone.

use crate::generate::{self, Rng};
use crate::{program, replay};
use jiff::SignedDuration;

#[test]
fn a_plan_follows_from_the_events_up_to_its_instant_whatever_the_order_of_recording() {
    let mut compared = 0;
    for seed in 0..300 {
        let mut rng = Rng(seed);
        let Some(program) = program(&mut rng, 30, 100, |_| {}) else { continue };
        let (case, end) = generate::case(&mut rng, &program, 20);
        let now = end - SignedDuration::from_hours(rng.below(24 * 60) as i64);
        let plan = program.plan(&case, now);
        assert_eq!(plan, program.plan(&case, now), "seed {seed}: the same twice");
        let past: Vec<_> = case.effective().into_iter().filter(|event| event.at <= now).collect();
        let Some(again) = replay(&program, past.iter().copied()) else { continue };
        assert_eq!(plan, program.plan(&again, now), "seed {seed}: the past alone");
        compared += 1;
    }
    assert!(compared > 100, "only {compared} plans were compared");
}

#[test]
fn undo_restores_the_plan() {
    let mut compared = 0;
    for seed in 0..300 {
        let mut rng = Rng(seed);
        let Some(program) = program(&mut rng, 30, 100, |_| {}) else { continue };
        let (mut case, now) = generate::case(&mut rng, &program, 12);
        let before = program.plan(&case, now);
        let step = *rng.pick(&program.step_ids().collect::<Vec<_>>());
        if case.mark_done(&program, step, now).is_ok() {
            case.undo(now).expect("something to undo");
            assert_eq!(before, program.plan(&case, now), "seed {seed}");
            compared += 1;
        }
    }
    assert!(compared > 100, "only {compared} plans were compared");
}
