"""What is wrong with a pack."""

from oneworkforce.yaml_files.faults import FileFaults


class PackFaults(FileFaults):
    """A pack that cannot be used."""
