#!/usr/bin/env python3
"""Make validation/traces/*.csv.gz and validation/cases.json from a directory of raw measurements.

usage: python3 import.py DIRECTORY

DIRECTORY holds results/<run>.json (parameters and summary of each run) and traces/<run>.csv.gz (one line per request).
Only the experiments E1, E1t, E2, E2t, E2x, E3, E4, E5 and E7 are taken. The output depends on nothing but the input.
"""
import collections
import csv
import gzip
import io
import json
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
RUN = re.compile(r'(E1|E1t|E2|E2t|E2x|E3|E4|E5|E7)_\w+_s\d+$')
HEADER = ['at', 'request', 'status', 'latency_ms', 'app_start_ms', 'app_end_ms', 'worker', 'service']
ENDPOINT = {'/sleep': 'sleep', '/block': 'block', '/pgsleep': 'pg', '/pgtx': 'pgtx'}


def classes(params):
    """For each request class of the run: endpoint name and service time in seconds (None = drawn, stands in the trace)."""
    if params['exp'] == 'E3':
        out = [('sleep', 0.2)]
        if params['blocker']:
            path, seconds = params['blocker'].split('?s=')
            out.append((ENDPOINT[path], float(seconds)))
        return out
    if params['exp'] == 'E4':
        return [(ENDPOINT[params['query']], params['hold_s'])]
    if params['exp'] == 'E5':
        return [('sleep', 0.02)]
    if params['exp'] == 'E7':
        return [('sleep', params['service_s'])]
    return [('sleep', None)]


def read_trace(path, kinds):
    with gzip.open(path, 'rt', newline='') as f:
        rows = []
        for r in csv.DictReader(f):
            name, service = kinds[int(r['class'])]
            status = int(r['status'])
            if r['error'] not in ('', 'timeout') or (status == 0) != (r['error'] == 'timeout'):
                raise ValueError(f'{path}: unexpected outcome {r}')
            answered = int(r['pid']) >= 0
            rows.append(dict(at=r['intended_s'], request=name, status=status, latency_ms=r['latency_ms'],
                             app_start_ms=r['appstart_ms'] if answered else '', app_end_ms=r['append_ms'] if answered else '',
                             pid=int(r['pid']) if answered else None,
                             service=r['svc_s'] if service is None else f'{service:g}'))
        return rows


def long_requests(params, result):
    """The long requests of E5, which a client of their own sent; times to 10 ms, and nobody knows their worker."""
    rows = []
    for r in result.get('long_requests', []):
        status = 0 if r['status'] == "TimeoutError('timed out')" else int(r['status'])
        rows.append(dict(at=f"{r['sent_at_s']:.6f}", request='long', status=status, latency_ms=f"{r['after_s'] * 1e3:.3f}",
                         app_start_ms='', app_end_ms='', pid=None, service=params['long'].split('?s=')[1]))
    return rows


def worker_order(rows, log):
    """Process ids in the order in which the workers became ready, where the log tells; else in ascending order."""
    seen = {r['pid'] for r in rows} - {None}
    ready = [int(p) for p in re.findall(r'APP READY (\d+)', log)]
    if set(ready) >= seen and len(ready) == len(set(ready)):
        return ready, 'ready'
    return sorted(seen), 'pid'


def write_trace(path, rows, index):
    text = io.StringIO()
    out = csv.writer(text, lineterminator='\n')
    out.writerow(HEADER)
    for r in rows:
        worker = '' if r['pid'] is None else index[r['pid']]
        out.writerow([r['at'], r['request'], r['status'], r['latency_ms'], r['app_start_ms'], r['app_end_ms'], worker, r['service']])
    with open(path, 'wb') as f, gzip.GzipFile(filename='', mode='wb', fileobj=f, mtime=0) as z:
        z.write(text.getvalue().encode())


