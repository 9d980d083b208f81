"""The process of the temporary server (`flows/temporary_server.py`): `python -m flows.prefect_process`.

It opens a port and writes its number, a line, before anything slow is imported; what is asked meanwhile waits in the
socket. It ends when its standard input does, and so with the process that started it, however that ends.
"""

from __future__ import annotations

import socket
import sys
import threading

_LOOPBACK = "127.0.0.1"


def main() -> None:
    """Serve until nobody wants it any more."""
    with socket.create_server((_LOOPBACK, 0)) as port:
        print(port.getsockname()[1], flush=True)  # noqa: T201  # that is how it is told

        import uvicorn  # noqa: PLC0415  # slow, as is Prefect
        from prefect.server.api.server import create_app  # noqa: PLC0415

        app = create_app(ephemeral=True, final=True)  # without its pages and without a schedule, as Prefect's own
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", log_config=None, lifespan="on"))

        def end_with_the_caller() -> None:
            sys.stdin.buffer.read()
            server.should_exit = True

        threading.Thread(target=end_with_the_caller, daemon=True).start()
        server.run(sockets=[port])


if __name__ == "__main__":
    main()
