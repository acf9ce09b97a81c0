import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS } from '../../../emulator/world/seedIds.mts';
import { startEmulator, type Emulator } from '../../../emulator/http/server.mts';
import { withOneKind } from '../../../nodes/MetaAds/ad/rotate/reportRows.ts';
import { keepRecord, recordsBefore, sayUntold } from '../../../nodes/meta/report/reportRecord.ts';
import { byId, emulatorCredential } from '../support/harness.mts';
import { runSteps } from './steps.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** Steps that move money know the report behind their rows, and take no step on a guess. */

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator();
});
afterAll(() => emulator.close());

const LAST_DAYS = { dateRange: 'lastDays', days: 21 };

const guard: IDataObject = {
	operation: 'adjustBudget',
	adAccount: byId(ACCOUNTS.eur),
	objectType: 'adSet',
	adSet: { __rl: true, mode: 'id', value: '={{ $json.adset_id }}' },
	change: 'target',
	target: 10,
	ceiling: 100,
};

const rotation: IDataObject = {
	resource: 'ad',
	operation: 'rotate',
	adAccount: byId(ACCOUNTS.eur),
	adSet: byId(AD_SETS.eurNoBudget),
	targetCost: 10,
	reportFrom: 'items',
};

async function behind(get: IDataObject, node: string, parameters: IDataObject) {
	const report = { resource: 'report', operation: 'get', adAccount: byId(ACCOUNTS.eur), ...LAST_DAYS, ...get };
	const steps = await runSteps(
		[
			{ name: 'Get', node: 'metaInsights', parameters: report },
			{ name: 'Money', node, parameters },
		],
		{ credential: emulatorCredential(emulator.url) },
	);
	expect(steps.Get.error).toBeUndefined();
	expect(steps.Get.rows.length).toBeGreaterThan(0);
	return steps.Money;
}

const onlyOneAdSet = {
	scope: 'adSet',
	adSet: byId(AD_SETS.eurNoBudget),
};

describe('the guard', () => {
	const problemOf = async (get: IDataObject, form: IDataObject = {}): Promise<string> => {
		const result = await behind({ level: 'adset', ...onlyOneAdSet, ...get }, 'metaBudgetGuard', { ...guard, ...form });
		return `${result.error?.message ?? ''} ${JSON.stringify(result.outputs.flat().map(({ json }) => json.reason))}`;
	};

	it('takes rows by day and by week as they are', async () => {
		for (const timeIncrement of ['day', 'total'])
			expect(await problemOf({ timeIncrement })).not.toContain('cannot be used');
	});

	it.each([
		['of a part, by breakdowns', { breakdowns: ['gender'], timeIncrement: 'total' }, {}, 'breakdowns (gender)'],
		[
			'of what a filter by numbers left',
			{ options: { filters: { values: [{ field: 'spend', operator: 'GREATER_THAN', value: '1' }] } } },
			{},
			'filter may have left out rows',
		],
		['of what a Limit left', { options: { limit: 3 } }, {}, 'Limit or a filter'],
		[
			'of a week that is said to be a day',
			{ timeIncrement: 'week' },
			{ numbersFrom: 'own', until: '={{ $json.date_start }}' },
			'Since and Until say',
		],
		[
			'in another currency',
			{ options: { commonCurrency: 'USD', exchangeRates: { values: [{ currency: 'EUR', rate: '1.1' }] } } },
			{},
			'is in USD',
		],
	])('takes no step on rows %s', async (_, get, form, sentence) => {
		expect(await problemOf(get, form)).toContain(sentence);
	});
});

describe('rotation', () => {
	it.each([
		['by week', { timeIncrement: 'week' }, 'covers more than one day'],
		['with breakdowns', { breakdowns: ['gender'] }, ''],
		['with a Limit', { options: { limit: 4 } }, 'Limit or a filter'],
	])('refuses rows %s', async (_, get, sentence) => {
		const { error, outputs } = await behind({ level: 'ad', ...onlyOneAdSet, ...get }, 'metaAds', rotation);
		expect(error?.message ?? '').not.toBe('');
		expect(`${error?.message}`).toContain(sentence);
		expect(outputs.flat()).toEqual([]);
	});

	it('compares no results of different kinds', () => {
		const row = (adId: string, kind: string | null) => ({
			...{ item: 0, adId, kind, date: '2026-11-20', spend: 9, impressions: 100, results: 3, clicks: 5 },
		});
		const same = [row('1', 'actions:lead'), row('2', 'actions:lead'), row('3', null)];
		expect(withOneKind(same)).toEqual(same);
		const mixed = withOneKind([row('1', 'actions:lead'), row('2', 'actions:link_click')]);
		const unknown = { unknown: expect.stringContaining('actions:lead, actions:link_click') as string };
		expect(mixed.map(({ results }) => results)).toEqual([unknown, unknown]);
	});

	it('judges rows by day', async () => {
		const { error, outputs } = await behind({ level: 'ad', ...onlyOneAdSet }, 'metaAds', rotation);
		expect(error).toBeUndefined();
		expect(outputs.flat().length).toBeGreaterThan(0);
	});
});

describe('where n8n gives no context', () => {
	const hints: string[] = [];
	const n8n = {
		getContext: () => {
			throw new TypeError('Cannot read properties of undefined');
		},
		getNode: () => ({ name: 'Get' }),
		getParentNodes: () => [{ name: 'Get' }],
		addExecutionHints: ({ message }: { message: string }) => hints.push(message),
	} as never;

	it('nothing fails, nothing is known, and a sentence says so', () => {
		keepRecord(n8n, {} as never);
		const records = recordsBefore(n8n);
		expect(records).toEqual([]);
		sayUntold(n8n, [{ row_key: 'a|b|c|1' }], records);
		expect(hints.join()).toContain('executed alone');
		sayUntold(n8n, [{ spend: 1 }], records);
		expect(hints).toHaveLength(1);
	});
});
