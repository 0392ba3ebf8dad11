"""Our side of pytest: results into a file, one order, one clock, one limit of time, and what was covered."""

import ast
import json
import os
import random
import signal
import sys
import time

import pytest

LONGEST = 4000
_here = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(_here, "settings.json"), encoding="utf-8") as _file:
    SETTINGS = json.load(_file)
# Tests may print what they like: only what stands in this file counts.
_results = open(os.environ.pop("GALLEY_RESULTS"), "x", encoding="utf-8")


def _write(event):
    _results.write(json.dumps(event) + "\n")
    _results.flush()


def _set_clock(kind, at):
    """Gives `time` and `datetime` another time, before any test or source is loaded. Sleeping goes on."""
    import datetime as module

    real_time, real_localtime, real_gmtime, real_strftime = time.time, time.localtime, time.gmtime, time.strftime
    start = real_time()
    real_datetime, real_date = module.datetime, module.date

    def now():
        return at if kind == "frozen" else at + real_time() - start

    class Meta(type):
        def __instancecheck__(cls, value):
            return isinstance(value, real_datetime)

        def __subclasscheck__(cls, other):
            return issubclass(other, real_datetime)

    class DateMeta(type):
        def __instancecheck__(cls, value):
            return isinstance(value, real_date)

        def __subclasscheck__(cls, other):
            return issubclass(other, real_date)

    class datetime(real_datetime, metaclass=Meta):
        @classmethod
        def now(cls, tz=None):
            return cls.fromtimestamp(now(), tz)

        @classmethod
        def utcnow(cls):
            return cls.fromtimestamp(now(), module.timezone.utc).replace(tzinfo=None)

        @classmethod
        def today(cls):
            return cls.fromtimestamp(now())

    class date(real_date, metaclass=DateMeta):
        @classmethod
        def today(cls):
            return cls.fromtimestamp(now())

    module.datetime, module.date = datetime, date
    time.time = now
    time.time_ns = lambda: int(now() * 1_000_000_000)
    time.localtime = lambda seconds=None: real_localtime(now() if seconds is None else seconds)
    time.gmtime = lambda seconds=None: real_gmtime(now() if seconds is None else seconds)
    time.strftime = lambda form, moment=None: real_strftime(form, time.localtime() if moment is None else moment)


def _start_coverage(paths):
    """None where coverage.py is not installed."""
    try:
        import coverage
    except ImportError:
        return None
    measured = coverage.Coverage(branch=True, data_file=None, config_file=False, include=paths, messages=False)
    measured.start()
    return measured


_clock = SETTINGS.get("clock")
if _clock is not None:
    _set_clock(_clock["kind"], _clock["time"] / 1000)
_coverage = _start_coverage(SETTINGS["cover"]) if SETTINGS["cover"] else None
_compared = []


def _full_name(item):
    classes = [node.name for node in item.listchain() if isinstance(node, pytest.Class)]
    return " ".join([*classes, item.name])


def pytest_collection_modifyitems(config, items):
    only, seed = SETTINGS.get("only"), SETTINGS.get("shuffleSeed")
    if only is not None:
        items[:] = [item for item in items if _full_name(item) == only]
    if seed is not None:
        files = {}
        for item in items:
            files.setdefault(str(item.path), []).append(item)
        chance = random.Random(seed)
        for tests in files.values():
            chance.shuffle(tests)
        items[:] = [item for tests in files.values() for item in tests]


def pytest_collectreport(report):
    if report.failed:
        message = str(report.longrepr)[-LONGEST:]
        _write({"type": "error", "failure": {"message": message, "kind": "Error"}})


def pytest_assertrepr_compare(config, op, left, right):
    _compared[:] = [(op, left, right)]


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_call(item):
    limit = SETTINGS.get("testTimeoutMs")
    _compared.clear()
    if limit is None or not hasattr(signal, "setitimer"):
        yield
        return

    def end(number, frame):
        raise TimeoutError(f"Test timed out in {limit} ms")

    previous = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, limit / 1000)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    report = (yield).get_result()
    # Set-up and clean-up are told when they fail or skip.
    if report.when != "call" and report.passed:
        return
    status = {"passed": "passed", "failed": "failed"}.get(report.outcome, "skipped")
    event = {"type": "test", "id": _id_of(item), "file": str(item.path), "name": _full_name(item), "status": status}
    if status == "failed":
        event["failure"] = _describe(call.excinfo, str(item.path), report)
    _write(event)


_ids = {}


def _id_of(item):
    return _ids.setdefault(item.nodeid, len(_ids))


def _describe(excinfo, path, report):
    if excinfo is None:
        return {"message": str(report.longrepr)[:LONGEST], "kind": "Error"}
    error = excinfo.value
    kind = "assertion" if isinstance(error, AssertionError) else type(error).__name__
    failure = {"message": (str(error) or kind)[:LONGEST], "kind": kind}
    lines = [entry.lineno + 1 for entry in excinfo.traceback if str(entry.path) == path]
    if lines:
        failure["line"] = lines[-1]
    if kind == "assertion" and _compared and _compared[0][0] == "==":
        _, left, right = _compared[0]
        failure.update({"actual": _source(left), "expected": _source(right)})
    return {name: value for name, value in failure.items() if value is not None}


def _source(value):
    """A value as Python that makes it again; None for what cannot be written down."""
    text = repr(value)
    try:
        return text if len(text) <= LONGEST and ast.literal_eval(text) == value else None
    except Exception:
        return None


def pytest_sessionfinish(session):
    if _coverage is not None:
        _coverage.stop()
        try:
            _coverage.json_report(outfile=os.path.join(_here, "coverage.json"))
        except Exception as error:
            print(f"coverage: {error}", file=sys.stderr)


def pytest_unconfigure(config):
    _write({"type": "end"})
    _results.close()
