//! What the crates reach, from cargo's own metadata and the lock file.

use crate::environment::root;
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, PackageId};
use std::collections::BTreeSet;

fn metadata() -> Metadata {
    MetadataCommand::new()
        .manifest_path(root().join("Cargo.toml"))
        .other_options(["--offline".to_owned()])
        .exec()
        .unwrap()
}

/// Every package that one of the workspace reaches, tests left out.
fn reached(metadata: &Metadata, name: &str) -> BTreeSet<PackageId> {
    let resolve = metadata.resolve.as_ref().unwrap();
    let start = metadata.packages.iter().find(|package| package.name.as_str() == name).unwrap();
    let mut found = BTreeSet::from([start.id.clone()]);
    let mut open = vec![start.id.clone()];
    while let Some(id) = open.pop() {
        let node = resolve.nodes.iter().find(|node| node.id == id).unwrap();
        for dependency in &node.deps {
            let real = dependency.dep_kinds.iter().any(|kind| kind.kind != DependencyKind::Development);
            if real && found.insert(dependency.pkg.clone()) {
                open.push(dependency.pkg.clone());
            }
        }
    }
    found
}

#[test]
fn the_engine_reaches_no_c_code() {
    let metadata = metadata();
    let reached = reached(&metadata, "playbook-engine");
    assert!(reached.len() > 3, "the engine has dependencies, so this test looks at something");
    for package in metadata.packages.iter().filter(|package| reached.contains(&package.id)) {
        assert_eq!(package.links, None, "{} links to a foreign library", package.name);
        for dependency in &package.dependencies {
            assert!(
                !["cc", "cmake", "bindgen", "pkg-config"].contains(&dependency.name.as_str()) || dependency.optional,
                "{} builds C code",
                package.name
            );
        }
    }
}

#[test]
fn the_engine_never_reads_the_systems_time_zones() {
    let metadata = metadata();
    let resolve = metadata.resolve.as_ref().unwrap();
    let jiff = metadata.packages.iter().find(|package| package.name.as_str() == "jiff").unwrap();
    let node = resolve.nodes.iter().find(|node| node.id == jiff.id).unwrap();
    let features: Vec<&str> = node.features.iter().map(|feature| feature.as_str()).collect();
    assert!(features.contains(&"tzdb-bundle-always"), "{features:?}");
    for feature in ["tz-system", "tzdb-zoneinfo", "tzdb-concatenated"] {
        assert!(!features.contains(&feature), "jiff has {feature}");
    }
}

#[test]
fn the_archived_yaml_crate_is_nowhere() {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).unwrap();
    for name in ["serde_yaml", "serde_yml", "yaml-rust"] {
        assert!(!lock.contains(&format!("name = \"{name}\"")), "{name}");
    }
}

#[test]
fn there_is_one_program() {
    let metadata = metadata();
    let programs: Vec<String> = metadata
        .workspace_packages()
        .iter()
        .flat_map(|package| package.targets.iter().filter(|target| target.is_bin()).map(|target| target.name.clone()))
        .collect();
    assert_eq!(programs, ["playbook"], "`cargo run -- next` needs one");
}
