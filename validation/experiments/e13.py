"""E13: one GIL, or none to share: 4 ms of CPU, 20 ms of sleep, 4 ms of CPU; in the convoy 5 % burn 300 ms of CPU."""
from . import shape

EXPERIMENTS = ('E13',)
SERVER = {'gt8': ('gthread', 1, 8), 'sync2': ('sync', 2, None), 'sync4': ('sync', 4, None)}


def classes(params):
    """The times of `mix` are three, so its service is what they add up to."""
    return [('cpu', 0.3) if '/cpu' in c else ('mix', 0.028) for c in params['classes']]


def configuration(params, common):
    worker_class, workers, threads = SERVER[params['server'].replace('convoy_', '')]
    return dict(worker_class=worker_class, workers=workers, threads=threads)


def title(params, configuration):
    convoy = '; 5 % burn 300 ms of CPU' if 'convoy' in params['server'] else ''
    return f"{shape(configuration, configuration)}: {params['rate']} req/s of 4 ms CPU + 20 ms sleep + 4 ms CPU{convoy}"