def percentile(values, q):
    """Nearest rank; values sorted."""
    return values[min(len(values) - 1, max(0, -int(-(q * len(values)) // 1) - 1))]


def latency(values):
    if not values:
        return dict(n=0)
    v = sorted(values)
    return dict(n=len(v), mean=round(sum(v) / len(v), 2), p50=round(percentile(v, .5), 2), p95=round(percentile(v, .95), 2),
                p99=round(percentile(v, .99), 2), max=round(v[-1], 2))


def measured(rows, duration, index, result):
    ok = [r for r in rows if r['status'] == 200]
    done = lambda r: float(r['at']) + float(r['latency_ms']) / 1e3
    statuses = collections.Counter(str(r['status']) if r['status'] else 'timeout' for r in rows)
    workers = collections.Counter(index[r['pid']] for r in rows if r['pid'] is not None)
    known = sum(workers.values())
    m = dict(requests=len(rows), offered_rps=round(len(rows) / duration, 2),
             goodput_rps=round(sum(1 for r in ok if done(r) <= duration) / duration, 2),
             last_completion_s=round(max(map(done, rows)), 2),
             status_shares={k: round(n / len(rows), 4) for k, n in sorted(statuses.items())},
             latency_ms={}, wait_before_handler_ms=latency([float(r['app_start_ms']) for r in ok if r['app_start_ms']]))
    for name in sorted({r['request'] for r in rows}):
        m['latency_ms'][name] = latency([float(r['latency_ms']) for r in ok if r['request'] == name])
    if len(m['latency_ms']) > 1:
        m['latency_ms']['all'] = latency([float(r['latency_ms']) for r in ok])
    bad = [r for r in rows if r['status'] != 200]
    if bad:
        m['failed_latency_ms'] = latency([float(r['latency_ms']) for r in bad])
        m['first_failure_seen_s'] = round(min(map(done, bad)), 3)
    m['worker_shares'] = [round(workers[i] / max(known, 1), 4) for i in range(len(index))]
    m['worker_known_share'] = round(known / len(rows), 4)
    m['client_lag_ms_max'] = result['client_lag_ms_max']
    m['busy_cores'] = result.get('machine_busy_cores_mean')
    m['cpu_s'] = result['cpu_s']
    return m


def configuration(p):
    e4 = p['exp'] == 'E4'
    read = re.match(r'proxy_read_timeout (\d+)s;$', p.get('proxy') or '')
    rate, seconds = (10, 13) if p['exp'] == 'E5' else (p['rate'], p['dur_s'])     # the short requests of E5
    c = dict(worker_class=p.get('worker_class', 'sync'), workers=p['workers'], threads=p.get('threads'), worker_connections=1000, backlog=2048,
             timeout_s=120 if e4 else 30, proxy_read_timeout_s=int(read[1]) if read else 60,
             client_timeout_s=25 if e4 else p.get('client_timeout_s', 60), rate_rps=rate, duration_s=seconds, seed=p['seed'])
    if p['exp'] == 'E5':
        c.update(timeout_s=p['gunicorn_timeout_s'], client_timeout_s=30, boot_sleep_s=p['boot_sleep_s'])
        if '/pgsleep' in p['long']:
            c.update(postgres_max_connections=50, psycopg2_cooperative=False)     # the laboratory's script for E5
    if p['exp'] == 'E7':
        connect = re.match(r'proxy_connect_timeout (\d+)s;$', p['proxy'])
        c.update(backlog=p['backlog'], bind=p['bind'], behind_nginx=not p['direct_to_gunicorn'],
                 proxy_connect_timeout_s=int(connect[1]) if connect else 60, client_timeout_s=40)     # E7 gave the load generator 40 s
    if p['exp'] == 'E3':
        c['postgres_max_connections'] = 200
        c['blocker_share'] = p['blocker_pct'] / 100
        green = p['green_psycopg2']       # eventlet's monkey_patch makes psycopg2 cooperative unless that is undone
        c['psycopg2_cooperative'] = green is True or (green is False and p['worker_class'] == 'eventlet')
    if e4:
        b = p['pgbouncer']
        c.update(hold_s=p['hold_s'], via=p['via'], postgres_max_connections=p['max_connections'],
                 postgres_superuser='user=app' not in p['env']['DSN'],
                 pgbouncer=b and dict(pool_mode=b['mode'], default_pool_size=b['pool'], max_client_conn=b['max_client'],
                                      query_wait_timeout_s=b.get('query_wait_timeout', 120)))
        if p['worker_class'] == 'gevent':
            c['psycopg2_cooperative'] = bool(p['green'])
    return c


def title(p, c):
    shape = f"{c['worker_class']}, {p['workers']} worker{'s' if p['workers'] > 1 else ''}" + (f" x {p['threads']} threads" if p.get('threads') else '')
    if p['exp'] == 'E3':
        kind = {None: 'none block', '/block?s=1': 'a blocking sleep', '/pgsleep?s=1': 'pg_sleep over a ' + ('cooperative' if c['psycopg2_cooperative'] else 'blocking') + ' psycopg2'}[p['blocker']]
        share = f"{p['blocker_pct']:g} % of the requests are {kind} of 1 s" if p['blocker'] else 'none of them blocks'
        return f"{shape}: {p['rate']} req/s of 200 ms cooperative sleep; {share}"
    if p['exp'] == 'E5':
        kind = {'/sleep?s=5': 'a sleep' + ('' if p['worker_class'] == 'sync' else ', cooperative' if p['worker_class'] != 'gthread' else ''),
                '/block?s=5': 'a blocking sleep', '/pgsleep?s=5': 'pg_sleep over a blocking psycopg2'}[p['long']]
        boot = f"; the application takes {p['boot_sleep_s']} s to import" if p['boot_sleep_s'] else ''
        return f"{shape}, timeout 2: {p['n_long']} request{'s' if p['n_long'] > 1 else ''} of 5 s ({kind}) into 10 req/s of 20 ms{boot}"
    if p['exp'] == 'E7':
        socket = f"{p['bind']} socket, backlog {p['backlog']}" + (', without nginx' if p['direct_to_gunicorn'] else '')
        gives_up = f"; nginx gives up connecting after {c['proxy_connect_timeout_s']} s" if c['proxy_connect_timeout_s'] != 60 else ''
        return f"{shape}, {socket}: {p['rate']} req/s for {p['dur_s']:g} s, evenly spaced, of sleeps of {p['service_s'] * 1000:g} ms{gives_up}"
    if p['exp'] == 'E4':
        b = c['pgbouncer']
        via = f"straight to Postgres with max_connections {p['max_connections']}" + ('' if c['postgres_superuser'] else ' as an ordinary role') if not b else (
            f"through PgBouncer in {b['pool_mode']} mode, pool {b['default_pool_size']}" + (f", max_client_conn {b['max_client_conn']}" if b['max_client_conn'] != 1000 else '')
            + (f", query_wait_timeout {b['query_wait_timeout_s']} s" if b['query_wait_timeout_s'] != 120 else ''))
        return f"{shape}: {p['rate']} req/s, each opens a connection {via} and holds it {p['hold_s'] * 1000:g} ms"
    return f"{shape}: {p['rate']} req/s of sleeps, exponential with mean 80 ms" + (f"; nginx gives up after {c['proxy_read_timeout_s']} s" if c['proxy_read_timeout_s'] != 60 else '')


def dump(cases, path):
    """JSON (and therefore YAML), one line per inner mapping, so that differences can be read."""
    def flat(v):
        return json.dumps(v, ensure_ascii=False)
    parts = []
    for c in cases:
        lines = []
        for k, v in c.items():
            if k == 'measured':
                inner = ',\n'.join(f'      {flat(a)}: {flat(b)}' for a, b in v.items())
                lines.append(f'    "measured": {{\n{inner}\n    }}')
            else:
                lines.append(f'    {flat(k)}: {flat(v)}')
        parts.append('  {\n' + ',\n'.join(lines) + '\n  }')
    with open(path, 'w') as f:
        f.write('[\n' + ',\n'.join(parts) + '\n]\n')


def main(source):
    os.makedirs(f'{HERE}/traces', exist_ok=True)
    cases = []
    for name in sorted(n[:-5] for n in os.listdir(f'{source}/results') if n.endswith('.json')):
        if not RUN.match(name):
            continue
        with open(f'{source}/results/{name}.json') as f:
            raw = json.load(f)
        p, result = raw['params'], raw['result']
        rows = read_trace(f'{source}/traces/{name}.csv.gz', classes(p)) + long_requests(p, result)
        rows.sort(key=lambda r: float(r['at']))
        order, by = worker_order(rows, raw.get('gunicorn_log') or '')
        index = {pid: i for i, pid in enumerate(order)}
        write_trace(f'{HERE}/traces/{name}.csv.gz', rows, index)
        c = configuration(p)
        cases.append(dict(name=name, experiment=p['exp'], case=re.sub(r'_s\d+$', '', name), what=title(p, c), trace=f'traces/{name}.csv.gz',
                          workers_numbered_by=by, configuration=c, measured=measured(rows, c['duration_s'], index, result)))
    dump(cases, f'{HERE}/cases.json')
    print(len(cases), 'runs')


if __name__ == '__main__':
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
