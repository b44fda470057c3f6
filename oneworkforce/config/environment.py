"""The settings that an operator can give, as environment variables.

`docs/reference/settings.md` lists the same names; a test holds that.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import dj_database_url


class SettingRefused(SystemExit):
    """A setting can't be used; the message says which and why."""

    def __init__(self, name: str, value: str, remedy: str) -> None:
        self.code = 2
        self.line = f"{name}={_without_password(value)!r} cannot be used: {remedy}"
        super().__init__(self.line)

    def __str__(self) -> str:
        return self.line


def _without_password(value: str) -> str:
    """An address without the part that must not be shown."""
    return re.sub(r"(://[^:@/\s]*):.*@", r"\1:…@", value)


def _switch(value: str) -> bool:
    if value.lower() in {"1", "true", "yes", "on"}:
        return True
    if value.lower() in {"0", "false", "no", "off", ""}:
        return False
    raise ValueError("give 1 or 0.")


def _whole_number(low: int, high: int) -> Callable[[str], int]:
    def parse(value: str) -> int:
        if not re.fullmatch(r"\d{1,6}", value) or not low <= int(value) <= high:
            raise ValueError(f"give a whole number from {low} to {high}.")
        return int(value)

    return parse


def _one_of(*choices: str) -> Callable[[str], str]:
    def parse(value: str) -> str:
        if value.upper() not in choices:
            raise ValueError(f"give one of {', '.join(choices)}.")
        return value.upper()

    return parse


def _from_to(least: int, most: int) -> Callable[[str], tuple[int, int]]:
    def parse(value: str) -> tuple[int, int]:
        found = re.fullmatch(r"(\d{1,4}) ?[-–] ?(\d{1,4})", value)
        if not found or not least <= int(found[1]) <= int(found[2]) <= most:
            raise ValueError(f"give two whole numbers from {least} to {most}, the smaller first, as in 5-20.")
        return int(found[1]), int(found[2])

    return parse


def _names(value: str) -> list[str]:
    return [name.strip() for name in value.split(",") if name.strip()]


def _directory(value: str) -> Path:
    return Path(value or ".").expanduser().absolute()


def _optional_directory(value: str) -> Path | None:
    if not value:
        return None
    if not _directory(value).is_dir():
        raise ValueError("there is no such folder; create it or leave the setting out.")
    return _directory(value)


def _origin(value: str) -> str:
    parts = urlsplit(value)
    if value and (parts.scheme not in {"http", "https"} or not parts.netloc or parts.path not in {"", "/"}):
        raise ValueError("give scheme and host alone, as in https://workforce.example.org.")
    return value.rstrip("/")


def _database(value: str) -> dict[str, Any] | None:
    if not value:
        return None
    if urlsplit(value).scheme not in {"postgres", "postgresql"}:
        raise ValueError("give postgresql://USER:PASSWORD@HOST:5432/NAME, or leave it out for SQLite.")
    database: dict[str, Any] = dict(dj_database_url.parse(value))
    # A pool keeps connections itself; Django refuses both at once. What the address asks for (sslmode) stays.
    pool = {"min_size": 1, "max_size": 8, "timeout": 20}
    return {**database, "CONN_MAX_AGE": 0, "OPTIONS": {**database.get("OPTIONS", {}), "pool": pool}}


def _smtp(value: str) -> SmtpServer | None:
    if not value:
        return None
    remedy = "give smtp://USER:PASSWORD@HOST:587 or smtps://USER:PASSWORD@HOST:465, with ?tls=starttls or ?tls=none."
    try:
        parts = urlsplit(value)
        port = parts.port
        options = dict(parse_qsl(parts.query, strict_parsing=True)) if parts.query else {}
    except ValueError:
        raise ValueError(remedy) from None
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or parts.path not in {"", "/"} or parts.fragment:
        raise ValueError(f"{remedy} In user and password, write @ as %40, / as %2F, # as %23, ? as %3F.")
    if set(options) - {"tls"} or options.get("tls", "none") not in {"starttls", "none"}:
        raise ValueError("after the question mark, give tls=starttls or tls=none, and nothing else.")
    if parts.scheme == "smtps":
        if options.get("tls"):
            raise ValueError("smtps is encrypted from the start: leave ?tls= out, or give smtp://.")
        tls = "always"
    else:
        tls = options.get("tls") or ("none" if parts.hostname in {"localhost", "127.0.0.1", "::1"} else "starttls")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if bool(user) != bool(password):
        raise ValueError("give a user and a password, or neither.")
    return SmtpServer(parts.hostname, port or (465 if tls == "always" else 587 if user else 25), user, password, tls)


