"""E4: a new connection to Postgres for each request, direct or through PgBouncer."""
from . import shape

EXPERIMENTS = ('E4',)
ENDPOINT = {'/pgsleep': 'pg', '/pgtx': 'pgtx'}


def classes(params):
    return [(ENDPOINT[params['query']], params['hold_s'])]


def configuration(params, common):
    bouncer = params['pgbouncer']
    c = dict(timeout_s=120, client_timeout_s=25, hold_s=params['hold_s'], via=params['via'], postgres_max_connections=params['max_connections'],
             postgres_superuser='user=app' not in params['env']['DSN'],
             pgbouncer=bouncer and dict(pool_mode=bouncer['mode'], default_pool_size=bouncer['pool'], max_client_conn=bouncer['max_client'],
                                        query_wait_timeout_s=bouncer.get('query_wait_timeout', 120)))
    if params['worker_class'] == 'gevent':
        c['psycopg2_cooperative'] = bool(params['green'])
    return c


def title(params, configuration):
    b = configuration['pgbouncer']
    via = f"straight to Postgres with max_connections {params['max_connections']}" + ('' if configuration['postgres_superuser'] else ' as an ordinary role') if not b else (
        f"through PgBouncer in {b['pool_mode']} mode, pool {b['default_pool_size']}" + (f", max_client_conn {b['max_client_conn']}" if b['max_client_conn'] != 1000 else '')
        + (f", query_wait_timeout {b['query_wait_timeout_s']} s" if b['query_wait_timeout_s'] != 120 else ''))
    return f"{shape(params, configuration)}: {params['rate']} req/s, each opens a connection {via} and holds it {params['hold_s'] * 1000:g} ms"
