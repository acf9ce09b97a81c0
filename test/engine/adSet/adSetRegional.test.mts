import type { IDataObject } from 'n8n-workflow';

import { AD_SETS } from '../../../emulator/world/seedIds.mts';
import { newAdSet, useAdSets } from '../support/adSets.mts';
import { decoded } from '../support/campaigns.mts';
import { byId } from '../support/harness.mts';

/** Declarations for Taiwan, Singapore, Australia, India, Thailand and Brazil. */

const bench = useAdSets();
const { run, writes } = bench;
const declare = (...rows: IDataObject[]): IDataObject => ({ regionalDeclarations: { rows } });
const row = (region: string, beneficiary = '1112223334', payer = ''): IDataObject => ({ region, beneficiary, payer });
const create = async (more: IDataObject, countries: string[] = ['US']) =>
	await run('create', newAdSet({ countries, additionalFields: more }));
const update = async (more: IDataObject) =>
	await run('update', { adSet: byId(AD_SETS.usdNoBudgetA), updateFields: more });

describe('regional declarations', () => {
	const prefixes: Array<[region: string, prefix: string]> = [
		['AUSTRALIA_FINSERV', 'australia_finserv'],
		['BRAZIL_REGULATION', 'universal'],
		['INDIA_FINSERV', 'india_finserv'],
		['SINGAPORE_UNIVERSAL', 'singapore_universal'],
		['TAIWAN_UNIVERSAL', 'taiwan_universal'],
		['THAILAND_UNIVERSAL', 'universal'],
	];
	it.each(prefixes)(
		'%s: category and identities go together, the payer being the beneficiary',
		async (region, prefix) => {
			const { rows, error } = await create(declare(row(region)), region === 'SINGAPORE_UNIVERSAL' ? ['SG'] : ['US']);
			expect(error).toBeUndefined();
			expect(decoded(writes()[0])).toMatchObject({
				regional_regulated_categories: [region],
				regional_regulation_identities: { [`${prefix}_beneficiary`]: '1112223334', [`${prefix}_payer`]: '1112223334' },
			});
			expect(rows[0]).toMatchObject({ created: true });
			expect(rows[0]).not.toHaveProperty('note');
		},
	);

	it('are compared, replaced as a whole, and read back', async () => {
		const two = declare(row('TAIWAN_UNIVERSAL'), row('TAIWAN_FINSERV', '5556667778', '9990001112'));
		const first = await update(two);
		expect(first.rows[0]).toMatchObject({ changed: true });
		expect(first.rows[0].changes).toContain('Regional Declarations: none → TAIWAN_UNIVERSAL, TAIWAN_FINSERV');
		expect((await update(two)).rows[0]).toMatchObject({ changed: false, changes: 'none' });
		const other = await update(declare(row('TAIWAN_UNIVERSAL', '5556667778')));
		expect(other.rows[0]).toMatchObject({ changed: true });
		expect(decoded(writes()[1])).toEqual({
			regional_regulated_categories: ['TAIWAN_UNIVERSAL'],
			regional_regulation_identities: {
				taiwan_universal_beneficiary: '5556667778',
				taiwan_universal_payer: '5556667778',
			},
		});
	});

	it('a country that wants one says so', async () => {
		const { error } = await create({}, ['SG']);
		expect(error?.message).toMatch(/^Regional Declarations: Meta wants one for a country/);
	});

	const refused: Record<string, [IDataObject, string]> = {
		'no row': [declare(), 'Regional Declarations is empty'],
		'a region twice': [
			declare(row('TAIWAN_UNIVERSAL'), row('TAIWAN_UNIVERSAL')),
			'Regional Declarations → row 2 → Region is there twice',
		],
		'finance in Taiwan alone': [
			declare(row('TAIWAN_FINSERV')),
			'Regional Declarations has Taiwan, Financial Services without Taiwan',
		],
		'Brazil and Thailand with different identities': [
			declare(row('BRAZIL_REGULATION'), row('THAILAND_UNIVERSAL', '5556667778')),
			'Regional Declarations → row 2 → Beneficiary ID differs from the other region’s',
		],
		'no identity': [declare(row('BRAZIL_REGULATION', '')), 'Regional Declarations → row 1 → Beneficiary ID is empty'],
		'a name for an identity': [
			declare(row('BRAZIL_REGULATION', 'Harbor Coffee')),
			'Regional Declarations → row 1 → Beneficiary ID is not an ID',
		],
		'the same by JSON': [
			{ otherParameters: { regional_regulated_categories: ['X'] } },
			'Other Parameters (JSON) cannot set “regional_regulated_categories”',
		],
	};
	it.each(Object.entries(refused))('refuses %s, and sends nothing', async (_title, [more, message]) => {
		expect((await create(more)).error?.message).toContain(message);
		expect((await update(more)).error?.message).toContain(message);
		expect(writes()).toEqual([]);
	});
});
