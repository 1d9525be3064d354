"""Scripted conversations: read from YAML, played against the agent, and judged."""

from agent.rehearsal.run import rehearse

__all__ = ["rehearse"]
