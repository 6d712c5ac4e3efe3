"""Papers that the platform itself made on this dossier and that are material of a transfer (17号第六条): nobody uploads them again."""

from collections.abc import Iterable
from typing import Any

from linkage.documents.models import Document
from linkage.dossiers.models import Dossier
from linkage.evidence.models import ClassDeclaration, EvidenceItem, MaterialClass
from linkage.evidence.queries import standing
from linkage.property.queries import unsettled

CLASS_OF_PAPER: dict[str, MaterialClass] = {
    "investigation_report": MaterialClass.INVESTIGATION_REPORT,
    "joint_investigation_report": MaterialClass.INVESTIGATION_REPORT,
    "sampling_record": MaterialClass.RECORDS,
    "disposal_cost_list": MaterialClass.PROPERTY_LIST,
    "waste_identification": MaterialClass.REPORTS,
}
"""kind of paper -> its class of material."""


def papers_as_material(dossier: Dossier) -> list[Document]:
    """The dossier's papers that go along as material, oldest first. One SQL statement."""
    found = Document.objects.filter(dossier=dossier, kind__in=CLASS_OF_PAPER)
    return list(found.order_by("pk").only("pk", "kind", "name", "number", "agency_id"))


def has_property(doing: Any) -> bool:
    """Whether the register holds property of this dossier: then the hand-over makes its list. Read once an act."""
    found: bool = doing.once("has_property", lambda: unsettled(doing.subject.dossier).exists())
    return found


def has_media(doing: Any) -> bool:
    """Whether photographs or recordings go along: then the hand-over makes their list (17号第六条第五项)."""
    items = doing.once("items", lambda: standing_items(doing.subject.dossier))
    return any(item.material_class == MaterialClass.MEDIA for item in items)


def made_classes(papers: Iterable[Document], *, with_property: bool) -> frozenset[int]:
    """The classes these papers are material of; letter and list of property are made by the hand-over itself."""
    listed = {MaterialClass.PROPERTY_LIST.value} if with_property else set()
    made = {CLASS_OF_PAPER[paper.kind].value for paper in papers}
    return frozenset({MaterialClass.LETTER.value, *listed, *made})


def standing_items(dossier: Dossier) -> list[EvidenceItem]:
    """The dossier's material, by class. One SQL statement."""
    return list(standing(dossier))


def standing_declarations(dossier: Dossier) -> list[ClassDeclaration]:
    """Which classes were said not to exist in this case, and why. One SQL statement."""
    return list(ClassDeclaration.objects.filter(dossier=dossier, lifted_at__isnull=True))
