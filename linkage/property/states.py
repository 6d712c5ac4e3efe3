"""The table of case property: the page to read first. Complete table (d) of the case flow.

The order of the rows is the order of the buttons: what an article wants before what merely may be.
Only a bureau registers: while the police verify, they may neither seal nor seize (刑事程序规定第一百七十四条).
"""

from linkage.law.transitions import PROCURATORIAL, RECEIVING, SENDING, Table
from linkage.property.bureau_rows import BUREAU_ENDINGS, BUREAU_ROWS, REGISTERING_ROWS
from linkage.property.police_rows import HANDING_OVER_ROWS, POLICE_ROWS
from linkage.property.status import STAGES, TURNS, Status

TABLE = Table(
    code="case_property",
    name="涉案物品",
    rows=(*REGISTERING_ROWS, *HANDING_OVER_ROWS, *BUREAU_ROWS, *BUREAU_ENDINGS, *POLICE_ROWS),
    labels={str(status): str(status.label) for status in Status},
    turns=TURNS,
    stages=STAGES,
    sides={SENDING: "查获机关", RECEIVING: "公安机关", PROCURATORIAL: "检察机关"},
    leads=False,
    noun="物品",
)
