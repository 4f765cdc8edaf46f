//! Cases of groups worth naming.
