#!/usr/bin/python3
"""Makes noise.txt, the handshake's test vectors, with python3-dissononce.

Usage: make.py > noise.txt

Blocks of lines `name hex [hex]`, apart by empty lines; - is the empty
string. What is random in life is made from SHA-256 here, so that the same
file comes out every time.
"""
import base64
import hashlib
from dissononce.cipher.chachapoly import ChaChaPolyCipher
from dissononce.dh.keypair import KeyPair
from dissononce.dh.private import PrivateKey
from dissononce.dh.x25519.x25519 import X25519DH, PublicKey
from dissononce.hash.sha256 import SHA256Hash
from dissononce.processing.handshakepatterns.interactive.XK import \
    XKHandshakePattern
from dissononce.processing.impl.cipherstate import CipherState
from dissononce.processing.impl.handshakestate import HandshakeState
from dissononce.processing.impl.symmetricstate import SymmetricState

NAME = 'Noise_XK_25519_ChaChaPoly_SHA256'
LABELS = {'smtp': b'smtpd-lite noise 1\n', 'pop3': b'pop3d-lite noise 1\n'}
PRIME = 2 ** 255 - 19
# X25519 inputs of order 1, 2, 4 and 8, and of the twist; as u < 2^255.
ORDER8 = 0xb8495f16056286fdb1329ceb8d09da6ac49ff1fae35616aeb8413b7c7aebe0
ORDER8_B = 0x57119fd0dd4e22d8868e1c58c45c44045bef839c55b1d0b1248c50a3bc959c5f
LOW = [0, 1, ORDER8, ORDER8_B, PRIME - 1, PRIME, PRIME + 1]


def secret(name):
    return hashlib.sha256(b'smtpd-lite test: ' + name.encode()).digest()


class Dh(X25519DH):
    """Fixed ephemerals; and as careless about keys of low order as an
    implementation without the check would be."""

    def __init__(self, ephemeral, low=None):
        super().__init__()
        self.ephemeral, self.low = ephemeral, low

    def pair(self, private, public=None):
        pair = super().generate_keypair(PrivateKey(private))
        return KeyPair(PublicKey(public), pair.private) if public else pair

    def generate_keypair(self, privatekey=None):
        return self.pair(self.ephemeral, self.low)

    def dh(self, keypair, publickey):
        for key in keypair.public.data, publickey.data:
            if int.from_bytes(key, 'little') % 2 ** 255 in LOW:
                return bytes(32)
        return super().dh(keypair, publickey)


def side(initiator, prologue, ephemeral, static, server=None, low=None,
         low_static=None):
    dh = Dh(ephemeral, low)
    state = HandshakeState(
        SymmetricState(CipherState(ChaChaPolyCipher()), SHA256Hash()), dh)
    state.initialize(XKHandshakePattern(), initiator, prologue,
                     s=dh.pair(static, low_static), rs=server)
    return state


def public(private):
    return Dh(None).pair(private).public


def write(state, payload=b''):
    message = bytearray()
    return bytes(message), state.write_message(payload, message), message


def exchange(client, server, payloads=(b'', b'', b'')):
    """The three messages and both sides' transport states."""
    sender, reader, messages, out = client, server, [], None
    for payload in payloads:
        message, got = bytearray(), bytearray()
        out = sender.write_message(payload, message)
        back = reader.read_message(bytes(message), got)
        assert bytes(got) == payload
        messages.append(bytes(message))
        sender, reader = reader, sender
    return messages, out, back


def keys(states):
    return [state._key for state in states]


def line(name, *values):
    print(name, *(value.hex() or '-' for value in values))


def inputs(tag, prologue):
    names = 'server-secret', 'client-secret', 'client-ephemeral', \
        'server-ephemeral'
    made = {name: secret(tag + ' ' + name) for name in names}
    line('prologue', prologue)
    for name in names:
        line(name, made[name])
    return [made[name] for name in names]


