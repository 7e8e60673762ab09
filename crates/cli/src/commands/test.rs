//! `playbook test`: the scenarios of playbooks.
use super::Reply;
use crate::error::Failure;
use crate::session::Session;
pub(crate) fn run(_session: &Session, _target: Option<&str>) -> Result<Reply, Failure> {
    Ok(Reply::fine(String::new()))
}
