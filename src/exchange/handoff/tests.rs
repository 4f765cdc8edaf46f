//! Scripts and batches, run against a small directory that answers like Graph.

mod graph;
mod random;
mod running;
mod scenarios;
mod world;
