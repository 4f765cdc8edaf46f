//! Every line of the matrix, resolved for one kind of device of one organisation: never, always, or only if, with
//! what it rests on.
//!
//! What nobody has decided is read cautiously: as the more intrusive of what it may be. What the documents leave
//! open or contradict is no fact until somebody has tried it in the tenant ([`Line::is_fact`]).

use super::matrix::{Deed, Effect, Entry, Matrix, Other, Outcome, Reading, Row, Sure};
use crate::domain::education::{
    Method, Place, Profile, Slug, Snapshot, Stand, Switch, Switches, Told, Verdict,
};
use crate::text::date::Day;

/// What a verdict rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ground {
    /// The documents say so of every such device.
    Documented,
    /// There is no such thing on these devices.
    NotApplicable,
    /// These switches are on.
    SwitchedOn(Vec<Switch>),
    /// Only when the person asks in writing.
    OnRequest(Switch),
    /// Every switch that could bring it about is off.
    SwitchedOff(Vec<Switch>),
    /// Nobody has said how it stands with these: as if they were on.
    Undecided(Vec<Switch>),
    /// The documents say nothing: as if it were so.
    Unsaid,
    /// Somebody has tried it in the tenant.
    Tested(Day),
}

/// One line of the truth about a kind of device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<'a> {
    pub entry: &'a Entry,
    pub row: &'a Row,
    pub verdict: Verdict,
    pub ground: Ground,
    /// Key of the text with the condition or the reason.
    pub because: Option<&'a str>,
    /// What another document says, while nobody has tried it.
    pub other: Option<Other>,
}

impl Line<'_> {
    /// Whether it may be printed as a fact: nothing about it is open.
    #[must_use]
    pub const fn is_fact(&self) -> bool {
        self.other.is_none() && !matches!(self.ground, Ground::Undecided(_) | Ground::Unsaid)
    }

    /// Whether no switch could make it otherwise: a promise about it promises nothing.
    #[must_use]
    pub const fn is_of_nature(&self) -> bool {
        self.row.switches.is_empty() && matches!(self.verdict, Verdict::Never) && self.is_fact()
    }

    /// The line as it is told.
    #[must_use]
    pub fn told(&self) -> Told {
        let takes = match self.row.deed.map(|deed| deed.effect) {
            Some(Effect::Erased) => 2,
            Some(Effect::PartlyErased | Effect::Possible) => 1,
            _ => 0,
        };
        Told {
            verdict: self.verdict,
            is_fact: self.is_fact(),
            because: self.because.unwrap_or_default().to_owned(),
            takes,
        }
    }

    /// How sure the documents are.
    #[must_use]
    pub const fn sure(&self) -> Sure {
        self.row.sure
    }

    /// What only lines about actions say.
    #[must_use]
    pub const fn deed(&self) -> Option<Deed> {
        self.row.deed
    }
}

/// Everything that is documented of a kind of device, in the order of the tables.
#[must_use]
pub fn truth<'a>(matrix: &'a Matrix, profile: &Profile, place: Place) -> Vec<Line<'a>> {
    matrix.entries.iter().filter_map(|entry| line(entry, profile, place)).collect()
}

/// One line of it; none where no document lists it.
#[must_use]
pub fn line<'a>(entry: &'a Entry, profile: &Profile, place: Place) -> Option<Line<'a>> {
    let row = entry.row(place.scenario)?;
    let slug = Slug::parse(&entry.full_key());
    let trial = slug.and_then(|slug| profile.trials.get(&(slug, place.scenario)));
    let (verdict, ground) = match trial {
        Some(trial) => {
            let verdict = if trial.is_so { Verdict::Always } else { Verdict::Never };
            (verdict, Ground::Tested(trial.on))
        }
        None => resolved(row, &profile.switches, place.method),
    };
    let is_open = trial.is_none() && !matches!(ground, Ground::SwitchedOff(_));
    let because = row.because(place.method);
    Some(Line { entry, row, verdict, ground, because, other: row.other.filter(|_| is_open) })
}

/// How it stands with a switch for devices that came in by one way: that way may decide it.
fn stand(switches: &Switches, switch: Switch, method: Method) -> Option<Stand> {
    match (switch, method) {
        (Switch::AndroidManagementApi, Method::Web) => Some(Stand::On),
        (Switch::AndroidManagementApi, Method::AppBased) => Some(Stand::Off),
        _ => switches.get(switch),
    }
}

fn resolved(row: &Row, switches: &Switches, method: Method) -> (Verdict, Ground) {
    match row.reading {
        Reading::Never => (Verdict::Never, Ground::Documented),
        Reading::NotApplicable => (Verdict::Never, Ground::NotApplicable),
        Reading::Always => (Verdict::Always, Ground::Documented),
        Reading::Unknown => (Verdict::Always, Ground::Unsaid),
        Reading::Depends if row.switches.is_empty() => (Verdict::OnlyIf, Ground::Documented),
        Reading::Depends => decided(&row.switches, switches, method),
    }
}

/// What switches make of it.
fn decided(
    deciding: &[(Switch, Outcome)],
    switches: &Switches,
    method: Method,
) -> (Verdict, Ground) {
    let of = |outcome| match outcome {
        Outcome::Always => Verdict::Always,
        Outcome::OnlyIf => Verdict::OnlyIf,
    };
    let (mut on, mut open, mut asked) = (Vec::new(), Vec::new(), None);
    for (switch, outcome) in deciding {
        match stand(switches, *switch, method) {
            Some(Stand::Off) => {}
            Some(Stand::OnRequest) => asked = Some(*switch),
            Some(Stand::On) => on.push((of(*outcome), *switch)),
            None => open.push((of(*outcome), *switch)),
        }
    }
    let most = |all: &[(Verdict, Switch)]| all.iter().map(|(verdict, _)| *verdict).max();
    let those = |all: Vec<(Verdict, Switch)>| all.into_iter().map(|(_, it)| it).collect();
    let is_decided = asked.map(|_| Verdict::OnlyIf).max(most(&on));
    match (most(&open), is_decided) {
        (Some(open_most), decided) if Some(open_most) > decided => {
            (open_most, Ground::Undecided(those(open)))
        }
        (_, Some(decided)) if most(&on) == Some(decided) => {
            (decided, Ground::SwitchedOn(those(on)))
        }
        _ => {
            if let Some(switch) = asked {
                (Verdict::OnlyIf, Ground::OnRequest(switch))
            } else {
                let all = deciding.iter().map(|(switch, _)| *switch).collect();
                (Verdict::Never, Ground::SwitchedOff(all))
            }
        }
    }
}

/// What is told of a kind of device, to be compared with what was told before.
#[must_use]
pub fn snapshot(matrix: &Matrix, profile: &Profile, place: Place) -> Snapshot {
    let lines = truth(matrix, profile, place);
    let lines = lines.iter().map(|line| (line.entry.full_key(), line.told())).collect();
    Snapshot { place, matrix: matrix.version.to_string(), lines }
}

#[cfg(test)]
mod tests;
