#!/usr/bin/python3
"""Somebody in the middle: plays a client of contrib/noise-client.py against
a server and changes what passes between them.

usage: noise_middleman.py smtp|pop3 CASE SERVER [ARGUMENT]...

Runs where the mail of bob@b.example is in mail/b.example/bob, and `mine` is
his key. Prints how the connections ended; fails if one came to its proper
end, or a message of one was stored or deleted, or nothing was tried.
"""
import base64
import collections
import importlib.util
import os
import socket
import subprocess
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
spec = importlib.util.spec_from_file_location(
    'client', os.path.join(HERE, '..', '..', 'contrib', 'noise-client.py'))
client = importlib.util.module_from_spec(spec)
spec.loader.exec_module(client)

KEY = b'B6N8vBQgk8i3VdwbEOhstCY3StFqqFPtC9/AsrhtHHw='
SMTP = sys.argv[1] == 'smtp'
# Said in the clear; said in the channel, a record each.
CLEAR = [b'EHLO c', b'RCKEY'] if SMTP else [b'CAPA', b'RCKEY']
SEALED = [b'EHLO c\r\nMAIL FROM:<>\r\nRCPT TO:<bob@b.example>\r\nDATA\r\n',
          b'Subject: secret\r\n\r\n', b'hello\r\n.\r\n', b'QUIT\r\n'] \
    if SMTP else [b'AUTH EXTERNAL =\r\n', b'CAPA\r\nRETR 1\r\n', b'DELE 1\r\n',
                  b'QUIT\r\n']
NEW = 'mail/b.example/bob/new'

START, REPLY = 155, 70  # octets of STARTNOISE and of its good reply


class Middle:
    """A socket for the client; CHANGE(who, at, data) gives what passes on
    of DATA, which WHO (C or S) sends as its octets from AT on."""

    def __init__(self, change=None):
        self.mine, theirs = socket.socketpair()
        # Long enough for a server that has something to say.
        self.mine.settimeout(10 if change is None else 0.4)
        self.change = change or (lambda who, at, data: data)
        self.at, self.clear = {'C': 0, 'S': 0}, None
        env = dict(os.environ, TCPREMOTEIP='192.0.2.1', PROTO='TCP')
        self.server = subprocess.Popen(
            sys.argv[3:], stdin=theirs, stdout=theirs, env=env)
        theirs.close()

    def pass_on(self, who, data):
        at = self.at[who]
        self.at[who] += len(data)
        return self.change(who, at, data)

    def sendall(self, data):
        data = self.pass_on('C', data)
        if data is None:  # cut
            self.mine.shutdown(socket.SHUT_WR)
        else:
            self.mine.sendall(data)

    def recv(self, size):
        return self.pass_on('S', self.mine.recv(size))

    def close(self):
        self.mine.close()
        return self.server.wait(timeout=30)


def converse(middle):
    """All of the dialogue; how it ended."""
    with open('mine', 'rb') as file:
        own = client.PrivateKey(base64.b64decode(file.read()))
    try:
        plain = client.Plain(middle, SMTP)
        for line in CLEAR:
            plain.ask(line, many=True)
        middle.clear = dict(middle.at)
        mine, theirs = client.handshake(plain, KEY, own)
        for text in SEALED:
            client.send(middle, mine, text)
        text = None
        while text != b'':
            text = client.receive(middle, theirs)
        end = 'whole'
    except client.End as error:
        end = error.args[1].split('\\')[0]
    except (OSError, ValueError) as error:
        end = type(error).__name__
    if middle.close() != 0:
        end = 'server failed'
    return end


def sneaky(octet):
    """A change that one who reads lines without care would not see."""
    return octet ^ 0x20 if chr(octet).isalpha() else octet ^ 1


def flip(who, index, how=sneaky):
    def change(side, at, data):
        if side == who and at <= index < at + len(data):
            data = bytearray(data)
            data[index - at] = how(data[index - at])
        return bytes(data)
    return change


def measure():
    """How much is said in the clear, up to STARTNOISE, and in all."""
    middle = Middle()
    converse(middle)
    return middle.clear, middle.at


def flips():
    """Every octet before the channel, once. Only the letters of the verb
    STARTNOISE itself may change their case: what it says is proved."""
    clear, _ = measure()
    verb = clear['C'] + len('STARTNOISE')
    for index in range(clear['C'] + START):
        plain = clear['C'] <= index < verb
        yield flip('C', index, (lambda octet: octet ^ 1) if plain else sneaky)
    for index in range(clear['S'] + REPLY):
        yield flip('S', index)


