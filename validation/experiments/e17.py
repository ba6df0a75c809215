"""E17: connections that are kept, on either side of nginx, and TLS."""
import re

from . import shape

EXPERIMENTS = ('E17',)
KEEPS = {
    'none': 'no connection is kept',
    'up': 'nginx keeps its connections to gunicorn',
    'cli': 'the clients keep their connections to nginx',
    'both': 'both keep their connections',
}
CERTIFICATE = {'plain': 'no TLS', 'rsa': 'TLS, RSA-2048', 'p256': 'TLS, ECDSA P-256'}


def classes(params):
    return [('sleep', 0.001)]


def configuration(params, common):
    server = re.search(r'-k (\w+) -w (\d+) --threads (\d+)', params['gunicorn'])
    return dict(worker_class=server[1], workers=int(server[2]), threads=int(server[3]), kind=params['kind'], variant=params['variant'])


def title(params, configuration):
    what = KEEPS[params['variant']] if params['kind'] != 'tls' else CERTIFICATE[params['variant']] + ', a new connection each'
    return f"{shape(configuration, configuration)}, {params['rate']} req/s of 1 ms: {what}"
