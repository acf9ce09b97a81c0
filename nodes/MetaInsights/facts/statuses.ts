import { InputProblem } from '../../shared/form/problem';
import { isBelow, levelNames, type ReportLevel } from './levels';

interface Status {
	readonly name: string;
	readonly value: string;
	/** Whose states it is among (Marketing API spec objects Campaign, AdSet and Ad, effective_status). */
	readonly of: ReadonlyArray<Exclude<ReportLevel, 'account'>>;
}

const all = ['campaign', 'adset', 'ad'] as const;

/** States of ad objects, by the names people choose from. */
const statuses: readonly Status[] = [
	{ name: 'Active', value: 'ACTIVE', of: all },
	{ name: 'Ad Set Paused', value: 'ADSET_PAUSED', of: ['ad'] },
	{ name: 'Archived', value: 'ARCHIVED', of: all },
	{ name: 'Campaign Paused', value: 'CAMPAIGN_PAUSED', of: ['adset', 'ad'] },
	{ name: 'Deleted', value: 'DELETED', of: all },
	{ name: 'In Process', value: 'IN_PROCESS', of: all },
	{ name: 'In Review', value: 'PENDING_REVIEW', of: ['ad'] },
	{ name: 'Paused', value: 'PAUSED', of: all },
	{ name: 'Preapproved', value: 'PREAPPROVED', of: ['ad'] },
	{ name: 'Rejected', value: 'DISAPPROVED', of: ['ad'] },
	{ name: 'Waiting for Billing', value: 'PENDING_BILLING_INFO', of: ['ad'] },
	{ name: 'With Issues', value: 'WITH_ISSUES', of: all },
];

export const statusOptions = statuses.map(({ name, value }) => ({ name, value }));

/** A row of the account has no state of its own: there the campaigns' states narrow its numbers. */
export const statusLevel = (level: ReportLevel): Exclude<ReportLevel, 'account'> =>
	level === 'account' ? 'campaign' : level;

const ofLevel = (level: ReportLevel): Status[] => statuses.filter(({ of }) => of.includes(statusLevel(level)));

/** Every state an object of a level can be in: Meta leaves archived and deleted ones out unless they are named. */
export const allStatuses = (level: ReportLevel): string[] =>
	level === 'account' ? [] : ofLevel(level).map(({ value }) => value);

/** What a report asks for, as far as it says whose rows there are. */
interface AskedObjects {
	readonly nodeLevel: ReportLevel;
	readonly level: ReportLevel;
	readonly filtering: ReadonlyArray<{ readonly field: string }>;
}

/**
 * Whether Meta may leave out archived and deleted objects, whose numbers the object above has. Meta's page says so of deleted
 * ones (marketing-api/best-practices/manage-your-ad-object-status). Archived ones were seen in rows as well
 * (airbytehq/airbyte, pull request 37437).
 */
export const mayLackGone = ({ nodeLevel, level, filtering }: AskedObjects): boolean =>
	isBelow(level, nodeLevel) && !filtering.some(({ field }) => field.endsWith('effective_status'));

/** States that rows of a level cannot be in: Meta would answer without rows. */
export function statusProblem(level: ReportLevel, chosenStatuses: readonly string[]): InputProblem | null {
	const had = ofLevel(level);
	const foreign = statuses.find((status) => chosenStatuses.includes(status.value) && !had.includes(status));
	if (foreign === undefined) return null;
	const others = foreign.of.map((one) => levelNames[one]).join(' or ');
	const whose =
		level === 'account' ? 'the campaigns of rows of level Ad Account' : `rows of level ${levelNames[level]}`;
	return new InputProblem(
		['options', 'statuses'],
		`“${foreign.name}” is no status that ${whose} can have`,
		`Set Level to ${others}, or choose from ${had.map(({ name }) => name).join(', ')}.`,
	);
}
