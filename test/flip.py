#!/usr/bin/python3
"""Somebody between smtp-lite and its server, who changes one octet of what
passes, or cuts the line there.

usage: flip.py flip|cut SERVER_PORT STEP COMMAND...

Runs COMMAND, with @PORT@ in it, once for every STEP-th octet of either
direction, up to the octets of a run that nobody changes. Prints how often it
ended how; fails if it was ever told that all is well.
"""
import collections
import socket
import subprocess
import sys
import threading


class Proxy:
    def __init__(self, port, how):
        self.port, self.how = port, how
        self.server = socket.create_server(('127.0.0.1', 0))
        self.name = str(self.server.getsockname()[1])
        self.way = self.at = None
        self.count = {'C': 0, 'S': 0}
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            client, _ = self.server.accept()
            server = socket.create_connection(('127.0.0.1', self.port))
            self.count = {'C': 0, 'S': 0}
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


def main():
    proxy = Proxy(int(sys.argv[2]), sys.argv[1])
    command = [a.replace('@PORT@', proxy.name) for a in sys.argv[4:]]

    def run():
        with open('message', 'rb') as message:
            return subprocess.run(command, stdin=message,
                                  stderr=subprocess.DEVNULL).returncode

    assert run() == 0, 'it does not even work'
    whole = dict(proxy.count)
    ends = collections.Counter()
    for way, n in whole.items():
        for at in range(0, n, int(sys.argv[3])):
            proxy.way, proxy.at = way, at
            code = run()
            ends[code] += 1
            # What comes behind the reply to the dot is QUIT, its answer and
            # the ends of both directions.
            if code == 0 and at < n - 60:
                sys.exit('%s %s %d of %d: exit 0' % (sys.argv[1], way, at, n))
    print(dict(ends))


if __name__ == '__main__':
    main()
