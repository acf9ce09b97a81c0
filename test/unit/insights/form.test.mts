import type { INodeProperties } from 'n8n-workflow';

import { getReport } from '../../../nodes/MetaInsights/report/get.ts';
import { start } from '../../../nodes/MetaInsights/report/start.ts';
import type { Operation } from '../../../nodes/shared/node/operation.ts';
import { read } from './forms.mts';

const optionsOf = ({ form }: Operation): INodeProperties[] =>
	(form.properties.find(({ name }) => name === 'options')?.options ?? []) as INodeProperties[];
const namesOf = (operation: Operation): string[] => optionsOf(operation).map(({ name }) => name);

it('Start has no option that only a report waited for can use', () => {
	// Of several ad accounts Get alone reports, so that it alone brings their money together.
	const ofAccounts = ['commonCurrency', 'exchangeRates'];
	// Reports that are started are large ones: they come as files, which have no rows of creatives.
	const ofCreatives = ['rowsFor'];
	expect(namesOf(getReport).filter((name) => !namesOf(start).includes(name))).toEqual([
		...ofAccounts,
		...ofCreatives,
		'strategy',
		'maxRunTime',
	]);
	expect(namesOf(start).filter((name) => !namesOf(getReport).includes(name))).toEqual([]);
	const values = { options: { strategy: 'sync', maxRunTime: 3, sortBy: 'spend' } };
	expect(read(getReport.form, values)).toMatchObject({ options: values.options });
	expect(read(start.form, values)).not.toHaveProperty('options.strategy');
	expect(() => read(start.form, { options: { strategy: 'whatever' } })).not.toThrow();
	expect(() => read(getReport.form, { options: { strategy: 'whatever' } })).toThrow('cannot be “whatever”');
});

it('the two times of Get are told apart, each in its help', () => {
	const help = (name: string): string[] =>
		optionsOf(getReport)
			.filter((option) => option.name === name)
			.map(({ description }) => String(description));
	expect([help('maxWait'), help('maxRunTime')]).toEqual([
		[expect.stringContaining('Wait Up To')],
		[expect.stringContaining('Rate Limit Wait')],
	]);
});

it('every field says what it is for', () => {
	// A notice has its words on the screen.
	const askNothing = ['collection', 'fixedCollection', 'notice'];
	const silent = [...getReport.form.properties, ...optionsOf(getReport)].filter(
		({ description, type }) => description === undefined && !askNothing.includes(type),
	);
	// It stands only where a whole collection is an expression, and its label says what to do.
	expect(silent.map(({ name }) => name).filter((name) => name !== 'length')).toEqual([]);
});
