"""A local cloud of one's own for a benchmark, and requests to post to it."""

import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
WORK = REPOSITORY / "target" / "benchmarks"
NOT_READY = (ConnectionError, http.client.HTTPException, TimeoutError, OSError)


class Cloud:
    """scripts/start in a folder that is empty at first."""

    def __init__(self, name, *options):
        self.folder = WORK / name
        for old in self.folder.glob("*"):  # not the folder itself, which may be a disk of its own
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.options = options
        self.log = (WORK / f"{name}.log").open("wb")
        self.port = None
        self.start()

    def start(self):
        command = [REPOSITORY / "scripts/start", "--port", str(self.port or free_port()), "--data", self.folder]
        if self.port:
            command.append("--no-build")
        else:
            self.port = int(command[2])
        self.process = subprocess.Popen([*command, *self.options], stdout=self.log, stderr=self.log, start_new_session=True)
        until = time.monotonic() + 900
        while time.monotonic() < until:
            if self.process.poll() is not None:
                sys.exit(f"the local cloud ended at once; {self.log.name} says why")
            try:
                self.tokens = json.loads((self.folder / "connection.json").read_text())
                if Client(self).get("/healthz")[0] == 200:
                    return
            except (*NOT_READY, ValueError):
                pass
            time.sleep(0.1)
        sys.exit(f"the local cloud did not start; {self.log.name} says why")

    def kill(self):
        """As a power cut would, but for the disk."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()

    def processes(self):
        """Ids of everything that runs for it."""
        group = str(self.process.pid)
        lines = subprocess.run(["ps", "-eo", "pid=,pgid=,args="], capture_output=True, text=True).stdout.splitlines()
        return {int(line.split()[0]): line.split(None, 2)[2] for line in lines if line.split()[1] == group}

    def memory_mib(self):
        total = 0
        for process in self.processes():
            try:
                status = Path(f"/proc/{process}/status").read_text()
                total += int(status.split("VmRSS:")[1].split()[0])
            except (OSError, IndexError):
                pass
        return total // 1024


class Client:
    """One connection, opened again when it broke."""

    def __init__(self, cloud, timeout=60):
        self.cloud = cloud
        self.timeout = timeout
        self.connection = None

    def call(self, method, path, body, token):
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.cloud.port, timeout=self.timeout)
        try:
            self.connection.request(method, path, body, {"Authorization": "Bearer " + token, "Content-Type": "application/json"})
            answer = self.connection.getresponse()
            return answer.status, answer.read()
        except NOT_READY:
            self.connection.close()
            self.connection = None
            raise

    def get(self, path):
        return self.call("GET", path, None, self.cloud.tokens["adminToken"])

    def post(self, path, body):
        return self.call("POST", path, body, self.cloud.tokens["ingestToken"])

    def totals(self):
        today = datetime.now(timezone.utc).date()
        status, body = self.get(f"/v1/summary?start={today - timedelta(days=1)}&end={today}")
        return json.loads(body)["totals"] if status == 200 else None


class Load:
    """Numbered requests of 40 sessions at a time; the same number is always the same request."""

    COST_MICROS = 1_500
    POSTS_OF_A_SESSION = 10  # with 20 events each, more than a person's agent makes in a quarter of an hour

    def __init__(self, name, per_post):
        self.name = name
        self.per_post = per_post
        self.begin = datetime.now(timezone.utc) - timedelta(minutes=15)

    def body(self, post):
        first = post * self.per_post
        return json.dumps({"events": [self.event(post, number) for number in range(first, first + self.per_post)]})

    def event(self, post, number):
        session = post // (40 * self.POSTS_OF_A_SESSION) * 40 + post % 40
        return {
            "id": f"{self.name}-{number}", "kind": "model_request", "agent": "claude-code",
            "time": (self.begin + timedelta(milliseconds=number % 800_000)).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z",
            "session": f"{self.name}-{session}", "project": f"project-{session % 5}", "user": f"user-{session % 8}",
            "model": "claude-sonnet-5-5", "estimatedCostUsd": "0.0015", "durationMs": 900,
            "tokens": {"freshInput": number % 90, "cacheRead": 20_000, "cacheWrite": 300, "output": number % 700},
        }

    def expected(self, events):
        """Totals of the first so many requests."""
        micros = events * self.COST_MICROS
        return {
            "requests": events,
            "estimatedCostUsd": f"{micros // 1_000_000}.{micros % 1_000_000:06}".rstrip("0").rstrip("."),
            "freshInput": sum(number % 90 for number in range(events)),
            "output": sum(number % 700 for number in range(events)),
        }


def reached(totals):
    return {
        "requests": totals["requests"], "estimatedCostUsd": totals["estimatedCostUsd"],
        "freshInput": totals["tokens"]["freshInput"], "output": totals["tokens"]["output"],
    }


def wait_for(client, expected, seconds):
    """Returns what was counted, as soon as it is what is expected or time is up."""
    until = time.monotonic() + seconds
    counted = None
    while time.monotonic() < until:
        try:
            totals = client.totals()
            counted = reached(totals) if totals else counted
            if counted == expected:
                return counted
        except NOT_READY:
            pass
        time.sleep(0.05)
    return counted


def in_parallel(threads, work):
    """Calls work(number of the thread) in so many threads."""
    running = [threading.Thread(target=work, args=(number,)) for number in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("nan")


def milliseconds(values):
    return f"p50 {percentile(values, 0.5) * 1000:.1f} ms, p99 {percentile(values, 0.99) * 1000:.1f} ms, most {max(values) * 1000:.1f} ms, {len(values)} calls"


def free_port():
    import socket

    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return any_port.getsockname()[1]


def machine():
    return f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the start, {datetime.now(timezone.utc).date()}"
