"""The letters until a partnership writes its own, ready to send: to staff in the Director's voice, below; to young
people, children and parents as young.py, children.py and parents.py have them."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import translation
from django.utils.translation import gettext as _

from oneworkforce.frameworks.rules import CHILDREN, PARENTS, YOUNG_PEOPLE
from oneworkforce.invitations.letters import children, parents, young
from oneworkforce.invitations.letters.kinds import FAMILIES, LetterKind, base_of, whom


def default_letter(kind: str, language: str) -> tuple[str, str]:
    """Subject and body; English if not translated."""
    with translation.override(language):
        subject, body = DEFAULTS[whom(kind)][base_of(kind)]()
    return subject, "\n\n".join(body)


def _invitation() -> tuple[str, list[str]]:
    return _("What is it like where you work? [partnership] asks you"), [
        _("Dear [name],"),
        _("I am writing to ask you for about [minutes] minutes."),
        _(
            "Children and young people do best when everybody who works with them and their families works together. "
            "You see every day how well that goes. So I should like to hear it from you."
        ),
        "[purpose]",
        _("Here is your own link to the questionnaire. It is for you alone, so please do not pass it on."),
        "[link]",
        _("Or go to [code page] and type the code [code]."),
        _(
            "What is it? A questionnaire for this group: [group]. Each question has two ends, and you say where "
            "between them you think things are now. There are no right answers. “I don’t know” is an answer too."
        ),
        _(
            "What is it for? It shows where we work well together, and where families still have to hold the pieces "
            "together themselves. With that we agree what to change first, who does it and by when, and we tell you "
            "what came of it."
        ),
        _(
            "What is it for in the end? That children and young people are healthy and safe, enjoy learning and life, "
            "have a say, and have what they need to do well later on."
        ),
        _(
            "How long does it take? About [minutes] minutes in all. Every answer is saved as you give it, so you can "
            "stop and come back, on a telephone or a computer, as often as you like until [closes]."
        ),
        _(
            "Who sees what you say? Nobody can see who said what: not I, not your manager, not the people who run the "
            "questionnaire. Your answers are kept apart from your name. They wait, unread, until enough others in your "
            "group have answered, or the questionnaire closes; then they are shuffled together. Figures are shown only "
            "where at least [smallest group] people answered. The one thing noted beside your name is that you have "
            "finished, so that nobody reminds you."
        ),
        _("Do you have a question? Ask [contact]."),
        _("Thank you for what you do, and for telling us."),
    ]


def _reminder() -> tuple[str, list[str]]:
    return _("There is still time to tell us what it is like where you work"), [
        _("Dear [name],"),
        _(
            "Some days ago [partnership] asked you how well everybody who works with children, young people and "
            "families works together. You can still answer until [closes]."
        ),
        _(
            "If you have begun, the link in our first letter, or the code you noted, takes you back to your answers. "
            "If you have not begun yet, here is a link of your own:"
        ),
        "[link]",
        _("Or go to [code page] and type the code [code]."),
        _(
            "It takes about [minutes] minutes in all, in as many sittings as you like. Nobody can see who said what: "
            "answers wait until enough others in your group have answered, and are shuffled together."
        ),
        _("Do you have a question? Ask [contact]."),
        _("If you would rather not get another reminder, one click is enough: [stop reminders]"),
        _("Thank you."),
    ]


def _lost_link() -> tuple[str, list[str]]:
    return _("Your link to the questionnaire of [partnership]"), [
        _("Dear [name],"),
        _("Somebody, we hope it was you, asked us to send your link again. Here is a new one:"),
        "[link]",
        _("Or go to [code page] and type the code [code]."),
        _(
            "If you have begun, the link in our first letter, or the code you noted, takes you back to your answers. "
            "All your links go on working until [closes]."
        ),
        _("If it was not you, you need do nothing. Otherwise, if you have a question, ask [contact]."),
    ]


Words = Callable[[], tuple[str, list[str]]]
DEFAULTS: dict[str, dict[LetterKind, Words]] = {
    to: dict(zip(LetterKind, written, strict=True))
    for to, written in {
        "": (_invitation, _reminder, _lost_link),
        FAMILIES[YOUNG_PEOPLE]: (young.invitation, young.reminder, young.lost_link),
        FAMILIES[CHILDREN]: (children.invitation, children.reminder, children.lost_link),
        FAMILIES[PARENTS]: (parents.invitation, parents.reminder, parents.lost_link),
    }.items()
}
"""Whom it is to → what it is for → its words."""
