"""The self-check before a transfer: what is there, what is missing, who can supply it (17号第六条). Pure: rows in, answers out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from linkage.dossiers.models import Dossier
from linkage.evidence.models import ClassDeclaration, EvidenceItem, Form, MaterialClass
from linkage.law.refusal import Reason

INSTRUMENT = "17号第六条"
_ORDINALS = "一二三四五六七"


class Status(StrEnum):
    """How a class of material stands."""

    COMPLETE = "complete"
    MISSING = "missing"
    DECLARED = "declared"
    UNSEEN = "unseen"


@dataclass(frozen=True)
class Requirement:
    """What 17号 wants of one class. `essential`: the case cannot be without it; otherwise its absence may be declared."""

    material_class: MaterialClass
    lack: str
    supplier: str
    mandatory: bool = True
    essential: bool = False

    @property
    def basis(self) -> str:
        """Instrument, article and item."""
        return f"{INSTRUMENT}第（{_ORDINALS[self.material_class - 1]}）项"


REQUIREMENTS = (
    Requirement(
        MaterialClass.LETTER, "还没有案件移送书", "平台按卷宗内容生成，承办执法员核对", essential=True
    ),
    Requirement(MaterialClass.INVESTIGATION_REPORT, "还没有案件调查报告", "专案组执法员", essential=True),
    Requirement(
        MaterialClass.RECORDS,
        "还没有现场检查笔录、询问笔录、勘验图或采样记录",
        "到现场的执法员",
        essential=True,
    ),
    Requirement(
        MaterialClass.PROPERTY_LIST,
        "还没有涉案物品清单，也没有说明本案无涉案物品",
        "承办执法员，由物品保管人核对",
    ),
    Requirement(MaterialClass.MEDIA, "还没有现场照片、录音录像及清单，也没有说明原因", "现场拍摄人"),
    Requirement(
        MaterialClass.REPORTS,
        "还没有监测、检验报告或认定意见，也没有说明原因",
        "监测、检验机构和作出认定的部门",
    ),
    Requirement(
        MaterialClass.OTHER, "已作出行政处罚，还没有附行政处罚决定书", "法制机构或承办执法员", mandatory=False
    ),
)
MAY_BE_DECLARED = tuple(r.material_class for r in REQUIREMENTS if r.mandatory and not r.essential)


@dataclass(frozen=True)
class ClassState:
    """One line of the task list."""

    material_class: MaterialClass
    status: Status
    present: tuple[str, ...]
    missing: tuple[Reason, ...]
    supplier: str
    anchor: str
    mandatory: bool
    reason: str = ""

    @property
    def label(self) -> str:
        """The class in the article's words."""
        return self.material_class.label

    @property
    def status_label(self) -> str:
        """已齐 / 缺 N 项 / 已说明无 / 未看过, and 可不附 for what nobody asks for."""
        if self.status is Status.MISSING:
            return f"缺 {len(self.missing)} 项"
        if self.status is Status.UNSEEN and not self.mandatory:
            return "可不附"
        return {Status.COMPLETE: "已齐", Status.DECLARED: "已说明无", Status.UNSEEN: "未看过"}[self.status]

    @property
    def settled(self) -> bool:
        """Whether nothing in this class stands in the way of a transfer."""
        return not self.missing


def self_check(
    dossier: Dossier,
    *,
    items: Iterable[EvidenceItem],
    declarations: Iterable[ClassDeclaration],
    penalty_decided: bool,
    generated: frozenset[int] = frozenset(),
) -> tuple[ClassState, ...]:
    """The seven classes of one dossier's material, in the article's order.

    `generated` are the classes for which the platform has produced the paper itself. Rows that were withdrawn or lifted,
    or that hang on another dossier, do not count.
    """
    pk = dossier.pk
    there = [i for i in items if i.dossier_id == pk and i.withdrawn_at is None]
    said = {d.material_class: d for d in declarations if d.dossier_id == pk and d.lifted_at is None}
    return tuple(
        _state(
            requirement,
            [i for i in there if i.material_class == requirement.material_class],
            said.get(requirement.material_class),
            requirement.material_class in generated,
            penalty_decided,
        )
        for requirement in REQUIREMENTS
    )


