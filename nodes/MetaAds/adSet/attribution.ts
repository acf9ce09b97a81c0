/** How long after a click or a view a conversion counts: `attribution_spec` (Marketing API, Ad Set reference). */
export interface AttributionWindow {
	readonly event_type: string;
	readonly window_days: number;
}

const events: Readonly<Record<string, string>> = { click: 'CLICK_THROUGH', view: 'VIEW_THROUGH', engaged: 'ENGAGED_VIDEO_VIEW' };

/** @param name such as `click7view1`, the form's value */
export const attributionSpec = (name: string): AttributionWindow[] =>
	[...name.matchAll(/([a-z]+)(\d+)/g)].map(([, event, days]) => ({ event_type: events[event], window_days: Number(days) }));

const verbs: Readonly<Record<string, string>> = { CLICK_THROUGH: 'click', VIEW_THROUGH: 'view', ENGAGED_VIDEO_VIEW: 'engaged view' };

/** Windows of no day at all are Meta's way of saying "not counted". */
export const attributionInWords = (spec: unknown): string =>
	(Array.isArray(spec) ? (spec as AttributionWindow[]) : [])
		.filter(({ window_days: days }) => Number(days) > 0)
		.map(({ event_type: event, window_days: days }) => `${days} ${Number(days) === 1 ? 'day' : 'days'} after ${verbs[event] ?? String(event).toLowerCase()}`)
		.sort()
		.join(', ');
