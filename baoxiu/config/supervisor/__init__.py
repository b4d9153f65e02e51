"""What `baoxiu run` does: database, web and worker, started in order, watched, and stopped in order."""

from baoxiu.config.supervisor.supervisor import Supervisor

__all__ = ["Supervisor"]
