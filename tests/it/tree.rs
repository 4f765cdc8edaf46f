//! The files of the repository, for the tests that read them.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// What building leaves behind, and what Git keeps for itself.
const NOT_OURS: &[&str] = &[".git", "target", "dist", "node_modules"];

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap()
}

/// A file as text, with its path below the repository.
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) text: String,
}

impl File {
    pub(crate) fn has_extension(&self, among: &[&str]) -> bool {
        Path::new(&self.name).extension().is_some_and(|ext| among.iter().any(|one| *one == ext))
    }
}

/// All text files below a directory of the repository (`""` for all of it), in order.
pub(crate) fn files(below: &str) -> Vec<File> {
    let (mut found, mut open) = (Vec::new(), vec![root().join(below)]);
    while let Some(directory) = open.pop() {
        for entry in fs::read_dir(&directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if !NOT_OURS.iter().any(|name| path.ends_with(name)) {
                    open.push(path);
                }
            } else {
                found.extend(file(&path));
            }
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

/// `None` for what is not text, and for a worktree's link to its repository.
fn file(path: &PathBuf) -> Option<File> {
    let name = path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned();
    let text = String::from_utf8(fs::read(path).unwrap()).ok()?;
    (name != ".git").then_some(File { name, text })
}
