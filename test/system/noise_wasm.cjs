// Speaks SMTP in the sealed channel by npm's noise-c.wasm.
//
//   node noise_wasm.cjs PACKAGE PORT KEY [OWN]
//
// KEY is the server's public key, OWN names the file of an own secret one.
// After an EHLO in the clear and one in the channel, what is on standard
// input goes out in records of a few octets; all that the server says in the
// channel is printed. Exits with 0 if the server ended its direction.
'use strict';
const crypto = require('crypto');
const fs = require('fs');
const net = require('net');

const [, , library, port, key, own] = process.argv;
const NAME = 'Noise_XK_25519_ChaChaPoly_SHA256';
const sha256 = (data) => crypto.createHash('sha256').update(data).digest();
const none = new Uint8Array(0);

function fail(why) {
	console.error(why);
	process.exit(1);
}

// A function that resolves to the next SIZE octets, or to the next line.
function reader(socket) {
	let have = Buffer.alloc(0), more = () => {}, over = false;
	socket.on('data', (data) => {
		have = Buffer.concat([have, data]);
		more();
	});
	socket.on('error', () => {});
	socket.on('close', () => {
		over = true;
		more();
	});
	return async (size) => {
		const enough = () =>
			size === undefined ? have.indexOf('\n') + 1
			: have.length >= size ? size : 0;
		while (!enough()) {
			if (over)
				fail('the connection is lost');
			await new Promise((resolve) => { more = resolve; });
		}
		const piece = have.subarray(0, enough());
		have = have.subarray(piece.length);
		return piece;
	};
}

async function clear(socket, read) {
	const said = [], heard = [];
	const ask = async (line) => {
		if (line !== undefined) {
			said.push(Buffer.from(line + '\r\n'));
			socket.write(line + '\r\n');
		}
		do
			heard.push(await read());
		while (heard.at(-1)[3] === 0x2d);
		return heard.at(-1).toString().trimEnd();
	};
	await ask();
	await ask('EHLO clear.example');
	const prologue = Buffer.concat([Buffer.from('smtpd-lite noise 1\n'),
		sha256(Buffer.concat(heard)), sha256(Buffer.concat(said))]);
	return { ask, prologue };
}

async function main(noise) {
	const socket = net.connect(Number(port), '127.0.0.1');
	const read = reader(socket);
	const secret = own === undefined ? crypto.randomBytes(32)
		: Buffer.from(fs.readFileSync(own, 'ascii'), 'base64');
	const { ask, prologue } = await clear(socket, read);
	const hand = noise.HandshakeState(NAME, noise.constants.NOISE_ROLE_INITIATOR);
	hand.Initialize(prologue, secret, Buffer.from(key, 'base64'), null);
	const first = Buffer.from(hand.WriteMessage()).toString('base64');
	const reply = await ask(`STARTNOISE ${NAME} ${key} ${first}`);
	if (!reply.startsWith('220 '))
		fail(reply);
	hand.ReadMessage(Buffer.from(reply.slice(4), 'base64'));
	const third = hand.WriteMessage();
	socket.write(Buffer.concat([Buffer.from([0, third.length]), third]));
	const [mine, theirs] = hand.Split();
	const send = (plain) => {
		const sealed = mine.EncryptWithAd(none, plain);
		const head = Buffer.alloc(2);
		head.writeUInt16BE(sealed.length);
		socket.write(Buffer.concat([head, sealed]));
	};
	const input = Buffer.concat([Buffer.from('EHLO sealed.example\r\n'),
		fs.readFileSync(0)]);
	for (let at = 0; at < input.length; at += 7)
		send(input.subarray(at, at + 7));
	for (;;) {
		const head = await read(2);
		const plain = theirs.DecryptWithAd(none,
			await read(head.readUInt16BE()));
		if (plain.length === 0)
			process.exit(0);
		fs.writeSync(1, plain);
	}
}

require(library)((noise) => main(noise).catch((e) => fail(String(e))));
