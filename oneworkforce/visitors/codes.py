"""Codes that people read from a poster, type on a phone and write down: no two letters that look alike."""

import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32 symbols: I, L and O are left out because they look like 1 and 0, U because it makes words."""

MEANT = str.maketrans("ILO", "110")
LONGEST_TYPED = 100

PERSONAL_CODE_LENGTH = 12
"""That of somebody's own code: 60 random bits."""


def new_code(length: int) -> str:
    """A random code: 5 bits a character, from the operating system's source of randomness."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def tidy_code(typed: str) -> str:
    """What somebody meant to type: spaces, dashes and case are forgiven, and so are I, L and O for 1, 1 and 0."""
    letters = unicodedata.normalize("NFKC", typed[:LONGEST_TYPED]).upper()
    return "".join(letter for letter in letters if letter.isalnum()).translate(MEANT)


def in_groups(code: str) -> str:
    """A code in groups of four, as people read it aloud and type it."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
