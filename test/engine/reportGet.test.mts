import { ACCOUNTS } from '../../emulator/seed.mts';
import { decoded } from './campaigns.mts';
import { waits } from './fakeTime.mts';
import { useInsights } from './insights.mts';

jest.mock('../../nodes/shared/graph/wait', () => jest.requireActual('./fakeTime.mts').fakeWait);

const bench = useInsights();

beforeEach(() => (waits.length = 0));

const insightsSent = () => bench.sent().filter(({ path }) => path.endsWith('/insights'));

describe('report: get', () => {
	it('gives flat rows of yesterday for every campaign, with one question', async () => {
		const { rows, error } = await bench.run('get');
		expect(error).toBeUndefined();
		expect(insightsSent()).toHaveLength(1);
		const [asked] = insightsSent();
		const { since, until } = decoded(asked).time_range as { since: string; until: string };
		expect(since).toBe(until);
		expect(decoded(asked)).toMatchObject({ level: 'campaign', time_increment: '1' });
		expect(rows.length).toBeGreaterThan(1);
		expect(rows[0]).toMatchObject({
			account_id: ACCOUNTS.usd.slice(4),
			date_start: since,
			account_currency: 'USD',
			account_timezone: 'America/New_York',
			settled: false,
			environment: 'emulator',
		});
		expect(typeof rows[0].spend).toBe('number');
		expect(rows[0].row_key).toBe(`campaign|${String(rows[0].campaign_id)}|${since}|1`);
	});
});
