import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, ADS, CREATIVES } from '../../../emulator/world/seedIds.mts';
import { lines, useBench } from '../support/campaigns.mts';
import { byId, loadMenu, emulatorCredential, type NodeRun } from '../support/harness.mts';

const bench = useBench();
const run = async (parameters: IDataObject, more: Partial<NodeRun> = {}) =>
	await bench.run('preview', { resource: 'ad', ad: byId(ADS.usdCboA1), ...parameters }, more);

describe.each(['ad', 'creative'])('%s: preview', (resource) => {
	const id = resource === 'ad' ? ADS.usdCboA1 : CREATIVES.usdCup;
	const target = { resource, [resource]: byId(id) };

	it('gives the usual formats in one item, ready for an e-mail', async () => {
		const { rows, error } = await run(target);
		expect(error).toBeUndefined();
		expect(rows).toHaveLength(1);
		expect(rows[0]).toMatchObject({
			id,
			format: 'Facebook Feed (mobile), Instagram Feed, Instagram story',
			problems: '',
		});
		expect(
			String(rows[0].html).match(/href="https:\/\/www\.facebook\.com\/ads\/api\/preview_iframe\.php/g),
		).toHaveLength(3);
		expect(String(rows[0].text).match(/https:\/\/www\.facebook\.com\/\S+/g)).toHaveLength(3);
		expect(String(rows[0].iframe).match(/<iframe /g)).toHaveLength(3);
		expect(rows[0].shareableLink).toBe(resource === 'ad' ? `https://fb.me/emulated-${id}` : null);
	});

	it('gives an item for each chosen format, each with the whole block', async () => {
		const { rows } = await run({ ...target, formats: ['INSTAGRAM_REELS', 'RIGHT_COLUMN_STANDARD'], output: 'each' });
		expect(rows.map(({ format }) => format)).toEqual(['Instagram reels', 'Facebook right column']);
		expect(rows.map(({ link }) => String(link).includes('&t='))).toEqual([true, true]);
		expect(new Set(rows.map(({ html }) => html)).size).toBe(1);
		expect(lines(bench.sent())).toEqual([`GET ${id}`, `GET ${id}/previews`, `GET ${id}/previews`]);
	});
});

it('tells which format Meta refuses, and shows the others', async () => {
	bench.emulator.control.addFault({
		match: { path: `${ADS.usdCboA1}/previews`, nth: 2 },
		fault: { kind: 'graph', code: 100, userMsg: 'This format is for videos.' },
	});
	const { rows } = await run({ formats: ['INSTAGRAM_STORY', 'INSTREAM_VIDEO_DESKTOP'], output: 'each' });
	expect(rows.map(({ link, problems }) => [link !== null, problems])).toEqual([
		[true, ''],
		[false, 'Instream video desktop: This format is for videos.'],
	]);
	expect(rows[0].html).toContain('Instream video desktop: This format is for videos.');
});

it.each([
	[{ ad: byId('={{ $json.none }}') }, 'Ad is empty'],
	[{ ad: byId(AD_SETS.usdCboA) }, 'Ad is not an ad: the ID belongs to an ad set'],
	[{ ad: byId(ADS.eurNoBudget1) }, 'Ad belongs to another ad account than the chosen one'],
	[{ formats: ['BILLBOARD'] }, 'Formats → row 1 cannot be “BILLBOARD”'],
	[{ formats: '={{ $json.none }}' }, 'Formats is empty'],
	[{ output: '={{ $json.none }}' }, 'Output is empty'],
] as const)('says what is wrong with %j', async (parameters, message) => {
	const { error } = await run(parameters as IDataObject);
	expect(error?.message).toBe(message);
});

it('offers every format by name', async () => {
	const menu = await loadMenu('getPreviewFormats', {
		credential: emulatorCredential(bench.emulator.url),
		parameters: { resource: 'ad', operation: 'preview', adAccount: byId(ACCOUNTS.usd) },
	});
	expect(menu.length).toBeGreaterThan(70);
	expect(menu).toContainEqual({ name: 'Instagram story', value: 'INSTAGRAM_STORY' });
});
