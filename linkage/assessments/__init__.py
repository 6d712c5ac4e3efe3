"""入罪评估: the recorded facts against the clauses on pollution crimes, what a person decides, and which material proves what.

It proposes; nothing moves by itself. `filling` reads the facts from the record, `law.assessment` compares, `matrix` lays
要件 beside 证据.
"""
