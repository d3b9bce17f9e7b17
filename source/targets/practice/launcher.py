"""Runs MiniStack for one workspace, for as long as the wizard that started it lives.

Standard input is a pipe from the wizard. When it closes, however the wizard ended, this process sends itself SIGTERM:
MiniStack writes its state only when it stops that way. Where a request or a function keeps it from stopping, this process
writes the state itself and ends. Settings come from the environment (see launch.ts).
"""
import fcntl
import os
import shutil
import signal
import sys
import threading
import time

# Another cloud of this workspace is waited for, in seconds: while its wizard lives, and while it saves its state.
LOCK_WITHIN = 5
SAVED_WITHIN = 20
# What is under way has this long to finish once the wizard is gone, in seconds; saving the state is not hurried.
STOP_WITHIN = 2


class Guard:
    """Lets in only what the walkthrough's own tools send.

    A web page can make a browser send requests to a loopback port (DNS rebinding, form posts), and MiniStack's
    administration paths are not authenticated; so a foreign Host, any Origin, and every path below /_ are refused.
    """

    def __init__(self, app, port, ready_path):
        self.app = app
        self.host = f"127.0.0.1:{port}".encode()
        self.ready_path = ready_path

    async def __call__(self, scope, receive, send):
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["path"] == self.ready_path:
            # Only this process knows the path, so an answer cannot come from another server on the same port.
            await answer(send, 200, b"ready")
        elif scope["type"] == "http" and self.admits(scope):
            # As behind a TLS load balancer: Serverless's bucket policy denies plain HTTP, also to IAM users here.
            headers = [pair for pair in scope["headers"] if pair[0] != b"x-forwarded-proto"]
            headers.append((b"x-forwarded-proto", b"https"))
            await self.app({**scope, "headers": headers}, receive, send)
        else:
            await refuse(scope, send)

    def admits(self, scope):
        headers = scope["headers"]
        hosts = [value for name, value in headers if name == b"host"]
        has_origin = any(name == b"origin" for name, _ in headers)
        path = "/" + scope["path"].lstrip("/")
        return hosts == [self.host] and not has_origin and (not path.startswith("/_") or path == "/_ministack/health")


async def refuse(scope, send):
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    await answer(send, 403, b"Refused: this practice cloud answers only to its own workspace.\n")


async def answer(send, status, body):
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": body})


def once(work):
    """Does it the first time that it is called; whoever calls meanwhile waits until it is done."""
    lock, done = threading.Lock(), []

    def whole(*arguments):
        with lock:
            if not done:
                work(*arguments)
                done.append(True)

    return whole


def stop_at_end_of_input(lock, save, end_functions):
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
    os._exit(0)


def claim(file):
    """Waits until no other cloud runs for this workspace: two would overwrite each other's state.

    The system gives the lock back when this process ends, however it ends.
    """
    lock = open(file, "a+", opener=lambda path, flags: os.open(path, flags, 0o600))
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


def main():
    # The variable keeps the file open, and so the lock.
    lock = claim(os.path.join(os.path.dirname(os.environ["STATE_DIR"]), "running"))
    lock.truncate(0)
    # Where other commands of the same workspace find this cloud.
    lock.write(f"http://127.0.0.1:{os.environ['GATEWAY_PORT']}{os.environ['READY_PATH']}")
    lock.flush()
    scratch = os.environ["TMPDIR"]
    shutil.rmtree(scratch, ignore_errors=True)
    os.makedirs(scratch, mode=0o700)

    import ministack.app
    from ministack.core import iam_evaluator, lambda_runtime

    # MiniStack takes an account's own (root) key on its word and checks only the signatures of IAM users, so whoever
    # knows the account's number could call it. Without the exception every signature is checked against the secret.
    iam_evaluator._is_root_key = lambda key: False

    app = ministack.app
    app.app = Guard(app.app, os.environ["GATEWAY_PORT"], os.environ.pop("READY_PATH"))
    app.save_all = once(app.save_all)
    watch = [lock, lambda: app.save_all(app._build_persistence_save_dict()), lambda_runtime.reset]
    threading.Thread(target=stop_at_end_of_input, args=watch, daemon=True).start()
    sys.argv = ["ministack"]
    try:
        app.main()
    finally:
        # MiniStack leaves the processes that ran functions to notice its end by themselves; nothing may outlive this one.
        lambda_runtime.reset()
        shutil.rmtree(scratch, ignore_errors=True)


main()
