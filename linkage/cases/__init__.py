"""The case and its parties: the facts that papers and assessments are made from."""
