"""Our own PostgreSQL: found, started on a private socket, adopted when it runs, stopped by its last user.

Nothing here imports Django.
"""

from baoxiu.config.postgres.binaries import Binaries
from baoxiu.config.postgres.cluster import Cluster
from baoxiu.config.postgres.failures import ClusterTrouble, NoBinaries, UnsafeFolder, WrongMajor

__all__ = ["Binaries", "Cluster", "ClusterTrouble", "NoBinaries", "UnsafeFolder", "WrongMajor"]
