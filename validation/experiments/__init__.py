"""One file an experiment: what was asked in it, how it was configured, and how it is called.

A module has
  EXPERIMENTS                    the names of the experiments that it knows, such as ('E1', 'E1t')
  classes(params)                for each request class of a run: endpoint and service time in seconds (None: it stands in the trace)
  configuration(params, common)  what is configured beside, or other than, what all experiments have in common
  title(params, configuration)   one line that tells the cases apart
and, where another client sent requests as well,
  others(params, result)         their rows
and, for classes(params), where what was measured is no request,
  rows(path, params)             the rows of a raw trace
and, where something was done in the middle of a run,
  events(result)                 when, seconds: the times of the scenario's timeline
"""
import importlib
import pkgutil


def shape(params, configuration):
    """The workers in a few words, such as `gthread, 2 workers x 4 threads`."""
    workers, threads = params['workers'], params.get('threads')
    return f"{configuration['worker_class']}, {workers} worker{'s' if workers > 1 else ''}" + (f' x {threads} threads' if threads else '')


def known():
    """The modules by the names of their experiments."""
    modules = [importlib.import_module(f'{__name__}.{m.name}') for m in pkgutil.iter_modules(__path__)]
    return {experiment: module for module in modules for experiment in module.EXPERIMENTS}
