"""涉案物品: each item from the moment it is found to its end, in whose hands it is, and what its disposal cost.

17号第六条第四项 wants the list, 第十条 the temporary disposal, the report to the government and the hand-over within three
days of the filing notice; 310号第四条 wants evidence kept of what spoils. Nothing leaves the register without an end.
"""