def lacks(states: Iterable[ClassState]) -> tuple[Reason, ...]:
    """Every reason why the material is not complete; empty means it is."""
    return tuple(reason for state in states for reason in state.missing)


def task_rows(states: Iterable[ClassState], page_url: str) -> list[dict[str, object]]:
    """The states as `components/task_list.html` shows them, each with a link to its place on the evidence page."""
    return [
        {
            "number": state.material_class.value,
            "name": state.label,
            "state": state.status.value,
            "state_word": state.status_label,
            "missing": [str(reason) for reason in state.missing] or ([state.reason] if state.reason else []),
            "supplier": "" if state.settled else f"由{state.supplier}提供",
            "url": f"{page_url}#{state.anchor}",
            "items_count": len(state.present) or "",
        }
        for state in states
    ]


def _state(
    need: Requirement,
    items: Sequence[EvidenceItem],
    said: ClassDeclaration | None,
    generated: bool,
    penalty_decided: bool,
) -> ClassState:
    decision_missing = (
        need.material_class == MaterialClass.OTHER
        and penalty_decided
        and not any(item.is_penalty_decision for item in items)
    )
    present = (
        *((f"{need.material_class.label}（平台生成）",) if generated else ()),
        *(item.title for item in items),
    )
    declared = not present and said is not None and need.material_class in MAY_BE_DECLARED
    absent = need.mandatory and not present and not declared
    mandatory = need.mandatory or decision_missing
    return ClassState(
        material_class=need.material_class,
        status=_status(
            bool(present), declared, need.essential or decision_missing, absent or decision_missing
        ),
        present=present,
        missing=(_reason(need),) if absent or decision_missing else (),
        supplier=need.supplier,
        anchor=f"class-{need.material_class.value}",
        mandatory=mandatory,
        reason=said.reason if declared and said else "",
    )


def _status(present: bool, declared: bool, must_exist: bool, lacking: bool) -> Status:
    if lacking:
        return Status.MISSING if must_exist else Status.UNSEEN
    if declared:
        return Status.DECLARED
    return Status.COMPLETE if present else Status.UNSEEN


def _reason(need: Requirement) -> Reason:
    return Reason(
        need.lack,
        basis=need.basis,
        remedy=f"由{need.supplier}提供。",
        code=f"material_{need.material_class.value}_missing",
    )


def materials_list(
    items: Iterable[EvidenceItem], declarations: Iterable[ClassDeclaration] = ()
) -> list[dict[str, str | int]]:
    """The rows of 移送材料清单 (17号第六条), by class and then by date; a declared absence is a row that says so."""
    rows = [_row(i) for i in sorted((i for i in items if i.withdrawn_at is None), key=_order)]
    rows += [_absence(d) for d in declarations if d.lifted_at is None]
    rows.sort(key=lambda row: _CLASS_OF_LABEL[str(row["材料类别"])])
    return [{"序号": number, **row} for number, row in enumerate(rows, start=1)]


_CLASS_OF_LABEL = {c.label: c.value for c in MaterialClass}


def _order(item: EvidenceItem) -> tuple[int, str, int]:
    return item.material_class, item.made_on.isoformat() if item.made_on else "9999", item.pk or 0


def _row(item: EvidenceItem) -> dict[str, str | int]:
    return {
        "材料类别": MaterialClass(item.material_class).label,
        "名称": item.title,
        "份数": item.copies,
        "页数": item.pages or "—",
        "原件/复印件": Form(item.form).label,
        "来源": item.source,
    }


def _absence(declaration: ClassDeclaration) -> dict[str, str | int]:
    label = MaterialClass(declaration.material_class).label
    return {
        "材料类别": label,
        "名称": f"无（{declaration.reason}）",
        "份数": "—",
        "页数": "—",
        "原件/复印件": "—",
        "来源": "—",
    }
