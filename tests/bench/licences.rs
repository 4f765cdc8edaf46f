//! Who holds which product, as the benchmark's page asks it.

use super::{Engine, told};
use std::collections::BTreeMap;
use tenantry::domain::attribute::Of;
use tenantry::domain::{
    Actor, AppliesTo, AssignedLicense, Attribute, CapabilityStatus, Command, Context, Datum,
    Existence, ObjectId, Origin, PrepaidUnits, Role, Row, SkuId, SubscribedPlan, Subscription,
    Timestamp, Value,
};
use tenantry::licensing::{Catalogue, Product};
use tenantry::store::{Directory, Extent, List, Side};
use tenantry::tenant::licences::consequences::Consequences;
use tenantry::tenant::licences::{Assumptions, Licences};
use tenantry::tenant::seed::{GROUPS, SEED, Synthetic};
use tenantry::tenant::{Info, Organisation, Workspace};
use wasm_bindgen::prelude::*;

const NOW: Timestamp = Timestamp(0);

/// The products of the synthetic directory by their short names, as Microsoft's table has them.
const PART_NUMBERS: [(&str, &str); 16] = [
    ("E5", "SPE_E5"),
    ("E3", "SPE_E3"),
    ("E1", "STANDARDPACK"),
    ("F3", "SPE_F1"),
    ("F1", "M365_F1"),
    ("BUSINESS_PREMIUM", "SPB"),
    ("EMS_E5", "EMSPREMIUM"),
    ("EMS_E3", "EMS"),
    ("ENTRA_P1", "AAD_PREMIUM"),
    ("ENTRA_P2", "AAD_PREMIUM_P2"),
    ("POWER_BI_PRO", "POWER_BI_PRO"),
    ("PROJECT_P3", "PROJECTPROFESSIONAL"),
    ("VISIO_P2", "VISIOCLIENT"),
    ("COPILOT", "Microsoft_365_Copilot"),
    ("TEAMS_ROOMS", "MEETING_ROOM"),
    ("DEFENDER_P2", "THREAT_INTELLIGENCE"),
];

/// A directory with groups and products.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Licensed {
    workspace: Workspace,
    catalogue: Catalogue,
    licences: Licences,
    skus: Vec<SkuId>,
    direct: Vec<u32>,
    synthetic: Synthetic,
    swap: Command,
    edited: usize,
}

#[wasm_bindgen]
impl Licensed {
    /// The people of a directory in the groups of the synthetic one, with its products.
    ///
    /// # Errors
    /// When the project's table lacks a product.
    #[wasm_bindgen(constructor)]
    pub fn new(engine: &Engine) -> Result<Self, JsError> {
        let text = include_str!("../../src/licensing/products.txt");
        let catalogue = Catalogue::read(text).map_err(|why| JsError::new(&format!("{why:?}")))?;
        let synthetic = Synthetic::new(SEED);
        let mut owned = Vec::new();
        for name in synthetic.products() {
            let part = PART_NUMBERS.iter().find(|(short, _)| short == name).map(|(_, part)| *part);
            let found = catalogue.products().find(|one| Some(one.part_number.as_str()) == part);
            owned.push(found.ok_or_else(|| told(*name))?);
        }
        let subscriptions = owned.iter().map(|product| subscription(product)).collect();
        let skus: Vec<SkuId> = owned.iter().map(|product| product.id).collect();
        let (directory, direct) = directory(engine, &synthetic, &skus);
        let info = Info { name: String::new(), sample: false, created: NOW };
        let mut workspace = Workspace::new(info, directory);
        let organisation =
            Organisation { subscriptions: Some(subscriptions), ..Organisation::default() };
        workspace.learn(Some(organisation), None);
        let licences = Licences::of(&workspace, &catalogue, Assumptions::default());
        let swap = Command::License { of: Of::User, rows: vec![], add: vec![], remove: vec![] };
        Ok(Self { workspace, catalogue, licences, skus, direct, synthetic, swap, edited: 0 })
    }

    /// What everybody was given directly, as a set of products each.
    pub fn direct(&self) -> Vec<u32> {
        self.direct.clone()
    }

