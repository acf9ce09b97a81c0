import { MoneyProblem, toMinorUnits } from '../../money';
import { toGraphTime, toInstant, type DayEdge } from '../../accountTime';
import { InputProblem } from '../../form/problem';
import type { Milliseconds } from '../../reading/instants';
import { TimeProblem } from '../../timeText';
import type { AccountFacts } from './session';

type Path = readonly PropertyKey[];

/** The field's own problem out of a pure module's. */
function atField(path: Path, thrown: unknown): Error {
	if (thrown instanceof MoneyProblem || thrown instanceof TimeProblem)
		return new InputProblem(path, thrown.message, thrown.advice);
	return thrown as Error;
}

function withPath<T>(path: Path, read: () => T): T {
	try {
		return read();
	} catch (thrown) {
		throw atField(path, thrown);
	}
}

/**
 * An amount in the account's currency units as Meta's minor units.
 *
 * @throws InputProblem at the field
 */
export const amountAt = (path: Path, amount: string | number, { currency }: AccountFacts): string =>
	withPath(path, () => toMinorUnits(amount, currency));

/**
 * A moment as Meta writes it. Without an offset it means the account's own clock.
 *
 * @param edge which moment a date without a time stands for
 * @throws InputProblem at the field
 */
export const momentAt = (path: Path, moment: string, { timeZone }: AccountFacts, edge: DayEdge = 'start'): string =>
	withPath(path, () => toGraphTime(toInstant(moment, timeZone, edge), timeZone));

/**
 * The same moment in milliseconds since 1970.
 *
 * @throws InputProblem at the field
 */
export const instantAt = (
	path: Path,
	moment: string,
	{ timeZone }: AccountFacts,
	edge: DayEdge = 'start',
): Milliseconds => withPath(path, () => toInstant(moment, timeZone, edge).toMillis() as Milliseconds);
