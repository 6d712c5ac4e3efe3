"""The chain of acts: what was done, by whom and when, so that nothing can be changed or removed unseen.

One chain per dossier (and per account or other matter that keeps a record). An entry's text is canonical JSON; its SM3
digest is the `previous` of the next. The database refuses a fork, a gap, a change and a deletion; a daily checkpoint,
a signed Merkle root over the ends of all chains, shows what the database itself was made to forget. `chain` appends,
`verify` walks, `checkpoint` signs, `package` exports, and `standalone_verify` reads an export with nothing but Python.
"""
