"""Loading a partnership from a YAML file, as the demonstration does."""
