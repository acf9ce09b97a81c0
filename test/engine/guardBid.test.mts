import { AD_SETS } from '../../emulator/seedIds.mts';
import { decoded } from './campaigns.mts';
import { APPLIED, DAY, guardsOf, HELD, rowsOf, useGuard } from './guards.mts';
import { byId } from './harness.mts';

const bench = useGuard();
const { run, writes } = bench;

const bid = (more = {}) => run({ operation: 'adjustBid', adSet: byId(AD_SETS.eurCostCap), loosest: 50, ...more });
const floor = (more = {}) => run({ operation: 'adjustRoasFloor', adSet: byId(AD_SETS.eurMinRoas), percent: -10, loosest: 1, ...more });

describe('adjustBid', () => {
	it('raises a cost per result goal and nothing else', async () => {
		expect(rowsOf(await bid(), APPLIED)).toEqual([expect.objectContaining({ what: 'bid', verdict: 'applied', before: 12, after: 13.2, logConfirmed: true })]);
		expect(writes().map(decoded)).toEqual([{ bid_amount: '1320' }]);
	});

	it('shares its cooldown with budgets', async () => {
		await bid();
		expect(guardsOf(rowsOf(await run({ adSet: byId(AD_SETS.eurCostCap) }), HELD)[0])).toEqual(['cooldown']);
	});

	it('holds an ad set whose strategy takes no bid: an amount alone would switch it', async () => {
		expect(guardsOf(rowsOf(await bid({ adSet: byId(AD_SETS.eurNoBudget) }), HELD)[0])).toEqual(['noValue']);
		expect(writes()).toEqual([]);
	});

	it('does not raise without a ceiling', async () => {
		expect(guardsOf(rowsOf(await bid({ loosest: '' }), HELD)[0])).toEqual(['ceiling']);
	});
});

describe('adjustRoasFloor', () => {
	it('lowers a floor as a loosening, down to its bound', async () => {
		expect(rowsOf(await floor({ loosest: 1.4 }), APPLIED)).toEqual([expect.objectContaining({ what: 'ROAS floor', before: 1.5, requested: 1.35, after: 1.4 })]);
		expect(writes().map(decoded)).toEqual([{ bid_constraints: { roas_average_floor: 14_000 } }]);
	});

	it('holds a lower floor without a bound, and takes a higher one', async () => {
		expect(guardsOf(rowsOf(await floor({ loosest: '' }), HELD)[0])).toEqual(['ceiling']);
		expect(rowsOf(await floor({ loosest: '', percent: 10 }), APPLIED)).toEqual([expect.objectContaining({ after: 1.65 })]);
	});

	it('reads its own change in the log, a day later', async () => {
		await floor();
		expect(guardsOf(rowsOf(await floor(), HELD)[0])).toEqual(['cooldown']);
		bench.emulator.control.advanceClock(DAY);
		expect(rowsOf(await floor(), APPLIED)).toEqual([expect.objectContaining({ before: 1.35, after: 1.215 })]);
	});
});
