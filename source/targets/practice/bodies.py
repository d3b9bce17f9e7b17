"""Reads request bodies within limits of size and time."""
import asyncio
import hashlib
import tempfile
import time
from contextlib import contextmanager

# The size that AWS allows for a request with a zip in it.
LARGEST = 70_167_211
# An unproven body stays in memory up to the first size. All larger ones together may take the second on disk.
IN_MEMORY = 64 * 1024
ON_DISK = 2 * LARGEST
# Seconds for an unproven body, and between two pieces of a proven one.
WITHIN = 20
# Seconds to discard the rest of a refused body.
LINGER = 1


class Refusal(Exception):
    """Ends a request with a plain status and a closed connection."""

    def __init__(self, status, text):
        super().__init__(text)
        self.status = status
        self.text = text


class Disconnected(Exception):
    """Ends a request whose caller is gone."""


class UnprovenBodies:
    """Holds bodies that must be read before their signature can be checked."""

    def __init__(self):
        self.on_disk = 0

    @contextmanager
    def reserve(self, scope):
        """Yields a file for the body, and gives its space back."""
        length = length_of(scope["headers"])
        if length > LARGEST:
            raise Refusal(413, "The request is too large.")
        on_disk = length if length > IN_MEMORY else 0
        if self.on_disk + on_disk > ON_DISK:
            raise Refusal(503, "Too many large requests at once.")
        self.on_disk += on_disk
        try:
            with tempfile.SpooledTemporaryFile(IN_MEMORY) as file:
                yield file
        except OSError as error:
            raise Refusal(503, "The request cannot be stored.") from error
        finally:
            self.on_disk -= on_disk


def length_of(headers):
    values = dict(headers)
    if b"transfer-encoding" in values:
        raise Refusal(411, "A request without x-amz-content-sha256 needs a Content-Length.")
    return int(values.get(b"content-length", 0))


class Body:
    """Reads the body of one request."""

    def __init__(self, receive):
        self.receive = receive
        self.has_ended = False

    async def store(self, file):
        """Stores an unproven body and returns its SHA-256."""
        deadline = time.monotonic() + WITHIN
        digest = hashlib.sha256()
        async for piece in self.pieces(lambda: deadline - time.monotonic()):
            digest.update(piece)
            file.write(piece)
        file.seek(0)
        return digest.hexdigest()

    async def read(self):
        """Reads a body whose headers are proven."""
        return b"".join([piece async for piece in self.pieces(lambda: WITHIN)])

    async def discard(self, connection):
        """Discards what is left for a moment, then aborts the connection.

        Closing over unread bytes resets a connection, and the caller loses the answer.
        """
        timer = asyncio.get_running_loop().call_later(LINGER, connection.abort)
        try:
            # Reads on after the abort: the server closes only when all that it queued was taken.
            async for _ in self.pieces(lambda: None):
                pass
        finally:
            timer.cancel()

    async def pieces(self, seconds):
        """Yields what is left of the body, each piece within the seconds that it has."""
        while not self.has_ended:
            try:
                message = await asyncio.wait_for(self.receive(), seconds())
            except asyncio.TimeoutError:
                raise Refusal(408, "The request took too long.") from None
            if message["type"] != "http.request":
                raise Disconnected
            self.has_ended = not message.get("more_body", False)
            yield message.get("body", b"")


def replay(body, receive):
    """Returns what `receive` would have given before the body was read, and then what it gives."""
    messages = [{"type": "http.request", "body": body, "more_body": False}]

    async def again():
        return messages.pop() if messages else await receive()

    return again
