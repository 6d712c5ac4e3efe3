"""`linkage dossier export NUMBER --out FILE.zip`: the whole file, papers, evidence, chain and proof."""

import argparse
import sys
from pathlib import Path
from typing import Any

from django.utils import timezone

from linkage.cases.exporting import export_dossier
from linkage.dossiers.models import Dossier
from linkage.dossiers.recording import PLATFORM
from linkage.storage import NotStored


def register(subparsers: Any) -> None:
    """Add `dossier` to the command line."""
    dossier = subparsers.add_parser("dossier", help="卷宗：导出全卷")
    words = dossier.add_subparsers(dest="dossier", required=True)
    parser = words.add_parser(
        "export",
        help="导出全卷",
        description="把一件卷宗的文书、证据、审计链和证明导出为一个 ZIP；导出本身记入审计链。",
    )
    parser.add_argument("number", metavar="编号", help="卷宗编号")
    parser.add_argument("--out", metavar="文件", type=Path, required=True, help="写到哪个 ZIP 文件")
    parser.set_defaults(handler=export)


def export(args: argparse.Namespace) -> int:
    """0 when the package is written, 1 when a file is missing from storage, 2 for an unknown number."""
    dossier = Dossier.objects.filter(number=args.number).first()
    if dossier is None:
        sys.stderr.write(f"没有编号为 {args.number} 的卷宗。\n")
        return 2
    try:
        export_dossier(dossier, to=args.out, actor=PLATFORM, at=timezone.now())
    except NotStored as missing:
        sys.stderr.write(f"没有导出：{missing}\n")
        return 1
    print(f"已导出 {args.out}。核验：linkage audit verify --package {args.out}")
    return 0
