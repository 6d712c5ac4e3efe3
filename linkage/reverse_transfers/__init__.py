"""反向移送 (17号第十六至十八条, 法释〔2023〕7号第十二条): what is no crime, or is not punished as one, comes back to the bureau.

The police hand back what they found to be no crime; the procuratorate proposes a penalty after not prosecuting, and
passes a judgment on that acquits or exempts. The bureau looks at the limitation, takes the paused penalty up again or
says why none is due, and writes back to whoever handed the case over. `open_ends` tells what has no disposition yet.
"""
