"""E5: heartbeat kills, timeout 2."""
from . import shape

EXPERIMENTS = ('E5',)


def classes(params):
    return [('sleep', 0.02)]


def configuration(params, common):
    c = dict(rate_rps=10, duration_s=13, timeout_s=params['gunicorn_timeout_s'], client_timeout_s=30,     # the short requests
             boot_sleep_s=params['boot_sleep_s'])
    if '/pgsleep' in params['long']:
        c.update(postgres_max_connections=50, psycopg2_cooperative=False)     # the laboratory's script for E5
    return c


def title(params, configuration):
    kind = {'/sleep?s=5': 'a sleep' + ('' if params['worker_class'] == 'sync' else ', cooperative' if params['worker_class'] != 'gthread' else ''),
            '/block?s=5': 'a blocking sleep', '/pgsleep?s=5': 'pg_sleep over a blocking psycopg2'}[params['long']]
    boot = f"; the application takes {params['boot_sleep_s']} s to import" if params['boot_sleep_s'] else ''
    return f"{shape(params, configuration)}, timeout 2: {params['n_long']} request{'s' if params['n_long'] > 1 else ''} of 5 s ({kind}) into 10 req/s of 20 ms{boot}"


def others(params, result):
    """The long requests, which a client of their own sent; times to 10 ms, and nobody knows their worker."""
    rows = []
    for r in result.get('long_requests', []):
        status = 0 if r['status'] == "TimeoutError('timed out')" else int(r['status'])
        rows.append(dict(at=f"{r['sent_at_s']:.6f}", request='long', status=status, latency_ms=f"{r['after_s'] * 1e3:.3f}",
                         app_start_ms='', app_end_ms='', pid=None, service=params['long'].split('?s=')[1]))
    return rows
