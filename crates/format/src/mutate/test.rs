//! Mutations of conditions.

use super::Operator;
use super::find::{Finder, Spot, key, map, scalar};
use crate::node::{Key, Kind, Node};

impl<'p> Finder<'p> {
    /// Every test of a condition. `empty` is what goes with its last test; `None`: the last test stays.
    pub(super) fn condition(&mut self, spot: &Spot<'p>, empty: Option<&Spot<'p>>) {
        if spot.node.as_list().is_some() {
            self.several(spot, empty);
            if let Kind::List(items) = &spot.node.kind
                && items.len() > 1
            {
                let list = Node { span: spot.node.span, kind: Kind::List(items.clone()) };
                self.change(Operator::SwapAnyAll, spot, map(&key("all", spot.node.span), list));
            }
            return;
        }
        let entries = spot.entries();
        for entry in &entries {
            let gone = if entries.len() == 1 { empty } else { Some(entry) };
            match (entry.name(), entry.key) {
                ("any" | "all", Some(name)) => {
                    self.several(entry, gone);
                    if entry.items().len() > 1 {
                        let other = if name.text == "any" { "all" } else { "any" };
                        self.replace(Operator::SwapAnyAll, entry, key(other, name.span), entry.node.clone());
                    }
                }
                ("not", Some(name)) => {
                    self.condition(entry, gone);
                    let list = Node { span: entry.node.span, kind: Kind::List(vec![entry.node.clone()]) };
                    self.replace(Operator::NegateTest, entry, key("all", name.span), list);
                }
                (_, Some(name)) => self.test(entry, name, gone),
                (_, None) => {}
            }
        }
        if entries.len() > 1
            && let Kind::Map(all) = &spot.node.kind
        {
            let items = all.iter().map(|(name, value)| map(name, value.clone())).collect();
            let list = Node { span: spot.node.span, kind: Kind::List(items) };
            self.change(Operator::SwapAnyAll, spot, map(&key("any", spot.node.span), list));
        }
    }

    /// The conditions of a list.
    fn several(&mut self, list: &Spot<'p>, empty: Option<&Spot<'p>>) {
        let items = list.items();
        for item in &items {
            self.condition(item, if items.len() == 1 { empty } else { Some(item) });
        }
    }

    /// One test of a fact or step.
    fn test(&mut self, test: &Spot<'p>, name: &'p Key, gone: Option<&Spot<'p>>) {
        if let Some(gone) = gone {
            self.drop(Operator::DropTest, test, gone);
        }
        self.replace(Operator::NegateTest, test, key("not", name.span), map(name, test.node.clone()));
        let kinds = test.entries();
        for kind in &kinds {
            if kinds.len() > 1 {
                self.drop(Operator::DropTest, kind, kind);
            }
            match kind.name() {
                "within" => self.term(kind),
                "at-least" | "below" => self.bound(kind),
                word => {
                    self.words(&name.text, kind);
                    if word == "all-of" && kinds.len() == 1 {
                        self.change(Operator::SwapAnyAll, test, kind.node.clone());
                    }
                }
            }
        }
        if kinds.is_empty() {
            self.words(&name.text, test);
            let set = self.is_set(&name.text);
            if set && test.items().len() > 1 {
                self.change(Operator::SwapAnyAll, test, map(&key("all-of", test.node.span), test.node.clone()));
            }
        }
    }

    /// The values that a test or an anchor names.
    pub(super) fn words(&mut self, name: &str, spot: &Spot<'p>) {
        let items = spot.items();
        if items.len() > 1 {
            items.iter().for_each(|item| self.drop(Operator::DropValue, item, item));
        }
        let named: Vec<&Spot<'p>> = if items.is_empty() { vec![spot] } else { items.iter().collect() };
        let taken: Vec<&str> = named.iter().filter_map(|spot| spot.node.as_text()).collect();
        let values = self.values(name);
        for spot in &named {
            let at = values.iter().position(|value| Some(*value) == spot.node.as_text()).unwrap_or(0);
            let mut others = values.iter().cycle().skip(at + 1).take(values.len());
            if let Some(other) = others.find(|value| !taken.contains(value)) {
                self.change(Operator::ChangeValue, spot, scalar(spot.node, *other));
            }
        }
    }
}
