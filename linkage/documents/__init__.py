"""Papers: their kinds and templates, numbering, the produced files and their digests, and to whom they were served."""
