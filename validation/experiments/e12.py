"""E12: one asyncio loop under uvicorn, or four: sleeps, of which some block, or CPU in one piece or in slices."""
EXPERIMENTS = ('E12',)
ENDPOINT = {'/sleep': 'sleep', '/block': 'block', '/exec': 'exec', '/cpu': 'cpu', '/slice': 'slice'}
WHAT = {'none': '200 ms of await asyncio.sleep', 'block03': '200 ms of await asyncio.sleep; 0.3 % block the loop for 1 s',
        'exec03': '200 ms of await asyncio.sleep; 0.3 % block a thread of the default executor for 1 s',
        'gw4_block03': '200 ms of await asyncio.sleep; 0.3 % block the loop for 1 s', 'cpu60': '12 ms of CPU in one piece', 'cpu100': '12 ms of CPU in one piece',
        'slice60': '12 ms of CPU in pieces of 1 ms, await asyncio.sleep(0) between', 'slice100': '12 ms of CPU in pieces of 1 ms, await asyncio.sleep(0) between'}


def classes(params):
    return [(ENDPOINT[path], float(seconds)) for _, url in params['classes'] for path, seconds in [url.split('?s=')]]


def configuration(params, common):
    workers = 4 if params['case'].startswith('gw4') else 1
    return dict(server='gunicorn' if workers > 1 else 'uvicorn', worker_class='uvicorn', workers=workers)


def title(params, configuration):
    workers = configuration['workers']
    server = 'gunicorn, 4 UvicornWorkers' if workers > 1 else 'uvicorn'
    return f"{server}: {params['rate']} req/s of {WHAT[params['case']]}"
