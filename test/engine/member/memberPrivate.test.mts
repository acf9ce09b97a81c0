import type { IDataObject } from 'n8n-workflow';

import { answered, saying } from '../../support/consent/answered.mts';
import { autoMap, useMemberBench } from '../support/members.mts';

/** Settings that an expression fills with contact data, and tables without a header: nobody is quoted. */

const bench = useMemberBench();
const { change, uploads } = bench;

const person = { mail: 'okapi@example.com', phone: '491701234567', 'First Name': 'Okapi', email: 'okapi@example.com' };
const by = (column: string): string => `={{ $json[${JSON.stringify(column)}] }}`;

it.each<['add' | 'sync' | 'replace', IDataObject]>([
	['add', { consent: by('mail') }],
	['add', { consent: 'column', ...saying({ columns: by('mail'), says: 'optIn' }) }],
	['add', { consent: 'everybody', ...saying({ columns: by('mail'), says: 'optOut' }) }],
	['add', { defaultCountry: by('First Name') }],
	['add', { result: by('mail') }],
	['replace', { minimumRows: by('phone') }],
	['replace', { keepAtLeast: by('phone') }],
	['sync', { belonging: 'column', belongingColumn: by('mail'), belongingValues: by('First Name') }],
	['sync', { belonging: by('phone') }],
	['add', saying({ columns: 'x', says: by('First Name') as never })],
])('%s: %p quotes no contact data', async (operation, parameters) => {
	const { error } = await change(operation, [person], parameters);
	expect(error).toBeDefined();
	const told = `${error?.message} ${error?.description}`;
	for (const text of ['okapi@example.com', '491701234567', 'Okapi']) expect(told).not.toContain(text);
	expect(uploads()).toEqual([]);
});

it('two items that differ in a setting are told without their values', async () => {
	const items = ['491701234567', '491701234568'].map((phone) => ({ ...person, phone }));
	const { error } = await change('replace', items, { minimumRows: by('phone') });
	expect(error?.message).not.toMatch(/4917012345/);
});

it.each([
	[{ Mia: 'Tom', Lee: 'Ray', Deutschland: 'France' }],
	[{ Mia: 'Tom', Frau: 'Herr' }],
	[{ Mia: 'Tom', ja: 'nein' }],
	[{ Mia: 'Tom', '50667': '10115' }],
])('of a table without a header no name is told: %p', async (row) => {
	const items = [{ email: 'a@example.com', ...row }];
	const { error } = await change('add', items, { columns: autoMap });
	expect(`${error?.message} ${error?.description}`).toMatch(/not named here/);
	expect(`${error?.message} ${error?.description}`).not.toContain('Mia');
	const { rows } = await change('add', items, { columns: autoMap, ...saying(...answered(items)) });
	expect(JSON.stringify(rows)).not.toContain('Mia');
	expect(rows[0].unusedColumns).toMatch(/not named here/);
});
