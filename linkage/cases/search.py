"""Finding dossiers by what people remember: a number, the case's name, a party, the place, a paper's number."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from linkage.cases.models import Case, Party
from linkage.documents.models import Document
from linkage.dossiers.models import Dossier

WORDS_AT_MOST = 5
"""Further words are not looked for: they narrow nothing and cost a scan each."""


def matching(dossiers: QuerySet[Dossier], words: str) -> QuerySet[Dossier]:
    """Those of `dossiers` (which the reader may see) in which every one of the words occurs.

    A word is looked for in number, case name, place, names of parties and numbers of papers; never in identity numbers.
    """
    for word in words.split()[:WORDS_AT_MOST]:
        dossiers = dossiers.filter(_somewhere(word))
    return dossiers


def _somewhere(word: str) -> Q:
    here = OuterRef("pk")
    return (
        Q(number__icontains=word)
        | Q(title__icontains=word)
        | Q(Exists(Case.objects.filter(dossier=here, place__icontains=word)))
        | Q(Exists(Party.objects.filter(case__dossier=here, name__icontains=word)))
        | Q(Exists(Document.objects.filter(dossier=here, number__icontains=word)))
    )
