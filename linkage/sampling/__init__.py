"""采样检测: from the bottle that is sealed at the outfall to the result, and to the end of the bottle.

Carries out 环环监〔2017〕17号第六条第三、六项 (采样记录单, 监测、检验报告). What defence counsel attacks first stands here as
rules: two qualified samplers, one unbroken line of custody, a laboratory that may test this, a sample not held too long.
"""
