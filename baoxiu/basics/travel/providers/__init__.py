"""Map services that tell how long a way takes, each behind the same small protocol."""
