"""What is measured, on a real installation of its own: `make bench`."""
