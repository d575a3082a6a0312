"""What others can rely on: keys, sealing, keyed hashes, the audit."""
