"""The letters to parents and carers until a partnership writes its own, in their own words."""

from __future__ import annotations

from django.utils.translation import gettext as _


def invitation() -> tuple[str, list[str]]:
    return _("How well do people work together for your family? [partnership] asks you"), [
        _("Hello,"),
        _(
            "Teachers, nurses, health visitors, social workers and police officers: how well do they work together for "
            "your family? [partnership] wants to hear it from you."
        ),
        _("Here is your own link to the questionnaire. It is for you alone, so please do not pass it on."),
        "[link]",
        _("Or go to [code page] and type the code [code]."),
        _(
            "It takes about [minutes] minutes, on a telephone or a computer. There are no right answers. You can leave "
            "out any question, and stop when you like. You can answer until [closes]."
        ),
        _("It is up to you. Your family gets the same help if you do not take part."),
        _(
            "Nobody can find out what you said: not your child’s school, not the people who help your family. Your "
            "answers are kept apart from your name. They wait until enough others have answered, and then they are all "
            "mixed together. We only show what [smallest group] people or more said. Beside your name we only note "
            "that you have finished, so that nobody reminds you."
        ),
        _("Nobody reads your answers at once."),
        "[help now]",
        _("When it is over, we will tell you what came of it."),
        _("Do you have a question? Ask [contact]."),
        _("Thank you."),
    ]


def reminder() -> tuple[str, list[str]]:
    return _("There is still time to tell us how it is for your family"), [
        _("Hello,"),
        _(
            "Some days ago [partnership] asked you how well people work together for your family. You can still answer "
            "until [closes]. It is up to you."
        ),
        _(
            "If you have begun, the link in our first letter, or the code you noted, takes you back to your answers. "
            "If you have not begun yet, here is a link of your own:"
        ),
        "[link]",
        _("Or go to [code page] and type the code [code]."),
        _("It takes about [minutes] minutes, and nobody can find out what you said."),
        "[help now]",
        _("Do you have a question? Ask [contact]."),
        _("If you would rather not get another reminder, one click is enough: [stop reminders]"),
        _("Thank you."),
    ]


def lost_link() -> tuple[str, list[str]]:
    return _("Your link to the questionnaire of [partnership]"), [
        _("Hello,"),
        _("Somebody, we hope it was you, asked us to send your link again. Here is a new one:"),
        "[link]",
        _("Or go to [code page] and type the code [code]."),
        _(
            "If you have begun, the link in our first letter, or the code you noted, takes you back to your answers. "
            "All your links go on working until [closes]."
        ),
        _("If it was not you, you need do nothing. Otherwise, if you have a question, ask [contact]."),
    ]
