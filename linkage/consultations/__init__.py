"""书面咨询 and 技术支持: one agency asks another about a case and is answered in writing (17号第二十四、二十五条).

Both run beside the case. Any of the three agencies may consult another; police and procuratorate may call for the
bureau's inspection, monitoring and opinions. Whoever is asked takes part in the dossier from the question on.
"""
