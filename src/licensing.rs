//! What can be licensed: products, the service plans in them, and how plans stand to each other; and what
//! people get of what they are given.
//!
//! The catalogue and the relations are data with their source and their day. The rest is computed from
//! numbers that whoever asks hands over ([`Setup`](entitlement::Setup)); where they come from is the
//! directory's business.

pub mod catalogue;
pub mod cover;
pub mod entitlement;
pub mod judge;
pub mod lifecycle;
pub mod model;
pub mod relations;
mod sets;

pub use catalogue::{Catalogue, CatalogueError, Flaw, Plan, Product};
pub use relations::Standing;
