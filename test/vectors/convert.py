#!/usr/bin/python3
"""Turns other projects' vectors, as one JSON file, into the flat format of
make.py: XK entries with our primitives, keys of low order, one connection.

Usage: convert.py FILE.json > FILE.txt
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


def main():
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
