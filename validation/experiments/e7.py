"""E7: a full listening socket, unix and TCP."""
import re

from . import shape

EXPERIMENTS = ('E7',)


def classes(params):
    return [('sleep', params['service_s'])]


def configuration(params, common):
    connect = re.match(r'proxy_connect_timeout (\d+)s;$', params['proxy'])
    return dict(client_timeout_s=40, backlog=params['backlog'], bind=params['bind'], behind_nginx=not params['direct_to_gunicorn'],
                proxy_connect_timeout_s=int(connect[1]) if connect else 60)     # the load generator had 40 s


def title(params, configuration):
    socket = f"{params['bind']} socket, backlog {params['backlog']}" + (', without nginx' if params['direct_to_gunicorn'] else '')
    connect = configuration['proxy_connect_timeout_s']
    gives_up = f'; nginx gives up connecting after {connect} s' if connect != 60 else ''
    return (f"{shape(params, configuration)}, {socket}: {params['rate']} req/s for {params['dur_s']:g} s, evenly spaced, "
            f"of sleeps of {params['service_s'] * 1000:g} ms{gives_up}")
