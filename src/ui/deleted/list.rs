//! The deleted users as rows of a grid.

use crate::{
    domain::{Attribute, Existence, Timestamp, UserId},
    i18n::{Locale, words},
    messages,
    session::Session,
    store::{Cell, Direction},
    tenant::Workspace,
    text::collate::Collation,
    ui::{
        deleted::{choice::days_left, texts},
        kit::{
            lang::zone,
            table::{Column, Look, RowText, Sorted, Source},
        },
        user::link,
    },
};
use std::{collections::BTreeSet, sync::Arc};

/// A column of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Name,
    Upn,
    When,
    Left,
    Department,
}

impl Field {
    pub(super) const ALL: [Self; 5] =
        [Self::Name, Self::Upn, Self::When, Self::Left, Self::Department];

    const fn attribute(self) -> Attribute {
        match self {
            Self::Name => Attribute::DISPLAY_NAME,
            Self::Upn => Attribute::USER_PRINCIPAL_NAME,
            Self::When | Self::Left => Attribute::DELETED_DATE_TIME,
            Self::Department => Attribute::DEPARTMENT,
        }
    }
}

/// The sort: a column by its place, and whether it descends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Order {
    pub(super) column: u16,
    pub(super) descending: bool,
}

/// The columns with the sort in them.
pub(super) fn columns(order: Order, locale: Locale) -> Vec<Column> {
    let parts = [
        (texts::NAME, 220),
        (texts::UPN, 260),
        (texts::WHEN, 170),
        (texts::LEFT, 130),
        (texts::DEPARTMENT, 180),
    ];
    (0..)
        .zip(parts)
        .map(|(key, (label, width))| Column {
            key,
            label: label.get(locale).to_owned(),
            note: String::new(),
            width,
            sortable: true,
            sorted: (key == order.column)
                .then_some(Sorted { descending: order.descending, place: 0 }),
        })
        .collect()
}

/// The deleted users that match, in order.
pub(super) fn rows(workspace: &Workspace, query: &str, order: Order) -> Vec<u32> {
    let users = workspace.users();
    let mut within = users.deleted().clone();
    if !query.trim().is_empty() {
        within.and(&users.search(query, None).rows);
    }
    let field = Field::ALL.get(usize::from(order.column)).copied().unwrap_or(Field::Name);
    let direction = if order.descending { Direction::Descending } else { Direction::Ascending };
    users.order(&[(field.attribute(), direction)], &within, Collation::Root)
}

/// The rows behind the grid.
pub(super) struct Rows {
    pub(super) session: Session,
    pub(super) order: Arc<[u32]>,
    pub(super) selected: BTreeSet<u32>,
    pub(super) locale: Locale,
    pub(super) now: Timestamp,
}

impl Source for Rows {
    fn len(&self) -> usize {
        self.order.len()
    }

    fn fill(&self, row: usize, columns: &[u16], out: &mut RowText) {
        out.clear();
        let Some(user) = self.order.get(row).copied().map(UserId) else { return };
        self.session.with_untracked(|workspace| self.write(workspace, user, columns, out));
    }
}

impl Rows {
    fn write(&self, workspace: &Workspace, user: UserId, columns: &[u16], out: &mut RowText) {
        let (users, locale) = (workspace.users(), self.locale);
        out.href = link::of_user(users.id(user));
        out.selected = self.selected.contains(&user.0);
        out.staged = workspace.staged().user(user).is_some();
        for column in columns {
            let field = Field::ALL.get(usize::from(*column)).copied().unwrap_or(Field::Name);
            match (field, users.existence(user)) {
                (Field::Name, _) => out.cell(Look::Plain, &messages::name(users, user)),
                (Field::Left, Existence::Deleted(at)) => match days_left(at, self.now) {
                    Some(days) => out.cell(Look::Plain, &locale.number(days)),
                    None => out.cell(Look::Missing, texts::EXPIRED.get(locale)),
                },
                (Field::Left, _) => out.cell(Look::Missing, words::NONE.get(locale)),
                (field, _) => {
                    let attribute = field.attribute();
                    let look = match users.read(user, attribute) {
                        Cell::Unknown | Cell::Null => Look::Missing,
                        _ => Look::Plain,
                    };
                    out.cell(look, &messages::cell(users, user, attribute, locale, &zone));
                }
            }
        }
    }
}
