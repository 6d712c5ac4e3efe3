"""`linkage law assess`: which clauses on pollution crimes, and which grounds for detention, the facts in a file meet."""

import argparse
import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from linkage.commands.parser import WRONG_CALL
from linkage.law.assessment import (
    FACTS,
    Assessment,
    BadFacts,
    DetentionAssessment,
    Finding,
    Outcome,
    State,
    assess,
    assess_detention,
)

NO_CLAUSE = 1
_FOUND = (Outcome.MET, Outcome.DOUBTFUL, Outcome.REVIEW)
_DETENTION_FACTS = frozenset(
    ("detention_conduct", "evasion", "monitor_fraud", "order_served_on", "penalty_decided_on")
)


def register(parts: Any) -> None:
    """Add `assess` under `linkage law`."""
    parser = parts.add_parser(
        "assess",
        help="案件事实对照入罪标准和行政拘留依据",
        description="逐条对照入罪标准和行政拘留依据，说明理由。只作提示，由人决定。",
        epilog="退出状态：0 有命中或者存疑的条款；1 没有；2 文件或者事实不对。",
    )
    parser.add_argument(
        "facts", metavar="FACTS.json", type=Path, help="案件事实，JSON 对象；小数可以写成带引号的文字"
    )
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")
    parser.set_defaults(handler=answer)


def answer(args: argparse.Namespace) -> int:
    """0 some clause is met or doubtful, 1 none is, 2 wrong call or bad facts."""
    try:
        facts = json.loads(args.facts.read_text(encoding="utf-8-sig"), parse_float=Decimal)
        crime, detention = assess(facts), assess_detention(facts)
    except OSError as error:
        sys.stderr.write(f"读不了 {args.facts}：{error.strerror}。\n")
        return WRONG_CALL
    except BadFacts as error:
        sys.stderr.write(f"{error}\n")
        return WRONG_CALL
    except (ValueError, RecursionError):
        sys.stderr.write(f"{args.facts} 不是 UTF-8 编码的 JSON。\n")
        return WRONG_CALL
    if args.json:
        told = {"crime": crime.as_dict(), "detention": detention.as_dict()}
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(crime, detention)))
    return 0 if crime.outcome in _FOUND or detention.hits else NO_CLAUSE


def _lines(crime: Assessment, detention: DetentionAssessment) -> Iterator[str]:
    yield "平台只作提示，是否移送由负责人决定，是否立案由公安机关决定。"
    yield f"结论：{crime.summary}"
    for version in crime.versions:
        yield ""
        yield version.instrument.name
        yield from _findings(version.findings)
    extra = [f for f in (*crime.aggravating, crime.unit_crime, crime.fault) if f.state is State.MET]
    if extra:
        yield ""
        yield "情节"
        yield from (f"  {f.title}：{f.reason}" for f in extra)
    if set(detention.facts) & _DETENTION_FACTS:
        yield ""
        yield f"行政拘留：{detention.summary}"
        yield from (f"  {f.state.label}  {f.name}：{f.reason}" for f in detention.hits)
    if crime.missing:
        yield ""
        yield f"还缺的事实：{'、'.join(f'{FACTS[name].label}（{name}）' for name in crime.missing)}"
    yield ""
    cautions = crime.cautions + (detention.cautions if detention.hits else ())
    yield from (f"提示：{text}" for text in cautions)


def _findings(findings: tuple[Finding, ...]) -> Iterator[str]:
    """Clauses met and doubtful with their reasons; the others counted."""
    for finding in findings:
        if finding.state in (State.MET, State.DOUBTFUL):
            tier = f"（{finding.tier_name}）" if finding.tier_name else ""
            yield f"  {finding.state.label}  {finding.title}{tier}"
            yield f"        {finding.reason}"
    for state in (State.NOT_MET, State.UNKNOWN, State.PERSON):
        if told := [f.basis.partition("号")[2] for f in findings if f.state is state]:
            yield f"  {state.label}  {'、'.join(told)}"
