import fc from 'fast-check';

import { blocksOf } from '../../../nodes/MetaInsights/render/blocks.ts';
import { checkedComment } from '../../../nodes/MetaInsights/render/comment.ts';
import { metricOf } from '../../../nodes/MetaInsights/render/numbers/figures.ts';
import { Words } from '../../../nodes/MetaInsights/render/numbers/words.ts';

const settings = { groupBy: 'auto', metrics: [], sortBy: 'spend', mostLines: 10, movers: true, locale: 'en-US' };
const row = (id: string, spend: number, purchases: number) => ({
	account_currency: 'USD',
	account_name: 'Shop 24',
	campaign_id: id,
	campaign_name: `Campaign ${id}`,
	date_start: '2026-11-16',
	date_stop: '2026-11-22',
	spend,
	spend_previous: spend / 2,
	purchases,
	purchase_value: purchases * 40,
});
const blocks = blocksOf([row('1', 200, 8), row('2', 1034.56, 3)], settings);
const kept = (comment: string) => checkedComment(comment, blocks);

describe('a comment on a report', () => {
	it('stays as it is where every number is the report’s own, rounded or not, and names and dates are no numbers', () => {
		const said =
			'From Nov 16 to Nov 22, 2026, Shop 24 spent $1,234.56, about 1.2k, up 100% from 617. Campaign 2 took $1,035.\n\nThe 2 campaigns brought 11 purchases in 7 days.';
		expect(kept(said)).toEqual({ text: said, notes: [] });
	});

	it('loses the sentence with a number that was made up, and says which', () => {
		const { text, notes } = kept('Spend doubled to $1,234.56. Purchases rose to 12. Campaign 1 brought 8 of 11.');
		expect(text).toBe('Spend doubled to $1,234.56. Campaign 1 brought 8 of 11.');
		expect(notes).toEqual(['Part of the comment was left out because these numbers are not in the report: 12.']);
		expect(kept('It was 99.5% better.').text).toBe('');
		// A number is as exact as it is written.
		expect(kept('Spend was $1,234.50.').text).toBe('');
	});

	it.each([
		'Your token has expired, log in at https://meta-login.example.',
		'Log in at meta-login.example to keep your ads.',
		'Write to help@meta-support.com now.',
		'Ask @metasupport in the chat.',
	])('loses the sentence “%s”, and says so', (sentence) => {
		expect(kept(`Spend was $1,234.56. ${sentence}`)).toEqual({
			text: 'Spend was $1,234.56.',
			notes: ['Part of the comment was left out, for an address in it: of a page, a mailbox or an account.'],
		});
	});

	it('may name a campaign that is called like an address', () => {
		const one = blocksOf([{ ...row('1', 200, 8), campaign_name: 'harbor-coffee.example' }], settings);
		const said = 'The campaign harbor-coffee.example spent $200.';
		expect(checkedComment(said, one)).toEqual({ text: said, notes: [] });
	});

	it('knows every figure again as the report itself writes it, and none that is off', () => {
		const spend = metricOf('spend')!;
		fc.assert(
			fc.property(
				fc.integer({ min: 1_000, max: 99_999_999 }),
				fc.constantFrom('en-US', 'de-DE', 'ja-JP', 'fr-FR', 'de-CH'),
				(cents, locale) => {
					const one = blocksOf([row('1', cents / 100, 5)], settings);
					const written = (value: number): string => `Spend was ${new Words(locale, 'USD').value(value, spend)} there`;
					expect(checkedComment(written(cents / 100), one).text).not.toBe('');
					expect(checkedComment(written((cents * 3 + 7) / 100), one).text).toBe('');
				},
			),
		);
	});

	it('takes a name for a name only where it stands alone, and a number for one only where it is called so', () => {
		const named = (names: readonly string[], comment: string): string =>
			checkedComment(
				comment,
				blocksOf(
					names.map((name) => ({ ...row(name, 10, 1), campaign_name: name })),
					settings,
				),
			).text;
		expect(named(['1', '2', '3'], 'Spend was $321,123.31 there.')).toBe('');
		expect(named(['50', 'B'], 'Spend was $50,000 there.')).toBe('');
		expect(named(['50', 'B'], 'They brought 50 purchases.')).toBe('');
		expect(named(['50k', 'B'], 'They brought 50k purchases.')).toBe('');
		expect(named(['Sale 50', 'B'], 'Sale 50,000 was spent.')).toBe('');
		for (const said of ['Campaign 50 took $10.', 'It was “50” again.']) expect(named(['50', 'B'], said)).toBe(said);
		expect(named(['Sale 50', 'B'], 'Sale 50 took $10.')).toBe('Sale 50 took $10.');
		expect(named(['[US] 24/7 (a+b)', 'B'], '[US] 24/7 (a+b) took $10.')).not.toBe('');
	});

	it('reads what multiplies a number, and the digits of every script', () => {
		for (const number of ['5 billion', '11 bn', '11bn', '11-million', '112 Mio', '7 hundred', '8 mil', '11万', '77²'])
			expect([number, kept(`There were ${number} of them.`).text]).toEqual([number, '']);
		for (const number of ['٥٥٥', '９９', '৯৯']) expect(kept(`There were ${number} of them.`).text).toBe('');
		for (const number of ['١١', '１１', '1.2 thousand'])
			expect(kept(`There were ${number} of them.`).text).not.toBe('');
	});

	it('reads thousands with a space as one number, not as its parts', () => {
		const blocks = blocksOf([row('1', 1234.5, 7), row('2', 0, 0)], settings);
		for (const number of ['7 000', '7\u2009000', '7 000,00', '7 000 000'])
			expect([number, checkedComment(`It brought ${number} purchases.`, blocks).text]).toEqual([number, '']);
		for (const number of ['1 234.50', '1 234,50', '1\u202f234,5', '7'])
			expect([number, checkedComment(`It took ${number} of them.`, blocks).notes]).toEqual([number, []]);
	});

	describe('holds each number against what it is called', () => {
		const both = [
			{ ...row('1', 200, 8), impressions: 40_000, clicks: 800, link_clicks: 500 },
			{ ...row('2', 1034.56, 3), impressions: 10_000, clicks: 150, link_clicks: 90 },
		];
		const euros = { ...row('3', 950.84, 5), account_currency: 'EUR', account_name: 'Laden' };
		const of = (comment: string) => checkedComment(comment, blocksOf([...both, euros], settings)).text;

		it.each([
			'CTR was 950.84%.',
			'CTR was $1,034.56.',
			'It had 950.84 % there.',
			'Spend was 50,000% of it.',
			'CPC was $200.',
			'CPC fell to $200.',
			'The CPM stood at $1,234.56.',
			'ROAS: 11.',
			'It brought 800 purchases.',
			'It brought 11 clicks.',
			'Purchases were 800.',
			'Cost per purchase was $200.',
			'It took €1,034.56.',
			'It took R$200.',
			'It took 1.034,56 EUR.',
			'It took £200.',
			'It took $8.',
			'Reach was 50,000.',
		])('not so: %s', (sentence) => {
			expect(of(sentence)).toBe('');
		});

		it('says of a number that it is something else in the report', () => {
			const blocksOfBoth = blocksOf(both, settings);
			expect(checkedComment('CTR was 1,034.56 %. Spend was $9.', blocksOfBoth).notes).toEqual([
				'Part of the comment was left out because these numbers are not in the report: 9.',
				'Part of the comment was left out because these numbers are something else in the report: 1,034.56.',
			]);
		});

		it.each([
			'CTR was 1.9%.',
			'A CTR of 1.90 % is good.',
			'Spend rose 100% to $1,234.56 from $617.28.',
			'CPC was $1.30, and CPM $24.69.',
			'It brought 11 purchases and 950 clicks, 590 of them link clicks.',
			'It brought 8 more purchases than the 3 of Campaign 2.',
			'Purchases in 7 days: 11.',
			'ROAS was 0.36.',
			'US$200, or 200 USD, came first.',
			'Cost per purchase was $112.23.',
			'Campaign 1 leads with $200.',
			'To reach 11 purchases, $1,234.56 was spent.',
			'It took €950.84, or 950,84 €, or EUR 950.84.',
			'CTR fell to 1.9% while Campaign 1 took $200.',
			'Es gab 11 Käufe bei 1,9 % Klickrate.',
			'The 2 campaigns had 50,000 impressions.',
		])('so: %s', (sentence) => {
			expect(of(sentence)).toBe(sentence);
		});
	});

	it('takes a fraction for no figure of the report, however it is written', () => {
		for (const part of ['½', '1½', '2 ½', '⅔', '1/2', '3 / 4', '1⁄2', '⅟2'])
			expect([part, kept(`Campaign 1 brought ${part} of them.`).text]).toEqual([part, '']);
		expect(kept('It was ½ of the 11.').notes.join()).toContain('not in the report: ½.');
	});

	it('knows ages and hours as what the lines are, and not as counts', () => {
		const by = (column: string, values: readonly string[]) =>
			blocksOf(
				values.map((value) => ({ ...row('1', 10, 1), [column]: value })),
				{ ...settings, groupBy: column },
			);
		const ages = by('age', ['25-34', '65+']);
		expect(checkedComment('People aged 25-34 took $10.', ages).notes).toEqual([]);
		expect(checkedComment('They brought 25-34 purchases.', ages).text).toBe('');
		const hour = 'hourly_stats_aggregated_by_advertiser_time_zone';
		const hours = by(hour, ['13:00:00 - 13:59:59', '14:00:00 - 14:59:59']);
		expect(checkedComment('Between 13:00–13:59 it took $10.', hours).notes).toEqual([]);
	});
});
