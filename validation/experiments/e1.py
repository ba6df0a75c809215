"""E1: sync workers, one shared queue; E1t: the same, and nginx gives up."""
from . import shape

EXPERIMENTS = ('E1', 'E1t')


def classes(params):
    return [('sleep', None)]


def configuration(params, common):
    return {}


def title(params, configuration):
    gives_up = f"; nginx gives up after {configuration['proxy_read_timeout_s']} s" if configuration['proxy_read_timeout_s'] != 60 else ''
    return f"{shape(params, configuration)}: {params['rate']} req/s of sleeps, exponential with mean 80 ms{gives_up}"
