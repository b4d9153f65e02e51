"""Events: history, outbox and hash chain (design.md mechanism 1)."""
