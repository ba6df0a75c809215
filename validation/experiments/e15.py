"""E15: every thread keeps its connection to PgBouncer, in session or transaction mode."""
from . import shape

EXPERIMENTS = ('E15',)


def classes(params):
    return [('pgkeep', params['hold_s'])]


def configuration(params, common):
    return dict(worker_class='gthread', workers=1, client_timeout_s=params['client_timeout_s'], hold_s=params['hold_s'], via='pgbouncer',
                postgres_max_connections=100, postgres_superuser=True,
                pgbouncer=dict(pool_mode=params['mode'], default_pool_size=params['pool'], max_client_conn=1000,
                               query_wait_timeout_s=params['opt'].get('query_wait_timeout', 120)))


def title(params, configuration):
    b = configuration['pgbouncer']
    wait = f", query_wait_timeout {b['query_wait_timeout_s']} s" if b['query_wait_timeout_s'] != 120 else ''
    return (f"{shape(dict(params, workers=1), configuration)}: {params['rate']} req/s, each thread keeps a connection through PgBouncer in {b['pool_mode']} mode, "
            f"pool {b['default_pool_size']}{wait}; a query holds it {params['hold_s'] * 1000:g} ms")
