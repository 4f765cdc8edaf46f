//! The icons: strokes on a 16 px grid, drawn in the colour of the text, silent to screen readers.

use leptos::prelude::*;

/// An icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    Overview,
    Users,
    Groups,
    Device,
    User,
    Changes,
    Settings,
    Search,
    Undo,
    Redo,
    Close,
    Add,
    Filter,
    Columns,
    Download,
    Upload,
    Check,
    Warning,
    Info,
    Stop,
    Down,
    Right,
    More,
    Trash,
    Key,
    Theme,
    Language,
    Keyboard,
    File,
    Log,
    Script,
    Pane,
    Pencil,
    Lock,
    Building,
    Power,
    Cloud,
    Up,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Overview => {
                "M2.5 2.5h4.5v6H2.5zM9 2.5h4.5v3.5H9zM9 8.5h4.5v5H9zM2.5 11h4.5v2.5H2.5z"
            }
            Self::Users => {
                "M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M1.5 13.5c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M10.5 2.8a2.4 2.4 0 0 1 0 4.4M12 9.8c1.6.5 2.5 1.8 2.5 3.7"
            }
            Self::Groups => {
                "M5 6.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4M11 6.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4M8 11.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4M1.5 10.5c.3-1.5 1.5-2.4 3-2.4M14.5 10.5c-.3-1.5-1.5-2.4-3-2.4M4.5 14.5c.4-1.2 1.8-2 3.5-2s3.1.8 3.5 2"
            }
            Self::Device => "M2.5 3h11v7.5h-11zM6 13.5h4M8 10.5v3",
            Self::User => {
                "M8 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M3 13.5c0-2.5 2.2-4 5-4s5 1.5 5 4"
            }
            Self::Changes => "M2.5 4h5M5 1.5v5M9.5 4h4M2.5 9.5h5M9.5 9.5h4M2.5 13.5h5M9.5 13.5h4",
            Self::Settings => {
                "M2 4.5h7M13 4.5h1M2 11.5h1M7 11.5h7M11 2.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4M5 9.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4"
            }
            Self::Search => "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10M10.5 10.5 14 14",
            Self::Undo => "M5.5 2.5 2.5 5.5l3 3M2.5 5.5H9a4 4 0 0 1 0 8H6",
            Self::Redo => "m10.5 2.5 3 3-3 3M13.5 5.5H7a4 4 0 0 0 0 8h3",
            Self::Close => "m3.5 3.5 9 9M12.5 3.5l-9 9",
            Self::Add => "M8 3v10M3 8h10",
            Self::Filter => "M2 3h12l-4.5 5.5V13l-3-1.5v-3z",
            Self::Columns => "M2.5 2.5h11v11h-11zM6.2 2.5v11M9.8 2.5v11",
            Self::Download => "M8 2v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11",
            Self::Upload => "M8 10.5v-8M4.5 6 8 2.5 11.5 6M2.5 13.5h11",
            Self::Check => "m3 8.5 3.5 3.5L13 4.5",
            Self::Warning => "M8 2 1.5 13.5h13zM8 6.5v3M8 11.5v.2",
            Self::Info => "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M8 7.5v3.5M8 5v.2",
            Self::Stop => "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M8 4.5v4M8 11v.2",
            Self::Down => "m4 6 4 4 4-4",
            Self::Up => "m4 10 4-4 4 4",
            Self::Right => "m6 4 4 4-4 4",
            Self::More => "M3.5 8h.1M8 8h.1M12.5 8h.1",
            Self::Trash => "M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.7 9h6.6l.7-9M6.5 7v4M9.5 7v4",
            Self::Key => "M5.5 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6M7.7 7.8 13.5 2M11 4.5 13 6.5",
            Self::Theme => "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M8 2v12M8 5l4.5-.8M8 8h6M8 11l4.5.8",
            Self::Language => {
                "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M2 8h12M8 2c2 1.7 2.8 3.7 2.8 6S10 12.3 8 14C6 12.3 5.2 10.3 5.2 8S6 3.7 8 2"
            }
            Self::Keyboard => "M1.5 4h13v8h-13zM4 6.5h.1M6.7 6.5h.1M9.3 6.5h.1M12 6.5h.1M5 9.5h6",
            Self::File => "M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3",
            Self::Log => "M3.5 1.5h9v13h-9zM5.5 5h5M5.5 8h5M5.5 11h3",
            Self::Script => "M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3M5.5 7.5 7.5 9.5 5.5 11.5M8.5 11.5h2",
            Self::Pane => "M2 3h12v10H2zM10 3v10",
            Self::Pencil => "M2.5 13.5l.8-3.3L10.5 3l2.5 2.5-7.2 7.2zM9 4.5 11.5 7",
            Self::Lock => "M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5",
            Self::Building => "M3 14V2.5h6.5V14M9.5 6H13v8M1.5 14h13M5 5h2.5M5 8h2.5M5 11h2.5",
            Self::Power => "M8 2v5.5M4.7 4.2a5 5 0 1 0 6.6 0",
            Self::Cloud => "M4.5 12.5a3 3 0 0 1-.3-6A4 4 0 0 1 12 7.3a2.6 2.6 0 0 1-.5 5.2z",
        }
    }
}

/// Draws an icon.
pub fn icon(icon: Icon) -> AnyView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d=icon.path() />
        </svg>
    }
    .into_any()
}
