import { ACCOUNTS, CREATIVES } from '../../../../emulator/world/seedIds.mts';
import { bmp, gif, jpeg, png } from '../../../pictures.mts';
import { codes, useEmulator, type Answer } from '../calls/client.mts';

const used = useEmulator();
const edge = `${ACCOUNTS.usd}/adimages`;
type Images = Record<string, Record<string, unknown>>;
const imagesOf = ({ body }: Answer): Images => body.images as Images;

/** As a browser's form or the SDKs of Meta send files. */
async function upload(files: Record<string, Buffer>, account: string = ACCOUNTS.usd): Promise<Answer> {
	const form = new FormData();
	Object.entries(files).forEach(([name, content], index) =>
		form.append(`filename${index}`, new Blob([new Uint8Array(content)]), name),
	);
	const response = await fetch(`${used.emulator.url}/v26.0/${account}/adimages`, {
		method: 'POST',
		headers: { authorization: 'Bearer EMULATOR' },
		body: form,
	});
	return { status: response.status, headers: response.headers, body: (await response.json()) as Answer['body'] };
}

it.each([
	['a.png', png(1200, 628)],
	['a.jpg', jpeg(1080, 1080)],
	['a.gif', gif(64, 32)],
	['a.bmp', bmp(10, 20)],
])('%s is answered under its file name, with its size', async (name, content) => {
	const image = imagesOf(await upload({ [name]: content }))[name];
	expect(image).toMatchObject({ name, hash: expect.stringMatching(/^[0-9a-f]{32}$/) as string });
	const { body } = await used.graph.get(edge, { hashes: [image?.hash], fields: 'name,width,height,account_id,status' });
	expect(body.data).toEqual([
		{
			id: `${ACCOUNTS.usd.slice(4)}:${String(image?.hash)}`,
			name,
			width: image?.width,
			height: image?.height,
			account_id: ACCOUNTS.usd.slice(4),
			status: 'ACTIVE',
		},
	]);
});

it('knows content it has seen by its hash, also as base64 text', async () => {
	const [one, again] = [await upload({ 'a.png': png(8, 8) }), await upload({ 'b.png': png(8, 8), 'c.png': png(9, 8) })];
	const bytes = await used.graph.post(edge, { bytes: png(8, 8).toString('base64') });
	const hash = imagesOf(one)['a.png']?.hash;
	expect([imagesOf(again)['b.png']?.hash, imagesOf(bytes).bytes?.hash]).toEqual([hash, hash]);
	expect(imagesOf(again)['c.png']?.hash).not.toBe(hash);
	expect(used.emulator.world.all('AdImage')).toHaveLength(2);
});

it('logs files by name and size, not by content', async () => {
	await upload({ 'a.png': png(8, 8) });
	expect(used.emulator.log.at(-1)?.params).toEqual({ filename0: `(file a.png, ${png(8, 8).length} bytes)` });
});

it('copies an image of an account the token sees, and no other', async () => {
	const hash = imagesOf(await upload({ 'a.png': png(8, 8) }))['a.png']?.hash;
	const copyFrom = (account: string, wanted: unknown = hash) =>
		used.graph.post(`${ACCOUNTS.eur}/adimages`, { copy_from: { source_account_id: account.slice(4), hash: wanted } });
	expect(imagesOf(await copyFrom(ACCOUNTS.usd))).toEqual({
		[String(hash)]: expect.objectContaining({ hash }) as object,
	});
	expect(codes(await copyFrom(ACCOUNTS.usd, 'f'.repeat(32)))).toBe('100/-');
	expect(codes(await copyFrom(ACCOUNTS.foreign))).toBe('100/-');
});

it.each([
	['a file that is no image', { 'a.png': Buffer.from('hello') }, '100/1487197'],
	['a file name without extension', { picture: png(8, 8) }, '100/-'],
	['nothing', {}, '100/-'],
])('refuses %s', async (_title, files, expected) => {
	expect(codes(await upload(files))).toBe(expected);
	expect(used.emulator.world.all('AdImage')).toEqual([]);
});

it('lists the newest first, narrowed by name and size', async () => {
	for (const [name, width] of [
		['cup.png', 10],
		['bag.png', 600],
	] as const)
		await upload({ [name]: png(width, 10) });
	const names = async (params: Record<string, unknown>) =>
		(await used.graph.get(edge, { fields: 'name', ...params })).body.data?.map(({ name }) => name);
	expect(await names({})).toEqual(['bag.png', 'cup.png']);
	expect(await names({ name: 'cup' })).toEqual(['cup.png']);
	expect(await names({ minwidth: 300 })).toEqual(['bag.png']);
});

it('deletes what no creative uses', async () => {
	const hash = String(imagesOf(await upload({ 'a.png': png(8, 8) }))['a.png']?.hash);
	const creative = used.emulator.world.get('AdCreative', CREATIVES.usdCup);
	creative.fields.image_hash = hash;
	const inUse = await used.graph.get(edge, { fields: 'creatives,is_associated_creatives_in_adgroups' });
	expect(inUse.body.data?.[0]).toMatchObject({ creatives: [creative.id], is_associated_creatives_in_adgroups: true });
	expect(codes(await used.graph.delete(edge, { hash }))).toBe('100/-');
	delete creative.fields.image_hash;
	expect((await used.graph.delete(edge, { hash })).body).toEqual({ success: true });
	expect((await used.graph.get(edge)).body.data).toEqual([]);
	expect(codes(await used.graph.delete(edge, { hash }))).toBe('100/-');
});
