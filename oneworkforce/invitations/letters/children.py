"""The letters about children of about 7 to 10, to the grown-up with a child, until a partnership writes its own."""

from __future__ import annotations

from django.utils.translation import gettext as _


def invitation() -> tuple[str, list[str]]:
    return _("Will you help a child to tell us what it is like? [partnership] asks you"), [
        _("Hello,"),
        _(
            "Teachers, nurses, social workers and police officers: how well do they work together for a child whom you "
            "know? [partnership] wants to hear it from children of about 7 to 10 themselves, with a grown-up whom they "
            "trust beside them."
        ),
        _("Here is a link for one child. It is for you and this child alone, so please do not pass it on."),
        "[link]",
        _("Or go to [code page] and type the code [code]."),
        _(
            "There are a few questions with pictures and three faces. It takes about [minutes] minutes. Read them out, "
            "and let the child choose. The child can leave out any question, and stop at any time. You can do it until "
            "[closes]."
        ),
        _("It is up to you and the child. The child gets the same help if you do not take part."),
        _(
            "Nobody can find out what the child said. The answers are kept apart from your name. They wait until "
            "enough others have answered, and then they are all mixed together. We only show what [smallest group] "
            "children or more said. Beside your name we only note that it is finished, so that nobody reminds you."
        ),
        _("Nobody reads the answers at once."),
        "[help now]",
        _("When it is over, we will tell you what came of it."),
        _("Do you have a question? Ask [contact]."),
        _("Thank you."),
    ]


def reminder() -> tuple[str, list[str]]:
    return _("There is still time to help a child tell us what it is like"), [
        _("Hello,"),
        _(
            "Some days ago [partnership] asked you to help a child of about 7 to 10 tell us how well people work "
            "together for them. You can still do it until [closes]. It is up to you and the child."
        ),
        _(
            "If you have begun, the link in our first letter, or the code you noted, takes you back to the answers. "
            "If you have not begun yet, here is a link of your own:"
        ),
        "[link]",
        _("Or go to [code page] and type the code [code]."),
        _("It takes about [minutes] minutes, and nobody can find out what the child said."),
        "[help now]",
        _("Do you have a question? Ask [contact]."),
        _("If you would rather not get another reminder, one click is enough: [stop reminders]"),
        _("Thank you."),
    ]


def lost_link() -> tuple[str, list[str]]:
    return _("Your link to the children’s questions of [partnership]"), [
        _("Hello,"),
        _("Somebody, we hope it was you, asked us to send your link again. Here is a new one:"),
        "[link]",
        _("Or go to [code page] and type the code [code]."),
        _(
            "If you have begun, the link in our first letter, or the code you noted, takes you back to the answers. "
            "All your links go on working until [closes]."
        ),
        _("If it was not you, you need do nothing. Otherwise, if you have a question, ask [contact]."),
    ]
