//! From plans to documents.

use crate::document::{NextDocument, PlanDocument, ShowDocument, WhatIfDocument, WhyDocument};
use crate::{Case, Error, Handbook, StepId};
use jiff::Timestamp;

pub(crate) fn next(_: &Handbook, _: &Case, _: Timestamp, _: &str, _: &[StepId]) -> NextDocument {
    unimplemented!("in the next commit")
}
pub(crate) fn plan(_: &Handbook, _: &Case, _: Timestamp, _: &str) -> PlanDocument {
    unimplemented!("in the next commit")
}
pub(crate) fn why(_: &Handbook, _: &str, _: &Case, _: Timestamp, _: &str) -> Result<WhyDocument, Error> {
    unimplemented!("in the next commit")
}
pub(crate) fn what_if(_: &Handbook, _: &str, _: &Case, _: Timestamp, _: &str) -> Result<WhatIfDocument, Error> {
    unimplemented!("in the next commit")
}
pub(crate) fn show(_: &Handbook, _: &str, _: Timestamp, _: &str) -> Result<ShowDocument, Error> {
    unimplemented!("in the next commit")
}
