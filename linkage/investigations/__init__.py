"""联合调查: bureau and police investigate a clue together, divide the labour, and leave nobody out (通知三；17号第二十六至二十八条).

It leads the dossier from the notified clue to its outcome: criminal transfer, detention, administrative penalty, or nothing
found. Before a case is filed nothing here restricts a person or their property (刑事程序规定第一百七十四条).
"""
