"""Why a database cluster cannot serve: each with one sentence that a person can act on."""


class ClusterTrouble(Exception):
    """The cluster cannot be found, started or used; the message says what to do."""


class NoBinaries(ClusterTrouble):
    """No usable PostgreSQL programs on this machine."""


class WrongMajor(ClusterTrouble):
    """The data directory was made by another major version of PostgreSQL."""


class UnsafeFolder(ClusterTrouble):
    """A folder that must be private belongs to or is open to somebody else."""
