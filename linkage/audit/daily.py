"""The daily checkpoint, taken by the worker: at most one a day, whoever comes first."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from linkage.audit.checkpoint import NothingToSign, take_checkpoint
from linkage.audit.keys import KeyUnusable, create_signing_key, load_signing_key, signing_key_file
from linkage.audit.models import Checkpoint

EVERY = timedelta(days=1)


def checkpoint_if_due(*, at: datetime) -> bool:
    """Sign the ends of all chains if a day has passed since the last time; True if it was done.

    The very first time a signing key is made. Later a missing key is not quietly replaced: no checkpoint is taken, and
    `linkage check` says so.
    """
    last = Checkpoint.objects.order_by("-sequence").values_list("at", flat=True).first()
    if last is not None and at - last < EVERY:
        return False
    try:
        key = load_signing_key() if last is not None or signing_key_file().exists() else create_signing_key()
        with transaction.atomic():
            take_checkpoint(signer=key, at=at)
    except (NothingToSign, KeyUnusable, IntegrityError):
        return False
    return True
