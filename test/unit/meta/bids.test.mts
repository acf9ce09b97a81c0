import { nameOfStrategy } from '../../../nodes/meta/bids.ts';

it.each<[unknown, string]>([
	['LOWEST_COST_WITHOUT_CAP', 'Highest Volume'],
	['SOMETHING_NEW', 'SOMETHING_NEW'],
	['A'.repeat(60_000), `${'A'.repeat(40)}…`],
	[{}, 'unknown'],
	[undefined, 'unknown'],
])('a bid strategy in words', (strategy, name) => {
	expect(nameOfStrategy(strategy as string)).toBe(name);
});
