import type { IDataObject } from 'n8n-workflow';

import { AD_SETS } from '../../../emulator/world/seedIds.mts';
import { interpret } from '../altered/alterations.mts';
import { guardsOf, HELD, rowsOf, useGuard } from '../support/guards.mts';
import { byId, emulatorCredential } from '../support/harness.mts';

/** A lifetime budget of which Meta does not say what is left: a step is a share of that, so nobody knows how far it may go. */

const bench = useGuard();
const ID = AD_SETS.eurLifetimeBudget;

/** Meta’s answers with another rest in them, or none. */
async function withRest(rest: string | null, form: IDataObject) {
	const between = await interpret(bench.emulator);
	const member = rest === null ? '' : `"budget_remaining":${rest},`;
	between.alter = (text) =>
		text
			.replace(/"budget_remaining":"\d+",/g, member)
			.replace(/,"budget_remaining":"\d+"/g, member && `,${member.slice(0, -1)}`);
	const result = await bench.run(
		{ adSet: byId(ID), ceiling: 1_000, ...form },
		{ credential: emulatorCredential(between.url) },
	);
	await between.close();
	expect(result.error).toBeUndefined();
	return result;
}

const HOW_FAR = 'so it is unknown how far a change may go.';

describe.each<[string, IDataObject]>([
	['a raise', { percent: 10 }],
	['a cut', { percent: -10 }],
	['another amount', { change: 'value', newValue: '250' }],
])('%s', (_, form) => {
	it.each<[string, string | null, string]>([
		['is missing', null, 'Meta doesn’t say what is left of its lifetime budget'],
		['is no amount', '"much"', 'Meta doesn’t say what is left of its lifetime budget'],
		['is more than there was', '"99999999"', 'Meta says that more is left of its lifetime budget than it has'],
	])('holds where the rest %s, and the row says so', async (_rest, rest, words) => {
		const [row] = rowsOf(await withRest(rest, form), HELD);
		expect(guardsOf(row)).toEqual(['lifetimeRest']);
		expect(row?.reason).toBe(`${words}, ${HOW_FAR}`);
		expect(bench.changes()).toEqual([]);
	});
});

it('nothing left is known', async () => {
	const [row] = rowsOf(await withRest('"0"', { percent: 10 }), HELD);
	expect(guardsOf(row)).toEqual(['noChange']);
});
