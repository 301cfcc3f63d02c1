#!/usr/bin/python3
"""An inetd for tests: runs a program for every connection on loopback.

usage: inetd.py PROGRAM [ARGUMENT]...

Prints the port it listens on, and goes on until it is ended.
"""
import socket
import subprocess
import sys


def main():
    server = socket.create_server(('127.0.0.1', 0))
    print(server.getsockname()[1], flush=True)
    while True:
        connection, _ = server.accept()
        subprocess.Popen(sys.argv[1:], stdin=connection, stdout=connection)
        connection.close()


if __name__ == '__main__':
    main()
