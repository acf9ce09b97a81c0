import { last, sumBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { accountUrl, adSetUrl, adUrl, campaignUrl } from '../../shared/adsManager';
import type { ReportLevel } from '../facts/levels';
import type { Words } from '../render/numbers/words';
import type { Alert } from './judged/alert';
import { whyUnjudged } from './judged/alerts';
import { LONGEST, type WatchedObject } from './judged/past';
import { hasTooFew } from './judged/standing';
import { ADS_MANAGER_COLUMN } from '../rows/columns/rowNames';
import { alertNames, namesOfAlert, sentenceOf, UNREAD } from './words';

/** What all rows of an account have in common. */
export interface RowContext {
	readonly account: { readonly id: string | null; readonly currency: string | null };
	readonly words: Words;
	readonly level: ReportLevel;
}

const urls = { account: accountUrl, campaign: campaignUrl, adset: adSetUrl, ad: adUrl } as const;

const sixDigits = (value: number): number => Number(value.toPrecision(6));

/** Unknown on one of the days is unknown in all. */
function lately({ days }: WatchedObject, figure: 'spend' | 'results'): number | null {
	const figuresLately = days.slice(-LONGEST).map((day) => day[figure]);
	return figuresLately.some((value) => value === null) ? null : sixDigits(sumBy(figuresLately, (value) => value ?? 0));
}

/** Columns of both outputs' rows, in reading order. */
function rowOf(
	objects: readonly WatchedObject[],
	accountRow: IDataObject,
	{ account, level }: RowContext,
): IDataObject {
	const [object] = objects;
	const id = objects.length === 1 && object !== undefined ? object.id : null;
	return {
		...accountRow,
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

export const alertRow = (alert: Alert, row: RowContext): IDataObject =>
	rowOf(
		alert.objects,
		{
			name: namesOfAlert(alert),
			alert: alertNames[alert.kind][alert.direction],
			reason: sentenceOf(alert, row.words),
			since: alert.since,
			until: alert.until,
		},
		row,
	);

interface Reasons {
	readonly paused: ReadonlySet<Alert>;
	/** Reported by this workflow before. */
	readonly lasting: readonly Alert[];
	/** Whether What to Watch has it. */
	readonly isListed: (alert: Alert) => boolean;
	/** All that is off and not told. */
	readonly rest: readonly Alert[];
}

export function quietRow(
	object: WatchedObject,
	{ paused, lasting, isListed, rest }: Reasons,
	row: RowContext,
): IDataObject {
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
		if (paused.has(one)) return `${name}: it is off.`;
		if (!isListed(one)) return `${name}: not in What to Watch.`;
		return lasting.includes(one) ? `${name}: already reported, still ongoing.` : `${name}: good news is not reported.`;
	}
}

/** An account without days: it answers, too. */
export const emptyRow = (name: string, row: RowContext, reasonUnjudged?: string): IDataObject =>
	bareRow(
		{
			name,
			alert: 'None',
			reason: reasonUnjudged === undefined ? 'Nothing was delivered on these days.' : `Not judged: ${reasonUnjudged}.`,
		},
		row,
	);

/** An account that could not be read is not quiet: nobody knows. */
export const unreadRow = (name: string, unread: string, row: RowContext): IDataObject =>
	bareRow({ name, alert: UNREAD, reason: unread }, row);

const bareRow = (accountRow: IDataObject, row: RowContext): IDataObject =>
	rowOf([], { ...accountRow, since: null, until: null }, row);

function quietReason(object: WatchedObject): string {
	const why = whyUnjudged(object);
	if (why !== null) return `Not judged: ${why}.`;
	return hasTooFew(object)
		? 'As usual, except for cost per result: three days have too few results to judge it.'
		: 'As usual.';
}
