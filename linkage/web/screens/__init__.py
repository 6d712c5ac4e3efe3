"""The screens that belong to no single procedure: work bench, lists, ledgers, inbox, account, administration, law."""
