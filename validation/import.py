#!/usr/bin/env python3
"""Make validation/traces/*.csv.gz and validation/cases/*.json from a directory of raw measurements.

usage: python3 import.py DIRECTORY

DIRECTORY holds results/<run>.json (parameters and summary of each run) and traces/<run>.csv.gz (one line per request).
Only the experiments that experiments/ knows are taken. The output depends on nothing but the input.
"""
import collections
import csv
import gzip
import io
import json
import os
import re
import sys

import experiments

HERE = os.path.dirname(os.path.abspath(__file__))
RUN = re.compile(r'E\w+_s\d+$')
HEADER = ['at', 'request', 'status', 'latency_ms', 'app_start_ms', 'app_end_ms', 'worker', 'service']


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
    m['client_lag_ms_max'] = result.get('client_lag_ms_max')
    m['busy_cores'] = result.get('machine_busy_cores_mean')
    m['cpu_s'] = result.get('cpu_s')
    return m


def configuration(p, module):
    read = re.match(r'proxy_read_timeout (\d+)s;$', p.get('proxy') or '')
    common = dict(worker_class=p.get('worker_class', 'sync'), workers=p.get('workers', 1), threads=p.get('threads'), worker_connections=1000, backlog=2048,
                  timeout_s=30, proxy_read_timeout_s=int(read[1]) if read else 60, client_timeout_s=p.get('client_timeout_s', 60),
                  rate_rps=p.get('rate'), duration_s=p.get('dur_s'), seed=p['seed'])
    return common | module.configuration(p, common)


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
    os.makedirs(f'{HERE}/cases', exist_ok=True)
    modules = experiments.known()
    cases = {}
    for name in sorted(n[:-5] for n in os.listdir(f'{source}/results') if n.endswith('.json')):
        experiment = name.split('_')[0]
        if experiment not in modules or not RUN.match(name):
            continue
        module = modules[experiment]
        with open(f'{source}/results/{name}.json') as f:
            raw = json.load(f)
        p, result = raw['params'], raw['result']
        trace = f'{source}/traces/{name}.csv.gz'
        rows = module.rows(trace, p) if hasattr(module, 'rows') else read_trace(trace, module.classes(p))
        if hasattr(module, 'others'):
            rows += module.others(p, result)
        rows.sort(key=lambda r: float(r['at']))
        order, by = worker_order(rows, raw.get('gunicorn_log') or '')
        index = {pid: i for i, pid in enumerate(order)}
        write_trace(f'{HERE}/traces/{name}.csv.gz', rows, index)
        c = configuration(p, module)
        if hasattr(module, 'events'):
            c['events_s'] = module.events(result)
        cases.setdefault(experiment, []).append(
            dict(name=name, experiment=experiment, case=re.sub(r'_s\d+$', '', name), what=module.title(p, c), trace=f'traces/{name}.csv.gz',
                 workers_numbered_by=by, configuration=c, measured=measured(rows, c['duration_s'], index, result)))
    for experiment, runs in cases.items():
        dump(runs, f'{HERE}/cases/{experiment}.json')
        print(experiment, len(runs), 'runs')


if __name__ == '__main__':
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
