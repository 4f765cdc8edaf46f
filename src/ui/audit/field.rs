//! The columns of the list: those of the portal, and which kind a row is.

use crate::{
    i18n::Text,
    store::{AuditColumn, AuditOrder},
    ui::audit::texts as t,
};

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Date,
    /// Predicted or imported.
    Kind,
    Service,
    Category,
    Activity,
    Status,
    Reason,
    Targets,
    By,
}

impl Field {
    /// In their order.
    pub const ALL: [Self; 9] = [
        Self::Date,
        Self::Kind,
        Self::Service,
        Self::Category,
        Self::Activity,
        Self::Status,
        Self::Reason,
        Self::Targets,
        Self::By,
    ];

    /// What the address calls it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Kind => "kind",
            Self::Service => "service",
            Self::Category => "category",
            Self::Activity => "activity",
            Self::Status => "status",
            Self::Reason => "reason",
            Self::Targets => "targets",
            Self::By => "by",
        }
    }

    /// The column with a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }

    /// Head of the column.
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            Self::Date => t::DATE,
            Self::Kind => t::EVIDENCE,
            Self::Service => t::SERVICE,
            Self::Category => t::CATEGORY,
            Self::Activity => t::ACTIVITY,
            Self::Status => t::STATUS,
            Self::Reason => t::REASON,
            Self::Targets => t::TARGETS,
            Self::By => t::BY,
        }
    }

    /// Width in CSS pixels.
    #[must_use]
    pub const fn width(self) -> u32 {
        match self {
            Self::Date => 170,
            Self::Kind | Self::Status => 110,
            Self::Service | Self::Category => 140,
            Self::Reason => 180,
            Self::Activity | Self::By => 220,
            Self::Targets => 280,
        }
    }

    /// How the column orders.
    #[must_use]
    pub const fn order(self) -> AuditOrder {
        match self {
            Self::Date => AuditOrder::Date,
            Self::Kind => AuditOrder::Log,
            Self::Service => AuditOrder::Column(AuditColumn::Service),
            Self::Category => AuditOrder::Column(AuditColumn::Category),
            Self::Activity => AuditOrder::Column(AuditColumn::Activity),
            Self::Status => AuditOrder::Column(AuditColumn::Result),
            Self::Reason => AuditOrder::Column(AuditColumn::ResultReason),
            Self::Targets => AuditOrder::Targets,
            Self::By => AuditOrder::InitiatedBy,
        }
    }
}
