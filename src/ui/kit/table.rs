//! The virtual grid: any number of rows, drawn with as many elements as fit on the screen.

pub mod window;
