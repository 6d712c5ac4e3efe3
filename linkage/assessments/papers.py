"""What the table of elements and evidence states: the matrix as it stands."""

from collections.abc import Mapping
from typing import Any

from linkage.assessments.matrix import Row, matrix_of
from linkage.assessments.models import ElementEvidence
from linkage.procedure.carrying_out import Act

Fields = dict[str, Any]


def fill(doing: Act) -> Mapping[str, Fields]:
    """The fields of every paper this act issues, by kind."""
    return {item.kind: element_evidence_table(doing) for item in doing.row.issues}


def element_evidence_table(doing: Act) -> Fields:
    """要件证据对照表."""
    rows = doing.once("matrix", lambda: matrix_of(doing.subject))
    return {
        "result": doing.subject.summary,
        "elements": [_row(row) for row in rows],
        "gaps": "、".join(row.element.label for row in rows if row.state == "gap") or "无",
        "unconfirmed": "、".join(row.element.label for row in rows if row.state == "proposed") or "无",
    }


def _row(row: Row) -> dict[str, str]:
    proposed = f"建议：{'、'.join(i.title for i in row.proposals)}" if row.proposals else "缺"
    return {
        "element": row.element.label,
        "clauses": row.clauses,
        "state": row.status["word"],
        "evidence": "；".join(_proof(link) for link in row.links) or proposed,
        "wanted": row.wanted,
        "closers": row.closers,
    }


def _proof(link: ElementEvidence) -> str:
    return f"{link.what}（{link.proves}）" if link.proves else link.what
