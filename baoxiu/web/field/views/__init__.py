"""The pages: each loads the own, asks one action, shows what came of it."""