    /// The groups of somebody.
    pub fn groups_of(&self, row: u32) -> Vec<u32> {
        self.synthetic.groups_of(row)
    }

    /// What each group gives, as a set of products.
    pub fn gives(&self) -> Vec<u32> {
        (0..GROUPS).map(|group| set(&self.synthetic.products_of_group(group))).collect()
    }

    /// Everybody's licences from the columns: seats that are taken of all products.
    pub fn all(&mut self) -> u32 {
        self.licences.compute_again(&self.workspace, &self.catalogue, Assumptions::default());
        self.seats()
    }

    /// The same, and the texts of the lists read again.
    pub fn read(&mut self) -> u32 {
        self.licences = Licences::of(&self.workspace, &self.catalogue, Assumptions::default());
        self.seats()
    }

    /// People who have a product or should, over all products: what the peers count, who know of nothing that stands
    /// against one.
    pub fn asked(&mut self) -> u32 {
        let of = |sku: &SkuId| {
            let mut people = self.licences.holders(*sku);
            people.or(&self.licences.troubled(*sku));
            people.count()
        };
        self.skus.iter().map(of).sum()
    }

    /// Seats that are taken of all products.
    pub fn seats(&mut self) -> u32 {
        self.licences.seats_taken().iter().sum()
    }

    /// Gives a product to each of so many people, one operation after the other, without looking at licences.
    ///
    /// # Errors
    /// When that is refused.
    pub fn edit(&mut self, people: u32) -> Result<usize, JsError> {
        let from = self.workspace.journal().len();
        for _ in 0..people {
            let rows = self.workspace.users().rows();
            let at = u32::try_from(self.edited * 7919 % rows as usize).unwrap_or_default();
            let product = self.skus.get(self.edited % self.skus.len()).copied();
            self.edited += 1;
            let add = product.map(|sku| AssignedLicense::new(sku, Vec::new()));
            let command = Command::License {
                of: Of::User,
                rows: vec![Row(at)],
                add: add.into_iter().collect(),
                remove: Vec::new(),
            };
            // Who may not be given it keeps what they have.
            if let Ok(operation) = self.workspace.decide(&command, &context()) {
                self.workspace.apply(operation);
            }
        }
        Ok(from)
    }

    /// Follows the operations from one on, one after the other: seats that are taken of all products.
    ///
    /// # Errors
    /// When everybody's licences would have to be computed anew.
    pub fn follow(&mut self, from: usize) -> Result<u32, JsError> {
        let mut seats = 0;
        for operation in self.workspace.journal().get(from..).unwrap_or_default() {
            let events = operation.events.iter();
            if !self.licences.follow(&self.workspace, &self.catalogue, events) {
                return Err(JsError::new("everybody's"));
            }
            seats = self.licences.seats_taken().iter().sum();
        }
        Ok(seats)
    }

    /// Chooses people who are to have another product in the place of one: how many they are. Where fewer have it,
    /// others who were given nothing are given it before.
    ///
    /// # Errors
    /// When that is refused.
    pub fn choose(&mut self, people: usize) -> Result<usize, JsError> {
        let everybody = 0..self.workspace.users().rows();
        let has = |row: u32, is_meant: &dyn Fn(u32) -> bool| {
            self.direct.get(row as usize).is_some_and(|set| is_meant(*set))
        };
        let mut best = (0, 0);
        for product in 0..16 {
            let holds = |row: &u32| has(*row, &|set| set >> product & 1 == 1);
            best = best.max((everybody.clone().filter(holds).count(), product));
        }
        let holds = |row: &u32| has(*row, &|set| set >> best.1 & 1 == 1);
        let mut rows: Vec<Row> = everybody.clone().filter(holds).map(Row).take(people).collect();
        let nothing = everybody.filter(|row| has(*row, &|set| set == 0)).map(Row);
        let more: Vec<Row> = nothing.take(people - rows.len()).collect();
        let sku = |product: u32| self.skus.get(product as usize).copied().into_iter();
        let license = |product| sku(product).map(|it| AssignedLicense::new(it, vec![])).collect();
        if !more.is_empty() {
            rows.extend(&more);
            let add = license(best.1);
            let give = Command::License { of: Of::User, rows: more, add, remove: vec![] };
            let operation = self.workspace.decide(&give, &context());
            self.workspace.apply(operation.map_err(|why| told(format!("{:?}", why.first())))?);
            self.licences = Licences::of(&self.workspace, &self.catalogue, Assumptions::default());
        }
        let found = rows.len();
        let (add, remove) = (license((best.1 + 1) % 16), sku(best.1).collect());
        self.swap = Command::License { of: Of::User, rows, add, remove };
        Ok(found)
    }

