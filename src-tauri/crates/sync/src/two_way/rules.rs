//! Which rule holds for a part of a page.
//!
//! Pure. Leaves out the profiles' files. The rules it protects: what no profile speaks of goes both ways and is decided by
//! the person; the status of a row that breaks a rule is left as it is in Notion.

use std::collections::HashMap;

use keepsake_memory::Part;
use keepsake_notion::{Page, Parent};
use keepsake_records::{profile::Direction, validate};
use keepsake_text::NotionId;
use serde_json::Value;

use super::{decide::Rule, profile::Applied};

/// The rules of all profiles in force.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    by_data_source: HashMap<NotionId, OfDataSource>,
}

#[derive(Clone, Debug)]
struct OfDataSource {
    properties: HashMap<String, Rule>,
    text: Rule,
    /// Properties of which changes in Notion are not taken.
    owned_here: Vec<String>,
    applied: Applied,
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
            let owned_here = applied.mapping.iter().filter_map(|mapped| {
                let field = applied.profile.field(&mapped.field)?;
                let is_owned = field.direction == Direction::ToNotion && !field.read_only;
                is_owned.then(|| mapped.property_id.clone())
            });
            let rules = OfDataSource {
                properties: properties.collect(),
                text: Rule {
                    direction: applied.profile.text.direction,
                    policy: applied.profile.text.policy,
                },
                owned_here: owned_here.collect(),
                applied: applied.clone(),
            };
            (applied.data_source, rules)
        });
        Self {
            by_data_source: by_data_source.collect(),
        }
    }

    fn of_row(&self, page: &Page) -> Option<&OfDataSource> {
        let Parent::DataSource { data_source, .. } = &page.parent else {
            return None;
        };
        self.by_data_source.get(data_source)
    }

    /// The properties of a page of which changes in Notion are not taken.
    #[must_use]
    pub fn owned_here(&self, page: &Page) -> &[String] {
        self.of_row(page)
            .map_or(&[], |rules| rules.owned_here.as_slice())
    }

    /// The status of a row.
    #[must_use]
    pub fn status(&self, page: &Page) -> Option<Part> {
        let applied = &self.of_row(page)?.applied;
        let status = applied.mapping.of(&applied.profile.status.field)?;
        Some(Part::Property(status.property_id.clone()))
    }

    /// Whether a row breaks a rule. `seen` is its JSON as a person sees it here.
    #[must_use]
    pub fn breaks_one(&self, page: &Page, seen: &Value) -> bool {
        self.of_row(page).is_some_and(|rules| {
            let Applied {
                profile,
                channels,
                mapping,
                ..
            } = &rules.applied;
            !validate(profile, channels, mapping, seen).valid
        })
    }

    /// The rule for one part of a page.
    #[must_use]
    pub fn of(&self, page: &Page, part: &Part) -> Rule {
        let Some(rules) = self.of_row(page) else {
            return Rule::default();
        };
        match part {
            Part::Property(id) => rules.properties.get(id).copied().unwrap_or_default(),
            Part::Body => rules.text,
            Part::Place | Part::Trash => Rule::default(),
        }
    }
}
