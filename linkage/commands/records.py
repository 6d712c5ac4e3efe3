"""The subcommands that work on records. Importing this module sets Django up first: their modules import models."""

import os
import sys

import django
from django.core.exceptions import ImproperlyConfigured

from linkage.commands.parser import WRONG_CALL

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linkage.web.settings")
try:
    django.setup()
except ImproperlyConfigured as error:
    sys.stderr.write(f"linkage：{error}\n")
    sys.exit(WRONG_CALL)

from linkage.commands import (  # noqa: E402 - models can be imported only now
    administrator,
    audit,
    bench,
    check,
    clue,
    demo,
    dossier,
    migrate,
    penalty,
    screening,
    serve,
    token,
    worker,
)

SUBCOMMANDS = (
    demo,
    serve,
    worker,
    migrate,
    administrator,
    check,
    clue,
    penalty,
    dossier,
    audit,
    token,
    screening,
    bench,
)
"""Each module offers `register(subparsers)`, which sets `handler=` on its parser."""