    /// Rehearses that on the whole directory: how many people gain or lose a plan.
    ///
    /// # Errors
    /// When it is refused.
    pub fn swap(&mut self) -> Result<u32, JsError> {
        let rehearsal = self.workspace.rehearse(&self.swap, &context());
        let rehearsal = rehearsal.map_err(|why| JsError::new(&format!("{:?}", why.first())))?;
        let events = &rehearsal.operation.events;
        let (workspace, licences) = (&self.workspace, &mut self.licences);
        let assumptions = Assumptions::default();
        let found = Consequences::of(workspace, &self.catalogue, assumptions, licences, events);
        Ok(found.people)
    }
}

fn context() -> Context {
    let roles = vec![Role::GlobalAdministrator];
    let actor = Actor { id: None, name: "benchmark".to_owned(), roles };
    Context { at: Timestamp(1), actor, origin: Origin::Page, seed: 1 }
}

fn set(products: &[u32]) -> u32 {
    products.iter().fold(0, |set, product| set | 1 << product)
}

fn subscription(product: &Product) -> Subscription {
    let plan = |id| SubscribedPlan { id, name: String::new(), applies_to: None, status: None };
    Subscription {
        sku: product.id,
        part_number: product.part_number.clone(),
        applies_to: Some(AppliesTo::User),
        status: Some(CapabilityStatus::Enabled),
        seats: Some(PrepaidUnits { enabled: 2_000_000, ..PrepaidUnits::default() }),
        consumed: Some(0),
        plans: product.plans.iter().copied().map(plan).collect(),
    }
}

fn licenses(skus: &[SkuId], products: impl Iterator<Item = u32>) -> Datum {
    let text = |product: u32| {
        let sku = skus.get(product as usize)?;
        Some(AssignedLicense::new(*sku, Vec::new()).text())
    };
    let mut texts: Vec<String> = products.filter_map(text).collect();
    texts.sort_unstable();
    if texts.is_empty() { Datum::Null } else { Datum::Value(Value::Texts(texts)) }
}

/// The directory, and what everybody was given directly.
fn directory(engine: &Engine, synthetic: &Synthetic, skus: &[SkuId]) -> (Directory, Vec<u32>) {
    let mut directory = Directory::of_users(engine.workspace.users().clone());
    let numbers: BTreeMap<&str, u32> = synthetic.products().iter().copied().zip(0..).collect();
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); GROUPS as usize];
    let mut direct = Vec::new();
    for person in synthetic.people(directory.users.rows()) {
        let products: Vec<u32> =
            person.licences.iter().filter_map(|name| numbers.get(name).copied()).collect();
        let given = licenses(skus, products.iter().copied());
        directory.users.set(Row(person.index), Attribute::DIRECT_LICENSES, &given);
        direct.push(set(&products));
        for group in synthetic.groups_of(person.index) {
            if let Some(members) = members.get_mut(group as usize) {
                members.push(person.index);
            }
        }
    }
    for (group, members) in (0..GROUPS).zip(members) {
        let id = ObjectId(u128::from(group + 1).to_be_bytes());
        let Some(row) = directory.groups.push(id, false, Existence::Active) else { continue };
        let gives = licenses(skus, synthetic.products_of_group(group).into_iter());
        directory.groups.set(row, Attribute::GROUP_ASSIGNED_LICENSES, &gives);
        let rows = [(Of::User, members), (Of::Group, Vec::new()), (Of::Device, Vec::new())];
        let list = List::of(rows, Vec::new(), Extent::Complete);
        directory.members.grow(row.0 + 1);
        directory.members.replace(Side::Members, row, list);
    }
    (directory, direct)
}
