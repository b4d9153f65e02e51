"""Baoxiu (报修 · 保修): self-hosted after-sales service."""

__version__ = "0.1.0"
