"""Started by `linkage bench` with the throw-away place in the environment: measures, and prints the figures as JSON."""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linkage.web.settings")
django.setup()

from linkage.commands.bench_parts.measuring import measure  # noqa: E402 - models can be imported only now
from linkage.commands.bench_parts.serving import ServerFailed  # noqa: E402


def main(size: int, rounds: int) -> int:
    """0 with the figures on standard output; 1 when something did not run."""
    try:
        figures = measure(size, rounds, lambda sentence: print(sentence, file=sys.stderr, flush=True))
    except ServerFailed as error:
        print(error, file=sys.stderr)
        return 1
    print(json.dumps(figures, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
