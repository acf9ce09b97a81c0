import { BlockList } from 'node:net';

import * as fc from 'fast-check';

import { isPublicHost } from '../../../nodes/shared/node/files/publicHost.ts';

const hostOf = (address: string): string => new URL(`http://${address}/`).hostname;

/** Node's own arithmetic as the judge; n8n's list of blocked ranges, and what is no address of one machine. */
const blocked = new BlockList();
for (const range of [
	'0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24',
	'192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4',
].flatMap((line) => line.split(' '))) {
	const [net, bits] = range.split('/');
	blocked.addSubnet(net, Number(bits), 'ipv4');
}

it('judges every IPv4 address as the ranges say, in whatever notation it comes', () => {
	const edge = fc.constantFrom(0, 9, 10, 11, 100, 127, 169, 172, 192, 198, 203, 223, 224, 255);
	const part = fc.oneof(edge, fc.nat(255), fc.constantFrom(15, 16, 31, 32, 63, 64, 168, 254));
	fc.assert(
		fc.property(part, part, part, part, (a, b, c, d) => {
			const expected = !blocked.check(`${a}.${b}.${c}.${d}`, 'ipv4');
			const number = ((a * 256 + b) * 256 + c) * 256 + d;
			const hex = (value: number): string => value.toString(16);
			for (const written of [
				`${a}.${b}.${c}.${d}`,
				String(number),
				`0x${hex(number)}`,
				`0${a.toString(8)}.${b}.${c * 256 + d}`,
			])
				expect([written, isPublicHost(hostOf(written))]).toEqual([written, expected]);
			expect(isPublicHost(hostOf(`[::ffff:${a}.${b}.${c}.${d}]`))).toBe(false);
		}),
		{ numRuns: 2_000 },
	);
});

it.each([
	...['localhost', 'LOCALHOST.', 'a.localhost', 'minio', 'printer.local', 'vault.internal', 'nas.home.arpa', 'x.lan'],
	...['fritz.box', 'FRITZ.BOX.', 'nas.fritz.box', 'speedport.ip', 'easy.box', 'intern.corp', 'www.routerlogin.net'],
	...[
		'[::1]',
		'[::]',
		'[fe80::1]',
		'[fc00::1]',
		'[fd12::1]',
		'[::ffff:127.0.0.1]',
		'[64:ff9b::7f00:1]',
		'[2002:7f00:1::]',
	],
	...['[2001::1]', '[2001:db8::1]', '[3fff::1]', '[3fff:fff::1]', '[ff02::1]'],
])('%s is inside', (host) => expect(isPublicHost(hostOf(host))).toBe(false));

it.each([
	'example.com',
	'example.com.',
	'myeasy.box',
	'fritz.box.example.com',
	'localhost.example.com',
	'bücher.de',
	'8.8.8.8',
	'[2606:4700::1111]',
	'[2a00:1450::1]',
])('%s is outside', (host) => expect(isPublicHost(hostOf(host))).toBe(true));
