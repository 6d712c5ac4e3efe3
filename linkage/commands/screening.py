"""`linkage screening`: screen every dossier for transfers that were owed and not made; measure the screening itself."""

import argparse
import json
import sys
from typing import Any

from django.utils import timezone

from linkage.screening.measuring import labelled_cases, measure
from linkage.screening.models import Duty
from linkage.screening.queries import standing
from linkage.screening.running import screen_all

EVERY = 500


def register(subparsers: Any) -> None:
    """Add `screening` to the command line."""
    screening = subparsers.add_parser(
        "screening", help="应移未移筛查", description="按入罪标准和拘留依据筛查应当移送而没有移送的案件。"
    )
    words = screening.add_subparsers(title="子命令", metavar="子命令", dest="screening", required=True)
    run = words.add_parser(
        "run",
        help="筛查全部卷宗",
        description="筛查全部卷宗（含导入的），列出应移未移的；后台进程平时按变动逐件筛查，每日轮一遍。",
    )
    run.add_argument("--json", action="store_true", help="以 JSON 输出")
    run.set_defaults(handler=run_all)
    measuring = words.add_parser(
        "measure",
        help="筛查的准确程度",
        description="在一组标注过的案件上对照：查准率、查全率，以及每一件不一致的案件。",
    )
    measuring.add_argument("--json", action="store_true", help="以 JSON 输出")
    measuring.set_defaults(handler=tell_measure)


def run_all(args: argparse.Namespace) -> int:
    """Screen everything; progress goes to standard error."""
    many = 0
    for many, _ in enumerate(screen_all(at=timezone.now()), 1):
        if many % EVERY == 0:
            sys.stderr.write(f"已筛查 {many} 件……\n")
    rows = [
        _row(hit)
        for hit in standing().select_related("dossier", "agency").order_by("since", "pk").iterator(EVERY)
    ]
    if args.json:
        print(json.dumps({"screened": many, "hits": rows}, ensure_ascii=False, indent=2))
        return 0
    for row in rows:
        bases = "、".join(clause["basis"] for clause in row["clauses"])
        print(
            f"{row['number']}\t{row['agency']}\t{row['duty_label']}\t{bases}\t{row['since']}起\t{row['why_not_label']}"
        )
    print(f"筛查 {many} 件，应移未移 {len(rows)} 件。")
    return 0


def tell_measure(args: argparse.Namespace) -> int:
    """Precision, recall, and each case on which label and screening differ."""
    result = measure(labelled_cases())
    if args.json:
        print(json.dumps(result.as_dict(), ensure_ascii=False, indent=2))
        return 0
    print(
        f"标注案件 {result.cases} 件，其中应移送 {result.expected} 件；筛出 {result.found} 件，相符 {result.right} 件。"
    )
    print(f"查准率 {result.precision:.1%}，查全率 {result.recall:.1%}。")
    for mistake in result.mistakes:
        print(mistake.words)
    return 0


def _row(hit: Any) -> dict[str, Any]:
    return {
        "number": hit.dossier.number,
        "title": hit.dossier.title,
        "agency": hit.agency.name,
        "duty": hit.duty,
        "duty_label": Duty(hit.duty).label,
        "doubtful": hit.is_doubtful,
        "clauses": hit.clauses,
        "facts": hit.facts,
        "why_not": hit.why_not,
        "why_not_label": hit.get_why_not_display(),
        "why": hit.why_words,
        "since": hit.since.isoformat(),
    }
