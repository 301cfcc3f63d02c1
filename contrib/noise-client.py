#!/usr/bin/python3
"""Speaks SMTP or POP3 to smtpd-lite or pop3d-lite in its sealed channel.

usage: noise-client.py HOST PORT KEY [--proto smtp|pop3] [--key FILE]
                       [--hello NAME]

KEY is the public key that the server must prove, or `ask`: what RCKEY says,
which proves nothing and is for tests. Standard input goes to the server, LF
as CRLF, and what it says to standard output. --key names the file of an own
secret key, for AUTH EXTERNAL; else one is made for the connection. --hello
sends an EHLO before the handshake. smtpd-lite-noise(7) has the protocol.

Needs python3-dissononce. Exits: 0 the server ended the session, 69 it
refused, 75 the connection was lost, 76 the other side did not prove
its key, or what came is not genuine.
"""
import argparse
import base64
import hashlib
import os
import socket
import sys
import threading

from dissononce.cipher.chachapoly import ChaChaPolyCipher
from dissononce.dh.private import PrivateKey
from dissononce.dh.x25519.x25519 import PublicKey, X25519DH
from dissononce.hash.sha256 import SHA256Hash
from dissononce.processing.handshakepatterns.interactive.XK import \
    XKHandshakePattern
from dissononce.processing.impl.cipherstate import CipherState
from dissononce.processing.impl.handshakestate import HandshakeState
from dissononce.processing.impl.symmetricstate import SymmetricState

NAME = b'Noise_XK_25519_ChaChaPoly_SHA256'


class End(Exception):
    """Exit code and reason."""


class Plain:
    """The connection in the clear; hashes all that is said on it."""

    def __init__(self, connection, smtp=True):
        self.socket, self.smtp, self.rest = connection, smtp, b''
        self.said, self.heard = hashlib.sha256(), hashlib.sha256()
        self.reply()

    def line(self):
        while b'\r\n' not in self.rest:
            data = self.socket.recv(4096)
            if not data:
                raise End(75, 'connection lost')
            self.heard.update(data)
            self.rest += data
        line, self.rest = self.rest.split(b'\r\n', 1)
        return line

    def reply(self, many=False):
        """Its lines; MANY: POP3 answers with a list."""
        lines = [self.line()]
        while self.smtp and lines[-1][3:4] == b'-':
            lines.append(self.line())
        while not self.smtp and many and lines[0].startswith(b'+OK') and \
                lines[-1] != b'.':
            lines.append(self.line())
        return lines

    def ask(self, *words, many=False):
        line = b' '.join(words) + b'\r\n'
        self.said.update(line)
        self.socket.sendall(line)
        return self.reply(many)

    def server_key(self):
        for line in self.ask(b'RCKEY', many=True):
            words = line[4 if self.smtp else 0:].split(b' ')
            if words[0] == b'x25519' and len(words) > 2:
                return words[1]
        raise End(69, 'the server has no key')


def handshake(plain, key, secret):
    """Two cipher states: for what we send, for what we get."""
    label = b'smtpd-lite noise 1\n' if plain.smtp else b'pop3d-lite noise 1\n'
    dh = X25519DH()
    noise = HandshakeState(
        SymmetricState(CipherState(ChaChaPolyCipher()), SHA256Hash()), dh)
    noise.initialize(
        XKHandshakePattern(), True,
        label + plain.heard.digest() + plain.said.digest(),
        s=dh.generate_keypair(secret), rs=PublicKey(base64.b64decode(key)))
    message = bytearray()
    noise.write_message(b'', message)
    line = plain.ask(b'STARTNOISE', NAME, key, base64.b64encode(message))[0]
    if line[:4] != (b'220 ' if plain.smtp else b'+OK '):
        raise End(69, 'refused: %r' % line)
    try:
        if plain.rest:
            raise ValueError('something came behind the reply')
        message = base64.b64decode(line[4:], validate=True)
        noise.read_message(message, bytearray())
    except Exception as error:  # each library has its own
        raise End(76, 'server could not prove its key or the connection was '
                  'tampered with') from error
    message = bytearray()
    states = noise.write_message(b'', message)
    plain.socket.sendall(b'\0\x40' + message)
    return states


def send(sock, state, data):
    """One record; without data, the end of our direction."""
    sealed = state.encrypt_with_ad(b'', data)
    sock.sendall(len(sealed).to_bytes(2, 'big') + sealed)


def send_input(sock, state):
    data = None
    try:
        while data != b'':
            data = os.read(0, 8192)
            send(sock, state, data.replace(b'\n', b'\r\n'))
    except OSError:
        pass  # the session is over, and receive knows why


def exactly(sock, size):
    data = b''
    while len(data) < size:
        more = sock.recv(size - len(data))
        if not more:
            raise End(75, 'connection lost')
        data += more
    return data


def receive(sock, state):
    """The plaintext of the next record."""
    sealed = exactly(sock, int.from_bytes(exactly(sock, 2), 'big'))
    try:
        return state.decrypt_with_ad(b'', sealed)
    except Exception as error:
        raise End(76, 'a record is not genuine') from error


def main():
    usage = argparse.ArgumentParser(usage=__doc__.split('usage: ')[1])
    usage.add_argument('host', metavar='HOST')
    usage.add_argument('port', metavar='PORT', type=int)
    usage.add_argument('server_key', metavar='KEY')
    usage.add_argument('--proto', choices=('smtp', 'pop3'), default='smtp')
    usage.add_argument('--key', type=argparse.FileType('rb'))
    usage.add_argument('--hello')
    args = usage.parse_args()
    secret = args.key and PrivateKey(base64.b64decode(args.key.read()))
    connection = socket.create_connection((args.host, args.port), timeout=60)
    plain = Plain(connection, args.proto == 'smtp')
    if args.hello:
        plain.ask(b'EHLO', args.hello.encode())
    key = plain.server_key() if args.server_key == 'ask' else \
        args.server_key.encode()
    mine, theirs = handshake(plain, key, secret)
    threading.Thread(target=send_input, args=(plain.socket, mine),
                     daemon=True).start()
    text = None
    while text != b'':
        text = receive(plain.socket, theirs)
        sys.stdout.buffer.write(text)
        sys.stdout.buffer.flush()


if __name__ == '__main__':
    try:
        main()
    except End as end:
        sys.stderr.write('noise-client: %s\n' % end.args[1])
        sys.exit(end.args[0])
    except OSError as error:
        sys.stderr.write('noise-client: %s\n' % error)
        sys.exit(75)
