"""The parts of `linkage bench`: a throw-away database with a province's dossiers, the real server, the floors beside it."""
