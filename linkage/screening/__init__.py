"""应移未移: what the record says against the standards for transfer, where nothing was handed over; and what a change of law touches.

It proposes only (310号第三条, 17号第五条; 853号第十七条): from the list an officer opens the dossier, and the reason for not
transferring is recorded through the assessment's own decision.
"""
