"""Every read of a transfer, starting from the dossiers this reader may see."""

from functools import lru_cache
from typing import cast

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from linkage.accounts.kept import TEXT, KeptModels, keep_models, values_of
from linkage.accounts.likeness import Likeness
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
    values = {**values_of(user), TEXT: number}
    try:
        kept = _statement(Likeness.of(user), to_act)
    except EmptyResultSet:
        return None
    return cast(Transfer | None, kept.first(values))


@lru_cache(maxsize=512)
def _statement(likeness: Likeness, to_act: bool) -> KeptModels:
    found = visible_to(likeness.reader()).filter(dossier__number=TEXT)
    if to_act:
        found = found.select_for_update(of=("self", "dossier"))
    return keep_models(found[:1])
