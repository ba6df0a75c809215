"""E10: deploys: HUP, restart by TERM and by QUIT, blue/green."""
from . import shape

EXPERIMENTS = ('E10',)

WHAT = {'hup': 'HUP', 'restart': 'TERM, then started again', 'quit': 'QUIT, then started again',
        'bg': 'green is started, nginx reloads, TERM to blue'}


def classes(params):
    return [('sleep', 0.02)] + ([('long', 3)] if params['long_requests'] else [])


def configuration(params, common):
    return dict(client_timeout_s=40, boot_sleep_s=params['boot_sleep_s'], preload_app=params['preload'],     # the load generator had 40 s
                graceful_timeout_s=params['graceful_timeout'])


def events(result):
    """When something was done, seconds: the deploy; with blue/green the start of green, the reload of nginx and TERM to blue."""
    told = [(at, what) for at, what in result['events'] if isinstance(what, str)]
    return [at for at, what in told if what not in ('stopped', 'start issued', 'blue stopped')]


def title(params, configuration):
    boot = f"; the application takes {params['boot_sleep_s']} s to import" if params['boot_sleep_s'] else ''
    preload = ', preloaded' if params['preload'] else ''
    graceful = f", graceful_timeout {params['graceful_timeout']}" if params['graceful_timeout'] != 30 else ''
    long = ', 2 % of them of 3 s' if params['long_requests'] else ''
    return f"{shape(params, configuration)}{graceful}: {WHAT[params['kind']]} amid 50 req/s of 20 ms{long}{boot}{preload}"
