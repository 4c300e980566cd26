"""Records are kept in a ledger where nothing is overwritten."""
