"""Contents of one paper of each kind, from an invented case in Shanxi, as tests and previews need them.

`sample(code)` is an everyday paper; `long_sample(code)` strains it: bodies of several pages, lists of forty rows, names
that fill a line, names with rare characters.
"""

from copy import deepcopy
from typing import Any

from linkage.documents.paper_kinds import PAPER_KINDS, Column, Field, PaperKind
from tests.documents.assessment_answers import ASSESSMENT
from tests.documents.clue_answers import CLUE
from tests.documents.detention_answers import DETENTION
from tests.documents.penalty_answers import PENALTY
from tests.documents.property_answers import PROPERTY
from tests.documents.return_answers import RETURN
from tests.documents.sample_answers import FIELDS, HANDLERS, OFFICERS
from tests.documents.supervision_answers import SUPERVISION

ECOLOGY = {"name": "太原市生态环境局杏花岭分局", "short": "杏花岭环境分局"}
POLICE = {"name": "太原市公安局杏花岭分局", "short": "杏花岭公安分局"}
PROCURATORATE = {"name": "太原市杏花岭区人民检察院", "short": "杏花岭检察院"}
AGENCIES = {"ecology": ECOLOGY, "police": POLICE, "procuratorate": PROCURATORATE}
ANSWERS = FIELDS | ASSESSMENT | CLUE | PROPERTY | DETENTION | SUPERVISION | PENALTY | RETURN
MOMENTS = {"date": "2026-10-15", "datetime": "2026-10-15T09:40:00+08:00"}
WORDS = {"ecology": "并环杏", "police": "并公杏", "procuratorate": "并杏检"}


def sample(code: str) -> dict[str, Any]:
    """An everyday paper of the kind `code`, numbered and not yet served."""
    kind = PAPER_KINDS[code]
    return {
        "kind": code,
        "number": f"{WORDS[kind.issuer_line]}{kind.word}〔2026〕17号",
        "agency": dict(AGENCIES[kind.issuer_line]),
        "addressee": _addressee(kind),
        "copies": [AGENCIES[line]["name"] for line in kind.copies],
        "made_at": "2026-10-08T08:15:00Z",
        "dossier_number": "SX140107-2026-00142",
        "case_name": "太原市某石英砂加工有限公司利用渗坑排放含铅、镉废水案",
        "handler": deepcopy(HANDLERS if kind.issuer_line == "ecology" else OFFICERS),
        "approver": {"name": "周某", "at": "2026-10-08T07:30:00Z"},
        "attachments": ["移送材料清单", "案件调查报告"] if code == "transfer_letter" else [],
        "fields": deepcopy(ANSWERS[code]),
        "delivery": None,
    }


def long_sample(code: str) -> dict[str, Any]:
    """The same paper with everything long: text of pages, forty rows, names that fill a line."""
    content = sample(code)
    content["agency"]["name"] = content["agency"]["name"].replace(
        "太原市", "某某经济技术开发区管理委员会太原市"
    )
    content["case_name"] = (
        "山西某某新材料科技发展（集团）股份有限公司太原市杏花岭区石英砂精加工分公司及其实际控制人刘喆、欧阳垚利用渗坑、暗管"
        "排放含铅、镉等重金属酸洗废水污染环境案"
    )
    content["attachments"] = [f"第{n}份附件：{'现场检查笔录、询问笔录及勘验图' * n}" for n in (1, 2, 3)]
    content["delivery"] = {
        "method": "直接送达",
        "served_at": "2026-10-09T02:25:00Z",
        "recipient": "欧阳垚（收发室）",
    }
    kind = PAPER_KINDS[code]
    content["fields"] = {f.key: _lengthened(f, content["fields"].get(f.key)) for f in kind.fields}
    return content


def draft(code: str) -> dict[str, Any]:
    """The everyday paper before it has a number."""
    return {**sample(code), "number": None}


def _addressee(kind: PaperKind) -> str:
    if kind.code == "jurisdiction_transfer_notice":
        return "阳曲县公安局"
    if kind.layout == "report" and kind.addressee == "self":
        return "局负责人"
    if kind.addressee in ("self", "outside"):
        return AGENCIES[kind.issuer_line]["name"]
    return AGENCIES[kind.addressee]["name"]


def _lengthened(field: Field, value: Any) -> Any:
    if not value:
        return _filled(field)
    if field.pattern:
        return "\n".join([value] * 8)
    if field.shape == "paragraphs":
        return "\n".join(f"（{n}）{line}" for n in range(1, 5) for line in value.split("\n"))
    if field.shape == "rows":
        return [{**value[n % len(value)]} for n in range(40)]
    return value


def _filled(field: Field) -> Any:
    if field.shape in ("rows", "people"):
        count = 40 if field.shape == "rows" else 2
        return [{c.key: _cell(c) for c in field.columns} for _ in range(count)]
    if field.shape in MOMENTS:
        return MOMENTS[field.shape]
    return field.choices[0] if field.choices else f"{field.label}的说明。" * 30


def _cell(column: Column) -> str:
    if column.shape in MOMENTS:
        return MOMENTS[column.shape]
    return column.choices[0] if column.choices else f"{column.label}若干"
