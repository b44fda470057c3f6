"""What every test stands on: a throwaway data folder, and people signed in."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable
from typing import Any

# Settings are read once, at import; the tests never touch a data folder of somebody's own, nor one another's.
os.environ["ONEWORKFORCE_DATA_DIR"] = tempfile.mkdtemp(prefix="oneworkforce-tests-")

import hypothesis
import pytest
from django.test import Client

from oneworkforce.accounts.models import User

# How long an example takes says how busy the machine is; speed is measured in benchmarks/.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")
atexit.register(shutil.rmtree, os.environ["ONEWORKFORCE_DATA_DIR"], ignore_errors=True)
pytest_plugins = ["tests.legs", "tests.databases", "tests.browsing"]


@pytest.fixture(autouse=True)
def _own_cache(settings: Any, request: pytest.FixtureRequest) -> None:
    """A cache of each test's own, so that counted tries of one test never stop another."""
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": request.node.nodeid}}


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Any) -> None:
    """Hashing that is slow on purpose would be most of the tests' time."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """A client signed in as somebody: ``signed_in(user)``."""

    def as_user(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return as_user
