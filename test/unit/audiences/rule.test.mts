import fc from 'fast-check';

import { checkRule } from '../../../emulator/audiences/ruleCheck.mts';
import { VirtualClock } from '../../../emulator/world/clock.mts';
import { START } from '../../../emulator/graph/domains.mts';
import { ACCOUNTS, INSTAGRAM, LEAD_FORMS, PAGES, PIXELS } from '../../../emulator/world/seedIds.mts';
import { World } from '../../../emulator/world/world.mts';
import {
	ANY_PAGE,
	ANY_VISIT,
	engagementSources,
	instagramEvents,
	leadFormEvents,
	pageEvents,
	urlConditions,
	videoEvents,
	websiteEvents,
} from '../../../nodes/MetaAudiences/audience/creation/choices.ts';
import {
	engagementRule,
	videoRule,
	websiteRule,
	type Visit,
} from '../../../nodes/MetaAudiences/audience/creation/rule.ts';
import { ruleJsonParam } from '../../../nodes/MetaAudiences/audience/creation/ruleJson.ts';

/** Whatever the form holds: the rule passes our own check and the emulator's, which were written apart from each other. */

const world = new World(new VirtualClock(), 'standard_access', START);
const place = { world, account: world.get('AdAccount', ACCOUNTS.usd) };
const accepted = (rule: object) => checkRule(JSON.stringify(rule), place);

const values = (list: ReadonlyArray<{ value: string }>) => fc.constantFrom(...list.map(({ value }) => value));
const visit: fc.Arbitrary<Visit> = fc.record({
	event: values(websiteEvents),
	urlCondition: values(urlConditions),
	url: fc.string({ minLength: 1 }),
	days: fc.integer({ min: 1, max: 365 }),
	times: fc.integer({ min: 1, max: 1000 }),
});
const form = fc.record({
	visits: fc.array(visit, { minLength: 1, maxLength: 5 }),
	exclusions: fc.array(visit, { maxLength: 5 }),
	combine: fc.constantFrom('and' as const, 'or' as const),
});

it('every form of website visitors makes a rule that passes both checks', () => {
	fc.assert(
		fc.property(form, (rows) => {
			const rule = websiteRule({ pixel: PIXELS.usd, ...rows });
			expect(accepted(rule)).toEqual({ subtype: 'WEBSITE', pixelId: PIXELS.usd });
			expect(ruleJsonParam.safeParse(rule).success).toBe(true);
			expect(ruleJsonParam.parse(JSON.stringify(rule))).toEqual(rule);
		}),
	);
});

it('a row says no more and no less than it holds', () => {
	fc.assert(
		fc.property(visit, (row) => {
			const [rule] = websiteRule({ pixel: PIXELS.usd, visits: [row], exclusions: [], combine: 'or' }).inclusions.rules;
			const { filters } = rule!.filter;
			expect(rule!.retention_seconds).toBe(row.days * 86_400);
			expect(filters.some(({ field, value }) => field === 'event' && value === row.event)).toBe(
				row.event !== ANY_VISIT,
			);
			const compared = filters.find(({ field }) => field === 'url');
			if (row.urlCondition !== ANY_PAGE)
				expect(compared).toEqual({ field: 'url', operator: row.urlCondition, value: row.url });
			else expect(compared === undefined || compared.value === '').toBe(true);
			expect(rule!.aggregation?.value ?? 1).toBe(row.times);
		}),
	);
});

const sources = [
	{ from: 'page' as const, id: PAGES.usd, events: pageEvents },
	{ from: 'instagram' as const, id: INSTAGRAM.usd, events: instagramEvents },
	{ from: 'leadForm' as const, id: LEAD_FORMS.usdTasting, events: leadFormEvents },
];
it.each(sources.flatMap(({ from, id, events }) => events.map(({ value }) => ({ from, id, event: value }))))(
	'$from, $event: a rule for as many days as Meta keeps',
	({ from, id, event }) => {
		const most = engagementSources.find(({ value }) => value === from)!.mostDays;
		for (const days of [1, most])
			expect(accepted(engagementRule({ from, id, event, days }))).toMatchObject({ subtype: 'ENGAGEMENT' });
	},
);

it.each(videoEvents.map(({ value }) => value))('videos, %s', (event) => {
	expect(accepted([...videoRule(['400100200'], event)])).toEqual({ subtype: 'ENGAGEMENT' });
});

describe('a rule as JSON', () => {
	it('never throws, and what it takes comes out as it was', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.jsonValue(), fc.json()), (given) => {
				const read = ruleJsonParam.safeParse(given);
				if (read.success) expect(read.data).toEqual(typeof given === 'string' ? JSON.parse(given) : given);
			}),
		);
	});

	const rule = (more: object = {}) => ({
		event_sources: [{ id: '1', type: 'pixel' }],
		retention_seconds: 60,
		filter: { operator: 'and', filters: [{ field: 'url', operator: 'eq', value: 'x' }] },
		...more,
	});
	const set = (...rules: object[]) => ({ inclusions: { operator: 'or', rules } });
	const leaves = (count: number) => ({
		operator: 'or',
		filters: Array(count).fill({ field: 'url', operator: 'eq', value: 'x' }),
	});
	it.each([
		['ten rules', set(...Array(10).fill(rule())), true],
		['eleven', set(...Array(11).fill(rule())), false],
		['a hundred conditions', set(rule({ filter: leaves(100) })), true],
		['one more', set(rule({ filter: leaves(101) })), false],
		['conditions in conditions', set(rule({ filter: { operator: 'and', filters: [leaves(2), leaves(3)] } })), true],
		['a year and a second', set(rule({ retention_seconds: 365 * 86_400 + 1 })), false],
		[
			'two years of a page',
			set(rule({ event_sources: [{ id: '1', type: 'page' }], retention_seconds: 730 * 86_400 })),
			true,
		],
		['no sources', set(rule({ event_sources: [] })), false],
		[
			'an operator of one’s own',
			set(rule({ filter: { operator: 'and', filters: [{ field: 'url', operator: 'like', value: 'x' }] } })),
			false,
		],
		['another part', { ...set(rule()), also: 1 }, false],
		['a list', [], false],
		['nothing', '', false],
	])('%s', (_title, given, ok) => {
		expect(ruleJsonParam.safeParse(given).success).toBe(ok);
	});
});
