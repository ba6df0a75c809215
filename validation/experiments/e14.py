"""E14: tornado runs a WSGI application inline and accepts ahead; sync for comparison."""
from . import shape

EXPERIMENTS = ('E14',)


def classes(params):
    return [('sleep', 0.1)]


def configuration(params, common):
    return {}


def title(params, configuration):
    return f"{shape(params, configuration)}: {params['rate']} req/s of 100 ms time.sleep"