def handshake(tag, prologue, payloads):
    line('handshake', tag.encode())
    s, c, ce, se = inputs(tag, prologue)
    messages, mine, theirs = exchange(
        side(True, prologue, ce, c, public(s)), side(False, prologue, se, s),
        payloads)
    assert keys(mine) == keys(theirs)
    for i in range(3):
        line('message%d' % (i + 1), payloads[i], messages[i])
    line('keys', *keys(mine))
    for i, text in enumerate((b'QUIT\r\n', b'', b'x' * 300, b'\r\n.\r\n')):
        for name, state in zip(('client', 'server'), mine):
            plain = text + bytes([i])
            line(name, plain, state.encrypt_with_ad(b'', plain))
    print()


def low(point, top):
    encoded = (point | top << 255).to_bytes(32, 'little')
    line('low', encoded)
    s, c, ce, se = inputs('low', b'prologue')

    def both(client_low=None, server_low=None, static=None):
        client = side(True, b'prologue', ce, c, public(s), client_low, static)
        server = side(False, b'prologue', se, s, None, server_low)
        return exchange(client, server)[0]

    good = both()
    line('message1', b'', good[0])
    line('message2', b'', good[1])
    line('forged1', both(client_low=encoded)[0])
    line('forged2', both(server_low=encoded)[1])
    line('forged3', both(static=encoded)[2])
    print()


def connection(protocol, dialogue, inside):
    """A whole connection; the last line of the dialogue is STARTNOISE."""
    said = {'server': b'', 'client': b''}
    for who, text in dialogue:
        said[who] += text
    hashes = [hashlib.sha256(said[who]).digest() for who in said]
    prologue = LABELS[protocol] + b''.join(hashes)
    line('connection', protocol.encode())
    s, c, ce, se = inputs('connection', prologue)
    messages, mine, theirs = exchange(
        side(True, prologue, ce, c, public(s)), side(False, prologue, se, s))
    assert keys(mine) == keys(theirs)
    for who, text in dialogue:
        line('say-' + who, text)
    words = b'STARTNOISE', NAME.encode(), \
        base64.b64encode(public(s).data), base64.b64encode(messages[0])
    line('line', b' '.join(words) + b'\r\n')
    good = b'220 ' if protocol == 'smtp' else b'+OK '
    line('reply', good + base64.b64encode(messages[1]) + b'\r\n')
    line('record3', b'\0\x40' + messages[2])
    line('client-public', public(c).data)
    line('keys', *keys(mine))
    for who, text in inside:
        state = mine[0 if who == 'client' else 1]
        sealed = state.encrypt_with_ad(b'', text)
        line(who, text, len(sealed).to_bytes(2, 'big') + sealed)
    print()


def b64(private):
    return base64.b64encode(public(private).data)


def main():
    print('# made by make.py with python3-dissononce; do not edit\n')
    handshake('empty', b'smtpd-lite noise 1\n' + bytes(range(64)),
              (b'', b'', b''))
    handshake('payloads', b'any prologue', (b'one', b'', b'three' * 40))
    handshake('bare', b'', (b'', b'2', b''))
    for point in LOW:
        for top in 0, 1:
            low(point, top)
    key = b64(secret('connection server-secret'))
    connection('smtp', (
        ('server', b'220 mx.example ESMTP\r\n'),
        ('client', b'EHLO client.example\r\n'),
        ('server', b'250-mx.example\r\n250-PIPELINING\r\n250-RCKEY\r\n'
                   b'250 STARTNOISE ' + NAME.encode() + b'\r\n'),
        ('client', b'RCKEY\r\n'),
        ('server', b'250 x25519 ' + key + b' current\r\n'),
    ), (
        ('client', b'EHLO client.example\r\n'),
        ('server', b'250-mx.example\r\n250-PIPELINING\r\n250-RCKEY\r\n'
                   b'250 AUTH EXTERNAL\r\n'),
        ('client', b'AUTH EXTERNAL =\r\n'),
        ('server', b'235 2.7.0 Welcome\r\n'),
        ('client', b'QUIT\r\n'),
        ('server', b'221 2.0.0 Bye\r\n'),
        ('server', b''),
    ))
    connection('pop3', (('server', b'+OK\r\n'),), (
        ('client', b'AUTH EXTERNAL =\r\n'),
        ('server', b'+OK\r\n'),
        ('client', b'QU'),
        ('client', b'IT\r\n'),
        ('server', b'+OK\r\n'),
        ('server', b''),
    ))


if __name__ == '__main__':
    main()
