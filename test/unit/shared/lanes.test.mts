import { inLanes } from '../../../nodes/shared/lanes.ts';

describe('a list worked through in lanes', () => {
	it('has its results in order, and never more under way than there are lanes', async () => {
		let underWay = 0;
		let most = 0;
		const results = await inLanes([5, 1, 4, 2, 3], 2, async (pause) => {
			most = Math.max(most, ++underWay);
			await new Promise((resolve) => setTimeout(resolve, pause));
			underWay--;
			return pause * 10;
		});
		expect(results).toEqual([50, 10, 40, 20, 30]);
		expect(most).toBe(2);
	});

	it('fails as the first of them fails, whose lane begins nothing more', async () => {
		const begun: number[] = [];
		const failing = inLanes([1, 2, 3], 1, async (one) => {
			begun.push(one);
			if (one === 2) throw new Error('two');
			return await Promise.resolve(one);
		});
		await expect(failing).rejects.toThrow('two');
		expect(begun).toEqual([1, 2]);
	});

	it('of nothing is nothing', async () => {
		expect(await inLanes([], 4, async (one) => await Promise.resolve(one))).toEqual([]);
	});
});
