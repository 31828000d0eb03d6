"""``python -m filmdossier``."""

from __future__ import annotations

from filmdossier.cli.main import main

if __name__ == "__main__":
    main()
