import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, ADS, PAGES } from '../../../emulator/world/seedIds.mts';
import { newlyMade } from '../../../nodes/shared/adObject/ifItExists/newlyMade';
import { useBench } from '../support/campaigns.mts';
import { byId, type NodeResult } from '../support/harness.mts';
import { waits } from '../support/lives/fakeTime.mts';
import { putImage } from '../support/media.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/**
 * Meta writes on to the names of new creatives. The emulator does, too. What this process remembers is forgotten before each step:
 * another process has only what Meta shows.
 */

const bench = useBench();
const image = 'a'.repeat(32);
const link = 'https://harbor-coffee.example/autumn';
const HASH = '34f31a97c0ffee00c0ffee00c0ffee00';

beforeEach(() => {
	waits.length = 0;
	putImage(bench.emulator.world);
});

const creatives = () => bench.emulator.world.all('AdCreative');
const shownName = (): unknown => creatives().at(-1)?.fields.name;
const rename = (name: string): unknown => (creatives().at(-1)!.fields.name = name);
const idOf = ({ rows }: NodeResult): string => String(rows[0]?.id);

const content: Record<string, IDataObject> = {
	'an image': { image: byId(image) },
	'a carousel': {
		format: 'carousel',
		cards: { rows: [1, 2].map((card) => ({ image: byId(image), link: `${link}/${card}`, headline: 'Cup' })) },
	},
};

async function create(title: string, ifItExists: string, more: IDataObject = {}): Promise<NodeResult> {
	newlyMade.clear();
	return await bench.run('create', {
		...{ resource: 'creative', name: 'Autumn', page: byId(PAGES.usd), primaryText: 'Coffee.', link },
		...{ callToAction: 'SHOP_NOW', ...content[title], options: { ifItExists }, ...more },
	});
}

describe.each(Object.keys(content))('%s that Meta shows under more than its name', (title) => {
	it('is used, refused and found after a lost answer, and made once', async () => {
		bench.emulator.control.addFault({
			match: { method: 'POST', path: `${ACCOUNTS.usd}/adcreatives`, times: 1 },
			fault: { kind: 'reset', applied: true },
		});
		const made = await create(title, 'use');
		const count = creatives().length;
		expect(made.rows[0]).toMatchObject({ id: creatives().at(-1)?.id, name: 'Autumn', outcome: 'created' });
		expect(shownName()).not.toBe('Autumn');

		const used = await create(title, 'use');
		expect(used.rows[0]).toMatchObject({ id: idOf(made), name: 'Autumn', outcome: 'existing' });
		const { error } = await create(title, 'stop');
		expect(error?.message).toBe(`Options → If It Exists: The creative “Autumn” exists already: ${idOf(made)}`);
		expect(creatives()).toHaveLength(count);
	});
});

it.each([
	['an image', 'Autumn-01', {}],
	['a carousel', 'Autumn-01', { primaryText: 'Tea.' }],
	['an image', 'Autumn 2', {}],
	['an image', 'Autumn 2026-07-08', {}],
	['an image', `Autumn 2026-07-08-${HASH} B`, {}],
])('%s of ours that is called “%s” is not taken for “Autumn”', async (title, name, more) => {
	const other = await create(title, 'another', more);
	rename(name);
	const before = creatives().length;
	const { rows } = await create(title, 'use');
	expect(rows[0]).toMatchObject({ name: 'Autumn', outcome: 'created' });
	expect(idOf({ rows } as NodeResult)).not.toBe(idOf(other));
	expect(creatives()).toHaveLength(before + 1);
});

it('a lost image is not found in another of ours that is called “Autumn-01”', async () => {
	await create('an image', 'another');
	rename('Autumn-01');
	bench.emulator.control.addFault({
		match: { method: 'POST', path: `${ACCOUNTS.usd}/adcreatives`, times: 1 },
		fault: { kind: 'reset', applied: false },
	});
	const { error } = await create('an image', 'another');
	expect(error?.message).toBe('It is unknown whether Meta created the creative “Autumn”');
});

it('a name of ours that ends like Meta’s is kept, and found', async () => {
	const name = `Autumn 2026-07-08-${HASH}`;
	const made = await create('an image', 'use', { name });
	expect(made.rows[0]).toMatchObject({ name, outcome: 'created' });
	expect((await create('an image', 'use', { name })).rows[0]).toMatchObject({ id: idOf(made), outcome: 'existing' });
});

it('two that are alike but for what Meta has written on are told, with their IDs', async () => {
	const [one, two] = [await create('an image', 'another'), await create('an image', 'another')];
	const { error } = await create('an image', 'use');
	expect(error?.message).toMatch('There are 2 creatives called “Autumn”: ');
	for (const made of [one, two]) expect(error?.message).toContain(idOf(made));
});

describe('a creative that Meta has written on', () => {
	const update = async (creative: string, form: IDataObject): Promise<NodeResult> =>
		await bench.run('update', { resource: 'creative', creative: byId(creative), ...form });

	it('gives its new one the name without that, time after time', async () => {
		let last = idOf(await create('an image', 'another'));
		for (const primaryText of ['One.', 'Two.', 'Three.']) {
			const { rows } = await update(last, { updateType: 'copy', copyFields: { primaryText } });
			expect(rows[0]).toMatchObject({ name: 'Autumn', primaryText });
			last = String(rows[0]?.id);
			expect(shownName()).toMatch(/^Autumn \d{4}-\d{2}-\d{2}-[\da-f]{32}$/);
		}
	});

	it('has the name that was given: an update to it changes nothing', async () => {
		const made = await create('an image', 'another');
		const before = bench.writes().length;
		const details = (name: string) => update(idOf(made), { updateType: 'details', updateFields: { name } });
		expect((await details('Autumn')).rows[0]).toMatchObject({ name: 'Autumn', changed: false });
		expect(bench.writes()).toHaveLength(before);
		expect((await details('Winter')).rows[0]).toMatchObject({ name: 'Winter', changes: 'Name: Autumn → Winter' });
	});

	it('is shown under its name with the ad', async () => {
		const made = await create('an image', 'another');
		const updateFields = { creative: byId(idOf(made)) };
		const { rows } = await bench.run('update', { resource: 'ad', ad: byId(ADS.usdCboA1), updateFields });
		expect(rows[0]).toMatchObject({ creativeId: idOf(made), creativeName: 'Autumn' });
	});
});
