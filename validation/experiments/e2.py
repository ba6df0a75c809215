"""E2: gthread, private queues; E2t: the same, and nginx gives up; E2x: one process."""
from .e1 import classes, configuration, title

EXPERIMENTS = ('E2', 'E2t', 'E2x')
__all__ = ['EXPERIMENTS', 'classes', 'configuration', 'title']
