//! What people whose devices are managed are told: what the organisation can and cannot see and do on them, from
//! documented facts and from what the organisation has switched on.

pub mod claims;
pub mod difference;
pub mod guides;
pub mod library;
pub mod matrix;
pub mod portal;
pub mod promises;
pub mod readability;
pub mod statement;
pub mod texts;
pub mod truth;
