"""Settings are read once, checked, and refused with a line that says what to do."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from oneworkforce.config.environment import SETTINGS, SettingRefused, SmtpServer, kept_secret_key, read_environment


def test_defaults_are_all_usable() -> None:
    given = read_environment({})
    assert given["port"] == 8000
    assert given["debug"] is False
    assert given["demo"] is False


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("ONEWORKFORCE_PORT", "eighty", "whole number from 1 to 65535"),
        ("ONEWORKFORCE_PORT", "0", "whole number from 1 to 65535"),
        ("ONEWORKFORCE_PORT", "99999999999999", "whole number"),
        ("ONEWORKFORCE_DEBUG", "perhaps", "1 or 0"),
        ("ONEWORKFORCE_DATABASE_URL", "mysql://u@h/db", "postgresql://"),
        ("ONEWORKFORCE_DATABASE_URL", "sqlite:///elsewhere.sqlite3", "leave it out for SQLite"),
        ("ONEWORKFORCE_ORIGIN", "workforce.example.org", "scheme and host"),
        ("ONEWORKFORCE_ORIGIN", "https://workforce.example.org/path", "scheme and host"),
        ("ONEWORKFORCE_SYNCHRONOUS", "OFF", "one of FULL, NORMAL"),
        ("ONEWORKFORCE_FRAMEWORKS_DIR", "/no/such/folder", "no such folder"),
        ("ONEWORKFORCE_PROT", "8000", "no such setting"),
        ("ONEWORKFORCE_SMTP_URL", "mail.example.org:587", "smtp://USER:PASSWORD@HOST:587"),
        ("ONEWORKFORCE_SMTP_URL", "smtp://user:p@ss/word@host", "write @ as %40"),
        ("ONEWORKFORCE_SMTP_URL", "smtp://host:eighty", "smtp://USER:PASSWORD@HOST:587"),
        ("ONEWORKFORCE_SMTP_URL", "smtp://host?tls=maybe", "tls=starttls or tls=none"),
        ("ONEWORKFORCE_SMTP_URL", "smtps://host?tls=none", "encrypted from the start"),
        ("ONEWORKFORCE_SMTP_URL", "smtp://user@host", "a user and a password, or neither"),
        ("ONEWORKFORCE_MAIL_FROM", "One Workforce", "a name and an address"),
        ("ONEWORKFORCE_MAIL_FROM", "A <a@example.org>\nBcc: <b@example.org>", "a name and an address"),
        ("ONEWORKFORCE_MAIL_PER_MINUTE", "-1", "whole number from 0"),
        ("ONEWORKFORCE_SECONDS_TO_CHOOSE", "20", "two whole numbers from 1 to 300"),
        ("ONEWORKFORCE_SECONDS_TO_CHOOSE", "20-5", "the smaller first"),
        ("ONEWORKFORCE_SECONDS_TO_CHOOSE", "0-5", "from 1 to 300"),
    ],
)
def test_a_wrong_value_is_refused_by_name_with_a_remedy(name: str, value: str, says: str) -> None:
    with pytest.raises(SettingRefused) as refused:
        read_environment({name: value})
    assert name in str(refused.value)
    assert says in str(refused.value)


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://127.0.0.1:1025", SmtpServer("127.0.0.1", 1025, "", "", "none")),
        ("smtp://relay.example.org", SmtpServer("relay.example.org", 25, "", "", "starttls")),
        ("smtp://relay.example.org:25?tls=none", SmtpServer("relay.example.org", 25, "", "", "none")),
        ("smtp://me%40x:p%40ss%2Fw@h.org", SmtpServer("h.org", 587, "me@x", "p@ss/w", "starttls")),
        ("smtps://me:pw@h.org", SmtpServer("h.org", 465, "me", "pw", "always")),
        ("smtp://me:pw@[::1]:2525/?tls=starttls", SmtpServer("::1", 2525, "me", "pw", "starttls")),
    ],
)
def test_an_address_of_a_mail_server_says_how_it_is_reached(url: str, server: SmtpServer) -> None:
    assert read_environment({"ONEWORKFORCE_SMTP_URL": url})["smtp_url"] == server
    assert "pw" not in repr(server)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ONEWORKFORCE_SMTP_URL", "smtp://user:hunter2@host:eighty"),
        ("ONEWORKFORCE_SMTP_URL", "smtp://user:hun/ter2@host"),
        ("ONEWORKFORCE_SMPT_URL", "smtp://user:hunter2@host"),
        ("ONEWORKFORCE_DATABASE_URL", "mysql://user:hunter2@host/db"),
    ],
)
def test_a_password_is_not_shown_as_its_setting_is_refused(name: str, value: str) -> None:
    with pytest.raises(SettingRefused) as refused:
        read_environment({name: value})
    assert "ter2" not in str(refused.value)
    assert "user:…@host" in str(refused.value)


def test_who_sends_may_have_a_name() -> None:
    read = read_environment({"ONEWORKFORCE_MAIL_FROM": "Plant Gŵyl, Wrecsam <plant@example.org>"})["mail_from"]
    assert read == ("Plant Gŵyl, Wrecsam", "plant@example.org")
    assert read_environment({"ONEWORKFORCE_MAIL_FROM": "plant@example.org"})["mail_from"] == ("", "plant@example.org")


def test_what_a_database_s_address_asks_for_stays_beside_the_pool() -> None:
    database = read_environment({"ONEWORKFORCE_DATABASE_URL": "postgresql://u:p@h:5432/db?sslmode=require"})[
        "database_url"
    ]
    assert database["OPTIONS"]["sslmode"] == "require"
    assert database["OPTIONS"]["pool"]["max_size"] == 8
    assert database["CONN_MAX_AGE"] == 0


def test_the_console_script_ends_with_one_line_and_status_2(tmp_path: Path) -> None:
    environ = {**os.environ, "ONEWORKFORCE_DATA_DIR": str(tmp_path), "ONEWORKFORCE_PORT": "eighty"}
    ran = subprocess.run(
        [sys.executable, "-c", "from oneworkforce.config.cli import main; main()", "assessments"],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert ran.stderr.strip().splitlines() == [
        "ONEWORKFORCE_PORT='eighty' cannot be used: give a whole number from 1 to 65535."
    ]


def test_the_secret_key_is_made_once_and_read_by_its_owner_alone(tmp_path: Path) -> None:
    first = kept_secret_key(tmp_path / "data")
    assert kept_secret_key(tmp_path / "data") == first
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "data" / "secret-key").stat().st_mode) == 0o600


def test_a_broken_secret_key_is_refused_rather_than_replaced(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("short")
    with pytest.raises(SettingRefused, match="holds no key"):
        kept_secret_key(tmp_path)


def test_every_setting_stands_in_the_documentation() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "settings.md").read_text()
    documented = set(re.findall(r"`(ONEWORKFORCE_[A-Z_]+)`", page))
    assert documented == {setting.name for setting in SETTINGS}
