"""E11: one hot row, a call of 50 ms inside or before the transaction that locks and updates it."""
EXPERIMENTS = ('E11',)


def classes(params):
    return [('hot', params['external_call_s'])]


def configuration(params, common):
    lock_timeout = params['gucs'].get('lock_timeout')
    return dict(worker_class='gthread', workers=1, threads=16, postgres_max_connections=100, call=params['mode'],
                lock_timeout_ms=int(lock_timeout.removesuffix('ms')) if lock_timeout else 0)


def title(params, configuration):
    limit = f", lock_timeout {configuration['lock_timeout_ms']} ms" if configuration['lock_timeout_ms'] else ''
    where = 'inside the transaction' if params['mode'] == 'inside' else 'before the transaction'
    return f"gthread, 1 worker x 16 threads: {params['rate']} req/s lock and update one row, a call of {params['external_call_s'] * 1000:g} ms {where}{limit}"
