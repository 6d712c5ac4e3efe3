"""Reads of a transfer for administrative detention for those who go on from it."""

from linkage.detentions.models import DetentionTransfer
from linkage.dossiers.models import Dossier

WITH = (
    "dossier", "sending_agency", "sending_agency__parent", "receiving_agency", "procuratorial_agency",
)  # fmt: skip


def detention_on(dossier: Dossier) -> DetentionTransfer | None:
    """The detention of a dossier that was found through `visible_to`; None where there is none."""
    return DetentionTransfer.objects.filter(dossier=dossier).select_related(*WITH).first()
