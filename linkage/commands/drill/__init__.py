"""The drill province: invented people and invented dossiers on the real map of Shanxi.

Only for drill databases. The people carry the generation name 演, their numbers the mark 演; no real person is meant.
"""
