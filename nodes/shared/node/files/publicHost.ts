/**
 * Whether an address is one of the public internet, by its host alone. What a name resolves to `privateNetwork.ts` asks n8n.
 */

type Range = readonly [first: number, bits: number];

const at = (one: number, two = 0, three = 0): number => ((one * 256 + two) * 256 + three) * 256;

/** IANA, IPv4 Special-Purpose Address Registry: what no router of the internet forwards; and multicast with all above it. */
const special: readonly Range[] = [
	[at(0), 8],
	[at(10), 8],
	[at(100, 64), 10],
	[at(127), 8],
	[at(169, 254), 16],
	[at(172, 16), 12],
	[at(192), 24],
	[at(192, 0, 2), 24],
	[at(192, 88, 99), 24],
	[at(192, 168), 16],
	[at(198, 18), 15],
	[at(198, 51, 100), 24],
	[at(203, 0, 113), 24],
	[at(224), 3],
];

function isPublicV4(host: string): boolean {
	const number = host.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
	return !special.some(([first, bits]) => number >= first && number < first + 2 ** (32 - bits));
}

/**
 * Of IPv6 only 2000::/3 is given out (IANA, IPv6 Global Unicast Address Assignments). In it 2002::/16 and 2001::/23
 * carry other addresses or lead nowhere. The ranges 2001:db8::/32 and 3fff::/20 (RFC 9637) are for examples. An IPv4
 * address written as IPv6 isn't one of these.
 */
function isPublicV6(host: string): boolean {
	const [first = 0, second = 0] = host.split(':').map((part) => parseInt(part || '0', 16));
	return (
		first >= 0x2000 &&
		first < 0x4000 &&
		first !== 0x2002 &&
		!(first === 0x2001 && (second < 0x200 || second === 0xdb8)) &&
		!(first === 0x3fff && second < 0x1000)
	);
}

/**
 * Names that only a network of one's own knows. They are without a dot, or under a suffix kept for them (RFC 6761,
 * 6762, 8375; 6762, appendix G; Kubernetes’ `svc`). Or they are under a suffix that the internet does not have.
 */
const localName =
	/^[^.]*$|\.(localhost|localdomain|local|internal|intranet|private|lan|home|corp|mail|cpe|ip|test|svc|home\.arpa)$|\.svc\./;

/** Names under suffixes of the internet by which routers answer in their own network, as their makers' manuals give them. */
const routers = [
	'fritz.box',
	'myfritz.box',
	'easy.box',
	'kabel.box',
	'o2.box',
	'giga.cube',
	'routerlogin.net',
	'routerlogin.com',
	'tplinkwifi.net',
	'tplinkmodem.net',
	'tplinklogin.net',
	'tplinkrepeater.net',
	'asusrouter.com',
	'router.asus.com',
	'miwifi.com',
	'mywifiext.net',
	'myrouter.io',
];

const isUnder = (name: string, domain: string): boolean => name === domain || name.endsWith(`.${domain}`);

/** @param hostname as `URL` writes it: whatever notation an IPv4 address came in, it has four numbers here */
export function isPublicHost(hostname: string): boolean {
	if (hostname.startsWith('[')) return isPublicV6(hostname.slice(1, -1));
	if (/^\d+\.\d+\.\d+\.\d+$/.test(hostname)) return isPublicV4(hostname);
	const name = hostname.toLowerCase().replace(/\.{1,9}$/, '');
	return !localName.test(name) && !routers.some((router) => isUnder(name, router));
}
