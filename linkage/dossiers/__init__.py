"""The spine: one dossier, its number, the agencies taking part, its chain, and who may see it."""
