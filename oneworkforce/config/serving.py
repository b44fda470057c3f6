"""`oneworkforce serve`: the website on granian, with the first visit's code printed where only the operator sees it."""

import ipaddress
import socket
from contextlib import nullcontext

import click
from django.conf import settings
from django.utils.translation import gettext as _
from granian import Granian
from granian.constants import Interfaces

from oneworkforce.config.database import close_before_forking
from oneworkforce.config.loading import load_for_web_processes
from oneworkforce.config.worker_child import WorkerChild
from oneworkforce.home.set_up import code_for_first_visit
from oneworkforce.mail.outbox import what_to_set

PATIENCE = 15
"""Seconds that a request under way has to finish when the website is stopped."""


@click.command()
@click.option("--host", default=None, help="Address to listen on (ONEWORKFORCE_BIND).")
@click.option("--port", default=None, type=click.IntRange(1, 65535), help="Port to listen on (ONEWORKFORCE_PORT).")
def serve(host: str | None, port: int | None) -> None:
    """Serve the website until it is stopped."""
    host, port = host or settings.BIND, port or settings.PORT
    if settings.DEMO and not _is_loopback(host):
        raise click.ClickException(
            _(
                "ONEWORKFORCE_DEMO=1 lets anyone sign in, so it is served on this machine alone: not on %(host)s. "
                "Unset ONEWORKFORCE_DEMO, or listen on 127.0.0.1."
            )
            % {"host": host}
        )
    refuse_a_port_in_use(host, port)
    address = f"http://{host}:{port}/"
    click.echo(_("One Workforce is at %(address)s (stop it with Ctrl+C)") % {"address": address})
    code = code_for_first_visit()
    if code:
        first = {"address": f"{address}set-up/", "code": code}
        click.echo(_("Nobody has an account yet. Set up the first at %(address)s with the code %(code)s") % first)
    if missing := what_to_set():
        click.echo(missing)
    load_for_web_processes()
    close_before_forking()
    # Links in mail are to lead here, wherever that is.
    beside = WorkerChild({"ONEWORKFORCE_BIND": host, "ONEWORKFORCE_PORT": str(port)})
    with beside if settings.WORKER_IN_SERVE else nullcontext():
        _serve(host, port)


def _serve(host: str, port: int) -> None:
    Granian(
        "oneworkforce.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=settings.WORKERS,
        blocking_threads=4,
        log_access=False,
        websockets=False,
        respawn_failed_workers=True,
        # A worker that hears Ctrl+C at the same moment as its server may never end by itself.
        workers_kill_timeout=PATIENCE,
    ).serve()


def refuse_a_port_in_use(host: str, port: int) -> None:
    """Look whether somebody listens there already: the server shares its port, and would share it with them too.

    :raises click.ClickException: naming the port and what to do.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(found[0], socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(found[4])
    except OSError as fault:
        raise click.ClickException(
            _(
                "%(host)s:%(port)s cannot be listened on (%(fault)s). "
                "Stop what uses it, or choose another with --port or ONEWORKFORCE_PORT."
            )
            % {"host": host, "port": port, "fault": fault.strerror or fault}
        ) from None


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
