//! The cases with which a plugin is rehearsed.

use playbook_engine::Program;
use playbook_engine::hooks::{Seen, SeenValue};
use playbook_engine::model::{Choice, Fact, FactKind, Playbook, PluginUse};

/// So many values of a fact are tried; all facts change at once, so that there are no more rounds than this.
const MOST_VALUES: usize = 8;

/// Everything the plugin sees of a case, but for which values.
pub(super) struct Cases<'p> {
    playbook: &'p Playbook,
    regions: Vec<&'p Fact>,
    others: Vec<&'p Fact>,
}

impl<'p> Cases<'p> {
    pub(super) fn of(program: &'p Program, plugin: &PluginUse) -> Self {
        let facts = plugin.sees.iter().filter_map(|fact| program.fact_id(fact).ok()).map(|fact| program.fact(fact));
        let (regions, others) = facts.partition(|fact| fact.kind == FactKind::Region);
        Self { playbook: program.playbook(), regions, others }
    }

    /// Every region, all else answered with its first value (a yes, a whole set): who has something to say says it here.
    pub(super) fn first(&self) -> Vec<Seen> {
        self.round(0)
    }

    /// The other values, "I don't know", nothing but the regions, and each region alone or beside another.
    pub(super) fn further(&self) -> Vec<Seen> {
        let values = self.others.iter().map(|fact| self.values(&fact.kind).len()).max().unwrap_or(1);
        let mut found: Vec<Seen> = (1..values.min(MOST_VALUES)).flat_map(|round| self.round(round)).collect();
        if !self.others.is_empty() {
            found.extend(self.everywhere().into_iter().map(|seen| self.with_others(seen, |_| SeenValue::Unknown)));
            found.extend(self.everywhere());
        }
        found.extend(self.apart());
        found
    }

    fn round(&self, round: usize) -> Vec<Seen> {
        self.everywhere().into_iter().map(|seen| self.answered(seen, round)).collect()
    }

    /// One case a region, the same in all facts that are regions.
    fn everywhere(&self) -> Vec<Seen> {
        if self.regions.is_empty() {
            return vec![Seen::default()];
        }
        let all = |region| self.regions.iter().fold(Seen::default(), |seen, fact| seen.with(&*fact.id, word(region)));
        self.playbook.regions.iter().map(all).collect()
    }

    /// Where several facts are regions: each region in one fact alone, and with the next region in the others.
    fn apart(&self) -> Vec<Seen> {
        let mut found = Vec::new();
        if self.regions.len() < 2 {
            return found;
        }
        let next = self.playbook.regions.iter().cycle().skip(1);
        for (region, next) in self.playbook.regions.iter().zip(next) {
            for fact in &self.regions {
                let alone = Seen::default().with(&*fact.id, word(region));
                let others = self.regions.iter().filter(|other| other.id != fact.id);
                let beside = others.fold(alone.clone(), |seen, other| seen.with(&*other.id, word(next)));
                found.push(self.answered(alone, 0));
                found.push(self.answered(beside, 0));
            }
        }
        found
    }

    fn answered(&self, seen: Seen, round: usize) -> Seen {
        self.with_others(seen, |fact| {
            let values = self.values(&fact.kind);
            values.get(round % values.len().max(1)).cloned().unwrap_or(SeenValue::Unknown)
        })
    }

    fn with_others(&self, seen: Seen, value: impl Fn(&Fact) -> SeenValue) -> Seen {
        self.others.iter().fold(seen, |seen, fact| seen.with(&*fact.id, value(fact)))
    }

    /// Values that a fact can have; of those without choices, any that are well-formed.
    fn values(&self, kind: &FactKind) -> Vec<SeenValue> {
        let set = |choices: &[Choice]| SeenValue::Words {
            has: choices.iter().map(|choice| choice.id.clone()).collect(),
            rest_unknown: false,
        };
        let day = self.playbook.version;
        match kind {
            FactKind::YesNo => vec![SeenValue::YesNo(true), SeenValue::YesNo(false)],
            FactKind::OneOf(choices) => choices.iter().map(word).collect(),
            FactKind::AnyOf(choices) => {
                let each = choices.iter().map(std::slice::from_ref).map(set);
                [set(choices), set(&[])].into_iter().chain(each).collect()
            }
            FactKind::Amount | FactKind::Number => vec![SeenValue::Number(1_000), SeenValue::Number(0)],
            FactKind::Date => vec![SeenValue::Word(day.to_string())],
            FactKind::Moment => vec![SeenValue::Word(format!("{day}T12:00:00Z"))],
            FactKind::Text => vec![SeenValue::Word("text".to_owned())],
            FactKind::Region => self.playbook.regions.iter().map(word).collect(),
        }
    }
}

fn word(choice: &Choice) -> SeenValue {
    SeenValue::Word(choice.id.clone())
}
