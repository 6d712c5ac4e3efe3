"""`linkage serve`: the web server, by default with one worker process beside it."""

import argparse
import os
import signal
import subprocess
import sys
from typing import Any

MODULE = [sys.executable, "-m"]


def register(subparsers: Any) -> None:
    """Add `serve` to the command line."""
    parser = subparsers.add_parser(
        "serve", help="提供网页和接口服务", description="提供网页和接口服务，Ctrl-C 停止。"
    )
    parser.add_argument("--host", default="127.0.0.1", metavar="地址", help="监听地址（默认 127.0.0.1）")
    parser.add_argument("--port", type=int, default=8000, metavar="端口", help="监听端口（默认 8000）")
    parser.add_argument("--processes", type=int, default=2, metavar="个数", help="服务进程数（默认 2）")
    parser.add_argument("--threads", type=int, default=4, metavar="个数", help="每个进程的线程数（默认 4）")
    parser.add_argument("--no-worker", action="store_true", help="不同时启动后台进程（另用 linkage worker）")
    parser.set_defaults(handler=lambda args: serve(args))


def serve(args: argparse.Namespace) -> int:
    """Serve until stopped; the worker beside it is stopped with it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linkage.web.settings")
    worker = None if args.no_worker else subprocess.Popen([*MODULE, "linkage.commands.main", "worker"])
    server = subprocess.Popen(
        [
            *MODULE, "gunicorn", "linkage.web.wsgi:application", "--bind", f"{args.host}:{args.port}",
            "--workers", str(args.processes), "--threads", str(args.threads), "--timeout", "120",
            "--log-level", "warning",
        ]
    )  # fmt: skip
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: server.terminate())
    try:
        return server.wait()
    except KeyboardInterrupt:
        server.terminate()
        return 0
    finally:
        server.wait()
        if worker is not None:
            worker.terminate()
            worker.wait()
