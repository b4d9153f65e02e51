"""Taking over repair records of the Open Repair Data Standard (openrepair.org) into the flow."""

from baoxiu.demo.repairs.importing import Summary, import_file

__all__ = ["Summary", "import_file"]
