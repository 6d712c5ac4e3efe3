"""Everything a rule may look at: who acts, when, what they state, and which clocks run."""

from collections.abc import Callable, Mapping
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
    read: dict[str, Any] = field(default_factory=dict, compare=False)

    def once(self, name: str, find: Callable[[], Any]) -> Any:
        """What a rule and the papers of the same act need is read once for both."""
        if name not in self.read:
            self.read[name] = find()
        return self.read[name]
