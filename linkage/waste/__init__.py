"""危险废物: what it is, how much there was, where it went, and the opinion that says so in the prescribed words.

Carries out 环环监〔2017〕17号第二十二条 (认定意见) and 座谈会纪要（高检会〔2019〕3号）第十三项. The balance of each waste accuses
nobody: it says how much the records do not account for, and whoever closes it says why.
"""
