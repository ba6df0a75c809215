"""E8: a hot key expires in Redis, with and without a lock around the recompute."""
from . import shape

EXPERIMENTS = ('E8',)


def classes(params):
    return [('page', 0.3)]                         # the recompute, which only who misses waits for


def configuration(params, common):
    return dict(ttl_s=2, recompute_s=0.3, lock=params['variant'] == 'lock')


def title(params, configuration):
    guard = 'SET NX lock, who does not get it looks every 20 ms' if configuration['lock'] else 'no lock'
    return f"{shape(params, configuration)}: {params['rate']} req/s for one key that lives for 2 s and takes 300 ms to recompute; {guard}"
