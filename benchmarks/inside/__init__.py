"""What is measured in a process of its own, inside an installation (see ``benchmarks.fresh``)."""
