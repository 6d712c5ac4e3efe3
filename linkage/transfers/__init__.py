"""刑事移送: from a suspected crime found by the bureau to the judgment, and every way back.

Carries out 晋公通字[2019]37号 通知四 and 环环监〔2017〕17号 (articles 5–19), with 国务院令第310号 where it is stricter.
"""
