//! Puts the changes of many people into an order in which the directory accepts them.
//!
//! 1. Names: whoever frees a user principal name goes before whoever takes it; two who swap are
//!    separated by a name in between. Here people are restored, created, renamed, and, where
//!    their name is needed, deleted.
//! 2. The other attributes. 3. Managers, now that all of them exist under their new names.
//! 4. Passwords and sessions. 5. Licences, for which everybody has to be where they are.
//! 6. Deletions nobody waits for.

use super::super::licences;
use super::super::presence::Presence;
use super::super::step::{Field, Step, Target};
use super::Stages;
use super::person::Person;
use crate::domain::Intent;
use crate::powershell::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The steps, stage by stage. Names have to be done one after the other; inside a later stage the
/// order does not matter.
pub(super) fn stages(people: &[Person]) -> Stages {
    let mut names = Names::new(people);
    for at in 0..people.len() {
        names.place(at);
    }
    let Names { steps, early, .. } = names;
    let mut stages = Stages { names: steps, ..Stages::default() };
    for (at, person) in people.iter().enumerate() {
        let late = !early.contains(&at);
        if late {
            stages.attributes.extend(plain_update(person));
            stages.managers.extend(manager(person));
        }
        let (again, others): (Vec<Step>, Vec<Step>) =
            person_intents(person).partition(is_reprocessing);
        stages.intents.extend(others);
        stages.reprocessing.extend(again);
        if !person.licenses.is_empty() && !is_deleted(person) {
            let changes = person.licenses.clone();
            stages.licenses.push(Step::License { person: person.target_after(), changes });
        }
        if late && is_deleted(person) {
            stages.deletions.push(deletion(person));
        }
    }
    stages.licenses.sort_by_key(|step| match step {
        Step::License { changes, .. } => std::cmp::Reverse(licences::frees(changes)),
        _ => std::cmp::Reverse(0),
    });
    stages
}

/// State of the first stage.
struct Names<'p> {
    people: &'p [Person],
    /// Who frees a name, folded.
    frees: BTreeMap<String, usize>,
    state: Vec<State>,
    steps: Vec<Step>,
    /// People who are deleted in this stage, because somebody takes their name.
    early: BTreeSet<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Waiting,
    /// Its turn has come, but somebody has to free the name first.
    Visiting,
    Done,
}

impl<'p> Names<'p> {
    fn new(people: &'p [Person]) -> Self {
        let frees = people
            .iter()
            .enumerate()
            .filter(|(_, person)| person.is_renamed() || is_deleted(person))
            .map(|(at, person)| (fold(&person.name_before), at))
            .filter(|(name, _)| !name.is_empty())
            .collect();
        let state = vec![State::Waiting; people.len()];
        Self { people, frees, state, steps: Vec::new(), early: BTreeSet::new() }
    }

    /// Emits the name step of a person, after that of whoever holds the name.
    ///
    /// Each person waits for at most one other, so this is a walk along a chain; it is done
    /// without recursion because a chain can be as long as the list.
    fn place(&mut self, start: usize) {
        let mut chain = vec![start];
        while let Some(&at) = chain.last() {
            let Some(person) = self.people.get(at) else { return };
            match self.state.get(at) {
                Some(State::Waiting) if takes(person).is_some() => {
                    self.set(at, State::Visiting);
                    let holder =
                        takes(person).and_then(|name| self.frees.get(&fold(name)).copied());
                    match holder.filter(|holder| *holder != at) {
                        Some(holder) if self.state.get(holder) == Some(&State::Visiting) => {
                            self.make_room(holder);
                        }
                        Some(holder) => {
                            if self.people.get(holder).is_some_and(is_deleted) {
                                self.delete_early(holder);
                            } else {
                                chain.push(holder);
                            }
                        }
                        None => {}
                    }
                }
                Some(State::Visiting) => {
                    self.emit(at);
                    self.set(at, State::Done);
                    chain.pop();
                }
                _ => {
                    chain.pop();
                }
            }
        }
    }

    fn set(&mut self, at: usize, state: State) {
        if let Some(place) = self.state.get_mut(at) {
            *place = state;
        }
    }

    fn delete_early(&mut self, at: usize) {
        if let Some(person) = self.people.get(at)
            && self.early.insert(at)
        {
            // Not the manager: the one to set may have to come back first.
            self.steps.extend(plain_update(person));
            self.steps.push(deletion(person));
        }
    }

    /// Moves the person at the start of a circle to a name in between.
    fn make_room(&mut self, at: usize) {
        let Some(person) = self.people.get(at) else { return };
        let between = name_between(person, at);
        self.steps.push(Step::Update {
            person: person.target_before(),
            fields: vec![name_field(&person.name_before, &between)],
            along: Vec::new(),
            settled: Some(person.name_after.clone()),
        });
        // From now on the person is found under that name.
        self.frees.remove(&fold(&person.name_before));
        self.frees.insert(fold(&between), at);
    }

