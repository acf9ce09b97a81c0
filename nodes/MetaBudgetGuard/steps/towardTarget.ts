import type { Wish } from '../policy/request';
import { DAY, type LeverState } from '../policy/state';
import { wishToward } from '../target/toward';
import type { Ready, Requested, TowardTarget } from './step';

/** How far back changes of the object matter to the numbers; a day more, since dates begin at different times around the world. */
export function memoryOf({ wish }: Requested, now: number): number {
	return wish.kind === 'target' ? Math.max(...wish.reported.map(({ since }) => now - Date.parse(since))) + DAY : 0;
}

export const unusable = ({ wish }: Requested): Error | undefined => (wish.kind === 'target' ? wish.unusable : undefined);

/** What is wanted, now that the object's state is known. */
export const wishOf = ({ wish }: Requested, state: LeverState, now: number): Wish => (wish.kind === 'target' ? wishToward(wish.reported, wish.settings, state, now) : wish);

/**
 * Items toward the same target of the same value are one step: a report has a row a day, and a campaign's budget stands
 * behind all its ad sets. The first item carries the numbers of all, or one whose numbers cannot be used: days left out
 * could be those that cost much and brought nothing.
 *
 * @returns the items that go on, and of the others which item they were counted with
 */
export function joinedByObject(located: readonly Ready[]): { readonly ready: readonly Ready[]; readonly joined: ReadonlyMap<number, number> } {
	const groups = new Map<string, Array<Ready & { toward: TowardTarget }>>();
	for (const one of located) {
		const { wish } = one.step.request;
		if (wish.kind !== 'target') continue;
		// Another target for the same value is another wish, and a conflict.
		const key = `${one.target.state.id} ${JSON.stringify(wish.settings)}`;
		groups.set(key, [...(groups.get(key) ?? []), { ...one, toward: wish }]);
	}
	const joined = new Map<number, number>();
	const whole = new Map<number, Ready>();
	for (const group of groups.values()) {
		const first = group.find(({ toward }) => toward.unusable !== undefined) ?? group[0];
		const others = group.filter((one) => one !== first);
		for (const { index } of others) joined.set(index, first.index);
		const reported = [first, ...others].flatMap(({ toward }) => toward.reported);
		const request: Requested = { ...first.step.request, wish: { ...first.toward, reported } };
		whole.set(first.index, { index: first.index, target: first.target, step: { ...first.step, request } });
	}
	const ready = located.filter(({ index }) => !joined.has(index)).map((one) => whole.get(one.index) ?? one);
	return { ready, joined };
}
