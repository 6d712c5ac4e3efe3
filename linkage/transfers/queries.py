"""Every read of a transfer, starting from the dossiers this reader may see."""

from django.db.models import QuerySet

from linkage.accounts.models import User
from linkage.dossiers.queries import visible
from linkage.transfers.models import Transfer

WITH = ("dossier", "sending_agency", "receiving_agency", "procuratorate")


def visible_to(user: User) -> QuerySet[Transfer]:
    """The transfers `user` may see, with the agencies on each side at hand."""
    return Transfer.objects.filter(visible(user, "dossier")).select_related(*WITH)


def transfer_visible_to(user: User, number: str, *, to_act: bool = False) -> Transfer | None:
    """One transfer by its dossier's number; None when this reader may not know of it.

    `to_act` locks transfer and dossier for the rest of the transaction, so that two officers act one after the other
    (SQLite, which knows no row locks, is kept in order by its immediate transactions).
    """
    found = visible_to(user).filter(dossier__number=number)
    if to_act:
        found = found.select_for_update(of=("self", "dossier"))
    return next(iter(found[:1]), None)
