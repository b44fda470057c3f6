"""The demonstration partnerships, as YAML: data only."""
