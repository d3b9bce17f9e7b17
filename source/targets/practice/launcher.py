"""Runs MiniStack for one workspace, for as long as the wizard that started it lives.

Standard input is a pipe from the wizard. When it closes, however the wizard ended, this process sends itself SIGTERM:
MiniStack writes its state only when it stops that way. Where a request or a function keeps it from stopping, this process
writes the state itself and ends. Settings come from the environment (see launch.ts).
"""
import errno
import fcntl
import hashlib
import logging
import os
import re
import shutil
import signal
import stat
import sys
import threading
import time

# Another cloud of this workspace is waited for, in seconds: while its wizard lives, and while it saves its state.
LOCK_WITHIN = 5
SAVED_WITHIN = 20
# What is under way has this long to finish once the wizard is gone, in seconds; saving the state is not hurried.
STOP_WITHIN = 2

# This process ends with it when not all of its state could be saved; launch.ts reads it.
UNSAVED = 74


def once(work):
    """Does it the first time that it is called; whoever calls meanwhile waits until it is done."""
    lock, done = threading.Lock(), []

    def whole(*arguments):
        with lock:
            if not done:
                work(*arguments)
                done.append(True)

    return whole


class Unsaved(logging.Handler):
    """MiniStack logs what it cannot save, and goes on as if nothing were lost."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.exit_code = 0

    def emit(self, record):
        self.exit_code = UNSAVED

    def watching(self, save):
        def watched(*arguments):
            logger = logging.getLogger("persistence")
            logger.addHandler(self)
            save(*arguments)
            logger.removeHandler(self)

        return watched


def stop_at_end_of_input(lock, save, end_functions, unsaved):
    while os.read(0, 4096):
        pass
    # Nobody is to find this cloud any more.
    lock.truncate(0)
    deadline = time.monotonic() + STOP_WITHIN
    os.kill(os.getpid(), signal.SIGTERM)
    # Nobody waits for what they would answer, and MiniStack would wait for them.
    end_functions()
    time.sleep(max(0, deadline - time.monotonic()))
    save()
    end_functions()
    shutil.rmtree(os.environ["TMPDIR"], ignore_errors=True)
    os._exit(unsaved.exit_code)


def claim(file):
    """Waits until no other cloud runs for this workspace: two would overwrite each other's state.

    The system gives the lock back when this process ends, however it ends.
    """
    lock = open(file, "a+", opener=open_own)
    start = time.monotonic()
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return lock
        except BlockingIOError:
            lock.seek(0)
            # Whose wizard is gone has emptied it.
            if time.monotonic() > start + (LOCK_WITHIN if lock.read() else SAVED_WITHIN):
                sys.exit("Another practice cloud runs for this workspace.")
            time.sleep(0.05)


def open_own(file, flags):
    """Opens a regular file for this user alone, and nothing else that another program put in its place."""
    try:
        descriptor = os.open(file, flags | os.O_NOFOLLOW | os.O_NONBLOCK, 0o600)
    except OSError as error:
        sys.exit(f"{file} cannot be opened: {'it is a link' if error.errno == errno.ELOOP else error.strerror}.")
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        sys.exit(f"{file} cannot be opened: it is no regular file.")
    return descriptor


def drop_torn_state(directory):
    """Forgets functions whose code is not whole: MiniStack would answer for them with a text of its own.

    What it knows no more is deployed again by the next walkthrough.
    """
    file = os.path.join(directory, "lambda.json")
    if not os.path.exists(file):
        return
    with open(file, encoding="utf-8", errors="replace") as state:
        digests = set(re.findall(r'"code_blob_ref": "([0-9a-f]{64})"', state.read()))
    if not all(is_whole(os.path.join(directory, "lambda-blobs", f"{digest}.zip"), digest) for digest in digests):
        os.remove(file)


def is_whole(file, digest):
    try:
        with open(file, "rb") as blob:
            return hashlib.sha256(blob.read()).hexdigest() == digest
    except FileNotFoundError:
        return False


def main():
    # What MiniStack and the functions write is for nobody else, whatever the person's own mask is.
    os.umask(0o077)
    # The variable keeps the file open, and so the lock.
    lock = claim(os.path.join(os.path.dirname(os.environ["STATE_DIR"]), "running"))
    lock.truncate(0)
    # Where other commands of the same workspace find this cloud.
    lock.write(f"http://127.0.0.1:{os.environ['GATEWAY_PORT']}{os.environ['READY_PATH']}")
    lock.flush()
    drop_torn_state(os.environ["STATE_DIR"])
    scratch = os.environ["TMPDIR"]
    shutil.rmtree(scratch, ignore_errors=True)
    os.makedirs(scratch, mode=0o700)

    import ministack.app
    from ministack.core import lambda_runtime

    from admission import Guard
    from connections import limit_connections

    limit_connections()
    app = ministack.app
    app.app = Guard(app.app, os.environ["GATEWAY_PORT"], os.environ.pop("READY_PATH"), os.environ["AWS_SECRET_ACCESS_KEY"])
    unsaved = Unsaved()
    app.save_all = once(unsaved.watching(app.save_all))
    watch = [lock, lambda: app.save_all(app._build_persistence_save_dict()), lambda_runtime.reset, unsaved]
    threading.Thread(target=stop_at_end_of_input, args=watch, daemon=True).start()
    sys.argv = ["ministack"]
    try:
        app.main()
    finally:
        # MiniStack leaves the processes that ran functions to notice its end by themselves; nothing may outlive this one.
        lambda_runtime.reset()
        shutil.rmtree(scratch, ignore_errors=True)
    sys.exit(unsaved.exit_code)


main()
