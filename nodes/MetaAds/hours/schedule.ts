import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { entryOf, isRecord } from '../../shared/record';

const SCHEDULE_TRIGGER = 'n8n-nodes-base.scheduleTrigger';

const rareFields = { days: 'once a day', weeks: 'once a week', months: 'once a month' };

/** Words for an interval of n8n's Schedule Trigger that is rarer than every hour; null for any other. */
function rareInterval({ field = 'days', hoursInterval = 1 }: IDataObject): string | null {
	if (field === 'hours') return Number(hoursInterval) > 1 ? `every ${String(hoursInterval)} hours` : null;
	// A cron expression may meet the very minutes at which hours begin and end.
	return entryOf(rareFields, field) ?? null;
}

/** n8n leaves out what is as by default: a trigger without a rule runs once a day. */
function intervalsOf({ rule }: IDataObject): IDataObject[] {
	const intervals = isRecord(rule) ? rule.interval : undefined;
	return Array.isArray(intervals) ? (intervals.filter(isRecord) as IDataObject[]) : [{}];
}

/**
 * How often the workflow runs, in words, where its one schedule is rarer than every hour; null where it is not, or where n8n does
 * not show its triggers. Several times a day may be the very times at which hours begin and end.
 */
export function rareSchedule(n8n: IExecuteFunctions): string | null {
	const intervals = triggersOf(n8n).flatMap(intervalsOf);
	const [only] = intervals;
	return only === undefined || intervals.length > 1 ? null : rareInterval(only);
}

/** Parameters of the Schedule Triggers before this node. */
function triggersOf(n8n: IExecuteFunctions): IDataObject[] {
	try {
		return n8n
			.getParentNodes(n8n.getNode().name, { includeNodeParameters: true })
			.flatMap(({ type, disabled, parameters }) =>
				type === SCHEDULE_TRIGGER && !disabled && parameters !== undefined ? [parameters as IDataObject] : [],
			);
	} catch {
		return []; // An agent's tool has no nodes before it.
	}
}
