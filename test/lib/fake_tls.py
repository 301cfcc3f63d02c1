#!/usr/bin/python3
"""fake_server.py with TLS, and what may go wrong in it.

usage: fake_tls.py [STEP=ANSWER]...

cert=NAME     chain and key are in $CERTS/NAME.pem; several, with commas, are for one
              connection after the other
tls=implicit  TLS from the first octet; otherwise by STARTTLS, which the first
              EHLO offers
hello=HOW     in place of a handshake: close, hang, raw:TEXT, or drip: a record
              octet by octet, without end
most=1.1      no newer version
end=cut       no close_notify behind the reply to QUIT

The file `said` has a line `(tls VERSION NAME)` where TLS begins; NAME is what
the client calls the server.
"""
import contextlib
import os
import socket
import ssl
import sys

sys.path.insert(0, os.path.dirname(__file__))
import fake_server  # noqa: E402


class Session(fake_server.Session):
    connections = 0

    def __init__(self, sock, answers):
        super().__init__(sock, answers)
        self.name = None
        certs = answers['cert'].split(',')
        self.cert = os.environ['CERTS'] + '/' + certs[min(Session.connections, len(certs) - 1)]
        Session.connections += 1

    def context(self):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.cert + '.pem')
        # Python passes over a missing close_notify otherwise.
        context.options &= ~getattr(ssl, 'OP_IGNORE_UNEXPECTED_EOF', 0x80)
        if self.answers.get('most') == '1.1':
            context.set_ciphers('ALL:@SECLEVEL=0')
            context.minimum_version = ssl.TLSVersion.TLSv1
            context.maximum_version = ssl.TLSVersion.TLSv1_1

        def note(_, name, __):
            self.name = name
        context.sni_callback = note
        return context

    def begin(self):
        """True if the session goes on, in TLS."""
        how = self.answers.get('hello')
        if how == 'hang':
            while self.file.readline():
                pass
        if how == 'drip':
            self.forever(b'\x16\x03\x03\x40\0', b'x', 0.05)
        if how and how.startswith('raw:'):
            self.sock.sendall(how[4:].encode().decode('unicode_escape')
                              .encode('latin-1'))
            # What the client says to that is not for `said`.
            with contextlib.suppress(OSError):
                while self.sock.recv(999):
                    pass
        if how:
            return False
        self.sock = self.context().wrap_socket(self.sock, server_side=True)
        self.file = self.sock.makefile('rb')
        self.said.append(f'(tls {self.sock.version()} {self.name})\n'.encode())
        return True

    def answer(self, step):
        going = super().answer(step)
        if step == 'STARTTLS' and going and self.begins():
            return self.begin()
        return going

    def begins(self):
        return self.answers['STARTTLS'].startswith(('220', 'raw:220'))

    def end(self):
        if self.answers.get('end') != 'cut':
            self.sock.unwrap()
            return
        # What the client has not acknowledged would be lost with a socket
        # that is closed before all of the client's octets are read.
        self.sock.shutdown(socket.SHUT_WR)
        while self.sock.recv(999):
            pass

    def run(self):
        try:
            if self.answers.get('tls') != 'implicit' or self.begin():
                super().run()
            if isinstance(self.sock, ssl.SSLSocket):
                self.end()
        except ssl.SSLError as error:
            self.said.append(f'({error.reason})\n'.encode())
        except OSError as error:
            self.said.append(f'(eof: {error})\n'.encode())
        finally:
            self.file.close()
            self.sock.close()


OKAY = {
    'cert': 'right-ec', 'STARTTLS': '220 go on',
    'EHLO1': '250-fake\r\n250-PIPELINING\r\n250-SIZE\r\n250-8BITMIME\r\n'
             '250-AUTH PLAIN LOGIN\r\n250-XCLEAR\r\n250 STARTTLS',
}

if __name__ == '__main__':
    fake_server.OKAY.update(OKAY)
    fake_server.Session = Session
    fake_server.main()
