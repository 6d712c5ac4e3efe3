"""Linkage 行刑衔接: environment bureaus, the police and the procuratorate handing cases to one another.

Start reading in `DEVELOPERS.md`. The floors are: `law`, which knows the law and no Django; the ground that every
record stands on (`audit`, `accounts`, `dossiers`); the tools; the case line; and the doors through which people,
other systems and the command line come in. Imports only go down.
"""

__version__ = "0.1.0"
