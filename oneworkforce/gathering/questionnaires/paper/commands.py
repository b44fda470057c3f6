"""`oneworkforce answers paper`: one staff group's questionnaire as a PDF to print."""

from __future__ import annotations

from pathlib import Path

import click
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from oneworkforce.assessments.commands import assessment_or_refuse
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.written_whole import written_whole
from oneworkforce.gathering.questionnaires.paper.printing import (
    LARGE,
    NORMAL,
    Print,
    WayOnline,
    has_easy_words,
    questionnaire_as_pdf,
)
from oneworkforce.partnerships.models import StaffGroup
from oneworkforce.typesetting import FontsMissing


@click.command("paper")
@click.argument("assessment")
@click.argument("group")
@click.option(
    "-o", "--output", "file", required=True, type=click.Path(dir_okay=False, path_type=Path), help="PDF file to write."
)
@click.option("--large", is_flag=True, help="Large print: 18 points.")
@click.option("--easy", is_flag=True, help="Easy words with pictures, for families (children have no others).")
@click.option("--language", default=settings.LANGUAGE_CODE, show_default=True, help="Language: en-gb or cy.")
def paper(assessment: str, group: str, file: Path, large: bool, easy: bool, language: str) -> None:
    """Write the questionnaire of the staff group GROUP of ASSESSMENT as a tagged PDF to print."""
    found = assessment_or_refuse(assessment)
    asked = _group_or_refuse(found, group)
    known = dict(settings.LANGUAGES)
    if language not in known:
        raise click.ClickException(
            _("There is no language “%(language)s”. There are: %(known)s")
            % {"language": language, "known": ", ".join(known)}
        )
    if easy and not has_easy_words(found, asked):
        raise click.ClickException(_("There are no easy words for “%(group)s”.") % {"group": asked.name})
    online = _way_online(found, asked)
    if online is None:
        click.echo(
            _("Without a way to answer online: set ONEWORKFORCE_ORIGIN, and open the assessment, to print one."),
            err=True,
        )
    try:
        made = questionnaire_as_pdf(Print(found, asked, LARGE if large else NORMAL, language, easy, online))
        with written_whole(file) as opened:
            opened.write(made)
    except FontsMissing as missing:
        raise click.ClickException(str(missing)) from missing
    except OSError as fault:
        raise click.FileError(str(file), fault.strerror) from fault
    click.echo(_("Written: %(name)s") % {"name": file}, err=True)


def _group_or_refuse(assessment: Assessment, key: str) -> StaffGroup:
    groups = {group.key: group for group in assessment.partnership.staff_groups.all()}
    if key not in groups:
        raise click.ClickException(
            _("There is no staff group “%(key)s”. There are: %(known)s") % {"key": key, "known": ", ".join(groups)}
        )
    return groups[key]


def _way_online(assessment: Assessment, group: StaffGroup) -> WayOnline | None:
    link = assessment.group_links.filter(staff_group=group).first()
    if link is None or not settings.ORIGIN:
        return None
    start, enter = reverse("answer-start", args=[link.code]), reverse("answer-enter")
    return WayOnline(settings.ORIGIN + start, settings.ORIGIN + enter, link.code)
