"""E3: a blocked event loop."""
from . import shape

EXPERIMENTS = ('E3',)
ENDPOINT = {'/block': 'block', '/pgsleep': 'pg'}


def classes(params):
    out = [('sleep', 0.2)]
    if params['blocker']:
        path, seconds = params['blocker'].split('?s=')
        out.append((ENDPOINT[path], float(seconds)))
    return out


def configuration(params, common):
    green = params['green_psycopg2']       # eventlet's monkey_patch makes psycopg2 cooperative unless that is undone
    return dict(postgres_max_connections=200, blocker_share=params['blocker_pct'] / 100,
                psycopg2_cooperative=green is True or (green is False and params['worker_class'] == 'eventlet'))


def title(params, configuration):
    kind = {None: 'none block', '/block?s=1': 'a blocking sleep',
            '/pgsleep?s=1': 'pg_sleep over a ' + ('cooperative' if configuration['psycopg2_cooperative'] else 'blocking') + ' psycopg2'}[params['blocker']]
    share = f"{params['blocker_pct']:g} % of the requests are {kind} of 1 s" if params['blocker'] else 'none of them blocks'
    return f"{shape(params, configuration)}: {params['rate']} req/s of 200 ms cooperative sleep; {share}"
