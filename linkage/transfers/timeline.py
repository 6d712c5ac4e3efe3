"""The timeline of a dossier, read off its chain: one statement however many entries, each act as a sentence."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from linkage.audit.models import AuditEntry
from linkage.dossiers.models import Dossier
from linkage.evidence.actions import ACT_LABELS, ADD, DECLARE, WITHDRAW
from linkage.evidence.models import MaterialClass
from linkage.law.wording import duration, moment

SHOWN = 200
"""The newest so many are drawn at once; a link draws the rest."""
ALL, PLATFORM, STEPS = "all", "platform", ""
MADE = "paper_made"
"""The worker's entries about files: on the chain like all others, but no step of the case."""
_TOLD_APART = timedelta(minutes=10)


@dataclass(frozen=True)
class Choice:
    """What of the timeline a reader asked to see."""

    by: str = STEPS
    oldest_first: bool = False
    everything: bool = False

    def query(self, **changes: Any) -> str:
        """The address of this choice with something changed."""
        said = {**vars(self), **changes}
        words = {
            "by": said["by"],
            "order": "oldest" if said["oldest_first"] else "",
            "show": "all" if said["everything"] else "",
        }
        return "?" + urlencode({name: value for name, value in words.items() if value})


def entries_of(dossier: Dossier) -> list[dict[str, Any]]:
    """All entries of the dossier's chain, oldest first. One SQL statement; the dossier was found through `visible_to`."""
    columns = (
        "sequence",
        "act",
        "actor_name",
        "agency_code",
        "agency_name",
        "at",
        "occurred_at",
        "body",
        "hash",
    )
    rows = AuditEntry.objects.filter(chain=dossier.chain).order_by("sequence").values(*columns)
    return [_with_stage(row) for row in rows]


def timeline(
    entries: Sequence[Mapping[str, Any]],
    choice: Choice,
    *,
    lines: Mapping[str, str],
    papers: Mapping[str, Mapping[str, str]],
) -> dict[str, Any]:
    """The entries in the shape `components/timeline.html` documents.

    `lines` tells the line of an agency by its code, `papers` the chip of a paper by its number.
    """
    staged = _staged(entries)
    kept = [(stage, entry) for stage, entry in staged if _is_asked_for(entry, choice.by)]
    newest = kept if choice.everything else kept[-SHOWN:]
    ordered = newest if choice.oldest_first else newest[::-1]
    return {
        "stages": [
            {"stage": stage, "entries": [_view(entry, lines, papers) for _, entry in group]}
            for stage, group in groupby(ordered, key=lambda pair: pair[0])
        ],
        "filters": _filters(entries, choice),
        "order": {
            "label": "改为最新在前" if choice.oldest_first else "改为最早在前",
            "url": choice.query(oldest_first=not choice.oldest_first),
        },
        "total": len(kept),
        "more_url": choice.query(everything=True) if len(newest) < len(kept) else "",
        "shown": len(newest),
        "empty": {"why": "没有这一机关的记录。", "what_to_do": "换一个机关，或者看全部记录。"},
    }


def sentence_of(entry: Mapping[str, Any]) -> str:
    """The act as a sentence. Acts of a case carry their own; evidence entries are told from what they name."""
    facts = entry["facts"]
    if told := facts.get("sentence"):
        return str(told)
    return (
        _EVIDENCE[entry["act"]](facts) if entry["act"] in _EVIDENCE else str(facts.get("label", entry["act"]))
    )


def _with_stage(row: dict[str, Any]) -> dict[str, Any]:
    body = json.loads(row.pop("body"))
    return {**row, "facts": body["facts"], "documents": body["digests"]["documents"]}


def _staged(entries: Iterable[Mapping[str, Any]]) -> list[tuple[str, Mapping[str, Any]]]:
    """Each entry with its stage: what is not a step of the case belongs to the stage it fell into."""
    staged, stage = [], ""
    for entry in entries:
        stage = entry["facts"].get("stage") or stage
        staged.append((stage, entry))
    return staged


def _is_asked_for(entry: Mapping[str, Any], by: str) -> bool:
    if by == STEPS:
        return bool(entry["act"] != MADE)
    return by == ALL or bool((entry["agency_code"] or PLATFORM) == by)


def _filters(entries: Iterable[Mapping[str, Any]], choice: Choice) -> list[dict[str, Any]]:
    counts = Counter(entry["agency_code"] or PLATFORM for entry in entries)
    names = {entry["agency_code"]: entry["agency_name"] for entry in entries if entry["agency_code"]}
    made = sum(entry["act"] == MADE for entry in entries)
    total = counts.total()
    rows = [("办理过程", STEPS, total - made), *((name, code, counts[code]) for code, name in names.items())]
    rows += [("平台记录", PLATFORM, counts[PLATFORM])] if counts[PLATFORM] else []
    rows += [("全部", ALL, total)] if made else []
    return [
        {"label": label, "url": choice.query(by=code), "current": code == choice.by, "count": count}
        for label, code, count in rows
    ]


def _view(
    entry: Mapping[str, Any], lines: Mapping[str, str], papers: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    late = _late_words(entry)
    return {
        "at_words": _minute(entry["occurred_at"]),
        "sequence": entry["sequence"],
        "sentence": sentence_of(entry),
        "digest": entry["hash"],
        "actor": entry["actor_name"] if entry["agency_code"] else "",
        "agency": f"{entry['agency_name']}{_entered_words(entry)}",
        "line": lines.get(entry["agency_code"], "system"),
        "papers": [chip for d in entry["documents"] if (chip := papers.get(_number_in(d["name"])))],
        "late": bool(late),
        "late_words": late,
    }


def _late_words(entry: Mapping[str, Any]) -> str:
    facts = entry["facts"]
    words = ["超期后办理"] if any(clock.get("overdue") for clock in facts.get("stopped", ())) else []
    if facts.get("late"):
        words.append(f"迟录：办理后{duration(entry['at'] - entry['occurred_at'])}才录入")
    return "，".join(words)


def _entered_words(entry: Mapping[str, Any]) -> str:
    """When it was entered, where that is not when it happened."""
    if entry["at"] - entry["occurred_at"] <= _TOLD_APART:
        return ""
    return f" · 录入于 {_minute(entry['at'])}"


def _minute(at: datetime) -> str:
    return moment(at.replace(second=0, microsecond=0))


def _number_in(name: str) -> str:
    """A paper on the chain is named `名称 文号`."""
    return name.partition(" ")[2]


def _added(facts: Mapping[str, Any]) -> str:
    items = facts.get("items", ())
    named = "、".join(f"“{item['title']}”" for item in items[:3])
    return f"加入{len(items)}份材料：{named}{'等' if len(items) > 3 else ''}（{_class(facts)}）。"


def _withdrawn(facts: Mapping[str, Any]) -> str:
    return f"撤下材料“{facts.get('item', {}).get('title', '')}”，原因：{facts.get('reason', '')}"


def _declared(facts: Mapping[str, Any]) -> str:
    return f"说明本案没有“{_class(facts)}”：{facts.get('reason', '')}"


def _class(facts: Mapping[str, Any]) -> str:
    return MaterialClass(facts["material_class"]).label if "material_class" in facts else ACT_LABELS[ADD]


_EVIDENCE = {ADD: _added, WITHDRAW: _withdrawn, DECLARE: _declared}
