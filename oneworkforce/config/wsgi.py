"""The WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oneworkforce.config.settings")
django_alone = get_wsgi_application()

# These need the models, which are there now.
from oneworkforce.gathering.questionnaires.answering.quick_saves import with_quick_saves  # noqa: E402
from oneworkforce.visitors.one_at_a_time import one_at_a_time  # noqa: E402

application = one_at_a_time(with_quick_saves(django_alone))
