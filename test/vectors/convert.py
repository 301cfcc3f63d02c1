#!/usr/bin/python3
"""Turns other projects' vectors into the flat format of make.py: of one JSON
file the XK entries with our primitives, keys of low order, one connection; of
flynn/noise's text (Debian: golang-github-flynn-noise-dev) the XK entries.

Usage: convert.py FILE.json|FILE.txt > FILE.txt
"""
import json
import sys

NAME = 'Noise_XK_25519_ChaChaPoly_SHA256'


def line(name, *values):
    print(name, *(value or '-' for value in values))


def handshake(entry):
    line('handshake', entry['origin'].encode().hex())
    assert entry['init_prologue'] == entry['resp_prologue']
    line('prologue', entry['init_prologue'])
    line('server-secret', entry['resp_static'])
    line('client-secret', entry['init_static'])
    line('client-ephemeral', entry['init_ephemeral'])
    line('server-ephemeral', entry['resp_ephemeral'])
    for i, message in enumerate(entry['messages']):
        name = 'message%d' % (i + 1) if i < 3 else \
            ('client', 'server')[i % 2]
        line(name, message['payload'], message['ciphertext'])
    print()


def text(string):
    return string.encode().hex()


def lines(string):
    return [part + '\r\n' for part in string.split('\r\n') if part]


def connection(entry):
    line('connection', text('smtp'))
    line('prologue', entry['prologue'])
    line('server-secret', entry['server_static_private'])
    line('client-secret', entry['client_static_private'])
    line('client-ephemeral', entry['client_ephemeral_private'])
    line('server-ephemeral', entry['server_ephemeral_private'])
    for name, key in ('say-server', 'S'), ('say-client', 'C'):
        for said in lines(entry[key]):
            line(name, text(said))
    line('line', text(entry['client_line']))
    line('reply', text(entry['server_line']))
    line('record3', entry['client_record_msg3'])
    line('client-public', entry['client_static_public'])
    line('keys', entry['key_client_to_server'], entry['key_server_to_client'])
    for record in entry['transport']:
        line({'C': 'client', 'S': 'server'}[record['dir']],
             text(record['plaintext']), record['record'])
    print()


def flynn(path):
    """Its blocks of name=value, as entries of the JSON file. The client's
    record comes first there, whoever sent the last message."""
    with open(path, encoding='ascii') as file:
        blocks = file.read().split('\n\n')
    for block in blocks:
        value = dict(row.split('=', 1) for row in block.split())
        # Our first messages carry nothing.
        if value.get('handshake') != NAME or value['msg_0_payload']:
            continue
        prologue = value.get('prologue', '')
        yield {
            'origin': 'flynn/noise',
            'init_prologue': prologue, 'resp_prologue': prologue,
            'resp_static': value['resp_static'],
            'init_static': value['init_static'],
            'init_ephemeral': value['gen_init_ephemeral'],
            'resp_ephemeral': value['gen_resp_ephemeral'],
            'messages': [{'payload': value['msg_%d_payload' % i],
                          'ciphertext': value['msg_%d_ciphertext' % i]}
                         for i in (0, 1, 2, 4, 3)]}


def main():
    if sys.argv[1].endswith('.txt'):
        for entry in flynn(sys.argv[1]):
            handshake(entry)
        return
    with open(sys.argv[1], encoding='utf-8') as file:
        vectors = json.load(file)
    for entry in vectors['vectors']:
        if entry['protocol_name'] == NAME:
            handshake(entry)
    for key in vectors['low_order_public_keys']['hex']:
        for point in key, key[:-2] + '%02x' % (int(key[-2:], 16) | 128):
            line('point', point)
            print()
    connection(vectors['smtpd_lite_example'])


if __name__ == '__main__':
    main()
