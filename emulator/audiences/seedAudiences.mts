import { createHash } from 'node:crypto';
import memoize from 'lodash/memoize.js';

import { ACCOUNTS, AUDIENCES, PIXELS } from '../world/seedIds.mts';
import type { World } from '../world/world.mts';
import type { CustomAudience } from './audienceModel.mts';
import { newAudience } from './audiences.mts';
import { FLAGGED } from './audienceStatus.mts';
import { Members, type FirstPeople } from './members.mts';

const DAY = 86_400_000;

/** SHA-256 as customer lists hold it. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Invented people: `<start>1@example.com` and following. The same ones for every world that is seeded. */
const firstPeople = memoize(
	(start: string, count: number): FirstPeople => {
		const members = memoize(() => {
			const all = new Members();
			for (let number = 1; number <= count; number += 1) all.add({ EMAIL: sha256(`${start}${number}@example.com`) });
			return all;
		});
		return { count, members };
	},
	(start, count) => `${start} ${count}`,
);

const people = (start: string, count: number): Members => new Members(firstPeople(start, count));

const visitorsOf = (pixel: string): string =>
	JSON.stringify({
		inclusions: {
			operator: 'or',
			rules: [
				{
					event_sources: [{ id: pixel, type: 'pixel' }],
					retention_seconds: 2_592_000,
					filter: { operator: 'and', filters: [{ field: 'url', operator: 'i_contains', value: '' }] },
				},
			],
		},
	});

const LIKE_VALUES = {
	type: 'custom_ratio',
	ratio: 0.01,
	country: 'US',
	target_countries: ['US'],
	origin: [{ id: AUDIENCES.usdValues, name: 'Customers by value', type: 'custom_audience', deleted: false }],
};

type Row = [id: string, account: string, name: string, subtype: string, more?: Partial<CustomAudience>];

export function seedAudiences(world: World, now: number): void {
	const list = (start: string, count: number): Partial<CustomAudience> => ({
		customerFileSource: 'USER_PROVIDED_ONLY',
		members: people(start, count),
		isUploaded: count > 0,
	});
	const { usd, jpy, eur, foreign } = ACCOUNTS;
	const rows: Row[] = [
		[AUDIENCES.usdNewsletter, usd, 'Newsletter readers', 'CUSTOM', list('reader', 2_500)],
		[AUDIENCES.usdRegulars, usd, 'Regulars', 'CUSTOM', list('regular', 40)],
		[AUDIENCES.usdEmpty, usd, 'Suppression list', 'CUSTOM', list('', 0)],
		[AUDIENCES.usdValues, usd, 'Customers by value', 'CUSTOM', { ...list('buyer', 1_200), isValueBased: true }],
		[
			AUDIENCES.usdFlagged,
			usd,
			'Sleep problems',
			'CUSTOM',
			{
				...list('sleeper', 300),
				scripted: { operation: FLAGGED, integrityFields: ['name'] },
			},
		],
		[
			AUDIENCES.usdExpiring,
			usd,
			'Summer raffle 2023',
			'CUSTOM',
			{ ...list('raffle', 400), deleteTime: now + 20 * DAY },
		],
		[
			AUDIENCES.usdVisitors,
			usd,
			'Visitors of the shop',
			'WEBSITE',
			{ rule: visitorsOf(PIXELS.usd), pixelId: PIXELS.usd, reach: 4_200, retentionDays: 30 },
		],
		[
			AUDIENCES.usdLookalike,
			usd,
			'Lookalike (US, 1%) - Customers by value',
			'LOOKALIKE',
			{ lookalikeSpec: LIKE_VALUES, originAudienceId: AUDIENCES.usdValues, reach: 2_400_000 },
		],
		[AUDIENCES.jpyList, jpy, '会員リスト', 'CUSTOM', list('member', 500)],
		[AUDIENCES.eurList, eur, 'Kunden', 'CUSTOM', list('kunde', 1_500)],
		[AUDIENCES.foreign, foreign, 'Not yours', 'CUSTOM', list('other', 10)],
	];
	for (const [id, account, name, subtype, more] of rows) {
		const createdAt = now - 100 * DAY;
		world.add({
			...newAudience(world, world.get('AdAccount', account), { subtype }),
			id,
			name,
			readyAt: createdAt,
			timeCreated: createdAt,
			timeUpdated: createdAt,
			timeContentUpdated: createdAt,
			...more,
		});
	}
}
