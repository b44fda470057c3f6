"""An empty list to fill in, as CSV and XLSX with the partnership's names."""

from __future__ import annotations

from itertools import zip_longest

from django.utils.translation import gettext as _

from oneworkforce.assessments.models import Assessment
from oneworkforce.invitations.lists.preview import field_names, words_of
from oneworkforce.tables.writing import BYTE_ORDER_MARK, as_csv, as_xlsx

KNOWN = ("staff_group", "sector", "locality", "workforce", "language")


def headings() -> list[str]:
    """A list's column names."""
    names = field_names()
    order = ("staff_group", "organisation", "sector", "locality", "wave", "language", "workforce")
    return [_("Name"), _("E-mail address"), *(names[field] for field in order)]


def template_as_csv() -> str:
    """The names of the columns."""
    return BYTE_ORDER_MARK + as_csv([headings()])


def template_as_xlsx(assessment: Assessment) -> bytes:
    """A sheet to fill in, and a second one with the names that it may use."""
    names, words = field_names(), words_of(assessment)
    columns = [[names[field], *words[field].values()] for field in KNOWN]
    columns.append([names["wave"], *assessment.waves.values_list("name", flat=True)])
    known = list(zip_longest(*columns, fillvalue=""))
    return as_xlsx([(_("People"), 24, [headings()]), (_("Names to use"), 40, known)])
