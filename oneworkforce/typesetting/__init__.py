"""Typesetting: data and a Typst template → a tagged PDF (PDF/UA-1), for reports and for questionnaires on paper."""

from .letters import fit_for_print
from .typesetting import FontsMissing, typeset

__all__ = ["FontsMissing", "fit_for_print", "typeset"]
