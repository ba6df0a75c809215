#!/usr/bin/python3
"""Executes the notebooks from scratch and compares what they print with what they hold.

    notebooks/execute.py             fails where a cell does, or prints something else than before
    notebooks/execute.py --update    writes the new output and figures into the notebooks

Needs Debian's python3-nbclient, python3-ipykernel, python3-pandas and python3-matplotlib.
"""

import difflib
import os
import re
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

FOLDER = Path(__file__).resolve().parent
MOST_SECONDS = 300  # for one cell
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def execute(file, update):
    """What is wrong with a notebook; nothing when it is as it should be."""
    kept = nbformat.read(file, as_version=4)
    fresh = nbformat.from_dict(kept)
    for cell in code(fresh):
        cell.outputs = []
    client = NotebookClient(
        fresh,
        timeout=MOST_SECONDS,
        record_timing=False,
        resources={"metadata": {"path": str(FOLDER)}},
    )
    metadata = nbformat.from_dict(kept.metadata)
    try:
        client.execute()
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        return COLOURS.sub("", str(error))
    fresh.metadata = metadata  # without the version of this Python
    if update:
        nbformat.write(fresh, file)
        return ""
    for number, (old, new) in enumerate(zip(code(kept), code(fresh)), 1):
        if text(old) != text(new):
            lines = difflib.unified_diff(text(old), text(new), "as it is kept", "now", lineterm="")
            return "\n".join([f"code cell {number} prints something else", *lines])
    return ""


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def text(cell):
    """The lines that a cell prints; of a figure, only its size."""
    lines = []
    for output in cell.outputs:
        printed = output.text if output.output_type == "stream" else output.data["text/plain"]
        lines += printed.splitlines()
    return lines


def main():
    os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"  # or the kernel talks of its debugger
    update = sys.argv[1:] == ["--update"]
    if sys.argv[1:] and not update:
        sys.exit(__doc__)
    wrong = False
    for file in sorted(FOLDER.glob("*.ipynb")):
        problem = execute(file, update)
        print(f"notebooks/{file.name}: {problem or 'executed'}")
        wrong = wrong or problem
    sys.exit(1 if wrong else 0)


main()
