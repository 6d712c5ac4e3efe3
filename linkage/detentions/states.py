"""The table of the transfer for administrative detention: the page to read first. Complete table (b) of the case flow."""

from linkage.detentions.bureau_rows import BUREAU
from linkage.detentions.police_rows import POLICE
from linkage.detentions.status import SIDES, STAGES, TURNS, Status
from linkage.law.transitions import Table

TABLE = Table(
    code="detention_transfer",
    name="行政拘留移送",
    rows=(*BUREAU, *POLICE),
    labels={s.value: s.label for s in Status},
    turns=TURNS,
    stages=STAGES,
    sides=SIDES,
    noun="行政拘留移送",
)
