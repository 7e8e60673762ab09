//! The whole of an embedding: only the public library, no disk, no clock.

#[test]
fn an_embedding_is_a_few_lines() -> Result<(), Box<dyn std::error::Error>> {
    use playbook::{Handbook, document::Advice};

    let handbook = Handbook::shipped("cn")?;
    let now = "2026-11-23T20:00:00+08:00".parse()?;
    let case = handbook
        .case(now)
        .fact("money-state=lost")?
        .fact("loss-method=i-transferred")?
        .fact("lost-at=2026-11-23T19:40+08:00")?
        .build()?;
    let next = handbook.next(&case, now, "zh");
    let json = serde_json::to_value(&next)?;
    assert_eq!(json["schema"], "playbook.next/1");
    match next.recommendation {
        Advice::Step { step } => assert!(step.overdue || step.rank == 0, "{}", step.id),
        Advice::Question { question } => assert!(!question.ask.is_empty()),
        Advice::Wait { .. } | Advice::Finished { .. } => panic!("money is gone, so there is something to do"),
    }
    Ok(())
}
