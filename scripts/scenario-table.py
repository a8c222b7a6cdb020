#!/usr/bin/env python3
"""The table of the shipped scenarios in scenarios/README.md, made of their descriptions.

    scenario-table.py            check that it is there as it should be
    scenario-table.py --write    write it

Exit codes: 0 all is well, 1 the table is not true, 2 bad usage, 3 there is no table to fill.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
TABLE = re.compile(r"(?<=<!-- scenarios -->\n).*?(?=<!-- /scenarios -->)", re.DOTALL)
DESCRIPTION = re.compile(r'^\s*"description":\s*"((?:[^"\\]|\\.)*)"', re.MULTILINE)


def table():
    rows = ["| scenario | what happens |", "|---|---|"]
    for path in sorted((ROOT / "scenarios").glob("*.json")):
        if path.name.endswith(".schema.json"):
            continue
        found = DESCRIPTION.search(path.read_text(encoding="utf-8"))
        if not found:
            sys.exit(f"{path.relative_to(ROOT)} has no description")
        rows.append(f"| `{path.stem}` | {found[1]} |")
    return "\n".join(rows) + "\n"


def main(arguments):
    if arguments not in ([], ["--write"]):
        print(__doc__, file=sys.stderr)
        return 2
    readme = ROOT / "scenarios" / "README.md"
    text = readme.read_text(encoding="utf-8")
    if not TABLE.search(text):
        print("scenarios/README.md has no <!-- scenarios --> to fill", file=sys.stderr)
        return 3
    right = TABLE.sub(lambda _: table(), text)
    if arguments:
        readme.write_text(right, encoding="utf-8")
    elif right != text:
        print("the table in scenarios/README.md is not true; run scripts/scenario-table.py --write", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
