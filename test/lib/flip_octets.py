#!/usr/bin/python3
"""Somebody between smtp-lite and its server, who changes one octet of what
passes, or cuts the line there.

usage: flip_octets.py flip|cut SERVER_PORT STEP CODE COMMAND...

Runs COMMAND, with @PORT@ in it, once for every STEP-th octet of either
direction, up to the octets of a run that nobody changes, which ends with CODE.
Prints how often it ended how; fails if it ever ended as if nobody changed it.
"""
import collections
import concurrent.futures
import socket
import subprocess
import sys
import threading


class Proxy:
    """One connection, of which one octet of one way may be touched."""

    def __init__(self, port, how, way=None, at=0):
        self.port, self.how, self.way, self.at = port, how, way, at
        self.server = socket.create_server(('127.0.0.1', 0))
        self.name = str(self.server.getsockname()[1])
        self.count = {'C': 0, 'S': 0}
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        with self.server:
            client, _ = self.server.accept()
        server = socket.create_connection(('127.0.0.1', self.port))
        for way, a, b in ('C', client, server), ('S', server, client):
            threading.Thread(target=self.carry, args=(way, a, b),
                             daemon=True).start()

    def carry(self, way, source, to):
        try:
            while True:
                data = bytearray(source.recv(65536))
                if not data:
                    break
                here = -1 if way != self.way else self.at - self.count[way]
                self.count[way] += len(data)
                if 0 <= here < len(data) and self.how == 'cut':
                    to.sendall(data[:here])
                    break
                if 0 <= here < len(data):
                    data[here] ^= 1
                to.sendall(data)
        except OSError:
            pass
        for end in source, to:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


def run(command, proxy):
    with open('message', 'rb') as message:
        return subprocess.run(
            [a.replace('@PORT@', proxy.name) for a in command],
            stdin=message, stderr=subprocess.DEVNULL).returncode


def main():
    how, port, step, right = sys.argv[1], *map(int, sys.argv[2:5])
    whole = Proxy(port, how)
    assert run(sys.argv[5:], whole) == right, 'it does not even work'
    places = [(way, at, n) for way, n in whole.count.items()
              for at in range(0, n, step)]

    def touched(place):
        return run(sys.argv[5:], Proxy(port, how, *place[:2]))

    # Most of them wait for their timeout.
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        codes = list(pool.map(touched, places))
    for (way, at, n), code in zip(places, codes):
        # Behind the reply to the dot come QUIT, its answer and the ends
        # of both directions.
        if code == right and at < n - 60:
            sys.exit('%s %s %d of %d: exit %d' % (how, way, at, n, code))
    print(dict(collections.Counter(codes)))


if __name__ == '__main__':
    main()
