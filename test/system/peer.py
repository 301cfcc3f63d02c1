#!/usr/bin/python3
"""A peer on the other side of a super-server: peer.py HOST PORT WHAT...

talk LINE...  says each line when it was answered; prints all that came
hold          waits for the banner, then for the end of standard input, then
              for what else there is to come
crowd N       opens N connections and keeps them; prints how many of them
              got a banner and how many were closed without a word, then
              waits until one more is served when the others have gone
storm N       N short sessions, eight at once
steady        sessions, two at a time, until the end of standard input;
              prints how many of them had no banner, and whether there were any
flood N       N connections from 127.0.0.2, which keeps as many open as are
              served, as fast as they are refused; prints how many sessions of another address were
              served meanwhile, and of how many
"""

import socket
import sys
import threading
import time

ADDRESS = (sys.argv[1], int(sys.argv[2]))


def meet(source=""):
    s = socket.create_connection(ADDRESS, 20, (source, 0))
    return s, s.makefile("rb")


def reply(file):
    """One whole reply, which may be of many lines, or what there is."""
    said = b""
    for line in file:
        said += line
        if line[3:4] != b"-":
            break
    return said


def talk(*lines):
    s, file = meet()
    sys.stdout.buffer.write(reply(file))
    for line in lines:
        s.sendall(line.encode() + b"\r\n")
        sys.stdout.buffer.write(reply(file))
    s.shutdown(socket.SHUT_WR)
    sys.stdout.buffer.write(file.read())


def hold():
    s, file = meet()
    print(reply(file).decode(), end="", flush=True)
    sys.stdin.read()
    s.shutdown(socket.SHUT_WR)
    print(file.read().decode(), end="")


def banner():
    try:
        s, file = meet()
        return s, reply(file)[:3].decode()
    except OSError:
        return None, ""


def crowd(count):
    open_ones = [banner() for _ in range(int(count))]
    said = [b for _, b in open_ones]
    print(said.count("220"), said.count(""))
    del open_ones
    deadline = time.monotonic() + 20
    while banner()[1] != "220":
        if time.monotonic() > deadline:
            sys.exit("nobody is served any more")


def storm(count):
    def some():
        for _ in range(int(count) // 8):
            banner()

    threads = [threading.Thread(target=some) for _ in range(8)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


def steady():
    ended, said = threading.Event(), []

    def some():
        while not ended.is_set():
            s, greeting = banner()
            said.append(greeting)
            if s:
                s.close()

    threads = [threading.Thread(target=some) for _ in range(2)]
    for t in threads:
        t.start()
    sys.stdin.read()
    ended.set()
    for t in threads:
        t.join()
    print(len(said) - said.count("220"), len(said) > 0)


def flood(count):
    def hurry():
        for _ in range(int(count) // 8):
            try:
                meet("127.0.0.2")[1].read()
            except OSError:
                pass

    held = [meet("127.0.0.2")]
    while reply(held[-1][1]):
        held.append(meet("127.0.0.2"))
    threads = [threading.Thread(target=hurry) for _ in range(8)]
    for t in threads:
        t.start()
    served = asked = 0
    while any(t.is_alive() for t in threads):
        asked += 1
        try:
            s, file = meet()
            s.sendall(b"QUIT\r\n")
            served += file.read().startswith(b"220")
        except OSError:
            pass
    print(served, asked)


globals()[sys.argv[3]](*sys.argv[4:])
