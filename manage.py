#!/usr/bin/env python3
"""The one entry point: starts the portal, runs the tests, and hands every other command to Django.

Kept readable for very old Pythons, so that they can still say they are too old.
"""

import sys

MINIMUM = (3, 11)


def main():
    """Check the Python version, then let the start-up package do the work."""
    if sys.version_info < MINIMUM:
        sys.exit(
            "Stagestart heeft Python 3.11 of nieuwer nodig. Dit is Python {}.{}. "
            "Installeer een nieuwere Python en start dan bijvoorbeeld met: python3.12 manage.py start".format(
                *sys.version_info[:2]
            )
        )
    from onboarding.startup.commands import run  # later, because that package does not parse on an old Python

    sys.exit(run(sys.argv))


if __name__ == "__main__":
    main()
