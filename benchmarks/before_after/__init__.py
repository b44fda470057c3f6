"""Two builds measured in turns, in one run on one machine: `python -m benchmarks.before_after`."""
