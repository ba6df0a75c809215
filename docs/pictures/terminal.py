#!/usr/bin/env python3
"""Draws what a program prints in a terminal as an SVG: reads text with ANSI colours from standard
input, writes the picture to standard output.

    script -qec "stty cols 96; ./tailback run SCENARIO" /dev/null | docs/pictures/terminal.py "$ ./tailback run SCENARIO"
"""
import html
import re
import sys

COLOURS = {31: "#e5646e", 32: "#7fc06e", 33: "#d9a441", 34: "#6aa5e8", 35: "#c08be0", 36: "#5bb8b4",
           90: "#8b93a5"}
PLAIN, PAPER, CELL, LINE, PAD = "#d7dae0", "#1b1e25", 8.4, 18, 18


def spans(line):
    """Yields (column, text, colour, bold) of a line."""
    column, colour, bold = 0, PLAIN, False
    for piece in re.split(r"(\x1b\[[0-9;]*m)", line):
        code = re.fullmatch(r"\x1b\[([0-9;]*)m", piece)
        if code:
            for number in (int(n or 0) for n in code.group(1).split(";")):
                if number == 0:
                    colour, bold = PLAIN, False
                elif number == 1:
                    bold = True
                elif number == 2:
                    colour = COLOURS[90]
                else:
                    colour = COLOURS.get(number, colour)
        elif piece:
            yield column, piece, colour, bold
            column += len(piece)


def picture(lines):
    width = max(len(re.sub(r"\x1b\[[0-9;]*m", "", line)) for line in lines) * CELL + 2 * PAD
    height = len(lines) * LINE + 2 * PAD
    yield (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
           f'viewBox="0 0 {width:.0f} {height:.0f}" font-family="ui-monospace, SFMono-Regular, Menlo, '
           f'Consolas, DejaVu Sans Mono, monospace" font-size="14">')
    yield f'<rect width="100%" height="100%" rx="8" fill="{PAPER}"/>'
    for row, line in enumerate(lines):
        y = PAD + (row + 0.75) * LINE
        for column, text, colour, bold in spans(line):
            if text.strip():
                weight = ' font-weight="bold"' if bold else ""
                yield (f'<text x="{PAD + column * CELL:.1f}" y="{y:.1f}" fill="{colour}"{weight} '
                       f'textLength="{len(text) * CELL:.1f}" xml:space="preserve">'
                       f'{html.escape(text)}</text>')
    yield "</svg>"


def main():
    text = sys.stdin.read().replace("\r", "")
    lines = sys.argv[1:] + [""] * bool(sys.argv[1:]) + text.rstrip("\n").split("\n")
    print("\n".join(picture(lines)))


if __name__ == "__main__":
    main()
