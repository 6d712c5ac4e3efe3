"""Administrative penalties of the bureaus: filing, notice, decision, service, execution; standing still during a criminal case."""
