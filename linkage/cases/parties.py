"""A party as it is first entered, before there is a case to hang it on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PartyFacts:
    """A party as first entered."""

    kind: str
    name: str
    identity_number: str = ""
    address: str = ""
    post: str = ""
