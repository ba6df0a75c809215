"""E6: nginx refuses, delays, gives up, asks another server; slow request bodies."""
import re

from . import shape

EXPERIMENTS = ('E6',)
SLOW = ('direct', 'nginx_buffering', 'nginx_nobuffer')
WHAT = {
    'default': 'of two servers one refuses connections',
    'fail_timeout3': 'of two servers one refuses connections, max_fails=3 fail_timeout=3s',
    'next_off': 'of two servers one refuses connections, proxy_next_upstream off',
    'both_dead': 'both servers refuse connections',
    'one peer hangs, proxy_read_timeout 1s': 'of two servers one accepts and never answers, proxy_read_timeout 1s',
    'proxy_read_timeout 1s; 20 % of requests sleep 3 s': 'proxy_read_timeout 1s, 20 % of the requests sleep 3 s',
    'direct': '20 clients upload 2000 bytes at 200 B/s from 3 s on, without nginx',
    'nginx_buffering': '20 clients upload 2000 bytes at 200 B/s from 3 s on, request buffering',
    'nginx_nobuffer': '20 clients upload 2000 bytes at 200 B/s from 3 s on, proxy_request_buffering off',
}


def classes(params):
    long = [('long', 3.0)] if '20 % of requests' in params['variant'] else []
    return [('sleep', 0.02)] + long


def others(params, result):
    """The slow uploads, which clients of their own sent; times to 10 ms, and nobody knows their worker."""
    rows = []
    for start, took, status in result.get('slow_clients_start_took_status', []):
        rows.append(dict(at=f'{start:.6f}', request='upload', status=int(status.split()[1]), latency_ms=f'{took * 1e3:.3f}',
                         app_start_ms='', app_end_ms='', pid=None, service='0'))
    return rows


def configuration(params, common):
    server = re.search(r'-k (\w+) -w (\d+)(?: --threads (\d+))?', params['gunicorn'])
    c = dict(worker_class=server[1], workers=int(server[2]), threads=int(server[3]) if server[3] else None,
             nginx_workers=params.get('nginx_workers', 1 if 'hangs' in params['variant'] else 2))
    if 'proxy_read_timeout 1s' in params['variant']:
        c.update(proxy_read_timeout_s=1)
    if params['variant'] == 'both_dead':
        c.update(duration_s=12)     # the laboratory's script
    if params['variant'] in SLOW:
        c.update(behind_nginx=params['variant'] != 'direct')
    return c


def title(params, configuration):
    what = WHAT.get(params['variant'], params['variant'].strip() + (', no burst' if 'burst' not in params['variant'] else ''))
    gaps = 'evenly spaced' if params.get('arrivals') == 'const' else 'Poisson'
    workers = f"; {configuration['nginx_workers']} nginx process{'es' if configuration['nginx_workers'] > 1 else ''}" if 'nginx_workers' in params else ''
    return f"{shape(configuration, configuration)}, {params['rate']} req/s of 20 ms, {gaps}: {what}{workers}"
