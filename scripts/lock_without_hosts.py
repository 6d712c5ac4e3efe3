"""Takes the sponsors' pages out of package-lock.json: a lock names packages and digests, and nobody's address."""

import json
from pathlib import Path

LOCK = Path("package-lock.json")


def main() -> None:
    """Rewrite the lock in place; npm accepts it as it did before."""
    lock = json.loads(LOCK.read_text())
    for package in lock["packages"].values():
        package.pop("funding", None)
        package.pop("resolved", None)
    LOCK.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
