"""YAML files read so that everything in them knows its line, and every fault is told at once."""
