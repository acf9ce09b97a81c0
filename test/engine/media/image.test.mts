import { randomUUID } from 'node:crypto';
import dns from 'node:dns';
import { createServer, type Server } from 'node:http';
import { isIP, type AddressInfo } from 'node:net';

import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';

import { imageHashOf } from '../../../emulator/media/images.mts';
import { ACCOUNTS, CREATIVES } from '../../../emulator/world/seedIds.mts';
import { bmp, gif, jpeg, png } from '../../pictures.mts';
import { decoded, lines, pairs, useBench } from '../support/campaigns.mts';
import { waits } from '../support/lives/fakeTime.mts';
import { byId, type NodeRun } from '../support/harness.mts';
import { file } from '../support/media.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useBench();
const { sent, writes } = bench;
const run = async (operation: string, parameters: IDataObject = {}, more: Partial<NodeRun> = {}) =>
	await bench.run(operation, { resource: 'image', ...parameters }, more);
const library = () => bench.emulator.world.all('AdImage');

const notOpened = 'A check opens no addresses: whether this one leads to an image is not known yet. Nothing was sent.';

beforeEach(() => (waits.length = 0));

describe('image: upload of a file', () => {
	const kinds: Array<[string, Buffer, string]> = [
		['cup.png', png(1200, 628), 'cup.png'],
		['Cup.JPEG', jpeg(1080, 1080), 'Cup.JPEG'],
		['cup', gif(600, 600), 'cup.gif'],
		['cup.png', bmp(600, 600), 'cup.png.bmp'],
		[`${'x'.repeat(120)}.png`, png(9, 9), `${'x'.repeat(96)}.png`],
	];

	it.each(kinds)('%s is stored as it is, under a name Meta takes', async (fileName, content, stored) => {
		const { rows, error } = await run('upload', {}, { files: [file(content, fileName)] });
		expect(error).toBeUndefined();
		expect(lines(sent())).toEqual([`POST ${ACCOUNTS.usd}/adimages`]);
		const [{ hash, width, height }] = library();
		expect(hash).toBe(imageHashOf(content)); // not a byte was lost on the way
		expect(rows).toEqual([
			expect.objectContaining({
				imageHash: hash,
				name: stored,
				fileName: stored,
				width,
				height,
				bytes: content.length,
				uploaded: true,
				accountId: ACCOUNTS.usd,
			}),
		]);
	});

	it('takes many items, each with its own file, and pairs the rows', async () => {
		const files = [1, 2, 3, 4, 5, 6, 7].map((grey) => file(png(8, 8, grey), `cup-${grey}.png`));
		const result = await run('upload', {}, { items: files.map(() => ({})), files });
		expect(result.rows.map(({ name }) => name)).toEqual(files.map((one) => one.data.fileName));
		expect(pairs(result)).toEqual(files.map((_, item) => ({ item })));
		expect(new Set(library().map(({ hash }) => hash)).size).toBe(7);
	});

	it('uses another name when one is given, and another field', async () => {
		const { rows } = await run(
			'upload',
			{ binaryField: 'picture', options: { fileName: 'Autumn / square' } },
			{ files: [file(png(8, 8), 'a.png', 'picture')] },
		);
		expect(rows[0]).toMatchObject({ name: 'Autumn _ square.png' });
	});

	it.each(['reset', 'timeout'] as const)(
		'sends it again after a lost answer (%s): the same content is the same image',
		async (kind) => {
			bench.emulator.control.addFault({
				match: { method: 'POST', path: `${ACCOUNTS.usd}/adimages`, times: 1 },
				fault: { kind, applied: true, ...(kind === 'timeout' ? { ms: 5 } : {}) } as never,
			});
			const { rows } = await run('upload', {}, { files: [file(png(8, 8))] });
			expect(rows).toEqual([expect.objectContaining({ uploaded: true })]);
			expect([writes().length, library().length]).toEqual([2, 1]);
		},
	);

	const refused: Array<[title: string, files: IBinaryKeyData[] | undefined, message: string | RegExp, advice: RegExp]> =
		[
			[
				'no file at all',
				undefined,
				'Input Binary Field points to nothing: this item has no file',
				/connect it directly/,
			],
			[
				'another field',
				[file(png(8, 8), 'a.png', 'picture')],
				'Input Binary Field cannot be “data”: the item has no file of that name',
				/Use one of: picture/,
			],
			[
				'a text file',
				[file(Buffer.from('hello'), 'a.png')],
				'Input Binary Field leads to a file that is not an image',
				/JPG, PNG, GIF and BMP/,
			],
			[
				'sound, whose container pictures have, too',
				[file(Buffer.from('RIFFxxxxWAVEfmt '), 'a.png')],
				'Input Binary Field leads to a file that is not an image',
				/JPG, PNG, GIF and BMP/,
			],
			['an empty file', [file(Buffer.alloc(0))], 'Input Binary Field leads to an empty file', /./],
			[
				'a WebP',
				[file(Buffer.from('RIFFxxxxWEBPVP8 '), 'a.png')],
				'Input Binary Field leads to a WebP file',
				/Convert/,
			],
			...(
				[
					['HEIC', '....ftypheic....'],
					['AVIF', '....ftypavif....'],
					['video', '....ftypisom....'],
					['TIFF', 'MM\0*....'],
					['SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
				] as const
			).map(([kind, start]): [string, IBinaryKeyData[], string, RegExp] => [
				`a ${kind} file`,
				[file(Buffer.from(start), 'a.jpg')],
				`Input Binary Field leads to a ${kind} file`,
				/Convert/,
			]),
			[
				'31 MB',
				[file(Buffer.concat([png(8, 8), Buffer.alloc(31 * 1024 * 1024)]))],
				'Input Binary Field leads to a file of 32 MB',
				/at most 30 MB/,
			],
		];

	it.each(refused)('%s is one error at the field, and nothing is sent', async (_title, files, message, advice) => {
		const { error } = await run('upload', {}, { files });
		expect(error?.message).toBe(message);
		expect(error?.description).toMatch(advice);
		expect(sent()).toEqual([]);
	});

	it('an item whose file cannot be used does not hold back the others', async () => {
		const files = [file(png(8, 8, 1)), file(Buffer.from('no')), file(png(8, 8, 2))];
		const { rows } = await run('upload', {}, { items: [{}, {}, {}], files, onError: 'continueRegularOutput' });
		expect(rows).toEqual([
			expect.objectContaining({ uploaded: true }),
			{
				error: 'Input Binary Field leads to a file that is not an image',
				details: expect.objectContaining({ kind: 'invalidParameter', field: 'Input Binary Field' }),
			},
			expect.objectContaining({ uploaded: true }),
		]);
	});

	it('what Meta cannot read is told in words', async () => {
		const { error } = await run(
			'upload',
			{},
			{ files: [file(Buffer.concat([png(8, 8).subarray(0, 12), Buffer.alloc(30)]))] },
		);
		expect(error?.message).toBe('Meta cannot read the image');
	});

	it('as a tool it only checks the file until changes are allowed', async () => {
		const { rows } = await run('upload', {}, { node: 'metaAdsTool', files: [file(png(8, 8))] });
		expect(rows).toEqual([
			expect.objectContaining({ verdict: 'checked', validated: true, uploaded: false, name: 'cup.png' }),
		]);
		expect(sent()).toEqual([]);
	});
});

describe('image: upload from an address', () => {
	let server: Server;
	let origin: string;
	const requests: Array<Record<string, unknown>> = [];
	const pages: Record<string, [status: number, body: Buffer]> = {
		'/cup%20warm.png': [200, png(1200, 628)],
		'/login': [200, Buffer.from('<html>Log in</html>')],
		'/missing.png': [404, Buffer.from('no')],
		'/huge.png': [200, Buffer.concat([png(8, 8), Buffer.alloc(40 * 1024 * 1024)])],
	};
	const redirects: Record<string, string> = {
		'/moved.png': '/cup%20warm.png',
		'/round': '/round',
		'/toFile': 'file:///etc/passwd',
	};
	beforeAll(async () => {
		server = createServer(({ url, headers }, response) => {
			requests.push(headers);
			const [status, body] = pages[url ?? ''] ?? [500, Buffer.alloc(0)];
			const location = redirects[url ?? ''];
			if (location !== undefined) return response.writeHead(302, { location }).end();
			if (url === '/drip.png') {
				response.writeHead(200, { 'content-length': 900 });
				const drip = setInterval(() => response.write('a'), 20);
				return response.on('close', () => clearInterval(drip));
			}
			if (url === '/broken.png')
				return response.writeHead(200, { 'content-length': 900 }).write(png(8, 8), () => response.destroy());
			return response.writeHead(status).end(body);
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	});
	afterAll(() => server.closeAllConnections() ?? server.close());
	beforeEach(() => (requests.length = 0));
	const inside = { allowPrivateAddresses: true };
	const from = async (path: string) =>
		await run('upload', { source: 'url', url: path.startsWith('/') ? origin + path : path, options: inside });

	it('fetches the file without the credential, and uploads it', async () => {
		const { rows, error } = await from('/cup%20warm.png');
		expect(error).toBeUndefined();
		expect(rows[0]).toMatchObject({
			name: 'cup warm.png',
			width: 1200,
			height: 628,
			imageHash: imageHashOf(png(1200, 628)),
		});
		expect(requests).toHaveLength(1);
		expect(JSON.stringify(requests)).not.toMatch(/authorization|EMULATOR/i);
	});

	it.each(['/cup%20warm.png', '/missing.png', 'http://127.0.0.1:9/a.png'])(
		'as a tool it opens no address until changes are allowed: %s',
		async (path) => {
			const url = path.startsWith('/') ? origin + path : path;
			const { rows, error } = await run(
				'upload',
				{ source: 'url', url, options: { fileName: 'Cup' } },
				{ node: 'metaAdsTool' },
			);
			expect(error).toBeUndefined();
			expect(rows).toEqual([
				{ verdict: 'checked', validated: true, uploaded: false, name: 'Cup', accountId: ACCOUNTS.usd, note: notOpened },
			]);
			expect([requests, sent()]).toEqual([[], []]);
		},
	);

	it('as a tool it fetches and uploads once changes are allowed', async () => {
		const { rows } = await run(
			'upload',
			{ source: 'url', url: `${origin}/cup%20warm.png`, allowChanges: true, options: inside },
			{ node: 'metaAdsTool' },
		);
		expect([rows[0].uploaded, requests.length]).toEqual([true, 1]);
	});

	it('follows a redirect', async () => {
		expect((await from('/moved.png')).rows[0]).toMatchObject({ imageHash: imageHashOf(png(1200, 628)) });
		expect(requests).toHaveLength(2);
	});

	it.each([
		'http://127.0.0.1:9/a.png',
		'http://[::1]/a.png',
		'http://2130706433/',
		'http://metadata.internal/',
		'http://nas/',
	])('opens nothing inside of the network unless that is allowed: %s', async (url) => {
		const { error } = await run('upload', { source: 'url', url });
		expect(error?.message).toBe('URL leads into a private network');
		expect(error?.description).toContain('Allow Private Addresses');
		expect(sent()).toEqual([]);
	});

	it.each([
		['10.0.0.5', 'URL leads into a private network'],
		['::1', 'URL leads into a private network'],
		['8.8.8.8', 'URL cannot be reached'],
	])('asks what a public name resolves to before it opens it: %s', async (address, message) => {
		const lookup = jest.spyOn(dns.promises, 'lookup').mockResolvedValue([{ address, family: isIP(address) }] as never);
		const { error } = await run('upload', { source: 'url', url: `http://${randomUUID()}.example.com/a.png` });
		lookup.mockRestore();
		expect(error?.message).toBe(message);
		expect(sent()).toEqual([]);
	});

	it('ends at a deadline, however little comes at a time', async () => {
		const real = AbortSignal.timeout.bind(AbortSignal);
		AbortSignal.timeout = () => real(300);
		const { error } = await from('/drip.png').finally(() => (AbortSignal.timeout = real));
		expect(error?.message).toBe('URL was not complete after 5 minutes');
	});

	it('ends with the run that is cancelled', async () => {
		const started = performance.now();
		const { status } = await run(
			'upload',
			{ source: 'url', url: `${origin}/drip.png`, options: inside },
			{ cancelAfter: 400 },
		);
		expect(status).toBe('canceled');
		expect(performance.now() - started).toBeLessThan(5_000);
		expect(sent()).toEqual([]);
	});

	it.each([
		['/login', 'URL leads to a file that is not an image'],
		['/missing.png', 'URL answered with HTTP 404'],
		['/huge.png', 'URL leads to a file of more than 30 MB'],
		['/broken.png', 'URL broke off in the middle of the file'],
		['http://127.0.0.1:9/a.png', 'URL cannot be reached'],
		['file:///etc/passwd', 'URL is not a web address'],
		['https://me:secret@example.com/a.png', 'URL contains a user name or password'],
		['={{ "" }}', 'URL is empty'],
		['/round', 'URL redirects more than 5 times'],
		['/toFile', 'URL redirects to what is not a public file'],
	])('%s: %s', async (path, message) => {
		const { error } = await from(path);
		expect(error?.message).toBe(message);
		expect(`${error?.message} ${error?.description}`).not.toContain('secret@');
		expect(sent()).toEqual([]);
	});
});

describe('image: copy from another account', () => {
	const inEur = async (): Promise<string> => {
		await run('upload', { adAccount: byId(ACCOUNTS.eur) }, { files: [file(png(8, 8))] });
		return library()[0].hash;
	};

	it('sends the hash and the account it is in', async () => {
		const hash = await inEur();
		const { rows } = await run('upload', { source: 'account', sourceAccount: byId(ACCOUNTS.eur), imageHash: hash });
		expect(decoded(writes().at(-1)!)).toEqual({ copy_from: { source_account_id: ACCOUNTS.eur.slice(4), hash } });
		expect(rows).toEqual([expect.objectContaining({ imageHash: hash, accountId: ACCOUNTS.usd, uploaded: true })]);
	});

	it.each([
		['a file name', 'cup.png', 'Image Hash is not an image hash'],
		['nothing', '={{ "" }}', 'Image Hash is empty'],
		['an unknown hash', 'f'.repeat(32), 'Meta refused the request'],
	])('%s is one error', async (_title, imageHash, message) => {
		const { error } = await run('upload', { source: 'account', sourceAccount: byId(ACCOUNTS.eur), imageHash });
		expect(error?.message).toBe(message);
		expect(library()).toEqual([]);
	});
});

describe('image: get many', () => {
	beforeEach(async () => {
		const files = [
			file(png(1200, 628), 'Cup wide.png'),
			file(png(1080, 1080), 'cup square.png'),
			file(png(300, 300), 'bag.png'),
		];
		for (const one of files) await run('upload', {}, { files: [one] });
		bench.emulator.log.length = 0;
	});

	it.each([
		['all', {}, ['bag.png', 'cup square.png', 'Cup wide.png']],
		['by name', { filters: { nameContains: 'CUP' } }, ['cup square.png', 'Cup wide.png']],
		['by size', { filters: { minWidth: 1100 } }, ['Cup wide.png']],
		['by size as it is typed', { filters: { minWidth: '1100', minHeight: '={{ 200 + 100 }}' } }, ['Cup wide.png']],
		['up to a limit', { limit: 1, filters: { nameContains: 'cup' } }, ['cup square.png']],
	])('%s', async (_title, form, names) => {
		const { rows } = await run('getMany', form);
		expect(rows.map(({ name }) => name)).toEqual(names);
		expect(rows[0]).toMatchObject({
			imageHash: expect.stringMatching(/^[0-9a-f]{32}$/),
			status: 'ACTIVE',
			creativeIds: '',
			accountId: ACCOUNTS.usd,
		});
	});

	it.each([
		[{ minWidth: '1.100' }, 'Filters → Minimum Width: “1.100” can be read as 1100 or as 1.100'],
		[{ minWidth: '0' }, 'Filters → Minimum Width cannot be 0'],
		[{ minHeight: '600.5' }, 'Filters → Minimum Height cannot be 600.5'],
		[{ minHeight: '={{ $json.typo }}' }, 'Filters → Minimum Height is empty'],
		[{ hashes: ' , ' }, 'Filters → Image Hashes is empty'],
	])('refuses %j before anything is asked', async (filters, message) => {
		const { error } = await run('getMany', { filters });
		expect(error?.message).toBe(message);
		expect(sent()).toEqual([]);
	});

	it('by hashes, as Meta has them', async () => {
		const [one, two] = library();
		const { rows } = await run('getMany', { filters: { hashes: `${one.hash}, ${two.hash}` }, simplify: false });
		expect(decoded(sent()[0]).hashes).toEqual([one.hash, two.hash]);
		expect(rows.map(({ hash }) => hash)).toEqual([two.hash, one.hash]);
		expect(rows[0]).toMatchObject({ id: `${ACCOUNTS.usd.slice(4)}:${two.hash}`, url_128: expect.any(String) });
	});
});

describe('image: delete', () => {
	const stored = async (grey = 1): Promise<string> =>
		(await run('upload', {}, { files: [file(png(8, 8, grey))] })).rows[0].imageHash as string;

	it('looks it up, deletes it and looks again', async () => {
		const hash = await stored();
		bench.emulator.log.length = 0;
		const { rows } = await run('delete', { imageHash: hash });
		expect(lines(sent())).toEqual([
			`GET ${ACCOUNTS.usd}/adimages`,
			`DELETE ${ACCOUNTS.usd}/adimages`,
			`GET ${ACCOUNTS.usd}/adimages`,
		]);
		expect(rows).toEqual([{ imageHash: hash, name: 'cup.png', deleted: true, changed: true, accountId: ACCOUNTS.usd }]);
		expect(library()).toEqual([]);
	});

	it.each([true, false])('after a lost answer looks what became of it (carried out: %s)', async (applied) => {
		const hash = await stored();
		bench.emulator.control.addFault({
			match: { method: 'DELETE', path: `${ACCOUNTS.usd}/adimages`, times: 1 },
			fault: { kind: 'reset', applied },
		});
		const { rows } = await run('delete', { imageHash: hash });
		expect(rows).toEqual([expect.objectContaining({ deleted: true, changed: true })]);
		expect([library(), writes().filter(({ method }) => method === 'DELETE').length]).toEqual([[], applied ? 1 : 2]);
	});

	it('names the creatives that use it, and deletes nothing', async () => {
		const hash = await stored();
		bench.emulator.world.get('AdCreative', CREATIVES.usdCup).fields.image_hash = hash;
		const { error } = await run('delete', { imageHash: hash });
		expect(error?.message).toBe(`Image Hash is used by the creative ${CREATIVES.usdCup}`);
		expect(library()).toHaveLength(1);
	});

	it('of several, each item says whether it is only checked', async () => {
		const [one, two] = [await stored(1), await stored(2)];
		const items = [
			{ hash: one, check: true },
			{ hash: two, check: false },
		];
		const { rows } = await run(
			'delete',
			{ imageHash: '={{ $json.hash }}', options: { validateOnly: '={{ $json.check }}' } },
			{ items },
		);
		expect(rows.map(({ deleted, validated }) => [deleted, validated])).toEqual([
			[false, true],
			[true, undefined],
		]);
		expect(library().map(({ hash }) => hash)).toEqual([one]);
	});

	it('one that is not there is named', async () => {
		const { error } = await run('delete', { imageHash: 'f'.repeat(32) });
		expect(error?.message).toBe(`Image Hash is not an image of ${ACCOUNTS.usd}`);
	});
});
