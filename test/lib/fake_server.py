#!/usr/bin/python3
"""A mail server that says what it is told to.

usage: fake_server.py [STEP=ANSWER]...

STEP is banner, a verb in capitals, a verb with a number (RCPT2: the second
RCPT of the connection), dot (the message), AUTH-LOGIN, NAME, PASSWORD (AUTH
LOGIN and what follows it). ANSWER is a reply, with \\r\\n and other escapes in
it; CRLF comes behind it. Or one of

    raw:TEXT  just this
    close     hang up
    hang      say nothing until the client has gone
    drip      begin, and go on octet by octet, without end
    line      a line without end
    lines     a reply of lines without end

bind=ADDRESS listens there (or on a UNIX socket, for a path), at port=PORT if it
says so; read=slow lets the message wait for two seconds. Prints the port. What clients say goes to
the file `said`, CRLF as LF, with a line `--` behind each connection.
"""
import os
import socket
import sys
import threading
import time

OKAY = {
    'banner': '220 fake ESMTP',
    'EHLO': '250-fake\r\n250-PIPELINING\r\n250-SIZE\r\n250-8BITMIME\r\n'
            '250-SMTPUTF8\r\n250 AUTH PLAIN LOGIN',
    'HELO': '250 fake', 'MAIL': '250 ok', 'RCPT': '250 ok',
    'DATA': '354 go on', 'dot': '250 taken', 'RSET': '250 ok',
    'QUIT': '221 bye', 'AUTH': '235 in', 'AUTH-LOGIN': '334 VXNlcm5hbWU6',
    'NAME': '334 UGFzc3dvcmQ6', 'PASSWORD': '235 in', 'RCKEY': '502 what?',
    'STARTNOISE': '502 what?', 'NOOP': '250 ok',
}


class Session:
    def __init__(self, sock, answers):
        self.sock, self.answers, self.counts = sock, answers, {}
        self.said = []
        self.file = sock.makefile('rb')

    def line(self):
        line = self.file.readline()
        self.said.append(line.replace(b'\r\n', b'\n'))
        return line.rstrip(b'\r\n')

    def forever(self, first, again, pause):
        """Ends with BrokenPipeError, when the client has gone."""
        self.sock.sendall(first)
        while True:
            self.sock.sendall(again)
            time.sleep(pause)

    def answer(self, step):
        """True if the session goes on."""
        self.counts[step] = self.counts.get(step, 0) + 1
        what = self.answers.get('%s%d' % (step, self.counts[step]),
                                self.answers.get(step, '500 what?'))
        if what == 'close':
            return False
        if what == 'hang':
            while self.file.readline():
                pass
            return False
        if what == 'drip':
            self.forever(b'250-', b'x', 0.05)
        if what == 'line':
            self.forever(b'250-', b'x' * 4096, 0)
        if what == 'lines':
            self.forever(b'', b'250-x\r\n' * 512, 0)
        raw = what.startswith('raw:')
        text = (what[4:] if raw else what).encode().decode('unicode_escape')
        self.sock.sendall(text.encode('latin-1') + (b'' if raw else b'\r\n'))
        return not raw or b'\r\n' in text.encode('latin-1')

    def body(self):
        if self.answers.get('read') == 'slow':
            time.sleep(2)
        while True:
            line = self.line()
            if line == b'.' or not self.said[-1]:
                return line == b'.'

    def auth(self, line):
        steps = ['AUTH']
        if line.upper() == b'AUTH LOGIN':
            steps = ['AUTH-LOGIN', 'NAME', 'PASSWORD']
        for i, step in enumerate(steps):
            if i > 0:
                self.line()
            if not self.answer(step):
                return False
            if not self.answers[step].startswith('334'):
                break
        return True

    def run(self):
        going = self.answer('banner')
        while going:
            line = self.line()
            if not line and not self.said[-1]:
                break
            verb = line.split(b' ')[0].decode('latin-1').upper()
            if verb == 'AUTH':
                going = self.auth(line)
                continue
            going = self.answer(verb)
            if verb == 'DATA' and going and \
                    self.answers['DATA'].startswith('354'):
                going = self.body() and self.answer('dot')
            if verb == 'QUIT':
                break


def serve(sock, answers):
    session = Session(sock, answers)
    try:
        session.run()
    except OSError:
        pass
    with open('said', 'ab') as f:
        f.write(b''.join(session.said) + b'--\n')
    sock.close()


def main():
    answers = dict(OKAY)
    answers.update(a.split('=', 1) for a in sys.argv[1:])
    where = answers.get('bind', '127.0.0.1')
    if where.startswith('/'):
        server = socket.socket(socket.AF_UNIX)
        server.bind(where)
        server.listen()
    else:
        server = socket.create_server(
            (where, int(answers.get('port', 0))),
            family=socket.AF_INET6 if ':' in where else socket.AF_INET)
    name = server.getsockname()
    print(name if isinstance(name, str) else name[1], flush=True)
    sys.stdout = open(os.devnull, 'w')
    os.dup2(sys.stdout.fileno(), 1)
    while True:
        sock, _ = server.accept()
        threading.Thread(target=serve, args=(sock, dict(answers)),
                         daemon=True).start()


if __name__ == '__main__':
    main()
