//! What both programs need: the paper they draw on.

pub mod paper;
