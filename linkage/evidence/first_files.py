"""The files that arrive with what opens a dossier: judged before any is stored, kept under a ticket while the form is mended."""

from collections.abc import Iterable

from django.http import HttpRequest

from linkage.accounts.models import User
from linkage.dossiers.models import Dossier
from linkage.evidence.first import FirstItem
from linkage.evidence.rules import Description, Received
from linkage.evidence.sniffing import check_class
from linkage.evidence.tickets import redeem, ticket_for
from linkage.evidence.upload import ArrivedFile, refused_files
from linkage.law.refusal import Reason, Refused

TO_COME = Dossier()
"""Files that arrived with a form sent back wait under a ticket for the dossier that is still to come."""


def arrived(request: HttpRequest, material_class: int) -> tuple[list[Received], list[Reason]]:
    """The files of this form, those kept from an earlier try and those in it, and what speaks against any of them.

    All are judged before any is put into storage for good.
    """
    received: list[Received] = []
    reasons = list(refused_files(request))
    for ticket in request.POST.getlist("sent"):
        try:
            received.append(redeem(ticket, user=request.user, dossier=TO_COME))  # type: ignore[arg-type]
        except Refused as refused:
            reasons += refused.reasons
    for file in request.FILES.getlist("files"):
        try:
            received.append(_judged(file, material_class))  # type: ignore[arg-type]
        except Refused as refused:
            reasons += refused.reasons
    return received, reasons


def tickets(received: Iterable[Received], user: User) -> list[tuple[Received, str]]:
    """Each file with the ticket under which it waits while the form is mended."""
    return [(file, ticket_for(file, user=user, dossier=TO_COME)) for file in received]


def first_material(received: Iterable[Received], material_class: int, by: User) -> list[FirstItem]:
    """The files as they come with the case, described by where they come from."""
    return [FirstItem(file, Description(material_class, source=by.agency.name)) for file in received]


def _judged(file: ArrivedFile, material_class: int) -> Received:
    with file:
        verdict = file.judge()
        if reason := check_class(verdict, material_class):
            raise Refused([reason])
        return Received(file.keep(), verdict)
