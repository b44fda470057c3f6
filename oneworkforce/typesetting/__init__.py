"""Data and a Typst template make a tagged PDF (PDF/UA-1)."""

from .letters import fit_for_print
from .typesetting import FontsMissing, typeset

__all__ = ["FontsMissing", "fit_for_print", "typeset"]
