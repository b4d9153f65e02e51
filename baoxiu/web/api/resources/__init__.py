"""The addresses: one file per resource, each operation calls one action."""
