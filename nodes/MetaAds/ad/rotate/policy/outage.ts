import { commonChangesIn, type CommonChange } from '../../../../meta/evidence/commonChange';
import { dayVarianceOf, type CountedDay } from '../../../../meta/evidence/dayVariance';
import { isUnknownEvidence } from '../../../../meta/evidence/known';
import { LEAST_DUE, silenceOf, silentOf, type Silence } from '../../../../meta/evidence/silence';
import { expectedOf, firstCountedDay, lastCountedDay, type GroupDays } from './record';
import type { AdDayFigures, RotationInput } from './rotation';
import { CHECK } from './words';
import { addDays } from '../../../../shared/accountTime';

interface Known extends AdDayFigures {
	readonly results: number;
}

export function groupDaysOf(input: RotationInput): GroupDays {
	const { rows, settings, today } = input;
	const [first, last] = [firstCountedDay(today, settings), lastCountedDay(today, settings)];
	const past = rows.filter(({ date }) => date <= today);
	// An unknown result is no sign of life.
	const due = past.map((row) => ({
		object: row.adId,
		date: row.date,
		results: isUnknownEvidence(row.results) ? 0 : row.results,
		due: expectedOf(row, settings),
	}));
	const untold = new Set(past.filter(({ results }) => isUnknownEvidence(results)).map(({ adId }) => adId));
	const knownDays = past.filter(
		(row): row is Known => !isUnknownEvidence(row.results) && row.date >= first && row.date <= last,
	);
	const silence = silenceOf(due, last, Math.min(LEAST_DUE, settings.withoutResult));
	const changes = commonChangesIn(
		effortsOf(
			knownDays.filter(({ date }) => !silence.days.has(date)),
			input,
		),
	);
	const counts = ({ date }: { readonly date: string }): boolean =>
		!silence.days.has(date) && !changes.some((change) => isLow(date, change));
	const lastKnown = knownDays.reduce((latest, { date }) => (date > latest ? date : latest), '');
	return {
		first,
		last,
		out: new Set(past.filter((row) => !counts(row)).map(({ date }) => date)),
		sentence:
			silentSentence(silence) ??
			mostlySilent(
				silentOf(
					due.filter(({ object }) => !untold.has(object)),
					last,
				),
			) ??
			changedSentence(changes, lastKnown),
		dayVariance: dayVarianceOf(
			knownDays.filter(counts).map((row) => ({
				object: row.adId,
				date: row.date,
				effort: expectedOf(row, settings),
				results: row.results,
			})),
		),
	};
}

/** The worse side of a change never counts against an ad: its days, or all others where it brought more. */
const isLow = (date: string, { since, until, level }: CommonChange): boolean =>
	(date >= since && date <= until) === level < 1;

/** What results come of: clicks where the report has them, since prices may well change for all ads at once. */
function effortsOf(knownDays: readonly Known[], { settings: { goal } }: RotationInput): CountedDay[] {
	const haveClicks = goal.kind === 'cost' && knownDays.every(({ clicks }) => clicks !== null);
	return knownDays.map(({ adId, date, results, spend, impressions, clicks }) => ({
		object: adId,
		date,
		results,
		effort: goal.kind === 'rate' ? impressions : haveClicks ? (clicks ?? 0) : spend,
	}));
}

/** A day or two in between say nothing of an end. */
const LATELY = 2;

function silentSentence({ since, ever, long }: Silence): string | null {
	if (since === null) return null;
	if (!long) return ever ? null : 'Not judged: no ad of the group has any result in the report yet.';
	const when = ever ? `since ${since}` : 'in the report';
	return `Not judged: no ad of the group has any result ${when}, so tracking may be down. ${CHECK}`;
}

function mostlySilent({ silent, of }: { readonly silent: number; readonly of: number }): string | null {
	if (silent * 2 <= of || silent < 2) return null;
	return (
		`Not judged: ${silent} of ${of} ads that spent enough for results have had none lately, ` +
		`so tracking may be down for them. ${CHECK}`
	);
}

function changedSentence(changes: readonly CommonChange[], last: string): string | null {
	const change = last === '' ? undefined : changes.find(({ until }) => until >= addDays(last, -LATELY));
	if (change === undefined) return null;
	const { since, along, of, level } = change;
	const much = level < 1 ? 'half of what they did before, or less' : 'twice what they did before, or more';
	return `Not judged: since ${since}, ${along} of ${of} ads at once bring ${much}, so tracking may have changed. ${CHECK}`;
}
