"""E5x: nine stacks boot at once under timeout 2; the runs are those of E5 that this befell."""
from . import e5

EXPERIMENTS = ('E5x',)

classes = e5.classes
configuration = e5.configuration
others = e5.others


def title(params, configuration):
    return e5.title(params, configuration) + '; nine such stacks, 27 workers, boot at once'
