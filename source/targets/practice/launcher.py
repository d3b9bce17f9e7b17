"""Runs MiniStack for one workspace, for as long as the wizard that started it lives.

Standard input is a pipe from the wizard. When it closes, however the wizard ended, this process sends itself SIGTERM:
MiniStack writes its state only when it stops that way. Where a request or a function keeps it from stopping, this process
writes the state itself and ends. Settings come from the environment (see launch.ts).
"""
import fcntl
import hashlib
import logging
import os
import re
import shutil
import signal
import sys
import threading
import time
from email.utils import formatdate
from urllib.parse import parse_qs

# Another cloud of this workspace is waited for, in seconds: while its wizard lives, and while it saves its state.
LOCK_WITHIN = 5
SAVED_WITHIN = 20
# What is under way has this long to finish once the wizard is gone, in seconds; saving the state is not hurried.
STOP_WITHIN = 2

# This process ends with it when not all of its state could be saved; launch.ts reads it.
UNSAVED = 74

# A signature whose access key is an account's number: MiniStack takes that for the account itself.
KEY = re.compile(rb"AWS4-HMAC-SHA256 .*Credential=\d{12}/")
HASH = re.compile(r"[0-9a-f]{64}")
# Where MiniStack has the zip of a layer version: the only one of its own paths that an answer of the API names.
LAYER_ZIP = re.compile(r"/_ministack/lambda-layers/[0-9]{12}/[a-z0-9-]+/[A-Za-z0-9_-]+/[0-9]+/content")


class Guard:
    """Lets in only what is signed with the workspace's own key, whatever is asked for.

    MiniStack alone takes an account's own (root) key on its word, gives functions session keys that anyone can compute
    from their names, and answers some paths unsigned. A web page can make a browser send requests to a loopback port
    (DNS rebinding, form posts), so a foreign Host and any Origin are refused too, as are the administration paths,
    which all begin with /_; of these only a layer's zip can be got.
    """

    def __init__(self, app, port, ready_path, secret):
        self.app = app
        self.host = f"127.0.0.1:{port}".encode()
        self.ready_path = ready_path
        self.secret = secret

    async def __call__(self, scope, receive, send):
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["path"] == self.ready_path:
            # Only this process knows the path, so an answer cannot come from another server on the same port.
            await answer(send, 200, b"ready")
        elif scope["type"] != "http" or not self.is_addressed(scope):
            await refuse(scope, send)
        else:
            body = await read(receive)
            headers = texts(scope["headers"])
            signature = body is not None and self.signature_of(scope, headers, body)
            if not signature:
                await refuse(scope, send)
                return
            late = lateness(signature, headers)
            if late:
                await answer(send, *late)
                return
            # As behind a TLS load balancer: Serverless's bucket policy denies plain HTTP.
            headers = [pair for pair in scope["headers"] if pair[0] != b"x-forwarded-proto"]
            headers.append((b"x-forwarded-proto", b"https"))
            await self.app({**scope, "headers": headers}, replay(body, receive), send)

    def is_addressed(self, scope):
        headers = scope["headers"]
        hosts = [value for name, value in headers if name == b"host"]
        has_origin = any(name == b"origin" for name, _ in headers)
        # A request that names no key of an account is refused before its body is read.
        signatures = [value for name, value in headers if name == b"authorization"]
        is_signed = len(signatures) == 1 and KEY.match(signatures[0])
        return hosts == [self.host] and not has_origin and is_signed and is_open(scope)

    def signature_of(self, scope, headers, body):
        """A signature with the workspace's own secret of just this request; None for any other."""
        from ministack.core import sigv4

        promised = headers.get("x-amz-content-sha256", "")
        if HASH.fullmatch(promised) and promised != hashlib.sha256(body).hexdigest():
            return None
        signature = sigv4.parse_header_signature(headers)
        if isinstance(signature, tuple) or "host" not in signature.signed_headers.split(";"):
            return None
        query = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        path = scope["raw_path"].decode("latin-1")
        fault = sigv4.header_signature_failure(signature, self.secret, scope["method"], path, query, headers, body)
        return signature if fault is None else None


def is_open(scope):
    """False for MiniStack's administration."""
    path = scope["path"]
    return not path.lstrip("/").startswith("_") or (scope["method"] == "GET" and LAYER_ZIP.fullmatch(path) is not None)


def texts(pairs):
    """Headers by name, as they are signed."""
    from ministack.core import sigv4

    headers = {}
    for name, value in pairs:
        key, text = name.decode("latin-1"), sigv4.decode_header_value(value)
        headers[key] = f"{headers[key]},{text}" if key in headers else text
    return headers


def lateness(signature, headers):
    """AWS's own answer to what was signed too long ago or ahead; None for what was signed now.

    With the time in it the SDK sets its clock and tries again: a clock that jumps is no forged signature.
    """
    from ministack.core import iam_actions, sigv4

    fault = sigv4.request_time_failure(signature)
    if fault is None:
        return None
    code, message = fault
    status, said, body = iam_actions.access_denied_response(
        signature.service, "", "", "", error_code=code, message=message, headers=headers
    )
    pairs = [(name.lower().encode(), value.encode()) for name, value in said.items()]
    return status, body, [*pairs, (b"date", formatdate(usegmt=True).encode())]


async def read(receive):
    """The whole body; None when the caller is gone."""
    chunks = []
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        chunks.append(message.get("body", b""))
        if not message.get("more_body", False):
            return b"".join(chunks)


def replay(body, receive):
    """What `receive` would have given before the body was read, and then what it gives."""
    messages = [{"type": "http.request", "body": body, "more_body": False}]

    async def again():
        return messages.pop() if messages else await receive()

    return again


async def refuse(scope, send):
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    await answer(send, 403, b"Refused: this practice cloud answers only to its own workspace.\n")


async def answer(send, status, body, headers=((b"content-type", b"text/plain"),)):
    await send({"type": "http.response.start", "status": status, "headers": headers})
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
