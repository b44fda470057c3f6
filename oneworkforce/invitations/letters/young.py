"""The letters to young people until a partnership writes its own, in their own words."""

from __future__ import annotations

from django.utils.translation import gettext as _


def invitation() -> tuple[str, list[str]]:
    return _("How well do people work together for you? [partnership] asks you"), [
        _("Hello,"),
        _(
            "Teachers, nurses, youth workers, social workers and police officers: how well do they work together for "
            "you? [partnership] wants to hear it from you."
        ),
        _("Here is your own link. It is for you alone, so please do not pass it on."),
        "[link]",
        _("Or go to [code page] and type [code]."),
        _(
            "Each question has two sentences and five faces. You press the face that is most like it is for you. There "
            "is no right answer. It takes about [minutes] minutes. You can leave out any question, and stop when you "
            "like. You can answer until [closes]."
        ),
        _("It is up to you. You get the same help if you say no."),
        "[yes first]",
        _(
            "Nobody can find out what you said: not your teachers, not your parents or carers, not the people who help "
            "you. Your answers are kept apart from your name. They wait until enough others have answered, and then "
            "they are all mixed together. We only show what [smallest group] people or more said. Beside your name we "
            "only note that you have finished, so that nobody reminds you."
        ),
        _("Nobody reads your answers straight away."),
        "[help now]",
        _("When it is over, you will hear what came of it. If you have a question, ask [contact]."),
        _("Thank you."),
    ]


def reminder() -> tuple[str, list[str]]:
    return _("There is still time to tell us how it is for you"), [
        _("Hello,"),
        _(
            "Some days ago [partnership] asked you how well people work together for you. You can still answer until "
            "[closes]. It is up to you."
        ),
        _(
            "Have you begun? Then the link in our first letter, or the code that you wrote down, takes you back to "
            "your answers. If not, here is a new link for you:"
        ),
        "[link]",
        _("Or go to [code page] and type [code]."),
        _("It takes about [minutes] minutes. Nobody can find out what you said."),
        "[help now]",
        _("If you have a question, ask [contact]."),
        _("If you do not want another reminder, press here: [stop reminders]"),
        _("Thank you."),
    ]


def lost_link() -> tuple[str, list[str]]:
    return _("Your link to the questions of [partnership]"), [
        _("Hello,"),
        _("Somebody asked us to send your link again. We hope that it was you. Here is a new link:"),
        "[link]",
        _("Or go to [code page] and type [code]."),
        _("All your links work until [closes]. If it was not you, you need do nothing."),
        _("If you have a question, ask [contact]."),
    ]


def why_it_came(partnership: str) -> str:
    """For the foot of a letter."""
    return _("You get this e-mail because %(partnership)s asks you how it is for you.") % {"partnership": partnership}


def what_you_can_decide() -> str:
    """For the foot of a letter, before the address of the page."""
    return _("Stop reminders, choose a language, see what we keep about you, or have it deleted:")
