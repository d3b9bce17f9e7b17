"""Admits to MiniStack only what is signed with the workspace's own key."""
import hashlib
import re
from email.utils import formatdate
from urllib.parse import parse_qs

from bodies import Body, Disconnected, Refusal, UnprovenBodies, replay

# A signature as the AWS SDKs write it. MiniStack takes a key of 12 digits for the account itself.
AUTHORIZATION = re.compile(
    rb"AWS4-HMAC-SHA256 Credential=([0-9]{12})/([0-9]{8})/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request,"
    rb" *SignedHeaders=([!-~]+), *Signature=([0-9a-f]{64})"
)
DATE = re.compile(r"[0-9]{8}T[0-9]{6}Z")
HASH = re.compile(r"[0-9a-f]{64}")
# Where MiniStack has the zip of a layer version: the only one of its own paths that an answer of the API names.
LAYER_ZIP = re.compile(r"/_ministack/lambda-layers/[0-9]{12}/[a-z0-9-]+/[A-Za-z0-9_-]+/[0-9]+/content")
REFUSED = "Refused: this practice cloud answers only to its own workspace."


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
        self.bodies = UnprovenBodies()

    async def __call__(self, scope, receive, send):
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["path"] == self.ready_path:
            # Only this process knows the path, so an answer cannot come from another server on the same port.
            await answer(send, 200, b"ready")
        else:
            body = Body(receive)
            try:
                await self.forward(scope, body, send)
            except Refusal as refusal:
                await dismiss(scope, body, send, refusal)
            except Disconnected:
                return

    async def forward(self, scope, body, send):
        signature, headers = self.claim_of(scope)
        content = await self.proven(scope, body, signature, headers)
        late = lateness(signature, headers)
        if late:
            await answer(send, *late)
            return
        # As behind a TLS load balancer: Serverless's bucket policy denies plain HTTP.
        pairs = [pair for pair in scope["headers"] if pair[0] != b"x-forwarded-proto"]
        pairs.append((b"x-forwarded-proto", b"https"))
        await self.app({**scope, "headers": pairs}, replay(content, body.receive), send)

    def claim_of(self, scope):
        """Returns the signature that a request claims, and its headers by name."""
        from ministack.core import sigv4

        headers = texts(scope["headers"])
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        claims = [AUTHORIZATION.fullmatch(value) for name, value in scope["headers"] if name == b"authorization"]
        date = headers.get("x-amz-date", "")
        is_from_page = "origin" in headers or "websocket" in headers.get("upgrade", "").lower()
        if hosts != [self.host] or is_from_page or not is_open(scope) or len(claims) != 1 or not claims[0]:
            raise Refusal(403, REFUSED)
        signature = sigv4.HeaderSignature(*(part.decode() for part in claims[0].groups()), date)
        names = signature.signed_headers.split(";")
        is_dated = DATE.fullmatch(date) and date.startswith(signature.date_stamp)
        # A name that is repeated a thousand times would have its value copied as often.
        if not is_dated or "host" not in names or names != sorted(set(names)):
            raise Refusal(403, REFUSED)
        return signature, headers

    async def proven(self, scope, body, signature, headers):
        """Returns the content of a request whose signature is right.

        Most clients send the body's hash as a header, so that the signature is checked before the body is read.
        """
        promised = headers.get("x-amz-content-sha256")
        if not promised:
            with self.bodies.reserve(scope) as file:
                self.check(scope, signature, headers, await body.store(file))
                return file.read()
        self.check(scope, signature, headers, promised)
        content = await body.read()
        if not self.is_promised(scope, signature, headers, content):
            raise Refusal(403, REFUSED)
        return content

    def check(self, scope, signature, headers, digest):
        """Proves the connection, or refuses the request."""
        from ministack.core import sigv4

        signed = {**headers, "x-amz-content-sha256": digest}
        _, text = sigv4.header_signing_documents(signature, *signed_parts(scope), signed, b"")
        expected = sigv4.calculate_signature(
            self.secret, signature.date_stamp, signature.region, signature.service, text
        )
        if not sigv4.signatures_match(expected, signature.signature):
            raise Refusal(403, REFUSED)
        scope["state"]["connection"].prove()

    def is_promised(self, scope, signature, headers, content):
        """Tells whether a content is the one that its headers promise: as a whole, or by a signature in each chunk."""
        from ministack.core import sigv4

        promised = headers["x-amz-content-sha256"]
        if HASH.fullmatch(promised):
            return hashlib.sha256(content).hexdigest() == promised
        return sigv4.header_signature_failure(signature, self.secret, *signed_parts(scope), headers, content) is None


def is_open(scope):
    """False for MiniStack's administration."""
    path = scope["path"]
    return not path.lstrip("/").startswith("_") or (scope["method"] == "GET" and LAYER_ZIP.fullmatch(path) is not None)


def signed_parts(scope):
    """Returns method, path and query as they are signed."""
    query = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    return scope["method"], scope["raw_path"].decode("latin-1"), query


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


async def dismiss(scope, body, send, refusal):
    """Answers a refused request and closes its connection."""
    text = f"{refusal.text}\n".encode()
    length = str(len(text)).encode()
    headers = [(b"content-type", b"text/plain"), (b"content-length", length), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": text, "more_body": True})
    try:
        await body.discard(scope["state"]["connection"])
    except Disconnected:
        return
    await send({"type": "http.response.body", "body": b""})


async def answer(send, status, body, headers=((b"content-type", b"text/plain"),)):
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
