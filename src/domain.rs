//! What exists in a directory and what can happen to it; types only, no computation.
