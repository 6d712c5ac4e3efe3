"""Everything a rule may look at: who acts, when, what they state, and which clocks run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from linkage.accounts.models import User
from linkage.deadlines.models import Clock


@dataclass(frozen=True)
class Situation:
    """`facts` is empty while acts are only being listed: a rule about a stated fact then has nothing to object."""

    occurred_at: datetime
    by: User | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    clocks: Mapping[str, Clock] = field(default_factory=dict)
