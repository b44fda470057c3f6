"""Mutation testing: what no test would notice. `python -m benchmarks.mutants`; see its README."""
