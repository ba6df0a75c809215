"""E16: 300 tasks at once for Celery and RQ; a row of a trace is a task, from the call that hands it over to its end."""
import csv
import gzip

EXPERIMENTS = ('E16',)


def rows(path, params):
    with gzip.open(path, 'rt', newline='') as f:
        return [dict(at=f"{float(r['enqueued_s']):.6f}", request='job', status=200, latency_ms=f"{1e3 * (float(r['end_s']) - float(r['enqueued_s'])):.3f}",
                     app_start_ms=f"{1e3 * (float(r['start_s']) - float(r['enqueued_s'])):.3f}",
                     app_end_ms=f"{1e3 * (float(r['end_s']) - float(r['enqueued_s'])):.3f}",
                     pid=int(r['pid'] if 'celery' in params['case'] else r['ppid']),      # RQ forks for each job
                     service=r['kind_s']) for r in csv.DictReader(f)]


def configuration(params, common):
    celery = 'celery' in params['case']
    return dict(tasks=params['n'], slots=4, workers=2 if celery else 4, duration_s=60,
                prefetch_multiplier=int(params['env']['PREFETCH']) if celery else None, acks_late='late' in params['case'])


def title(params, configuration):
    what = dict(celery_pf4='Celery, 2 workers of 2 children, prefetch multiplier 4', celery_pf1='Celery, 2 workers of 2 children, prefetch multiplier 1',
                celery_pf1_late='Celery, 2 workers of 2 children, prefetch multiplier 1, task_acks_late',
                rq='RQ, 4 workers, the module of the job imports Celery', rq_light='RQ, 4 workers')[params['case']]
    return f"{what}: {params['n']} tasks at once, 90 % of 50 ms and 10 % of 2 s, on 4 slots"
