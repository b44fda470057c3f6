"""A report as tagged PDF (PDF/UA-1), for printing, for sending, and for reading with a screen reader."""

from .pdf import report_as_pdf

__all__ = ["report_as_pdf"]
