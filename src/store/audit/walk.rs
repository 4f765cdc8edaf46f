//! Reads the run of numbers that holds an entry's targets, their properties and the details.
//!
//! ```text
//! number of targets
//! target    id, name, type, user principal name, group type, number of properties
//! property  name, old value, new value
//! detail    key, value; up to the end of the run
//! ```

/// What comes next in a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Walk {
    /// Id, name, type, user principal name, group type.
    Target([u32; 5]),
    /// Of the target before: name, old value, new value.
    Property([u32; 3]),
    /// Key and value.
    Detail([u32; 2]),
}

impl Walk {
    /// The steps of a run; it ends early where the numbers make no sense.
    pub(super) fn over(run: &[u32]) -> impl Iterator<Item = Self> + '_ {
        let (first, mut rest) = run.split_first().unwrap_or((&0, &[]));
        let (mut targets, mut properties) = (*first, 0_u32);
        std::iter::from_fn(move || {
            if properties > 0 {
                properties -= 1;
                let (codes, after) = rest.split_first_chunk::<3>()?;
                rest = after;
                return Some(Self::Property(*codes));
            }
            if targets > 0 {
                targets -= 1;
                let (codes, after) = rest.split_first_chunk::<6>()?;
                rest = after;
                let [id, name, kind, upn, group, count] = *codes;
                properties = count;
                return Some(Self::Target([id, name, kind, upn, group]));
            }
            let (codes, after) = rest.split_first_chunk::<2>()?;
            rest = after;
            Some(Self::Detail(*codes))
        })
    }

    /// Whether a run is whole: every step is there, no number is left over, and every text has a
    /// number up to `texts`.
    pub(super) fn is_whole(run: &[u32], texts: u32) -> bool {
        let Some(targets) = run.first() else { return false };
        let (mut used, mut seen) = (1_usize, 0_u32);
        let mut wanted = 0_u64;
        let mut place = 1_usize;
        for step in Self::over(run) {
            let codes: &[u32] = match &step {
                Self::Target(codes) => {
                    let count = run.get(place + 5).copied().unwrap_or_default();
                    if wanted > 0 {
                        return false;
                    }
                    wanted = u64::from(count);
                    (seen, used) = (seen + 1, used + 1);
                    codes
                }
                Self::Property(codes) => {
                    wanted -= 1;
                    codes
                }
                Self::Detail(codes) => codes,
            };
            if codes.iter().any(|code| *code > texts) {
                return false;
            }
            used += codes.len();
            place = used;
        }
        wanted == 0 && seen == *targets && used == run.len()
    }

    /// Every text of the step.
    pub(super) fn codes(&self) -> &[u32] {
        match self {
            Self::Target(codes) => codes,
            Self::Property(codes) => codes,
            Self::Detail(codes) => codes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Walk;

    #[test]
    fn steps_of_a_run() {
        let run = [2, 1, 2, 3, 4, 5, 1, 6, 7, 8, 9, 1, 1, 0, 0, 0, 3, 4];
        let steps: Vec<Walk> = Walk::over(&run).collect();
        assert_eq!(
            steps,
            [
                Walk::Target([1, 2, 3, 4, 5]),
                Walk::Property([6, 7, 8]),
                Walk::Target([9, 1, 1, 0, 0]),
                Walk::Detail([3, 4]),
            ]
        );
        assert!(Walk::is_whole(&run, 9));
        assert!(!Walk::is_whole(&run, 8));
        for end in 0..run.len() - 2 {
            assert!(!Walk::is_whole(&run[..end], 9), "{end}");
        }
        // One target, no property, no detail.
        assert!(Walk::is_whole(&[1, 0, 0, 0, 0, 0, 0], 0));
        assert!(!Walk::is_whole(&[0, 1], 9));
        assert!(Walk::is_whole(&[0], 0));
    }
}