def _sender(value: str) -> tuple[str, str]:
    """Name and address; ("", "") for nothing."""
    if not value:
        return "", ""
    address = r"([^\s@<>,;:\"()\[\]\\]{1,64}@[A-Za-z0-9.-]{1,190})"
    # A name may hold a comma, as names of partnerships do.
    found = re.fullmatch(rf"\"?([^\"<>]*?)\"?\s*<{address}>|{address}", value)
    if not found or not value.isprintable():
        raise ValueError("give a name and an address, as in One Workforce <workforce@example.org>.")
    return found[1] or "", found[2] or found[3]


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where mail goes. ``tls`` is always (from the first byte), starttls or none."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    tls: str


@dataclass(frozen=True, slots=True)
class Setting:
    name: str
    default: str
    parse: Callable[[str], Any]
    purpose: str


SETTINGS = (
    Setting("ONEWORKFORCE_DATA_DIR", "data", _directory, "Folder for the SQLite database and the secret key."),
    Setting("ONEWORKFORCE_DATABASE_URL", "", _database, "PostgreSQL address; empty means SQLite in the data folder."),
    Setting("ONEWORKFORCE_SECRET_KEY", "", str, "Signing key; empty means one is made and kept in the data folder."),
    Setting("ONEWORKFORCE_DEBUG", "0", _switch, "1 shows error details; never on a machine that others can reach."),
    Setting("ONEWORKFORCE_DEMO", "0", _switch, "1 offers the demonstration's personas, on this machine only."),
    Setting(
        "ONEWORKFORCE_HOSTS", "127.0.0.1,localhost,[::1]", _names, "Host names that may be asked for, with commas."
    ),
    Setting("ONEWORKFORCE_ORIGIN", "", _origin, "Public address, for links and QR codes; https makes cookies secure."),
    Setting("ONEWORKFORCE_BEHIND_PROXY", "0", _switch, "1 trusts one proxy's X-Forwarded-For and X-Forwarded-Proto."),
    Setting("ONEWORKFORCE_BIND", "127.0.0.1", str, "Address that `serve` listens on."),
    Setting("ONEWORKFORCE_PORT", "8000", _whole_number(1, 65535), "Port that `serve` listens on."),
    Setting("ONEWORKFORCE_WORKERS", "2", _whole_number(1, 64), "Web processes that `serve` starts."),
    Setting("ONEWORKFORCE_SYNCHRONOUS", "FULL", _one_of("FULL", "NORMAL"), "SQLite: FULL survives a power cut."),
    Setting(
        "ONEWORKFORCE_SMTP_URL", "", _smtp, "Mail server, as smtp://USER:PASSWORD@HOST:587; empty: no mail is sent."
    ),
    Setting("ONEWORKFORCE_MAIL_FROM", "", _sender, "Whom mail comes from, as One Workforce <workforce@example.org>."),
    Setting(
        "ONEWORKFORCE_MAIL_BOUNCES",
        "",
        _sender,
        "Address to which undelivered mail comes back, with {} for each mail's own mark: bounces+{}@example.org.",
    ),
    Setting("ONEWORKFORCE_MAIL_PER_MINUTE", "0", _whole_number(0, 100_000), "Most mails in a minute; 0: no limit."),
    Setting("ONEWORKFORCE_WORKER_IN_SERVE", "1", _switch, "1: `serve` runs the mail worker too."),
    Setting(
        "ONEWORKFORCE_SECONDS_TO_CHOOSE", "5-20", _from_to(1, 300), "Seconds to think about an answer, beside reading."
    ),
    Setting("ONEWORKFORCE_FRAMEWORKS_DIR", "", _optional_directory, "Folder with further framework packs."),
)


def read_environment(environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Read every setting, by its lower-case name without the prefix.

    :raises SettingRefused: for a value that can't be used, or an unknown variable with our prefix.
    """
    environ = os.environ if environ is None else environ
    known = {setting.name for setting in SETTINGS}
    for name in sorted(environ):
        if name.startswith("ONEWORKFORCE_") and name not in known and not name.startswith("ONEWORKFORCE_TEST_"):
            raise SettingRefused(
                name, environ[name], f"there is no such setting; there are: {', '.join(sorted(known))}."
            )
    values = {}
    for setting in SETTINGS:
        text = environ.get(setting.name, setting.default).strip()
        try:
            values[setting.name.removeprefix("ONEWORKFORCE_").lower()] = setting.parse(text)
        except ValueError as refusal:
            raise SettingRefused(setting.name, text, str(refusal)) from None
    return values


def kept_secret_key(data_dir: Path) -> str:
    """The signing key in the data folder, made on the first run; SettingRefused if it can't be written."""
    path = data_dir / "secret-key"
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return _finished_key(path)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
        return _finished_key(path)
    except OSError as fault:
        raise SettingRefused("ONEWORKFORCE_DATA_DIR", str(data_dir), f"{fault.strerror}: {path}.") from None


def _finished_key(path: Path) -> str:
    key = path.read_text().strip()
    if len(key) < 32:
        raise SettingRefused("ONEWORKFORCE_DATA_DIR", str(path.parent), f"{path} holds no key; delete it to make one.")
    return key
