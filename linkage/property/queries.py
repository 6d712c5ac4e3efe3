"""Every read of property, starting from the dossiers this reader may see; and what the dossier's papers say of it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum

from linkage.accounts.models import Agency, User
from linkage.documents.models import Document
from linkage.dossiers.models import Dossier
from linkage.dossiers.queries import visible
from linkage.property.models import DisposalCost, PropertyItem
from linkage.property.status import ENDED, TO_HAND_OVER, Status

WITH = ("dossier", "sending_agency", "receiving_agency", "procuratorial_agency", "holder_agency")
CENT = Decimal("0.01")
_CRIMINAL = ("transfer_letter", "filing_decision", "filing_notice")
_OVER = ("return_notice", "no_filing_notice", "withdrawal_notice", "non_prosecution_notice")


@dataclass(frozen=True)
class FilingNotice:
    """立案通知书: from its service the three days of 17号第十条 run, and to its sender the property goes."""

    number: str
    received_at: datetime
    agency: Agency


def visible_to(user: User) -> QuerySet[PropertyItem]:
    """The property `user` may see, with who has it."""
    return PropertyItem.objects.filter(visible(user, "dossier")).select_related(*WITH)


def open_property(user: User) -> QuerySet[PropertyItem]:
    """The property `user` may see that has not come to its end."""
    return visible_to(user).exclude(status__in=ENDED)


def unsettled(dossier: Dossier) -> QuerySet[PropertyItem]:
    """The dossier's items without an end."""
    return PropertyItem.objects.filter(dossier=dossier).exclude(status__in=ENDED).order_by("pk")


def items_to_hand_over(dossier: Dossier) -> QuerySet[PropertyItem]:
    """What the bureau hands to the police on this dossier: items it keeps, and what is left of those it disposed of."""
    used_up = PropertyItem.objects.filter(status__in=(Status.DISPOSED, Status.TREATED), remains="")
    found = PropertyItem.objects.filter(dossier=dossier, status__in=TO_HAND_OVER)
    return found.exclude(pk__in=used_up.values("pk")).select_related(*WITH).order_by("pk")


def items_to_sign_for(dossier: Dossier) -> QuerySet[PropertyItem]:
    """What the bureau has brought and the police have not signed for yet."""
    return PropertyItem.objects.filter(dossier=dossier, status=Status.DELIVERED).order_by("pk")


def costs_of(dossier: Dossier) -> QuerySet[DisposalCost]:
    """What disposal cost on this dossier, payment by payment."""
    return DisposalCost.objects.filter(item__dossier=dossier).select_related("item", "recorded_by__agency")


def total_cost(costs: QuerySet[DisposalCost]) -> Decimal:
    """The sum of these payments, to the cent whichever the database."""
    return (costs.aggregate(total=Sum("amount"))["total"] or Decimal(0)).quantize(CENT)


def number_of(dossier: Dossier, kind: str) -> str:
    """The number of the dossier's latest paper of this kind, empty if there is none."""
    found = Document.objects.filter(dossier=dossier, kind=kind).order_by("-pk")
    return next(iter(found.values_list("number", flat=True)[:1]), "")


def paper_fields(dossier: Dossier, kind: str) -> dict[str, Any]:
    """What the dossier's latest paper of this kind states, empty if there is none."""
    found = Document.objects.filter(dossier=dossier, kind=kind).order_by("-pk")
    content: dict[str, Any] = next(iter(found.values_list("content", flat=True)[:1]), {})
    return dict(content.get("fields", {}))


def filing_notice(dossier: Dossier) -> FilingNotice | None:
    """The filing notice under which property is handed over; None before it, and once the criminal case is over."""
    if not criminal_case_runs(dossier):
        return None
    notices = (
        Document.objects.filter(dossier=dossier, kind="filing_notice")
        .select_related("agency")
        .defer("content")
    )
    notice = notices.order_by("-pk").first()
    served = notice.deliveries.filter(is_copy=False).first() if notice else None
    return FilingNotice(notice.number, served.served_at, notice.agency) if notice and served else None


def criminal_case_runs(dossier: Dossier) -> bool:
    """Whether the case was handed to the police and has not come back, by the latest paper that says so."""
    papers = Document.objects.filter(dossier=dossier, kind__in=(*_CRIMINAL, *_OVER)).order_by("-pk")
    latest = next(iter(papers.values_list("kind", flat=True)[:1]), "")
    return latest in _CRIMINAL
