"""Holds a workspace for one wizard, and ends what that wizard leaves running.

The wizard (guard.ts) starts it in a session of its own, with a pipe as standard input. Arguments: the lock file, the wizard's
process id, and the mark that the environment of its children bears. First it says on standard output whether it holds the lock,
or who does. Then it is told of each child, a line each: `began <process id> <how it is asked to end>`, `ended <process id>`.
At the end of its input the wizard is gone, however it went: the children that are left end, and only then the lock is given back.

The lock file says who works, and the mark. Its line has no end while children are being ended, and the file is empty after that.
A guard that finds more in it took it from one that was killed: it first ends all that bear that mark.
"""
import errno
import fcntl
import json
import os
import re
import signal
import stat
import sys
import time
from datetime import datetime, timezone

# Longer than another guard needs to end its wizard's children, in seconds.
LOCK_WITHIN = 6
# Between asking to end and ending, and at most until what was ended is gone, in seconds.
GRACE = 2
GONE_WITHIN = 1
POLL = 0.02

# A lock file's line. It is found on disk, so nothing else is believed.
LINE = re.compile(
    rb'{"pid": ([0-9]{1,10}), "since": "([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{12}\+00:00)",'
    rb' "mark": "(LAYER_WIZARD_RUN=[0-9a-f-]{36})"}\n?'
)


def take(file):
    """The lock, or None and who has it.

    A lock of the system is given back when its holder ends, so it is never stale. A line without an end, or none, is that of a
    guard whose wizard is gone, or has just begun: it is waited for.
    """
    deadline = time.monotonic() + LOCK_WITHIN
    while True:
        lock = open_lock(file)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Whoever held it may have removed the workspace, and the file with it.
            if is_at(lock, file):
                return lock, None
        except BlockingIOError:
            text = os.pread(lock, 4096, 0)
            if text.endswith(b"\n") or time.monotonic() > deadline:
                line = LINE.fullmatch(text)
                return None, {"holder": {"pid": int(line[1]), "since": line[2].decode()}} if line else {}
        os.close(lock)
        time.sleep(POLL)


def open_lock(file):
    """Opens a regular file, and nothing else that another program put in its place."""
    try:
        lock = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK, 0o600)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise OSError(error.errno, f"{file} is a link") from None
        raise
    if not stat.S_ISREG(os.fstat(lock).st_mode):
        raise OSError(errno.EINVAL, f"{file} is no regular file")
    return lock


def say_who(lock, wizard, mark):
    since = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
    os.ftruncate(lock, 0)
    os.pwrite(lock, json.dumps({"pid": int(wizard), "since": since, "mark": mark}).encode() + b"\n", 0)


def say_to_wait(lock):
    os.ftruncate(lock, len(os.pread(lock, 4096, 0).rstrip(b"\n")))


def is_at(lock, file):
    try:
        return os.path.samestat(os.fstat(lock), os.stat(file))
    except FileNotFoundError:
        return False


def children():
    """What the wizard started and did not see end, once it is gone: how each is asked to end, by process id."""
    running = {}
    for line in sys.stdin.buffer:
        # The wizard's end may cut the last line off.
        if line.endswith(b"\n"):
            word, pid, *ending = line.decode().split()
            running.pop(int(pid), None)
            if word == "began":
                running[int(pid)] = signal.Signals[ending[0]]
    return running


def bearers(mark):
    """Finds this user's processes that bear the mark (Linux)."""
    for pid in filter(str.isdigit, os.listdir("/proc") if os.path.isdir("/proc") else []):
        try:
            if os.stat(f"/proc/{pid}").st_uid != os.geteuid():
                continue
            with open(f"/proc/{pid}/environ", "rb") as environment:
                if mark in environment.read().split(b"\0"):
                    yield int(pid)
        except OSError:
            # It ended meanwhile.
            continue


def marked(mark):
    """The process groups of all that bear the mark: also what nobody told of, or what left its group.

    A child that was only just begun has the pipe until it becomes its program, so at the end of input all of them bear it.
    """
    groups = set()
    for pid in bearers(mark):
        try:
            groups.add(os.getpgid(pid))
        except ProcessLookupError:
            continue
    return groups


def end_leftovers(lock):
    """Ends what a killed guard left behind, process by process: their groups may hold others by now."""
    line = LINE.fullmatch(os.pread(lock, 4096, 0))
    if not line:
        return
    say_to_wait(lock)
    for pid in bearers(line[3]):
        kill(pid, signal.SIGTERM)
    start = time.monotonic()
    while time.monotonic() < start + GRACE + GONE_WITHIN:
        left = list(bearers(line[3]))
        if not left:
            return
        if time.monotonic() > start + GRACE:
            for pid in left:
                kill(pid, signal.SIGKILL)
        time.sleep(POLL)


def kill(pid, number):
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        pass


def send(pid, number):
    """Signals a process group, or a process that leads none; False when there is neither."""
    for reach in (os.killpg, os.kill):
        try:
            reach(pid, number)
            return True
        except (ProcessLookupError, PermissionError):
            continue
    return False


def wait_until_gone(pids, seconds):
    """Those that are still there then."""
    deadline = time.monotonic() + seconds
    while True:
        pids = [pid for pid in pids if send(pid, 0)]
        if not pids or time.monotonic() > deadline:
            return pids
        time.sleep(POLL)


def tell(**answer):
    print(json.dumps(answer), flush=True)


def main():
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    file, wizard, mark = sys.argv[1:]
    try:
        lock, holder = take(file)
    except OSError as error:
        tell(held=False, failed=error.strerror)
        return
    if lock is None:
        tell(held=False, **holder)
        return
    end_leftovers(lock)
    try:
        say_who(lock, wizard, mark)
    except OSError:
        # On a full disk nobody can be told who has it.
        pass
    try:
        tell(held=True)
    except OSError:
        # The wizard is gone already; its pipe says so too.
        pass
    left = children()
    say_to_wait(lock)
    left = {**dict.fromkeys(marked(mark.encode()), signal.SIGTERM), **left}
    for pid, number in left.items():
        send(pid, number)
    stubborn = wait_until_gone(left, GRACE)
    for pid in stubborn:
        send(pid, signal.SIGKILL)
    wait_until_gone(stubborn, GONE_WITHIN)
    os.ftruncate(lock, 0)


main()
