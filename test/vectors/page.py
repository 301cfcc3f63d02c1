#!/usr/bin/python3
"""Computes the example of smtpd-lite-noise(7) as its text says, from the
secrets it shows, and compares every octet.

Usage: page.py smtpd-lite-noise.7
"""
import hashlib
import hmac
import re
import sys

from cryptography.hazmat.primitives.asymmetric.x25519 import \
    X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.serialization import Encoding, \
    PublicFormat

NAME = b'Noise_XK_25519_ChaChaPoly_SHA256'


def public(secret):
    return X25519PrivateKey.from_private_bytes(secret).public_key() \
        .public_bytes(Encoding.Raw, PublicFormat.Raw)


def dh(secret, key):
    return X25519PrivateKey.from_private_bytes(secret).exchange(
        X25519PublicKey.from_public_bytes(key))


def cipher(key, count, plain, data):
    nonce = bytes(4) + count.to_bytes(8, 'little')
    return ChaCha20Poly1305(key).encrypt(nonce, plain, data)


class State:
    h = ck = NAME
    k, n = b'', 0

    def mix_hash(self, data):
        self.h = hashlib.sha256(self.h + data).digest()

    def mix_key(self, data):
        def hm(key, text):
            return hmac.new(key, text, 'sha256').digest()
        temp = hm(self.ck, data)
        self.ck = hm(temp, b'\1')
        self.k, self.n = hm(temp, self.ck + b'\2'), 0

    def seal(self, plain):
        sealed = cipher(self.k, self.n, plain, self.h)
        self.mix_hash(sealed)
        self.n += 1
        return sealed


def read(path):
    """The example's dialogue, and its values by name, in order."""
    with open(path, encoding='ascii') as file:
        text = file.read()
    text = text[text.index('.Sh EXAMPLES'):].replace('\\e', '\\')
    dialogue, *blocks = re.findall(r'\.Bd .*?\n(.*?)\n\.Ed', text, re.S)
    values, name, new = {}, '', True
    for line in '\n'.join(blocks).split('\n'):
        if re.fullmatch('  [0-9a-f]+', line):
            values[name] = values.get(name, b'') + bytes.fromhex(line)
            new = True
        else:  # a name may go over several lines
            name = line.rstrip(':') if new else name + line.strip().rstrip(':')
            new = line.endswith(':')
    return dialogue.split('\n'), values


def prologue(dialogue):
    said = {'S': b'', 'C': b''}
    for line in dialogue:
        if 'C: STARTNOISE' in line:
            break
        said[line[0]] += line[3:].encode() + b'\r\n'
    return b'smtpd-lite noise 1\n' + b''.join(
        hashlib.sha256(said[who]).digest() for who in 'SC')


def main():
    dialogue, v = read(sys.argv[1])
    a, b = v["client's secret key"], v["server's secret key"]
    e, f = v["client's ephemeral secret"], v["server's ephemeral secret"]
    same = [('prologue', prologue(dialogue))]
    state = State()
    state.mix_hash(same[0][1])
    state.mix_hash(public(b))
    for name, mine, other in ('message 1', e, public(b)), \
            ('message 2', f, public(e)):
        state.mix_hash(public(mine))
        state.mix_key(dh(mine, other))
        same.append((name, public(mine) + state.seal(b'')))
    sealed = state.seal(public(a))
    state.mix_key(dh(a, public(f)))
    same.append(('message 3', sealed + state.seal(b'')))
    state.mix_key(b'')
    keys, count = {'C': state.ck, 'S': state.k}, {'C': 0, 'S': 0}
    same += [('C to S', keys['C']), ('S to C', keys['S']),
             ("server's public key", public(b)),
             ("client's public key", public(a)),
             ('the record with message 3', b'\0\x40' + dict(same)['message 3'])]
    for name in v:
        who = name[0]
        if name[1:3] == ': ':
            plain = name[3:].replace('\\r\\n', '\r\n').encode()
            if 'end record' in name:
                plain = b''
            sealed = cipher(keys[who], count[who], plain, None)
            count[who] += 1
            same.append((name, len(sealed).to_bytes(2, 'big') + sealed))
    wrong = [name for name, value in same if v.get(name) != value]
    if wrong or len(same) != len(v) - 4 or count != {'C': 3, 'S': 4}:
        sys.exit('not as the page says: %s' % (wrong or list(v)))


if __name__ == '__main__':
    main()
