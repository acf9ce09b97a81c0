import type { Operation, Verdict } from './operation';
import type { ReadJob } from './readItems';
import type { Session } from './session/session';

/**
 * Looks why Meta refused something, where the refusal itself names no cause. Once for a run: what was read for one item
 * serves the others.
 *
 * @returns the failure in better words, or as it is
 */
export type CauseFinder = (
	session: Session,
) => (failure: Error, params: unknown, effect: Operation['effect']) => Promise<Error>;

/** The verdicts of a run with the causes of their failures. A failure that several items share stays one. */
export async function withCauses(
	verdicts: ReadonlyArray<Verdict | undefined>,
	jobs: readonly ReadJob[],
	effect: Operation['effect'],
	find: ReturnType<CauseFinder>,
): Promise<Array<Verdict | undefined>> {
	const causes = new Map<Error, Promise<Error>>();
	const causeOf = async (failure: Error, params: unknown): Promise<Error> => {
		// A look that breaks off takes no row of the run with it: the refusal stands as Meta said it.
		const looking = causes.get(failure) ?? find(failure, params, effect).catch(() => failure);
		causes.set(failure, looking);
		return await looking;
	};
	return await Promise.all(
		verdicts.map(async (verdict, position) =>
			verdict?.failure === undefined ? verdict : { failure: await causeOf(verdict.failure, jobs[position]?.params) },
		),
	);
}
