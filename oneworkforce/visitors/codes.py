"""Codes that people read from a poster, type on a phone and write down: no letters that look alike."""

import re
import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32 symbols: without I, L and O, which look like 1 and 0, and U, which makes words."""

MEANT = str.maketrans("ILO", "110")
TIDY = re.compile(f"[{ALPHABET}]{{1,40}}")
LONGEST_TYPED = 100

PERSONAL_CODE_LENGTH = 12
"""Of somebody's own code: 60 random bits."""


def new_code(length: int) -> str:
    """A random code, 5 bits a character, from the operating system."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def tidy_code(typed: str) -> str:
    """What somebody meant to type: forgives spaces, dashes, case, and I, L and O for 1, 1 and 0."""
    if TIDY.fullmatch(typed):  # as a cookie has it, each time
        return typed
    letters = unicodedata.normalize("NFKC", typed[:LONGEST_TYPED]).upper()
    return "".join(letter for letter in letters if letter.isalnum()).translate(MEANT)


def in_groups(code: str) -> str:
    """A code in groups of four, as people read and type it."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
