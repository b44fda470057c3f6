"""Pictures and texts of every page of a build, and what differs between two: `python -m benchmarks.every_page`."""
