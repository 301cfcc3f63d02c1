#!/usr/bin/python3 -I
"""aiosmtpd, as smtp-lite may meet it: prints its port, then what it took.

    foreign_server.py [LARGEST [PEM]]

ann logs in with `correct horse`. Recipients called no, later, crash and full
are refused, each in its way, and so are messages called so. With the pair in
PEM, nothing goes without STARTTLS. Whatever is taken
is written to standard output, an octet string a line as Python shows it.
"""
import asyncio
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

REPLIES = {"no": "550 5.1.1 Nobody", "later": "451 4.3.0 Later",
           "full": "552 5.2.2 Full"}


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0]
        if name == "crash":
            raise RuntimeError(name)
        if name not in REPLIES:
            envelope.rcpt_tos.append(address)
        return REPLIES.get(name, "250 2.1.5 Ok")

    async def handle_DATA(self, server, session, envelope):
        for name, reply in REPLIES.items():
            if b"Subject: " + name.encode() in envelope.content:
                return reply
        print(repr((session.host_name, bool(session.authenticated),
                    envelope.mail_from, envelope.mail_options,
                    envelope.rcpt_tos)))
        for line in envelope.content.split(b"\r\n"):
            print(line)
        sys.stdout.flush()
        return "250 2.0.0 Ok"


def may_enter(server, session, envelope, mechanism, data):
    return AuthResult(success=data == LoginPassword(b"ann", b"correct horse"),
                      handled=False)


async def main():
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    context = None
    if len(sys.argv) > 2:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(sys.argv[2])
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(Handler(), hostname="mx.example", enable_SMTPUTF8=True,
                     data_size_limit=largest, authenticator=may_enter,
                     auth_require_tls=context is not None, loop=loop,
                     tls_context=context,
                     require_starttls=context is not None),
        "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