    /// The name under which a person is found when the own step comes.
    fn present_name(&self, at: usize, person: &Person) -> String {
        let between = name_between(person, at);
        if self.frees.contains_key(&fold(&between)) { between } else { person.name_before.clone() }
    }

    fn emit(&mut self, at: usize) {
        let Some(person) = self.people.get(at) else { return };
        match (person.before, person.after) {
            (Presence::Absent, _) => {
                let fields = person
                    .fields
                    .iter()
                    .filter(|field| field.after != Value::Null && !is_own_request(&field.path))
                    .map(|field| (field.path.clone(), field.after.clone()))
                    .chain([("userPrincipalName".to_owned(), person.name_after.as_str().into())])
                    .collect();
                let target = person.target_after();
                self.steps.push(Step::Create { person: target, fields, force: person.force() });
            }
            (Presence::Deleted, _) => {
                let new_name = (person.name_before != person.name_after
                    && !person.name_before.is_empty()
                    && !person.name_after.is_empty())
                .then(|| person.name_after.clone());
                self.steps.push(Step::Restore {
                    person: person.target_before(),
                    new_name,
                    drop_proxies: person.drop_proxies,
                });
            }
            (Presence::Active, _) => {
                let present = self.present_name(at, person);
                let mut fields = vec![name_field(&present, &person.name_after)];
                fields.extend(person.fields.iter().cloned());
                let target = Target { id: person.id, name: present };
                let along = along(person, &fields);
                self.steps.push(Step::Update { person: target, fields, along, settled: None });
            }
        }
    }
}

/// The name that a person's step in the first stage takes.
fn takes(person: &Person) -> Option<&str> {
    let takes = person.before != Presence::Active && person.after == Presence::Active;
    (takes || person.is_renamed()).then_some(person.name_after.as_str())
}

fn is_deleted(person: &Person) -> bool {
    person.before == Presence::Active && person.after == Presence::Deleted
}

/// Attributes that do not go with the name: of those who keep it, were restored, or were created
/// and have something that a creation does not take.
fn plain_update(person: &Person) -> Option<Step> {
    if person.is_renamed() {
        return None;
    }
    let created = person.before == Presence::Absent;
    let fields: Vec<Field> = person
        .fields
        .iter()
        .filter(|field| !created || (is_own_request(&field.path) && field.after != Value::Null))
        .cloned()
        .collect();
    let along = along(person, &fields);
    let person = if is_deleted(person) { person.target_before() } else { person.target_after() };
    (!fields.is_empty()).then_some(Step::Update { person, fields, along, settled: None })
}

/// The unchanged members of the objects that these fields belong to.
fn along(person: &Person, fields: &[Field]) -> Vec<(String, Value)> {
    let object = |path: &str| path.split_once('/').map(|(object, _)| object.to_owned());
    let touched = |path: &str| {
        object(path)
            .is_some_and(|name| fields.iter().any(|f| object(&f.path) == Some(name.clone())))
    };
    person.along.iter().filter(|(path, _)| touched(path)).cloned().collect()
}

/// `employeeLeaveDateTime` takes a permission of its own and a request after the creation.
fn is_own_request(path: &str) -> bool {
    path == "employeeLeaveDateTime"
}

fn manager(person: &Person) -> Option<Step> {
    let (before, after) = person.manager.as_ref()?;
    let target = if is_deleted(person) { person.target_before() } else { person.target_after() };
    Some(Step::Manager { person: target, before: before.expected(), after: after.wanted() })
}

/// What a creation did not carry out already.
fn person_intents(person: &Person) -> impl Iterator<Item = Step> {
    let needed = person.before != Presence::Absent && !is_deleted(person);
    person
        .intents
        .iter()
        .filter(move |_| needed)
        .map(|intent: &Intent| Step::Intent { person: person.target_after(), intent: *intent })
}

const fn is_reprocessing(step: &Step) -> bool {
    matches!(step, Step::Intent { intent: Intent::ReprocessLicenses, .. })
}

fn deletion(person: &Person) -> Step {
    Step::Delete { person: person.target_before(), identity: person.identity.clone() }
}

fn name_field(before: &str, after: &str) -> Field {
    let known = (!before.is_empty()).then(|| before.into());
    Field { path: "userPrincipalName".to_owned(), before: known, after: after.into() }
}

/// A name that nobody has: numbered, in the domain of the present one.
fn name_between(person: &Person, at: usize) -> String {
    let domain = person.name_before.rsplit_once('@').map_or("", |(_, domain)| domain);
    format!("tenantry-{}-{at}@{domain}", person.id.map_or_else(String::new, |id| id.to_string()))
}

/// Names compare without regard to case.
fn fold(name: &str) -> String {
    name.to_lowercase()
}
