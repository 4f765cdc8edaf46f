//! Scripts and batches, run against a small directory that answers like Graph.

mod graph;
mod group_running;
mod group_scenarios;
mod group_world;
mod licences;
mod random;
mod random_groups;
mod running;
mod scenarios;
mod settings;
mod settings_world;
mod world;
