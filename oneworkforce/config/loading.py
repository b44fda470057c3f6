"""Loading, once, what a process keeps until its end."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """What is loaded inside stays, and nobody looks for garbage in it, neither meanwhile nor later.

    Looking again and again took a fifth of each start. Later it would also write to what web processes share.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def load_for_web_processes() -> None:
    """Load what each of them needs from its first page on. They fork from this process, and so share the memory.

    Nothing is asked of the database, and no thread is started: `close_before_forking` comes after this.
    """
    with loading():
        from django.template.loader import get_template
        from django.urls import reverse

        from oneworkforce.config import wsgi  # noqa: F401 - the application with its middleware
        from oneworkforce.frameworks import load
        from oneworkforce.home.framework_views import DEFAULT

        reverse("home")  # every address, and with it every page's code
        for template in ("home/start.html", "ui/base.html", "ui/components.html"):
            get_template(template)
        load(DEFAULT)
