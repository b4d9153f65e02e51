"""What callers send, with the limits of every field."""
