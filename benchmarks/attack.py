"""What an attacker finds in made-up populations, and at what cost: `python benchmarks/attack.py [POPULATIONS [FIRST]]`.

The attacker is the tests' own (tests/attack/). It reads each population at every moment, solves for every withheld cell
and every sum, and prints how many of each leak it found. The goal: none in 2,000 populations.
"""

import sys
import time
from collections import Counter

from measuring import start

POPULATIONS = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
FIRST = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000


def main() -> None:
    """Attack one population after another, and print each leak as it is found."""
    folder = start()
    from django.conf import settings
    from django.test.utils import setup_test_environment

    from oneworkforce.frameworks import library
    from tests.attack.attack import leaks
    from tests.attack.driving import drive
    from tests.attack.pack import DIMENSIONS, write_pack
    from tests.attack.populations import population

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    setup_test_environment()
    library.add_directory(write_pack(folder / "packs"))
    began, found, withheld = time.process_time(), Counter[str](), 0
    for seed in range(FIRST, FIRST + POPULATIONS):
        people = population(seed)
        looks = drive(people, folder, closely=seed % 5 == 0)
        withheld += sum(cell is None for cells in looks[-1].cells.values() for cell in cells.values())
        for leak in leaks(looks, people):
            found[leak.kind] += 1
            print(f"population {people.name}: {leak}", flush=True)
    took = time.process_time() - began
    print(f"{POPULATIONS:,} populations, {POPULATIONS * len(DIMENSIONS):,} dimensions, {withheld:,} cells withheld.")
    print(f"Leaks: {dict(found) or 'none'}. {took:.0f} s of processor time.")


if __name__ == "__main__":
    main()
