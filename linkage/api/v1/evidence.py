"""Evidence of a dossier: list, and the body of a PUT as a new item."""

from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Header, Query, Router, Status
from pydantic import Field

from linkage.api.fields import Asked, Day, Moment, text
from linkage.api.once import once
from linkage.api.problems import READING, WRITING
from linkage.api.schemas import EvidenceOut
from linkage.api.v1 import reading
from linkage.api.v1.dossiers import found
from linkage.evidence.actions import add_item
from linkage.evidence.queries import of_dossier
from linkage.evidence.rules import Description
from linkage.evidence.upload import receive_raw

router = Router(tags=["证据"])


class EvidenceIn(Asked):
    """What is said about the file in the body. Class 5 (照片、录音录像) also says what it proves, by whom, when, where."""

    material_class: int = Field(ge=1, le=7, description="17号第六条的项")
    source: str = text(120, at_least=1)
    title: str = text(120, default="")
    form: Literal["original", "copy"] = "original"
    copies: int = Field(1, ge=1, le=9999)
    pages: int | None = Field(None, ge=1, le=99999)
    made_on: Day | None = None
    note: str = text(300, default="")
    is_penalty_decision: Literal["true", "false"] = "false"
    proves: str = text(200, default="")
    shot_by: str = text(60, default="")
    shot_at: Moment | None = None
    shot_place: str = text(120, default="")

    def description(self) -> Description:
        """The same, as the act takes it."""
        return Description(**self.model_dump() | {"is_penalty_decision": self.is_penalty_decision == "true"})


_FILE = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}


@router.get(
    "/{number}/evidence",
    response={200: list[EvidenceOut], **READING},
    summary="卷宗的证据材料",
    operation_id="list_evidence",
)
def evidence(request: HttpRequest, number: str) -> list[dict[str, Any]]:
    """All items, withdrawn ones marked."""
    return [reading.evidence(item) for item in of_dossier(request.user, found(request, number))]


@router.put(
    "/{number}/evidence",
    response={201: EvidenceOut, **WRITING},
    summary="加入一份材料（请求体即文件内容）",
    operation_id="add_evidence",
    openapi_extra={"requestBody": {"required": True, "content": _FILE}},
)
def add_evidence(
    request: HttpRequest,
    number: str,
    said: Query[EvidenceIn],
    x_file_name: str = Header(..., min_length=1, max_length=2000, description="文件名，UTF-8 按百分号编码"),
) -> Status:
    """The body streams straight into storage while both digests are computed."""
    dossier = found(request, number)
    with receive_raw(request) as arrived:
        verdict = arrived.judge()
        stored = arrived.keep()

    def write() -> tuple[int, dict[str, Any]]:
        item = add_item(
            dossier=dossier, stored=stored, verdict=verdict, description=said.description(), by=request.user,
            at=timezone.now(),
        )  # fmt: skip
        return 201, reading.evidence(item) | {"added_at": item.added_at.isoformat()}

    return once(request, write, digest=f"{stored.sha256} {x_file_name}", opens_its_own=True)