def record_flips():
    """Every octet of what the client seals, message 3 among it."""
    clear, total = measure()
    for index in range(clear['C'] + START, total['C'] - len(SEALED[-1]) - 18):
        yield flip('C', index, lambda octet: octet ^ 1)


def reply_flips():
    """The server's first record, and one twice. Its side goes well."""
    clear, _ = measure()
    first = clear['S'] + REPLY
    for index in range(first, first + 60):
        yield flip('S', index, lambda octet: octet ^ 0x80)
    yield when('S', lambda at, _: at >= first, lambda data: data + data)


def when(who, test, act):
    """ACT on the first piece of WHO that passes TEST."""
    done = []

    def change(side, at, data):
        if side == who and not done and test(at, data):
            done.append(True)
            return act(data)
        return data
    return change


def is_start(_, data):
    return data.startswith(b'STARTNOISE')


def is_good(_, data):
    return data[:4] in (b'220 ', b'+OK ') and len(data) == 70


def injections():
    """Words put in before, behind and after, in both directions."""
    yield when('C', is_start, lambda data: b'NOOP\r\n' + data)
    yield when('C', is_start, lambda data: data + b'NOOP\r\n')
    yield when('C', is_start, lambda data: data + b'\0\x40')
    yield when('C', lambda _, data: data[:2] == b'\0\x40',
               lambda data: b'NOOP\r\n' + data)
    yield when('C', lambda _, data: data[:2] == b'\0\x40',
               lambda data: data + b'\0\x10' + bytes(16))
    yield when('S', lambda at, _: at == 0, lambda data: b'250 x\r\n' + data)
    yield when('S', lambda at, _: at == 0, lambda data: data + b'250 x\r\n')
    yield when('S', is_good, lambda data: b'250 x\r\n' + data)
    yield when('S', is_good, lambda data: data + b'250 x\r\n')
    yield when('S', is_good, lambda data: data + b'\0\x10' + bytes(16))
    yield when('S', lambda _, data: b'STARTNOISE' in data,
               lambda data: data.replace(b'STARTNOISE', b'XTARTNOISE'))
    yield when('S', lambda _, data: b'RCKEY' in data,
               lambda data: data.replace(b'RCKEY\r\n', b'RCKEY x\r\n'))


def is_record(size):
    """The record that holds SIZE octets."""
    return lambda _, data: len(data) == size + 18 and \
        data[:2] == (size + 16).to_bytes(2, 'big')


def replays():
    """Records twice, left out, out of order, split from their end."""
    first, second, third = map(len, SEALED[:3])
    yield when('C', is_record(first), lambda data: data + data)
    yield when('C', is_record(second), lambda data: data + data)
    yield when('C', is_record(second), lambda data: b'')
    yield when('C', is_record(third), lambda data: data + data)
    held = []

    def hold(data):
        held.append(data)
        return b''

    def swap(who, at, data):
        if who == 'C' and is_record(first)(at, data):
            return hold(data)
        return data + held.pop() if who == 'C' and held else data
    yield swap


def cuts():
    """The client's side ends at each place in the channel."""
    clear, total = measure()
    for index in range(clear['C'] + START, total['C'] - len(SEALED[-1]) - 18):
        def change(who, at, data, index=index):
            if who == 'C' and at + len(data) > index:
                return data[:index - at] if at < index else None
            return data
        yield change


def stored():
    try:
        return len(os.listdir(NEW))
    except FileNotFoundError:
        return 0


def put_mail():
    """A message that POP3 may delete."""
    if not SMTP:
        os.makedirs(NEW, exist_ok=True)
        with open(NEW + '/1.one', 'wb') as file:
            file.write(b'Subject: one\n')


def main():
    ends = collections.Counter()
    put_mail()
    before = stored()
    if converse(Middle()) != 'whole':
        sys.exit('it does not even work unchanged')
    if stored() != before + (1 if SMTP else -1):
        sys.exit('it does not do what it is there for')
    changes = list(globals()[sys.argv[2]]())
    if len(changes) > 50:  # octet by octet
        changes = changes[::int(os.environ.get('ONE_IN', 1))]
    put_mail()
    before = stored()
    for change in changes:
        ends[converse(Middle(change))] += 1
        # The server's replies are touched when it has done its work.
        if stored() != before and sys.argv[2] != 'reply_flips':
            sys.exit('a message was stored, or deleted')
        put_mail()
    for end, count in ends.most_common():
        print('%5d %s' % (count, end))
    # A server may end its side in order where the client's was cut.
    if ends['whole'] > 0 and sys.argv[2] != 'cuts' or not changes:
        sys.exit('not noticed, or not tried')


if __name__ == '__main__':
    main()
