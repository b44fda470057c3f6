"""An assessment, its pinned framework, its stages and its plan."""
