"""行政拘留移送: what is no crime but is punished by detention goes from the bureau to the police (公治〔2014〕853号).

It leads the dossier from the decided penalty to its end: detention served, file returned, or a criminal case after all.
"""
