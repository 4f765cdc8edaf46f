//! Round trips, and that no damage is taken for a picture.

use super::{DEEPEST, Element, Node, Picture};
use crate::persist::{Damage, Part, UpgradeError};
use proptest::prelude::*;

fn some_node() -> impl Strategy<Value = Node> {
    let text = || "[ -~é–]{0,12}";
    let leaf = text().prop_map(Node::Text);
    leaf.prop_recursive(4, 40, 6, move |inner| {
        let attributes = proptest::collection::vec(("[a-z-]{1,8}", text()), 0..4);
        let children = proptest::collection::vec(inner, 0..6);
        ("[a-z]{1,6}", attributes, text(), children).prop_map(
            |(name, attributes, style, children)| {
                Node::Element(Element { name, attributes, style, children })
            },
        )
    })
}

fn some_picture() -> impl Strategy<Value = Picture> {
    let nodes = proptest::collection::vec(some_node(), 0..5);
    (any::<u32>(), any::<u32>(), any::<String>(), nodes)
        .prop_map(|(generation, applied, view, nodes)| Picture { generation, applied, view, nodes })
}

proptest! {
    #[test]
    fn comes_back(picture in some_picture()) {
        prop_assert_eq!(Picture::decode(&picture.encode()), Ok(picture));
    }

    #[test]
    fn damage_is_found(picture in some_picture(), at in any::<prop::sample::Index>(), bit in 0_u8..8) {
        let mut bytes = picture.encode();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        prop_assert!(Picture::decode(&bytes).is_err());
    }

    #[test]
    fn an_early_end_is_found(picture in some_picture(), at in any::<prop::sample::Index>()) {
        let bytes = picture.encode();
        prop_assert!(Picture::decode(&bytes[..at.index(bytes.len())]).is_err());
    }
}

/// Reading goes down with the elements; what is deeper than any page does not bring it down.
#[test]
fn depth_has_an_end() {
    let nested = |depth: usize| {
        let mut node = Node::Text("core".to_owned());
        for _ in 0..depth {
            let name = "div".to_owned();
            node = Node::Element(Element { name, children: vec![node], ..Element::default() });
        }
        Picture { generation: 1, applied: 0, view: String::new(), nodes: vec![node] }
    };
    let deep = nested(DEEPEST);
    assert_eq!(Picture::decode(&deep.encode()), Ok(deep));
    assert!(matches!(
        Picture::decode(&nested(DEEPEST + 1).encode()),
        Err(UpgradeError::Corrupt { part: Part::Picture, damage: Damage::Nonsense, .. })
    ));
}
