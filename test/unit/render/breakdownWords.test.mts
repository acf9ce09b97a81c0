import { blocksOf } from '../../../nodes/MetaInsights/render/blocks.ts';
import { valueInWords } from '../../../nodes/MetaInsights/render/numbers/breakdownWords.ts';
import { pageOf } from '../../../nodes/MetaInsights/render/written/page.ts';

const settings = { metrics: [], sortBy: 'spend', mostLines: 10, movers: true, locale: 'en-US' };

it.each([
	['gender', 'female', 'Women'],
	['gender', 'unknown', 'Unknown'],
	['call_to_action_asset', 'SHOP_NOW', 'Shop Now'],
	['call_to_action_asset', 'Book a table', 'Book a table'],
	['age', '25-34', '25-34'],
	['age', '65+', '65+'],
	['country', 'DE', 'Germany'],
	['country', 'XX', 'XX'],
	['country', 'unknown', 'Unknown'],
	['region', 'Bavaria', 'Bavaria'],
	['region', 'unknown', 'Unknown'],
	['publisher_platform', 'audience_network', 'Audience Network'],
	['publisher_platform', 'whatsapp', 'WhatsApp'],
	['impression_device', 'android_smartphone', 'Android Smartphone'],
	['impression_device', 'iphone', 'iPhone'],
	['device_platform', 'mobile_app', 'Mobile App'],
	['platform_position', 'an_classic', 'Classic'],
	['platform_position', 'right_hand_column', 'Right Column'],
	['hourly_stats_aggregated_by_advertiser_time_zone', '13:00:00 - 13:59:59', '13:00–13:59'],
	['campaign_name', 'mobile_app', 'mobile_app'],
	['toString', 'female', 'female'],
	['gender', 'toString', 'toString'],
	['publisher_platform', 'constructor', 'Constructor'],
])('of %s, %s reads %s', (column, value, words) => {
	expect(valueInWords(column, value)).toBe(words);
});

const row = (publisher_platform: string, platform_position: string, spend: number) => ({
	account_currency: 'USD',
	publisher_platform,
	platform_position,
	spend,
});
const rows = [
	row('facebook', 'feed', 50),
	row('instagram', 'feed', 40),
	row('instagram', 'instagram_stories', 30),
	row('audience_network', 'rewarded_video', 20),
	row('facebook', 'facebook', 10),
];

it('keeps the feeds of Facebook and Instagram apart, and names no platform twice', () => {
	const [block] = blocksOf(rows, { ...settings, groupBy: 'platform_position' });
	expect(block.tables[0].lines.map(({ name }) => name)).toEqual([
		'Facebook: Feed',
		'Instagram: Feed',
		'Instagram: Stories',
		'Audience Network: Rewarded Video',
		'Facebook: Facebook',
	]);
	const page = pageOf({ title: 'T', introduction: '', locale: 'en-US', notes: [], blocks: [block] });
	expect(page).toContain('>By placement<');
});

it('takes nothing from the name of a column of one’s own', () => {
	const own = rows.map((one, index) => ({ ...one, 'Team (new)': `Team ${index}` }));
	expect(blocksOf(own, { ...settings, groupBy: 'Team (new)' })[0].tables[0].label).toBe('Team (new)');
});

it('adds up what has the same words only where it is the same', () => {
	const [block] = blocksOf(rows, { ...settings, groupBy: 'publisher_platform', secondGroup: 'platform_position' });
	expect(
		block.tables.map(({ label, lines, total }) => [label, lines.length, total?.figures.get('spend')?.now]),
	).toEqual([
		['Platform', 3, 150],
		['Placement', 5, 150],
	]);
});

it('shows the only campaign by its name, without a total, and no table for the only account or period', () => {
	const one = {
		account_name: 'Shop',
		campaign_name: 'Autumn',
		date_start: '2026-11-01',
		date_stop: '2026-11-07',
		spend: 5,
	};
	const tables = (groupBy: string) => blocksOf([one], { ...settings, groupBy })[0].tables;
	expect(tables('auto').map(({ lines, total }) => [lines.map(({ name }) => name), total])).toEqual([
		[['Autumn'], null],
	]);
	for (const groupBy of ['account_name', 'date_start']) expect(tables(groupBy)).toEqual([]);
});
