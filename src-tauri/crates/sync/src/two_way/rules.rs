//! Which rule holds for a part of a page.
//!
//! Pure. Leaves out the profiles' files. The rule it protects: what no profile speaks of goes both ways and is decided by
//! the person.

use std::collections::HashMap;

use keepsake_memory::Part;
use keepsake_notion::{Page, Parent};
use keepsake_text::NotionId;

use super::{decide::Rule, profile::Applied};

/// The rules of all profiles in force.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    by_data_source: HashMap<NotionId, OfDataSource>,
}

#[derive(Clone, Debug, Default)]
struct OfDataSource {
    properties: HashMap<String, Rule>,
    text: Rule,
}

impl Rules {
    /// The rules of these profiles.
    #[must_use]
    pub fn new(profiles: &[Applied]) -> Self {
        let by_data_source = profiles.iter().map(|applied| {
            let properties = applied.mapping.iter().filter_map(|mapped| {
                let field = applied.profile.field(&mapped.field)?;
                let rule = Rule {
                    direction: field.direction,
                    policy: field.policy,
                };
                Some((mapped.property_id.clone(), rule))
            });
            let rules = OfDataSource {
                properties: properties.collect(),
                text: Rule {
                    direction: applied.profile.text.direction,
                    policy: applied.profile.text.policy,
                },
            };
            (applied.data_source, rules)
        });
        Self {
            by_data_source: by_data_source.collect(),
        }
    }

    /// The rule for one part of a page.
    #[must_use]
    pub fn of(&self, page: &Page, part: &Part) -> Rule {
        let Parent::DataSource { data_source, .. } = &page.parent else {
            return Rule::default();
        };
        let Some(rules) = self.by_data_source.get(data_source) else {
            return Rule::default();
        };
        match part {
            Part::Property(id) => rules.properties.get(id).copied().unwrap_or_default(),
            Part::Body => rules.text,
            Part::Place | Part::Trash => Rule::default(),
        }
    }
}
