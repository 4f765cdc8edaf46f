//! Documents: a tree of what stands in one, and each form in which it leaves. Markdown and templates are read into
//! trees; no caller glues strings of a form together.

pub mod html;
pub mod markdown;
pub mod markdown_out;
pub mod page;
pub mod plain;
pub mod template;
pub mod tree;
