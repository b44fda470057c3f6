"""The paper's own sentences: what is kept, how to mark, labels."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext, pgettext

from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks.rules import CHILDREN, YOUNG_PEOPLE
from oneworkforce.gathering.questionnaires.answering.consent import YOUNGEST
from oneworkforce.gathering.questionnaires.answering.versions import is_family
from oneworkforce.partnerships.models import Partnership, StaffGroup
from oneworkforce.ui.languages import FAMILIAR
from oneworkforce.visitors.help_lines import EMERGENCY, LINES
from oneworkforce.visitors.language import FAMILIAR_WITH


def said_to(audience: str) -> Callable[[str], str]:
    """A gettext for an audience: Welsh says “ti” to a child. Bind it to `_`, so that texts are found."""

    def said(message: str) -> str:
        familiar = pgettext(FAMILIAR, message) if audience in FAMILIAR_WITH else message
        return familiar if familiar != message else gettext(message)

    return said


def promises(assessment: Assessment, audience: str) -> list[str]:
    """How answers on paper are kept, honestly: people see this paper."""
    _ = said_to(audience)
    people = {"k": assessment.k, "own_word": assessment.partnership.own_word}
    if audience == CHILDREN:
        return _to_the_grown_up(assessment)
    if is_family(audience):
        return [
            *(_who_may(assessment.partnership) if audience == YOUNG_PEOPLE else []),
            _("You do not have to answer. You can leave out any question."),
            _("Do not write your name."),
            _("One or two people type your answers into a computer. They see this paper, but not whose it is."),
            _("Then this paper is destroyed."),
            _("Your answers are mixed with those of others. We only show them where %(k)s or more people answered.")
            % people,
            _("If you write that somebody is in danger, the people who read it have to tell someone who can help."),
        ]
    return [
        _("We do not ask who you are. Please do not write your name, and use the envelope if you were given one."),
        _("Whoever opens the envelope and types your answers in sees this paper and your writing, and nothing else."),
        _("It may be typed a second time, to find mistakes. Then the paper is destroyed."),
        _(
            "Your answers then wait, unread, until enough others in your group have answered, or the questionnaire "
            "closes; then they are shuffled together."
        ),
        _(
            "Results are shown only where at least %(k)s people answered, so nobody in the %(own_word)s or where you "
            "work can tell what you said."
        )
        % people,
        _(
            "Comments are read as you wrote them, after the questionnaire closes, under the name of your group. Leave "
            "out names and details of real people."
        ),
    ]


def _to_the_grown_up(assessment: Assessment) -> list[str]:
    """What whoever sits with a child reads first, as online."""
    partnership = assessment.partnership
    return [
        gettext("This is for children of about 7 to 10, with a grown-up whom they trust."),
        gettext("A parent, a carer or the school has to say yes before the child takes part."),
        *([partnership.permission_route] if partnership.permission_route else []),
        gettext("It is up to the child. The child may leave out any question, and stop at any time."),
        gettext("Read the words as they stand. Explain a word, but do not answer for the child."),
        gettext("Do not write a name, or anything besides the crosses."),
        gettext(
            "One or two people type the answers into a computer. They see this paper, but not whose it is. Then it is "
            "destroyed."
        ),
        gettext("The answers are mixed with those of others. We only show them where %(k)s or more people answered.")
        % {"k": assessment.k},
        gettext(
            "If the child tells you something that worries you, listen, and do not promise to keep it secret. Nobody "
            "reads this paper straight away: call one of the numbers below."
        ),
    ]


def _who_may(partnership: Partnership) -> list[str]:
    """Whom the young people's version is for, as online."""
    _ = said_to(YOUNG_PEOPLE)
    said = [_("This is for people of %(age)s or older.") % {"age": YOUNGEST}]
    if partnership.consent_age > YOUNGEST:
        said.append(
            _("Are you younger than %(age)s? Then a grown-up has to say yes first.") % {"age": partnership.consent_age}
        )
    if partnership.consent_age > YOUNGEST and partnership.permission_route:
        said.append(partnership.permission_route)
    return said


def help_now(partnership: Partnership) -> list[str]:
    """Where children, young people and families get help at once, as online."""
    known = [f"{line.name}: {line.number}. {line.who}" for line in (EMERGENCY, *LINES)]
    return [*known, *(line.strip() for line in partnership.help_now.splitlines() if line.strip())]


def how_to_mark(audience: str) -> list[str]:
    _ = said_to(audience)
    if is_family(audience):
        return [
            _("Each question has two sentences, one above and one below the faces."),
            gettext("Read both out. The child puts one cross under the face that is most like it is for them.")
            if audience == CHILDREN
            else _("Put one cross under the face that fits you best."),
            _("Leave out a question if you like."),
        ]
    return [
        _(
            "Each question has two sentences. Put one cross: in box 1 if the first sentence fits how things are now, "
            "in box 5 if the second does, or between."
        ),
        _("If you change your mind, fill that box in, and cross another."),
        _("Leave a question out if you like."),
    ]


def furniture(partnership: Partnership, group: StaffGroup) -> dict[str, str]:
    """Labels and headings."""
    _ = said_to(group.audience)
    family = is_family(group.audience)
    return {
        "title": _("Do this with a grown-up you trust")
        if group.audience == CHILDREN
        else _("What is it like for you?")
        if family
        else _("What is it like where you work?"),
        "document_title": _("%(partnership)s: questionnaire for %(group)s")
        % {"partnership": partnership.name, "group": group.name},
        "about": (
            _("%(partnership)s wants to know what it is like to get help from people who work with children.")
            if family
            else _("%(partnership)s is asking how well everyone who works with children and families works together.")
        )
        % {"partnership": partnership.name},
        "for": _("For: %(group)s") % {"group": group.name},
        "kept": gettext("For the grown-up") if group.audience == CHILDREN else _("What is kept, and who can see what"),
        "how": _("How to fill it in"),
        "back": _("When you have finished"),
        "online": _("Rather online?"),
        "places": _("Where you work"),
        "places_hint": _("This shows whether every part of the workforce takes part. Leave out what you like."),
        "help": _("Do you need help now?"),
        "office": _("Office use: sheet no."),
        "page": _("Page {page} of {pages}"),
        "dont_know": _("I don’t know"),
        "not_my_work": _("I do not want to say")
        if group.audience == CHILDREN
        else _("Not about me, or I’d rather not say")
        if family
        else _("Not my work"),
        "comment": _("Anything to add on this theme? (optional)") if not family else _("Do you want to add anything?"),
        "comment_warning": _(
            "It is read as you write it. Leave out anything that could identify you, a child, a family or a colleague."
        )
        if not family
        else _("People read what you write. Do not write names, addresses or phone numbers."),
        "thanks": _("Thank you."),
    }
