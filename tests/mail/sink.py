"""A real mail server on its own port that keeps what it is given and can be told to refuse.

`python -m tests.mail.sink FILE [PORT]` prints its port, and writes each mail's Message-ID and address to FILE before
it answers 250.
"""

from __future__ import annotations

import asyncio
import contextlib
import email
import email.policy
import re
import ssl
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import TextIO

DROP, HANG = "drop", "hang"
Rule = Callable[[str, int], str | None]
"""(what the client said, mails taken so far) → another answer, DROP to hang up, HANG to say nothing.

After the mail itself, the client has said ".".
"""
_MESSAGE_ID = re.compile(rb"^Message-ID: <([^>]+)>", re.IGNORECASE | re.MULTILINE)


@dataclass
class Taken:
    """A mail as it came."""

    sender: str
    to: str
    data: bytes

    @property
    def message_id(self) -> str:
        found = _MESSAGE_ID.search(self.data)
        assert found, self.data[:500]
        return found[1].decode()

    def read(self) -> EmailMessage:
        return email.message_from_bytes(self.data, policy=email.policy.default)  # type: ignore[return-value]


class Gate:
    """A rule that keeps a client waiting for the answer to a mail: when so many were taken before, until `open`."""

    def __init__(self, *after: int) -> None:
        self._opened = {taken: threading.Event() for taken in after}
        self._reached: set[int] = set()

    def __call__(self, said: str, taken: int) -> None:
        if said == "." and taken in self._opened:
            self._reached.add(taken)
            self._opened[taken].wait(60)

    def reached(self, after: int) -> bool:
        """Whether a client waits, or has waited, for its answer."""
        return after in self._reached

    def open(self, after: int) -> None:
        """Let the client have its answer."""
        self._opened[after].set()


class Sink:
    """`with Sink() as sink: …` takes mail at `sink.port` and keeps it in `sink.mails`."""

    def __init__(self, rule: Rule | None = None, *, port: int = 0, tls: ssl.SSLContext | None = None) -> None:
        self.rule, self.port, self.tls = rule, port, tls
        self.offers = ["8BITMIME"]
        self.mails: list[Taken] = []
        self.said: list[str] = []
        self.connections = 0
        self.log: TextIO | None = None
        self._loop = asyncio.new_event_loop()
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Sink:
        self._thread.start()
        self.listen()
        return self

    def __exit__(self, *_exc: object) -> None:
        self.hang_up()

        async def end() -> None:
            rest = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in rest:
                task.cancel()
            await asyncio.gather(*rest, return_exceptions=True)

        self._do(end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def listen(self) -> None:
        """Take connections, at the same port as before."""
        self._server = self._do(asyncio.start_server(self._serve, "127.0.0.1", self.port, limit=2**20))
        self.port = self._server.sockets[0].getsockname()[1]

    def hang_up(self) -> None:
        """Refuse connections from now on, and end those there are."""

        async def end() -> None:
            if self._server:
                self._server.close()
            for writer in self._open:
                writer.transport.abort()

        self._do(end())

    def _do(self, what):  # type: ignore[no-untyped-def]
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(10)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self._open.add(writer)
        try:
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
                if await self._answer(writer, "connect", "220 sink"):
                    await self._converse(reader, writer)
        finally:
            self._open.discard(writer)
            writer.transport.abort()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        sender = to = ""
        while line := (await reader.readline()).decode():
            verb = line[:4].strip().upper()
            usual = "250 OK"
            if verb == "EHLO":
                offers = [*self.offers, *(["STARTTLS"] if self.tls and not writer.get_extra_info("ssl_object") else [])]
                usual = "\r\n".join(f"250-{offer}" for offer in ["sink", *offers]) + "\r\n250 HELP"
            elif verb == "MAIL":
                sender = line.partition(":")[2].strip()
            elif verb == "RCPT":
                to = line.partition("<")[2].partition(">")[0]
            elif verb == "DATA":
                usual = "354 go on"
            elif verb == "QUIT":
                usual = "221 bye"
            elif verb == "STAR":
                usual = "220 go on"
            elif verb == "AUTH":
                usual = "235 welcome"
            if not await self._answer(writer, verb + line[4:].strip("\r\n"), usual) or verb == "QUIT":
                return
            if verb == "STAR":
                await writer.start_tls(self.tls)
            if verb == "DATA" and self.said[-1] == usual:
                data = (await reader.readuntil(b"\r\n.\r\n"))[:-3].replace(b"\r\n..", b"\r\n.")
                if not await self._answer(writer, ".", "250 taken", Taken(sender, to, data)):
                    return

    async def _answer(self, writer: asyncio.StreamWriter, said: str, usual: str, mail: Taken | None = None) -> bool:
        """Say something, and keep the mail if that was to take it; returns whether to go on."""
        answer = (self.rule and self.rule(said, len(self.mails))) or usual
        self.said.append(answer)
        if answer == DROP:
            return False
        if answer == HANG:
            await asyncio.sleep(3600)
        if mail and answer.startswith("250"):
            self.mails.append(mail)
            if self.log:
                self.log.write(f"{mail.message_id} {mail.to}\n")
                self.log.flush()
        writer.write(answer.encode() + b"\r\n")
        await writer.drain()
        return not answer.startswith("421")


if __name__ == "__main__":
    with Path(sys.argv[1]).open("a") as file, Sink(port=int(sys.argv[2]) if sys.argv[2:] else 0) as sink:
        sink.log = file
        print(sink.port, flush=True)
        sys.stdin.read()
