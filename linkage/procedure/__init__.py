"""Carrying out one row of a transition table; listing the acts open to a reader, with the reasons against the others."""
