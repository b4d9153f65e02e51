"""The customer's pages, one file per subject."""
