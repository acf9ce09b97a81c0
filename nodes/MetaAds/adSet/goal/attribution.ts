import { wantedText, type WantedValue } from '../../../shared/adObject/change/wanted';
import { textCell } from '../../../shared/reading/cells';
import { entriesOf, recordOf } from '../../../shared/reading/json';
import { numberOf } from '../../../shared/reading/numbers';
import { showsWanted } from '../../../shared/reading/shown';
import { inPlainWords } from '../../../shared/words';
import { entryOf } from '../../../shared/record';

/** How long after a click or a view a conversion counts: `attribution_spec` (Marketing API, Ad Set reference). */
interface AttributionWindow {
	readonly event_type: string;
	readonly window_days: number;
}

/** Windows Meta still takes (Ad Set reference, `attribution_spec`); which of them a goal takes is left to Meta. */
export const attributions = [
	{ name: '1 Day After Click', value: 'click1' },
	{ name: '1 Day After Click or View', value: 'click1view1' },
	{ name: '7 Days After Click', value: 'click7' },
	{ name: '7 Days After Click or 1 Day After View', value: 'click7view1' },
	{ name: '7 Days After Click, 1 Day After View', value: 'click7view1engaged1' },
] as const;

type Attribution = (typeof attributions)[number]['value'];

const click = (days: number): AttributionWindow => ({ event_type: 'CLICK_THROUGH', window_days: days });
const viewWindow: AttributionWindow = { event_type: 'VIEW_THROUGH', window_days: 1 };
const engagedViewWindow: AttributionWindow = { event_type: 'ENGAGED_VIDEO_VIEW', window_days: 1 };

const specs: Readonly<Record<Attribution, readonly AttributionWindow[]>> = {
	click1: [click(1)],
	click1view1: [click(1), viewWindow],
	click7: [click(7)],
	click7view1: [click(7), viewWindow],
	click7view1engaged1: [click(7), viewWindow, engagedViewWindow],
};

export const attributionSpec = (attribution: Attribution): readonly AttributionWindow[] => specs[attribution];

/** Windows of no day at all are Meta's way of saying "not counted". What names no event or no number of days is no window. */
const countedIn = (spec: unknown): AttributionWindow[] =>
	entriesOf(spec).flatMap((entry) => {
		const { event_type: event, window_days: days } = recordOf(entry);
		const [name, dayCount] = [textCell(event), numberOf(days) ?? 0];
		return name === null || dayCount <= 0 ? [] : [{ event_type: name, window_days: dayCount }];
	});

const verbs: Readonly<Record<string, string>> = {
	CLICK_THROUGH: 'click',
	VIEW_THROUGH: 'view',
	ENGAGED_VIDEO_VIEW: 'engaged view',
};

const windowInWords = ({ event_type: event, window_days: days }: AttributionWindow): string =>
	`${days} ${days === 1 ? 'day' : 'days'} after ${entryOf(verbs, event) ?? inPlainWords(event)}`;

export const attributionInWords = (spec: unknown): string => countedIn(spec).map(windowInWords).sort().join(', ');

export const wantedAttribution = (attribution: Attribution): WantedValue => ({
	...wantedText('attribution_spec', 'Attribution Setting', attributionSpec(attribution)),
	shownBy: ({ attribution_spec: windows }) => showsWanted(countedIn(windows), attributionSpec(attribution), 'anyOrder'),
	inWords: ({ attribution_spec: windows }) => attributionInWords(windows) || 'none',
});
