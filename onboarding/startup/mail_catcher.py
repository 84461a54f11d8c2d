"""The mail server of a trial: takes every mail, sends none on, and keeps each as a file that the portal shows.

Run as a program of its own: `python -m onboarding.startup.mail_catcher --socket 5 --folder .data/postvak`. It
listens on a socket that the parent made, so that the port is known before, and nobody can take it in between.
"""

import argparse
import asyncio
import os
import socket
import time
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

KEPT = 1000  # files; the oldest go
LARGEST = 10 * 1024 * 1024  # bytes of one mail


class Keeper:
    """Writes each mail to a file, whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Keep one mail; what we answer is what the sender takes for sent."""
        name = f"{time.time_ns():020d}.eml"  # in order of arrival
        unfinished = self.folder / f"{name}.part"
        unfinished.write_bytes(envelope.original_content or b"")
        os.replace(unfinished, self.folder / name)
        for old in sorted(self.folder.glob("*.eml"))[:-KEPT]:
            old.unlink(missing_ok=True)
        return "250 Bewaard"


async def serve(listener: socket.socket, folder: Path) -> None:
    """Take mails until the program is stopped."""
    keeper = Keeper(folder)
    loop = asyncio.get_running_loop()

    def one() -> SMTP:
        return SMTP(keeper, loop=loop, hostname="localhost", data_size_limit=LARGEST, enable_SMTPUTF8=True)

    server = await loop.create_server(one, sock=listener)
    async with server:
        await server.serve_forever()


def main() -> None:
    """Read the arguments and serve."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--socket", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    options = parser.parse_args()
    asyncio.run(serve(socket.socket(fileno=options.socket), options.folder))


if __name__ == "__main__":
    main()
