"""Limits what a connection may cost before it has proven the workspace's key."""
import asyncio

from hypercorn.asyncio import run
from hypercorn.asyncio.tcp_server import TCPServer
from hypercorn.config import Config
from hypercorn.protocol import h11
from hypercorn.protocol.http_stream import HTTPStream

# The AWS SDKs open 50 at once.
MOST_UNPROVEN = 128
# Bytes read at once. A server accepts a hundred connections before it looks at any of them.
UNPROVEN_READ = 16 * 1024
PROVEN_READ = 256 * 1024
# Seconds for the headers of the first request.
HEADERS_WITHIN = 10
TIMEOUT = b"HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


class Connection(TCPServer):
    """Serves a connection. The oldest unproven one is closed for a new one, so idle ones cannot lock the user out."""

    unproven = {}

    def __init__(self, app, loop, config, context, state, reader, writer):
        super().__init__(app, loop, config, context, {**state, "connection": self}, reader, writer)
        writer.transport.max_size = UNPROVEN_READ

    async def run(self):
        self.unproven[self] = True
        if len(self.unproven) > MOST_UNPROVEN:
            oldest = next(iter(self.unproven))
            del self.unproven[oldest]
            oldest.abort()
        try:
            await super().run()
        finally:
            self.unproven.pop(self, None)
            # Its buffers hang in circles of references, and the garbage collector counts objects, not their sizes.
            vars(self).clear()

    def prove(self):
        """Lifts the limits, once a request has proven the workspace's key."""
        self.unproven.pop(self, None)
        self.writer.transport.max_size = PROVEN_READ

    def abort(self):
        self.writer.transport.abort()

    async def _read_data(self):
        await super()._read_data()
        # The server would wait for its timer before it lets go of a connection that is gone.
        await self.idle_task.stop()

    async def _idle_timeout(self):
        if self not in self.unproven:
            await super()._idle_timeout()
            return
        try:
            await asyncio.wait_for(self.context.terminated.wait(), HEADERS_WITHIN)
        except asyncio.TimeoutError:
            self.writer.write(TIMEOUT)
        await asyncio.shield(self._initiate_server_close())


async def keep_protocol(_protocol, _request):
    """Replaces the switch to HTTP/2."""


def limit_connections():
    """Applies the limits to the server that MiniStack starts."""
    run.TCPServer = Connection
    # A request's queue takes all that was read. If it were full, the task that empties it could wait for it, in closing.
    Config.max_app_queue_size = 0
    # HTTP/2 and WebSocket buffer in ways of their own. Here every request is one of HTTP/1.1, whatever it wants to be.
    h11.H11Protocol._check_protocol = keep_protocol
    h11.WSStream = HTTPStream
    h11.H11WSConnection = lambda connection: connection
