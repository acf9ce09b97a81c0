import { last, sumBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { accountUrl, adSetUrl, adUrl, campaignUrl } from '../../shared/adsManager';
import type { Level } from '../facts/levels';
import type { Words } from '../render/numbers/words';
import type { Alert } from './judged/alert';
import { whyUnjudged } from './judged/alerts';
import { LONGEST, type Watched } from './judged/past';
import { hasTooFew } from './judged/standing';
import { ADS_MANAGER_COLUMN } from '../rows/columns/rowNames';
import { alertNames, namesOf, sentenceOf, UNREAD } from './words';

/** What all rows of an account have in common. */
export interface RowOf {
	readonly account: { readonly id: string | null; readonly currency: string | null };
	readonly words: Words;
	readonly level: Level;
}

const urls = { account: accountUrl, campaign: campaignUrl, adset: adSetUrl, ad: adUrl } as const;

const rounded = (value: number): number => Number(value.toPrecision(6));

/** Unknown on one of the days is unknown in all. */
function lately({ days }: Watched, figure: 'spend' | 'results'): number | null {
	const own = days.slice(-LONGEST).map((day) => day[figure]);
	return own.some((value) => value === null) ? null : rounded(sumBy(own, (value) => value ?? 0));
}

/** Columns of both outputs' rows, in reading order. */
function rowOf(objects: readonly Watched[], told: IDataObject, { account, level }: RowOf): IDataObject {
	const [object] = objects;
	const id = objects.length === 1 && object !== undefined ? object.id : null;
	return {
		...told,
		spend: id === null || object === undefined ? null : lately(object, 'spend'),
		results: id === null || object === undefined ? null : lately(object, 'results'),
		account_currency: account.currency,
		level,
		id,
		account_id: account.id?.replace(/^act_/, '') ?? null,
		[ADS_MANAGER_COLUMN]:
			account.id === null ? null : id === null ? accountUrl(account.id) : urls[level](account.id, id),
	};
}

export const alertRow = (alert: Alert, row: RowOf): IDataObject =>
	rowOf(
		alert.objects,
		{
			name: namesOf(alert),
			alert: alertNames[alert.kind][alert.direction],
			reason: sentenceOf(alert, row.words),
			since: alert.since,
			until: alert.until,
		},
		row,
	);

interface Reasons {
	readonly paused: ReadonlySet<Alert>;
	/** Told on a day before. */
	readonly lasting: readonly Alert[];
	/** All that is off and not told. */
	readonly rest: readonly Alert[];
}

export function quietRow(object: Watched, { paused, lasting, rest }: Reasons, row: RowOf): IDataObject {
	const alert = rest.find(({ objects }) => objects.some(({ id }) => id === object.id));
	return rowOf(
		[object],
		{
			name: object.name,
			alert: 'None',
			reason: alert === undefined ? quietReason(object) : untoldReason(alert),
			since: alert?.since ?? null,
			until: last(object.days)?.date ?? null,
		},
		row,
	);

	function untoldReason(one: Alert): string {
		const name = alertNames[one.kind][one.direction];
		if (paused.has(one)) return `${name}: it is switched off.`;
		return lasting.includes(one) ? `${name}: told on a day before, and lasts.` : `${name}: good news is not told.`;
	}
}

/** An account without days: it answers, too. */
export const emptyRow = (name: string, row: RowOf, unjudged?: string): IDataObject =>
	bareRow(
		{
			name,
			alert: 'None',
			reason: unjudged === undefined ? 'Nothing was delivered on these days.' : `Not judged: ${unjudged}.`,
		},
		row,
	);

/** An account that could not be read is not quiet: nobody knows. */
export const unreadRow = (name: string, unread: string, row: RowOf): IDataObject =>
	bareRow({ name, alert: UNREAD, reason: unread }, row);

const bareRow = (told: IDataObject, row: RowOf): IDataObject => rowOf([], { ...told, since: null, until: null }, row);

function quietReason(object: Watched): string {
	const why = whyUnjudged(object);
	if (why !== null) return `Not judged: ${why}.`;
	return hasTooFew(object)
		? 'As usual, but for the cost of a result: too few come in three days to judge it.'
		: 'As usual.';
}
