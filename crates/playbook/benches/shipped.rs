//! The shipped playbook of China: plans, loading from the embedded form, and loading from YAML.
