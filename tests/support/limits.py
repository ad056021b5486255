"""Limits made small enough for a test, and browsers elsewhere."""

from datetime import timedelta

QUARTER = timedelta(minutes=15)


def at(client, address):
    client.environ_base["REMOTE_ADDR"] = address
    return client
