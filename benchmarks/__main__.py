"""Runs the benchmarks on a database of their own, prints a table, writes latest.json.

Each module of this folder that has a `run() -> list[Row]` is a benchmark; arguments choose modules by name.
Exit status 1 when a promise is not kept.
"""

import importlib
import json
import os
import pkgutil
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

import django

FOLDER = Path(__file__).resolve().parent


def main(wanted: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ctg.settings")
    django.setup()
    from django.db import connection

    real = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        rows = {name: benchmark.run() for name, benchmark in _benchmarks(wanted)}
    finally:
        connection.creation.destroy_test_db(real, verbosity=0)
    _print_table(rows)
    _write(rows)
    return int(not all(row.kept for found in rows.values() for row in found))


def _benchmarks(wanted):
    for module in pkgutil.iter_modules([str(FOLDER)]):
        if not wanted or module.name in wanted:
            benchmark = importlib.import_module(f"benchmarks.{module.name}")
            if hasattr(benchmark, "run"):
                print(f"» {module.name}", file=sys.stderr)
                yield module.name, benchmark


def _print_table(rows):
    print(f"{'mesure':<64} {'valeur':>10} {'unité':<10} {'promesse':>10}")
    for found in rows.values():
        for row in found:
            promise = "" if row.limit is None else f"≤ {row.limit:g}"
            verdict = "" if row.kept else "  ✗"
            print(f"{row.name:<64} {row.value:>10.3f} {row.unit:<10} {promise:>10}{verdict}")


def _write(rows):
    measured = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} CPU",
        "rows": {
            name: [
                {"name": r.name, "value": r.value, "unit": r.unit, "limit": r.limit, "kept": r.kept}
                for r in found
            ]
            for name, found in rows.items()
        },
    }
    (FOLDER / "latest.json").write_text(json.dumps(measured, ensure_ascii=False, indent=2) + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
