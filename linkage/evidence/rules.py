"""Conditions on evidence: each answers None or the sentence the user will see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from linkage.accounts.models import User
from linkage.accounts.roles import Role
from linkage.accounts.standing import Post, standing_of
from linkage.dossiers.models import Dossier, Participation, ParticipationRole
from linkage.evidence.models import EvidenceItem, Form, MaterialClass
from linkage.evidence.sniffing import Verdict, check_class
from linkage.law.refusal import Reason
from linkage.storage.incoming import Stored

CONTRIBUTORS = (Role.ENFORCEMENT_OFFICER, Role.INTAKE_OFFICER, Role.CASE_OFFICER)
"""Roles that work on a case and therefore add material; heads, procurators and supervisors read it."""
CONTRIBUTING = (ParticipationRole.LEAD, ParticipationRole.ASSISTING, ParticipationRole.RECEIVING)
MEDIA_BASIS = "17号第六条第（五）项"

NOT_A_CONTRIBUTOR = Reason(
    "您不能改动本案的证据材料：只有参与本案的机关的执法员、受案民警、办案民警可以。",
    remedy="请联系承办人，或由安全管理员授予相应岗位。",
    code="evidence_not_contributor",
)


@dataclass(frozen=True, slots=True)
class Received:
    """A file in storage, and the verdict it was let in on."""

    stored: Stored
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Description:
    """What a person says about the files they add. For class 5 who, when, where and what it proves are mandatory."""

    material_class: int
    source: str
    title: str = ""
    form: str = Form.ORIGINAL
    copies: int = 1
    pages: int | None = None
    made_on: date | None = None
    note: str = ""
    is_penalty_decision: bool = False
    proves: str = ""
    shot_by: str = ""
    shot_at: datetime | None = None
    shot_place: str = ""


def contributing_post(user: User, dossier: Dossier) -> Post | None:
    """The post by which this person may add, withdraw and declare in this dossier now; None if there is none."""
    post = standing_of(user).holds(user.agency_id, CONTRIBUTORS)
    takes_part = (
        post is not None
        and Participation.objects.filter(
            dossier=dossier, agency_id=user.agency_id, until__isnull=True, role__in=CONTRIBUTING
        ).exists()
    )
    return post if takes_part else None


def faults_of(description: Description, at: datetime) -> list[Reason]:
    """All that is missing or impossible in a description."""
    reasons = [
        Reason(f"请填写{label}。", code="evidence_description")
        for label, given in _wanted(description)
        if not given
    ]
    if description.made_on and description.made_on > timezone.localdate(at):
        reasons.append(Reason("制作日期晚于今天。", remedy="请核对日期。", code="evidence_description"))
    if description.shot_at and description.shot_at > at:
        reasons.append(
            Reason("拍摄时间晚于现在。", remedy="请核对拍摄设备的时钟。", code="evidence_description")
        )
    if description.is_penalty_decision and description.material_class != MaterialClass.OTHER:
        reasons.append(
            Reason("行政处罚决定书应放在第七类材料。", basis="17号第六条", code="evidence_description")
        )
    if description.material_class == MaterialClass.MEDIA:
        reasons += [
            Reason(f"照片、录音录像须写明{label}。", basis=MEDIA_BASIS, code="evidence_media")
            for label, given in _wanted_of_media(description)
            if not given
        ]
    return reasons


def faults_of_files(
    files: Sequence[Received], material_class: int, already: Iterable[EvidenceItem]
) -> list[Reason]:
    """What speaks against these files in this class: nothing chosen, the wrong type, or there already."""
    if not files:
        return [Reason("没有选择文件。", remedy="请选择至少一个文件。", code="evidence_no_file")]
    reasons = [reason for f in files if (reason := check_class(f.verdict, material_class))]
    known = {item.sha256: item.title for item in already}
    for file in files:
        if title := known.get(file.stored.sha256):
            reasons.append(
                Reason(
                    f"文件“{file.verdict.name}”与这一类中的“{title}”内容完全相同。",
                    remedy="不必重复上传；份数不同的，请撤下后重新加入并写明份数。",
                    code="evidence_twice",
                )
            )
        known[file.stored.sha256] = file.verdict.name
    return reasons


def withdrawal_refused(item: EvidenceItem, by: User) -> Reason | None:
    """Why this item cannot be withdrawn by this person."""
    if item.withdrawn_at:
        return Reason(f"“{item.title}”已经撤下。", remedy="请刷新页面查看。", code="evidence_withdrawn")
    if item.submitted_at:
        return Reason(
            f"“{item.title}”已于 {timezone.localtime(item.submitted_at):%Y-%m-%d %H:%M} 随案移送，不能撤下。",
            remedy="材料有误的，请加入更正后的材料并在备注中说明。",
            code="evidence_submitted",
        )
    if item.added_by.agency_id != by.agency_id:
        return Reason(
            f"“{item.title}”由{item.added_by.agency.name}加入，只能由该机关撤下。",
            remedy="请与其联系。",
            code="evidence_of_another",
        )
    return None


def _wanted(description: Description) -> tuple[tuple[str, bool], ...]:
    return (
        ("材料类别", description.material_class in MaterialClass.values),
        ("来源（由谁制作或者从哪里取得）", bool(description.source.strip())),
        ("原件或者复印件", description.form in Form.values),
        ("份数（至少 1 份）", description.copies > 0),
        ("页数（至少 1 页，不适用的留空）", description.pages is None or description.pages > 0),
    )


def _wanted_of_media(description: Description) -> tuple[tuple[str, bool], ...]:
    return (
        ("证明对象", bool(description.proves.strip())),
        ("拍摄人", bool(description.shot_by.strip())),
        ("拍摄时间", description.shot_at is not None),
        ("拍摄地点", bool(description.shot_place.strip())),
    )
