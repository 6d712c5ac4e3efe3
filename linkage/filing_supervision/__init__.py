"""检察监督: supervision of filing (17号第十二、十三条; 检察规则第五百五十九至五百六十四条) and the opinion to transfer (17号第十四条).

Both run beside the case. The procuratorate asks, notifies and corrects; it never files or transfers itself: the police
file and the bureau transfers, each on the line of the transfer, and report that they have.
"""
