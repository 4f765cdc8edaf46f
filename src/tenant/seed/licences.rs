//! Which groups the synthetic people are in, and which products these give.

use super::{Draw, Stream, Synthetic, length};

/// Groups of the synthetic directory.
pub const GROUPS: u32 = 1000;

/// One group in so many gives products.
const LICENSED: u32 = 25;

impl Synthetic {
    /// The products, by short names.
    #[must_use]
    pub fn products(&self) -> &[&'static str] {
        &self.skus
    }

    /// The groups of a person: four to twelve draws, of which the same one counts once; in ascending order.
    #[must_use]
    pub fn groups_of(&self, person: u32) -> Vec<u32> {
        let mut draw = Draw::new(self.seed, Stream::Groups, person);
        let count = 4 + draw.below(9);
        let mut groups: Vec<u32> = (0..count).map(|_| draw.skew(GROUPS)).collect();
        groups.sort_unstable();
        groups.dedup();
        groups
    }

    /// The products that a group gives, by place in [`Self::products`].
    #[must_use]
    pub fn products_of_group(&self, group: u32) -> Vec<u32> {
        if !group.is_multiple_of(LICENSED) {
            return Vec::new();
        }
        let mut draw = Draw::new(self.seed, Stream::GroupLicences, group);
        let count = 1 + draw.below(3);
        let mut products = Vec::new();
        for _ in 0..count {
            let product = draw.below(length(&self.skus));
            if !products.contains(&product) {
                products.push(product);
            }
        }
        products
    }
}
