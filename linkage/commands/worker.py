"""`linkage worker`: the background work. Any number of workers may run, on any number of machines."""

import argparse
import logging
import signal
import threading
import time
from typing import Any

from django.db import OperationalError, close_old_connections
from django.utils import timezone

from linkage.audit.daily import checkpoint_if_due
from linkage.deadlines.sweep import recount, sweep
from linkage.documents.making import make_pending
from linkage.screening.running import refresh
from linkage.storage import current_storage

log = logging.getLogger(__name__)
PAUSE_SECONDS = 1.0
ABANDONED_AFTER_SECONDS = 24 * 3600
"""An upload that broke off a day ago will not go on."""


def register(subparsers: Any) -> None:
    """Add `worker` to the command line."""
    parser = subparsers.add_parser(
        "worker",
        help="后台：生成文书文件、处理到期的时钟",
        description="后台进程：生成文书文件，处理临期和超期的时钟。",
    )
    parser.add_argument("--once", action="store_true", help="把现有的做完就退出")
    parser.set_defaults(handler=work)


def work(args: argparse.Namespace) -> int:
    """Work until told to stop; finishes what it has begun."""
    stopping = threading.Event()
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopping.set())
    current_storage().clear_abandoned(before=time.time() - ABANDONED_AFTER_SECONDS)
    while not stopping.is_set():
        done = one_round()
        if args.once and not done:
            return 0
        if not done:
            stopping.wait(PAUSE_SECONDS)
    return 0


def one_round() -> int:
    """One round of everything; returns how much was done. A database that is away for a moment is waited for."""
    now = timezone.now()
    try:
        return (
            sweep(at=now)
            + make_pending(at=now)
            + recount(at=now)
            + refresh(at=now)
            + checkpoint_if_due(at=now)
        )
    except OperationalError:
        log.warning("数据库暂时不可用，稍后再试", exc_info=True)
        close_old_connections()
        return 0
