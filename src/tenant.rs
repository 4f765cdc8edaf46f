//! What follows from the directory: the sample organisation and the synthetic directory.

pub mod seed;
